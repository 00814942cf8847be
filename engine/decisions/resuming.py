"""Decisions on suspending, canceling and resuming."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="stored-results",
        title="Results that arrive while a run rests",
        question="How are results processed that arrived while the run was suspended or had failed?",
        readings=(
            Reading(
                id="one-by-one",
                text="One by one in order of arrival, with a full evaluation after each.",
                source=f"{of.PDF}: outputs are stored and processed on resume; {of.HELP_RUN}, pending outputs",
            ),
            Reading(id="all-at-once", text="All together, then one evaluation.", source=of.SILENCE),
        ),
        taken="one-by-one",
        why="Each is a result like any other, only late. Not switchable: no page describes another order.",
    ),
    Decision(
        id="pending-outputs",
        title="What pending outputs are",
        question="When does a Discontinued step of a failed run have pending outputs?",
        readings=(
            Reading(
                id="finished-later",
                text="When its flow finished after the run had failed; the values wait on the step run.",
                source=f"inferred from {of.HELP_RUN} and the field InProgressStepOutputs in {of.OBJECT_STEP}",
            ),
            Reading(
                id="finished-before",
                text="When its flow had finished, unprocessed, before the run failed.",
                source=of.SILENCE,
            ),
        ),
        taken="finished-later",
        why="The field is named for steps that were in progress. Not switchable: an observer cannot tell the two apart.",
    ),
    Decision(
        id="resumed-waiting-steps",
        title="Steps that had not started when the run failed",
        question="Are steps that are Not Started evaluated again when a failed run is resumed?",
        readings=(
            Reading(
                id="evaluated",
                text="Yes, like at every wake-up; their entry conditions may hold by then.",
                source=f"inferred from {of.PDF}: conditions are evaluated on resume",
            ),
            Reading(id="left", text="No, not before the next step completes.", source=of.SILENCE),
        ),
        taken="evaluated",
        why="A resumed stage is a stage in progress. Not switchable.",
    ),
    Decision(
        id="flow-version",
        aliases=("C9",),
        title="The version of a step's flow",
        question="Which version of the flow does a step run?",
        readings=(
            Reading(
                id="at-step-start",
                text="The one that is active when the step starts; on a restart, the one that is active then.",
                source=f"{of.HELP_VERSIONS}; {of.HELP_RUN}: a resume runs the fixed flow",
            ),
            Reading(
                id="at-creation",
                text="The one that was active when the step run was created, which is when its stage started.",
                source=f"{of.HELP_VERSIONS}, another sentence",
            ),
        ),
        taken="at-step-start",
        why="Not switchable: the interpreter knows one version of each flow, so both give the same runs.",
    ),
    Decision(
        id="steps-of-suspended-run",
        title="Steps while the run is suspended",
        question="What do in-progress steps and open work items do while their run is suspended?",
        readings=(
            Reading(
                id="go-on",
                text="They go on: steps stay In Progress, work items Assigned; both may finish, and results are stored.",
                source=f"{of.PDF} for steps; the statuses are inferred",
            ),
            Reading(id="frozen", text="Work items cannot be completed before the resume.", source=of.SILENCE),
        ),
        taken="go-on",
        why="The PDF says that steps continue and no exception is made for people. Not switchable.",
    ),
    Decision(
        id="failure-while-suspended",
        aliases=("U7",),
        title="A step that fails while the run is suspended",
        question="What happens when the flow of a step fails while the run is suspended?",
        readings=(
            Reading(
                id="stored",
                text="The error is stored like a result, and strikes when the run is resumed.",
                source=of.INFERRED,
            ),
            Reading(id="at-once", text="Step, stage and run become Error at once.", source=of.SILENCE),
        ),
        taken="stored",
        why="Results of that time are stored, and an error is a result. Not switchable: the other has no source.",
    ),
    Decision(
        id="suspended-for-ever",
        aliases=("U7",),
        title="How long a run may stay suspended",
        question="Does a suspended run end by itself?",
        readings=(
            Reading(
                id="no-limit",
                text="No: it may stay suspended for ever.",
                source="no document names a time limit",
            ),
            Reading(
                id="fourteen-days",
                text="After 14 days it cannot be resumed.",
                source=f"{of.HELP_RUN}, but only for failed runs",
            ),
        ),
        taken="no-limit",
        why="The 14 days are stated for failed runs alone. Not switchable.",
    ),
    Decision(
        id="canceled-is-final",
        title="After a cancel",
        question="Does anything happen in a run after it was canceled?",
        readings=(
            Reading(
                id="final",
                text="No: Canceled is final, no fault path and no recall path runs, late results are ignored.",
                source=f"inferred; no recall path on cancel: {of.OBSERVED}",
            ),
            Reading(id="fault-path", text="The fault path of the current stage runs.", source=of.SILENCE),
        ),
        taken="final",
        why="A cancel is not an error. Not switchable.",
    ),
)
"""The decisions of this subject."""
