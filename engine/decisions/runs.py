"""Rulings on runs: what a run is, when it is judged, what has to happen."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

OURS: Final = "a ruling of this project"
OTHER: Final = "the plain alternative"

DECISIONS: Final = (
    Decision(
        id="state-and-history",
        title="What the state of a run is",
        question="What of a run decides its future, and what is only its past?",
        readings=(
            Reading(
                id="apart",
                text=(
                    "State: where the run stands, current statuses, latest outputs, stored results, clock flags. History: "
                    "records and log. Only the state is compared, so a loop by Go To closes."
                ),
                source=OURS,
            ),
            Reading(
                id="together", text="Records and log belong to the state; no loop ever closes.", source=OTHER
            ),
        ),
        taken="apart",
        why="No documented condition reads records or log. Not switchable: proofs rest on it.",
    ),
    Decision(
        id="when-judged",
        title="When a property is judged",
        question="Is a property judged after every change of a status, or only when the run rests?",
        readings=(
            Reading(
                id="every-change",
                text='After every change; "starts", "completes" and "fails" speak of the change itself.',
                source=OURS,
            ),
            Reading(id="at-rest", text="Only when the run waits or has ended.", source=OTHER),
        ),
        taken="every-change",
        why="Within a burst, too, records are written and flows run. Not switchable: proofs rest on it.",
    ),
    Decision(
        id="end",
        title="What counts as reaching the end",
        question="Which final statuses count as an end of the orchestration?",
        readings=(
            Reading(
                id="completed-only",
                text=(
                    "Completed. Cancel, recall and Error never do. Final are Completed, Canceled, and Error that cannot be "
                    "resumed; claims assume that nobody resumes unless they say so."
                ),
                source=OURS,
            ),
            Reading(id="any-final", text="Every final status.", source=OTHER),
        ),
        taken="completed-only",
        why="Every run can be canceled, so the other reading would make the claim empty. Not switchable.",
    ),
    Decision(
        id="obliged",
        title="What has to happen in the end",
        question="Which events may a proof that something happens in the end rely on?",
        readings=(
            Reading(
                id="steps-finish",
                text=(
                    "Every step In Progress completes or fails: for termination people act, too; for waiting for ever only "
                    "flows do. Suspend, resume, cancel, recall, reassignment, record changes and published events are "
                    "optional and finitely many. What people may repeat for ever but can always leave is a note. What "
                    "rests on an evaluation flow alone is assumed."
                ),
                source=OURS,
            ),
            Reading(id="nothing", text="Nothing: any run may stop anywhere.", source=OTHER),
        ),
        taken="steps-finish",
        why="Without it nothing ever ends; with more, real traps would be missed. Not switchable: proofs rest on it.",
    ),
    Decision(
        id="enabled",
        title="Which events are possible in a state",
        question="How are all possible events listed when they carry values?",
        readings=(
            Reading(
                id="templates",
                text=(
                    "As templates with typed holes, complete, simplest first. Where all runs are compared, holes take every "
                    "constant compared with, that plus and minus 1 and one half, null, empty text and one fresh text."
                ),
                source=OURS,
            ),
            Reading(id="sampled", text="As a random selection of values.", source=OTHER),
        ),
        taken="templates",
        why="The values are computed apart from the prover, so either can find the other wrong. Not switchable.",
    ),
    Decision(
        id="approval-status",
        title="The submission of an approval run",
        question="How does the result of an approval process show in a run?",
        readings=(
            Reading(
                id="own-status",
                text="The run carries the status of its submission (Approved, Rejected, Recalled) and approval work items.",
                source=f"Object Reference, ApprovalSubmission and ApprovalWorkItem; {of.APPROVAL_GUIDE}",
            ),
            Reading(id="run-only", text="Only the status of the run is known.", source=of.OBJECT_RUN),
        ),
        taken="own-status",
        why="A rejected and an approved run are both Completed: what matters stands in the submission. Not switchable.",
    ),
    Decision(
        id="waiting-run",
        title="A run that waits",
        question="Which status has a run that waits for a user or an asynchronous step?",
        readings=(
            Reading(
                id="in-progress",
                text="In Progress.",
                source=f"inferred from {of.OBJECT_RUN}: there is no paused status",
            ),
            Reading(id="suspended", text="Suspended.", source=of.SILENCE),
        ),
        taken="in-progress",
        why="Suspended is documented for a manual suspend alone. Not switchable.",
    ),
    Decision(
        id="record-wake-up",
        aliases=("C21",),
        title="Record changes that do not wake a run",
        question="Do the last items of the list on record changes say when a change wakes the run, or when it does not?",
        readings=(
            Reading(
                id="exclusions",
                text=(
                    "When it does not: a record that is null or has an invalid Id, a global variable in an autolaunched "
                    "orchestration, a global variable other than $Record in a record-triggered one."
                ),
                source=of.APPROVAL_GUIDE,
            ),
            Reading(
                id="conditions", text="When it does.", source=f"{of.HELP_CONSIDERATIONS}, by its heading"
            ),
        ),
        taken="exclusions",
        why="The other reading would make invalid records wake runs. Not switchable: the heading is a slip.",
    ),
)
"""The decisions of this subject."""
