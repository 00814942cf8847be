"""From when on automatic outputs can be read ("Orchestration Steps", "Orchestration Stages")."""

from typing import Final

from . import documents as of
from .demand import Output, ReadableFrom
from .situation import Situation
from .table import Table

OUTPUT: Final = Table(of.STEPS, "Automatic Output", of.IN_HELP_EXCERPT)
BEFORE: Final = ("outputs-before-completion",)

ROWS: Final = (
    OUTPUT.row(
        "automatic-output-stage-status",
        "Stage Status",
        "The status of a stage can be read once the stage is in progress.",
        "After the stage is in progress",
        ReadableFrom(Output.STAGE_STATUS, Situation.STAGE_STARTED),
        decisions=BEFORE,
    ),
    OUTPUT.row(
        "automatic-output-step-status",
        "Step Status",
        "The status of a step can be read once its stage is in progress.",
        "After the parent stage is in progress",
        ReadableFrom(Output.STEP_STATUS, Situation.STAGE_STARTED),
        decisions=BEFORE,
    ),
    OUTPUT.row(
        "automatic-output-flow-output",
        "Flow Output Variable",
        "An output variable of a step's flow can be read once the step is Completed, if it is available for output.",
        "After the parent step has been completed",
        ReadableFrom(Output.FLOW_OUTPUT, Situation.STEP_COMPLETED),
        decisions=("outputs-before-completion", "outputs-on-revisit", "screen-done-exit-open"),
    ),
)
"""The rows of this subject."""
