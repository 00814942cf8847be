"""What completes a stage, starts a step and completes a step: the choices of each condition."""

from typing import Final

from . import documents as of
from .demand import CompletesWhen, Entry, Exit, Item, StartsWhen
from .table import Table

STAGE: Final = Table(of.STAGES, "Stage Condition", of.IN_HELP)
BACKGROUND: Final = Table(of.BACKGROUND, "Entry Condition", of.IN_HELP_EXCERPT)
INTERACTIVE: Final = Table(of.INTERACTIVE, "Entry Condition", of.IN_HELP_EXCERPT)
DONE: Final = Table(of.INTERACTIVE, "Exit Condition", of.IN_HELP_EXCERPT)
DONE_BACKGROUND: Final = Table(of.BACKGROUND, "Completion", of.IN_HELP_EXCERPT)

ENTRIES: Final = (
    (
        "with-stage",
        "When the stage starts, the step starts",
        "A step starts with its stage.",
        "—",
        Entry.WITH_STAGE,
    ),
    (
        "after-step",
        "When another step is marked Completed, the step starts",
        "A step starts when another step is Completed; any other status of that step releases nothing.",
        "The name of the step",
        Entry.AFTER_STEP,
    ),
    (
        "requirements",
        "When the specified requirements are met, the step starts",
        "A step starts when its requirements are met.",
        "Up to 10 requirements",
        Entry.REQUIREMENTS,
    ),
    (
        "evaluation-flow",
        "When the specified evaluation flow returns True, the step starts",
        "A step starts when its evaluation flow returns True.",
        "An active evaluation flow",
        Entry.EVALUATION_FLOW,
    ),
)

ROWS: Final = (
    STAGE.row(
        "stage-exit-all-steps",
        "When all steps have been marked Completed, the stage is marked Completed",
        "A stage with this condition completes when every step of it is Completed; a step that never starts keeps it open.",
        "—",
        CompletesWhen(Item.STAGE, Exit.ALL_STEPS),
        decisions=("step-that-never-starts",),
    ),
    STAGE.row(
        "stage-exit-requirements",
        "When the specified requirements are met, the stage is marked Completed",
        "A stage with this condition completes when its requirements are met, whatever its steps do.",
        "Up to 10 requirements that determine whether the stage can be completed",
        CompletesWhen(Item.STAGE, Exit.REQUIREMENTS),
    ),
    STAGE.row(
        "stage-exit-evaluation-flow",
        "When the specified evaluation flow returns True, the stage is marked Completed",
        "A stage with this condition completes when its evaluation flow returns True, whatever its steps do.",
        "The name of the evaluation flow that determines whether the stage can be completed",
        CompletesWhen(Item.STAGE, Exit.EVALUATION_FLOW),
        decisions=("evaluation-flow-answer",),
    ),
    *(
        BACKGROUND.row(f"step-entry-{id}", label, text, cell, StartsWhen(entry))
        for id, label, text, cell, entry in ENTRIES
    ),
    DONE_BACKGROUND.row(
        "step-exit-background",
        "Background step",
        "A background step has no exit condition of its own: it is Completed when its flow is.",
        "",
        CompletesWhen(Item.STEP, Exit.CALLED_FLOW),
    ),
    *(
        INTERACTIVE.row(
            f"step-entry-interactive-{id}",
            label,
            text.replace("A step", "An interactive step"),
            cell,
            StartsWhen(entry),
        )
        for id, label, text, cell, entry in ENTRIES
    ),
    DONE.row(
        "step-exit-screen-flow",
        "When the assigned user has completed the screen flow, the step is marked Completed",
        "An interactive step with this condition is Completed when somebody has finished its screen flow.",
        "—",
        CompletesWhen(Item.STEP, Exit.SCREEN_FLOW),
    ),
    DONE.row(
        "step-exit-requirements",
        "When the specified requirements are met, the step is marked Completed",
        "An interactive step with this condition is Completed when its requirements are met.",
        "Up to 10 requirements",
        CompletesWhen(Item.STEP, Exit.REQUIREMENTS),
        decisions=("interactive-exit", "screen-done-exit-open"),
    ),
    DONE.row(
        "step-exit-evaluation-flow",
        "When the specified evaluation flow returns True, the step is marked Completed",
        "An interactive step with this condition is Completed when its evaluation flow returns True.",
        "An active evaluation flow",
        CompletesWhen(Item.STEP, Exit.EVALUATION_FLOW),
        decisions=("interactive-exit", "screen-done-exit-open"),
    ),
)
"""The rows of this subject."""
