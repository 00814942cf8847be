"""Decisions on the milestones that are logged."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="resume-milestones",
        aliases=("C8",),
        title="Milestones of a manual resume",
        question="Which milestone does a run log when somebody resumes it?",
        readings=(
            Reading(id="resume-only", text="Resume Run alone.", source=of.OBJECT_LOG),
            Reading(
                id="start-too",
                text='Resume Run and Start Run: a run logs Start Run when it "started or was manually resumed".',
                source=of.HELP_RUN,
            ),
        ),
        taken="resume-only",
        why="The Object Reference tells the two kinds apart. A Start Run row beside it is accepted in real logs.",
        switchable=True,
    ),
    Decision(
        id="end-stage-on-cancel",
        aliases=("C19",),
        title="The milestone of a stage that is canceled",
        question="Is End Stage logged for the stage in progress when its run is canceled?",
        readings=(
            Reading(id="logged", text="Yes.", source=of.HELP_DEBUG),
            Reading(
                id="not-logged",
                text="No: End Stage is logged on completion only.",
                source=f"{of.PDF_TABLES}; {of.OBJECT_LOG}",
            ),
        ),
        taken="logged",
        why="The current Help names this very case.",
        switchable=True,
        in_profiles=(("pdf-2025", "not-logged"),),
    ),
    Decision(
        id="log-row-order",
        aliases=("U1",),
        title="The order of log rows of one moment",
        question="In which order do the rows of one transition stand, and do they share a time?",
        readings=(
            Reading(
                id="inside-out",
                text=(
                    "The interpreter writes what happens as it happens: an element ends before what contains it, and what "
                    "contains it starts first. In real logs any order within one time is accepted."
                ),
                source=of.INFERRED,
            ),
            Reading(id="as-numbered", text="The automatic number of a row is its place.", source=of.SILENCE),
        ),
        taken="inside-out",
        why="No page gives an order. Not switchable: tolerance covers every other order.",
    ),
    Decision(
        id="end-work-item-row",
        aliases=("U11",),
        title="The milestone of a work item that nobody completed",
        question="Is End Work Item logged when the platform completes a work item (stage exit, error, cancel)?",
        readings=(
            Reading(
                id="people-only",
                text="No: the milestone says that the assigned user completed it.",
                source=of.HELP_DEBUG,
            ),
            Reading(id="always", text="Yes, whenever a work item becomes Completed.", source=of.SILENCE),
        ),
        taken="people-only",
        why="So this row, with an actor, is the evidence that somebody did the work. Not switchable: a tolerance in real logs.",
    ),
    Decision(
        id="handled-error-milestones",
        aliases=("U11",),
        title="Milestones of an error that a fault path handles",
        question="Is Fail Run logged for a handled error?",
        readings=(
            Reading(
                id="no-fail-run",
                text="No: Fail Step, Discontinue Step and Fail Stage are, for the run does not become Error.",
                source=of.INFERRED,
            ),
            Reading(
                id="fail-run",
                text="Yes: a stage or step in the run encountered an error.",
                source=f"{of.HELP_DEBUG}, by the letter",
            ),
        ),
        taken="no-fail-run",
        why="The milestone goes with the status of the run. Not switchable: a tolerance in real logs.",
    ),
    Decision(
        id="error-milestones",
        title="Milestones of an error that nothing handles",
        question="Which milestones does an unhandled error log?",
        readings=(
            Reading(
                id="all-levels",
                text=(
                    "Fail Step, Discontinue Step for each other step in progress, Fail Stage (Discontinue Stage where the "
                    "error lies outside the stage), Fail Run."
                ),
                source=f"inferred from {of.HELP_DEBUG} and {of.PDF_TABLES}, cell by cell",
            ),
            Reading(
                id="cause-only", text="The row of the element that failed, and Fail Run.", source=of.SILENCE
            ),
        ),
        taken="all-levels",
        why="Each row follows from a cell about its own milestone. Not switchable.",
    ),
    Decision(
        id="restart-milestones",
        title="Milestones of what a resume restarts",
        question="Which milestones do stage, steps and work items log when a run is resumed?",
        readings=(
            Reading(
                id="start-again",
                text="Start Stage; Start Step for each restarted step; Start Work Item for each replacement.",
                source=f"{of.HELP_STAGES} for the stage; inferred for the rest",
            ),
            Reading(id="stage-only", text="Start Stage alone.", source=of.SILENCE),
        ),
        taken="start-again",
        why="A restarted step starts, and a new work item is created and assigned. Not switchable.",
    ),
    Decision(
        id="cancel-milestones",
        aliases=("U7", "U11"),
        title="Milestones of steps that are canceled",
        question="Is anything logged for the steps in progress when a run is canceled?",
        readings=(
            Reading(
                id="none", text="No: there is no kind of row for it.", source=f"{of.OBJECT_LOG}, by absence"
            ),
            Reading(id="discontinued", text="Discontinue Step.", source=of.SILENCE),
        ),
        taken="none",
        why="None of the four causes of Discontinue Step is a cancel. Not switchable: a tolerance in real logs.",
    ),
    Decision(
        id="waiting-step-milestones",
        aliases=("U11",),
        title="Milestones of a step that never starts",
        question="Does a step that stays Not Started log anything?",
        readings=(
            Reading(id="none", text="No.", source=of.INFERRED),
            Reading(id="created", text="A row when its step run is created.", source=of.SILENCE),
        ),
        taken="none",
        why="No kind of row means creation. Not switchable.",
    ),
    Decision(
        id="unseen-logs",
        aliases=("U11",),
        title="No real log was found",
        question="How are contradictions settled that only an export of a real org could settle?",
        readings=(
            Reading(
                id="tolerated",
                text="By the decisions listed here, and by tolerance towards both readings in real logs.",
                source="no public repository holds an exported log",
            ),
            Reading(
                id="strict", text="Rows of the reading that is not taken are violations.", source=of.SILENCE
            ),
        ),
        taken="tolerated",
        why="A real log is never wrong about what an org does. Not switchable.",
    ),
)
"""The decisions of this subject."""
