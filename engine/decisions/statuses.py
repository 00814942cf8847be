"""Decisions on which status something has."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="canceled-steps",
        aliases=("C1", "U7"),
        title="In-progress steps of a canceled run",
        question="What is the status of a step that was In Progress when its run was canceled?",
        readings=(
            Reading(
                id="canceled",
                text="The step becomes Canceled.",
                source=f"{of.PDF_MATRICES}; {of.CONNECT} list the status",
            ),
            Reading(
                id="in-progress",
                text="Steps have no such status: the step stays In Progress.",
                source=f"{of.HELP_STEPS} and {of.OBJECT_STEP} list five statuses without Canceled",
            ),
        ),
        taken="canceled",
        why="A table gives the status outright; its absence elsewhere is only silence. Logs and exports may show either.",
        switchable=True,
    ),
    Decision(
        id="completed-then-error",
        aliases=("C3",),
        title="What was Completed before the run failed",
        question="Does a stage or step that completed keep Completed when the run fails afterwards?",
        readings=(
            Reading(
                id="keeps-completed",
                text="It keeps Completed.",
                source=f"{of.HELP_APPROVAL_STEPS}; {of.PDF_MATRICES}, every table",
            ),
            Reading(
                id="discontinued",
                text="It becomes Discontinued, and Discontinue Stage or Discontinue Step is logged.",
                source=f'{of.OBJECT_STAGE} and {of.OBJECT_STEP}: "in progress or completed"',
            ),
        ),
        taken="keeps-completed",
        why=(
            "The tables that show outcomes agree. Not switchable: the other reading only matters in real logs, where "
            "extra Discontinue rows of completed elements are tolerated."
        ),
    ),
    Decision(
        id="current-stage-on-error",
        aliases=("C7",),
        title="The current stage of a failed run",
        question="When a run fails, is the stage that was in progress Error or Discontinued?",
        readings=(
            Reading(
                id="by-place",
                text="Error where the fault lies in the stage or a step of it; Discontinued where it lies in the run outside.",
                source=f"{of.PDF_MATRICES}, one table per cause",
            ),
            Reading(id="error", text="Always Error.", source=of.HELP_RUN),
            Reading(
                id="discontinued",
                text='Discontinued: the stage was "in progress when the orchestration encountered an error".',
                source=of.HELP_STAGES,
            ),
        ),
        taken="by-place",
        why="Both pages are true of one case each, and the tables per cause say which. Not switchable: the others ignore one page.",
    ),
    Decision(
        id="two-final-statuses",
        aliases=("C14",),
        title="How many statuses a run has",
        question='One page says that runs have "two valid statuses: Completed or Error"; are there no others?',
        readings=(
            Reading(
                id="five",
                text="Five: In Progress, Completed, Suspended, Canceled, Error. The sentence speaks of how error handling ends.",
                source=f"{of.HELP_RUN}; {of.OBJECT_RUN}",
            ),
            Reading(
                id="two", text="Two.", source=f"{of.HELP_STAGES}, section on fault paths, taken literally"
            ),
        ),
        taken="five",
        why="Every other page lists five. Not switchable: a run could not be canceled or suspended.",
    ),
    Decision(
        id="canceled-stage",
        aliases=("C16",),
        title="Whether a stage can be Canceled",
        question="The list of stage statuses in the Object Reference lacks Canceled; does a stage become it?",
        readings=(
            Reading(
                id="canceled",
                text="The stage in progress becomes Canceled with its run.",
                source=f"{of.HELP_STAGES}; {of.CONNECT}; {of.OBSERVED}",
            ),
            Reading(id="not-listed", text="There is no such status of a stage.", source=of.OBJECT_STAGE),
        ),
        taken="canceled",
        why="Help says it and it was seen on a record. Not switchable: the list is merely incomplete.",
    ),
    Decision(
        id="discontinued-causes",
        aliases=("C23",),
        title="What Discontinued says of a step",
        question="A step is Discontinued both after an early exit of its stage and after an error; which was it?",
        readings=(
            Reading(
                id="by-stage",
                text="The stage tells: Completed means an early exit, Error or Discontinued an error.",
                source=f"{of.HELP_RUN} together with {of.HELP_APPROVAL_STEPS}",
            ),
            Reading(
                id="error-only",
                text="Discontinued means that there was an error.",
                source=f"{of.HELP_RUN}, alone",
            ),
        ),
        taken="by-stage",
        why="Both causes are documented. Not switchable: it says how to read a status, not which one is set.",
    ),
    Decision(
        id="recovered-bullets",
        aliases=("U2",),
        title="Cells whose bullets are lost",
        question=(
            "The stored copies of some current pages lost the bullets of run Completed and Error, stage Completed and "
            "Error, Discontinue Stage, Fail Stage and Discontinue Step; what do they say?"
        ),
        readings=(
            Reading(
                id="older-edition",
                text=(
                    "The same as the older edition and the sister pages on flow approval processes, extended to "
                    "interactive and MuleSoft steps and to fault paths."
                ),
                source=f"{of.PDF_TABLES}; {of.HELP_APPROVAL_STEPS}",
            ),
            Reading(
                id="nothing",
                text="Nothing can be said about these cells.",
                source="the stored copies, taken alone",
            ),
        ),
        taken="older-edition",
        why=(
            "What was recovered fits the rest of the current pages. Rows that rest on it say how they are known. Not "
            "switchable: without them a run could neither complete nor fail."
        ),
    ),
)
"""The decisions of this subject."""
