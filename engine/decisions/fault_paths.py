"""Decisions on fault paths."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="mulesoft-in-fault-path",
        aliases=("C11",),
        title="MuleSoft steps in a fault path",
        question="May a stage of a fault path hold a MuleSoft step?",
        readings=(
            Reading(id="allowed", text="Yes, like any stage.", source=of.HELP_STEPS),
            Reading(
                id="excluded",
                text="No: such stages contain background and interactive steps.",
                source=f"{of.HELP_STAGES}, section on fault paths",
            ),
        ),
        taken="allowed",
        why="The sentence may just be an incomplete list. Not switchable: the interpreter runs them, and `check` warns.",
    ),
    Decision(
        id="fault-connector",
        aliases=("C12",),
        title="The fault connector of a stage",
        question="Is the element faultConnector of a stage its fault path?",
        readings=(
            Reading(id="fault-path", text="Yes.", source=f"{of.HELP_STAGES}: stages have fault paths"),
            Reading(id="not-used", text='No: it is documented as "Not used".', source=of.METADATA),
        ),
        taken="fault-path",
        why="The sentence in the Metadata API guide is older than fault paths. Not switchable: nothing else could hold them.",
    ),
    Decision(
        id="run-during-fault-path",
        title="The run while a fault path runs",
        question="What is the status of the run between an error and the end of its fault path?",
        readings=(
            Reading(
                id="in-progress",
                text="In Progress; the stage and step that failed stay Error for good.",
                source=f"{of.HELP_RUN}: the fault path is followed instead of ending with Error",
            ),
            Reading(id="error", text="Error, until the fault path ends.", source=of.SILENCE),
        ),
        taken="in-progress",
        why="Only a run that would end with Error is in Error. Not switchable: the other reading has no source.",
    ),
    Decision(
        id="handled-error-final",
        title="Resuming what a fault path handled",
        question="Can a stage whose error was handled be resumed later?",
        readings=(
            Reading(
                id="never",
                text="No: the run is not in Error. If it fails later elsewhere, only the stage that failed then is resumed.",
                source=f"{of.HELP_RUN}: a resume concerns the current stage",
            ),
            Reading(id="with-the-run", text="Yes, together with a later failure.", source=of.SILENCE),
        ),
        taken="never",
        why="A resume concerns the current stage, and that is another one by then. Not switchable.",
    ),
    Decision(
        id="resume-in-fault-path",
        aliases=("U10",),
        title="A failure inside a fault path",
        question="Can a run be resumed that failed in a stage of a fault path?",
        readings=(
            Reading(
                id="like-any-stage",
                text="Yes, if the cause is recoverable: that stage is the current stage.",
                source=f"{of.HELP_RUN}, by the letter",
            ),
            Reading(id="never", text="No.", source=of.SILENCE),
        ),
        taken="like-any-stage",
        why="The page makes no exception. Not switchable: nobody documents one.",
    ),
    Decision(
        id="outer-fault-path",
        title="An error inside a fault path",
        question="Which fault path handles an error in a stage of a fault path?",
        readings=(
            Reading(
                id="own-only",
                text="The stage's own; without one the error is unhandled. The outer fault path is not entered again.",
                source=f"{of.HELP_STAGES}, table of fault paths",
            ),
            Reading(id="outer-again", text="The outer one, once more.", source=of.SILENCE),
        ),
        taken="own-only",
        why="The table says that such a run ends in Error. Not switchable.",
    ),
    Decision(
        id="empty-fault-path",
        title="A fault path with nothing in it",
        question="How does a run end whose fault path leads straight to End?",
        readings=(
            Reading(
                id="completed",
                text="Completed. A fault path that leads straight back to the main flow goes on there.",
                source=f"{of.HELP_STAGES}: ends at End without unhandled errors; {of.HELP_RUN} for the way back",
            ),
            Reading(id="error", text="Error, as if there were no fault path.", source=of.SILENCE),
        ),
        taken="completed",
        why="The row speaks of every fault path that reaches End. Not switchable.",
    ),
    Decision(
        id="unrecovered-error-text",
        aliases=("U3",),
        title="Pages on error handling that are cut off",
        question="What do the lost parts of the two pages on error handling say?",
        readings=(
            Reading(
                id="nothing-new",
                text="Nothing that contradicts the rest: no rule rests on them.",
                source=f"{of.HELP_ERRORS} and {of.HELP_STAGE_ERRORS}, as far as stored",
            ),
            Reading(
                id="further-rules",
                text="Rules about statuses that are not held here.",
                source="cannot be excluded",
            ),
        ),
        taken="nothing-new",
        why="What is not known cannot be checked. Not switchable: it marks the edge of what is held.",
    ),
)
"""The decisions of this subject."""
