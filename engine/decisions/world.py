"""Rulings on what comes from outside a run: inputs, record changes, answers of evaluation flows."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

OURS: Final = "a ruling of this project"

DECISIONS: Final = (
    Decision(
        id="run-inputs",
        title="The values a run starts with",
        question="What are the inputs and record fields of a run that is started without naming them?",
        readings=(
            Reading(
                id="default-or-null",
                text="An input has the default value of its variable, or null; a field of the record is null.",
                source=OURS,
            ),
            Reading(id="refused", text="A run cannot be started without them.", source=of.SILENCE),
        ),
        taken="default-or-null",
        why="A variable in a flow is null unless it has a default value. Not switchable: proofs try every value.",
    ),
    Decision(
        id="record-change",
        title="Changes of a record from outside",
        question="May a record that a run reads be changed by somebody else at any time?",
        readings=(
            Reading(
                id="at-any-time",
                text=(
                    "Yes, between any two events, unless the definition declares who alone changes a field; it wakes the "
                    "run if a requirement of the current stage names the field."
                ),
                source=f"{of.HELP_CONSIDERATIONS} for waking up; the rest is {OURS}",
            ),
            Reading(id="never", text="No, only steps of the run change it.", source=of.SILENCE),
        ),
        taken="at-any-time",
        why="What is proved has to hold in an org where others work. Not switchable: declare `never changed` instead.",
    ),
    Decision(
        id="contract-writes",
        title="Fields that a called flow writes",
        question="When does a field change that the contract of a called flow says it writes?",
        readings=(
            Reading(
                id="on-completion",
                text="As it completes, in one with its outputs. A flow that fails writes nothing.",
                source=OURS,
            ),
            Reading(id="at-any-time", text="At any time between its start and its end.", source=of.SILENCE),
        ),
        taken="on-completion",
        why="A flow's changes are saved with its transaction. Not switchable: in between, `record-change` allows any value.",
    ),
    Decision(
        id="evaluation-flow-answer",
        title="What an evaluation flow answers",
        question="What does an evaluation flow answer, whose inside nobody can see?",
        readings=(
            Reading(
                id="as-the-world-says",
                text=(
                    "What the world last said it would, false to begin with; the answer may change at any time, and a "
                    "change wakes nothing."
                ),
                source=f"{of.HELP_EVALUATION}: the output is initialised to false, and flows run at wake-ups",
            ),
            Reading(id="computed", text="What its elements compute.", source=of.SILENCE),
        ),
        taken="as-the-world-says",
        why="Its elements are outside the orchestration; what rests on it alone is assumed. Not switchable.",
    ),
)
"""The decisions of this subject."""
