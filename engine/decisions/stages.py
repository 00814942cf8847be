"""Decisions on stages and steps: entering, revisiting, completing."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="step-records-at-start",
        title="When step runs exist",
        question="When are the step runs of a stage created?",
        readings=(
            Reading(
                id="with-stage",
                text="All of them as the stage starts, Not Started until their entry condition holds.",
                source=f"inferred from {of.HELP_STEPS} and {of.OBJECT_STEP}",
            ),
            Reading(id="with-step", text="Each as it starts.", source=of.SILENCE),
        ),
        taken="with-stage",
        why="Not Started would otherwise never be seen. Not switchable.",
    ),
    Decision(
        id="entry-after-other-stage",
        title="Waiting for a step of another stage",
        question="May a step start when a step of another stage is marked Completed?",
        readings=(
            Reading(
                id="already-decided",
                text="Yes; that step is settled by then: the entry condition holds at once or never.",
                source=of.INFERRED,
            ),
            Reading(
                id="same-stage",
                text="No: the other step has to be in the same stage.",
                source=f"suggested by {of.HELP_EVALUATION}: steps within the current stage",
            ),
        ),
        taken="already-decided",
        why="Nothing forbids it. Not switchable: where it is well used, both readings agree.",
    ),
    Decision(
        id="entry-after-step-form",
        title="How a file says that a step waits for another",
        question='How does a definition encode the choice "When another step is marked Completed"?',
        readings=(
            Reading(
                id="one-requirement",
                text="As one entry requirement: the status of that step equals Completed.",
                source=of.INFERRED,
            ),
            Reading(id="own-element", text="By an element of its own.", source=of.SILENCE),
        ),
        taken="one-requirement",
        why="The Metadata API has no element for it. Not switchable: both mean the same.",
    ),
    Decision(
        id="only-completed-releases",
        title="Waiting for a step that fails",
        question="Does a step start that waits for another which ends in Error or Discontinued?",
        readings=(
            Reading(
                id="never",
                text="No: only the status Completed releases it.",
                source=f"inferred from {of.HELP_BACKGROUND} and {of.HELP_INTERACTIVE}",
            ),
            Reading(id="when-done", text="Yes: a failed step counts as done.", source=of.UNRELIABLE),
        ),
        taken="never",
        why="The choice is worded with Completed. Not switchable.",
    ),
    Decision(
        id="step-that-never-starts",
        title="A stage with a step that never starts",
        question="Does a stage complete by all its steps when one of them never starts?",
        readings=(
            Reading(
                id="never-completes",
                text="No: it stays In Progress, for every step has to be marked Completed.",
                source='inferred from Salesforce Help, "Stage Flow Orchestration Resource"',
            ),
            Reading(id="started-only", text="Yes: only steps that started count.", source=of.SILENCE),
        ),
        taken="never-completes",
        why="The page says every step. Not switchable.",
    ),
    Decision(
        id="no-connector-ends",
        title="An element that leads nowhere",
        question="How does a run go on after a stage or outcome without a connector?",
        readings=(
            Reading(
                id="completed",
                text="It is Completed, as at an End element.",
                source=f"inferred from {of.HELP_STAGES} and {of.PDF_TABLES}",
            ),
            Reading(id="error", text="It fails.", source=of.SILENCE),
        ),
        taken="completed",
        why="End is drawn by the builder and stands in no file: there it is a missing connector. Not switchable.",
    ),
    Decision(
        id="records-of-a-revisit",
        aliases=("U4",),
        title="Records of a stage that is visited again",
        question="Does a stage that is visited again get new stage and step runs?",
        readings=(
            Reading(
                id="new",
                text="Yes, on each visit; those of earlier visits keep their statuses.",
                source="inferred: no record is said to go back, except on resume",
            ),
            Reading(id="reused", text="No, the old ones are In Progress again.", source=of.SILENCE),
        ),
        taken="new",
        why="Completed and Error are described as final. Not switchable: no page describes reuse.",
    ),
    Decision(
        id="visit-that-counts",
        aliases=("U4",),
        title="Which visit a status means",
        question="To which visit of a stage do its status, and the statuses and outputs of its steps refer?",
        readings=(
            Reading(id="latest", text="To the latest one.", source=of.INFERRED),
            Reading(id="first", text="To the first one.", source=of.SILENCE),
        ),
        taken="latest",
        why="A loop that waits for a new answer could never end otherwise. Not switchable.",
    ),
    Decision(
        id="no-limits",
        aliases=("U4", "U9"),
        title="Numbers that no document limits",
        question="How many stages, steps, nested fault paths and rounds of a loop are there at most?",
        readings=(
            Reading(
                id="unbounded",
                text="Any number: proofs hold without a bound.",
                source="no document names a number",
            ),
            Reading(id="platform-limit", text="Some limit of the platform.", source="cannot be excluded"),
        ),
        taken="unbounded",
        why="A limit that nobody documents cannot be held. Not switchable.",
    ),
)
"""The decisions of this subject."""
