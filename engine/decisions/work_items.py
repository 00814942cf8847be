"""Decisions on work items and on when an interactive step is done."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="open-work-items",
        aliases=("C4",),
        title="Open work items after an error or a cancel",
        question="What becomes of a work item that is Assigned when its run fails or is canceled?",
        readings=(
            Reading(
                id="completed",
                text="Completed, whatever the cause.",
                source=f"{of.HELP_RUN} for errors; {of.PDF_MATRICES} for cancel",
            ),
            Reading(
                id="matrix",
                text=(
                    "It stays Assigned after an error at the level of the run or of an interactive step; it is Completed "
                    "after other errors and after a cancel."
                ),
                source=of.PDF_MATRICES,
            ),
        ),
        taken="completed",
        why="The current Help gives one rule for errors. So Completed never proves that somebody did the work.",
        switchable=True,
        in_profiles=(("pdf-2025", "matrix"),),
    ),
    Decision(
        id="interactive-exit",
        aliases=("C22", "U6"),
        title="A custom exit condition of an interactive step",
        question="Does a custom exit condition replace the completion of the screen flow, or are both needed?",
        readings=(
            Reading(
                id="replaces",
                text="The condition alone completes the step, at any evaluation, whether the user finished or not.",
                source=f"{of.HELP_EVALUATION}: every interactive step in progress is looked at",
            ),
            Reading(
                id="both-needed",
                text="The step completes once the user has finished and the condition holds.",
                source="a plausible reading that no page excludes",
            ),
        ),
        taken="replaces",
        why="The choices are offered as alternatives, and the condition is evaluated at each wake-up. Unverified in an org.",
        switchable=True,
    ),
    Decision(
        id="screen-done-exit-open",
        aliases=("U6",),
        title="A user who finishes before the exit condition holds",
        question="What happens when the user finishes the screen flow while the step's exit condition is false?",
        readings=(
            Reading(
                id="waits",
                text="The work item is Completed, the step stays In Progress, and nobody holds a work item.",
                source=of.INFERRED,
            ),
            Reading(id="asks-again", text="A new work item is assigned.", source=of.SILENCE),
        ),
        taken="waits",
        why=(
            "Only a resume is documented to create a second work item. The state exists in runs, events and proofs. Not "
            "switchable: the other reading has no source."
        ),
    ),
    Decision(
        id="open-work-item-of-completed-step",
        aliases=("U6",),
        title="An exit condition that holds before the user finishes",
        question="What becomes of the Assigned work item of an interactive step that its exit condition completes?",
        readings=(
            Reading(
                id="completed",
                text="It becomes Completed, without anybody having done it.",
                source=of.INFERRED,
            ),
            Reading(id="assigned", text="It stays Assigned.", source=of.SILENCE),
        ),
        taken="completed",
        why="Work items of a completed stage become Completed too. Not switchable: the other reading has no source.",
    ),
    Decision(
        id="replaced-work-item",
        title="The old work item of a resumed step",
        question="A resume gives an interactive step a replacement work item; what becomes of the old one?",
        readings=(
            Reading(
                id="stays",
                text="It keeps its status; the replacement is a second work item of the same step.",
                source=f"inferred from {of.HELP_RUN}, table of what happens on resume",
            ),
            Reading(id="reopened", text="The old one is assigned again.", source=of.SILENCE),
        ),
        taken="stays",
        why="The page speaks of a replacement. Not switchable.",
    ),
)
"""The decisions of this subject."""
