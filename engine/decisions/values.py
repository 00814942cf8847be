"""Decisions on values: comparison, outputs, records, references."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="null-comparison",
        title="Comparing with null",
        question="What does a comparison give when a side is null?",
        readings=(
            Reading(
                id="null-is-a-value",
                text="Equals holds only if both are null, Does Not Equal is its negation, every ordering is false.",
                source="a ruling of this project, stated as an assumption wherever a verdict rests on it",
            ),
            Reading(
                id="unknown",
                text="Every comparison with null is false, Does Not Equal as well.",
                source="as in SQL",
            ),
        ),
        taken="null-is-a-value",
        why="Null and empty text are different values in flows, and Is Null tests for one. Not switchable: proofs rest on it.",
    ),
    Decision(
        id="text-equality",
        title="Comparing texts",
        question="When are two texts equal?",
        readings=(
            Reading(
                id="exact",
                text="When they are the same, character by character, case included.",
                source="a ruling of this project, stated as an assumption wherever a verdict rests on it",
            ),
            Reading(id="ignoring-case", text="When they are the same but for case.", source=of.SILENCE),
        ),
        taken="exact",
        why="No document says that flows ignore case. Not switchable: proofs rest on it.",
    ),
    Decision(
        id="outputs-on-revisit",
        aliases=("U4",),
        title="Outputs when a stage is visited again",
        question="What are the outputs of a step on a new visit, before it has completed again?",
        readings=(
            Reading(
                id="null-until-completed",
                text="Null. Statuses start afresh; outcomes mean the latest visit, Was Visited stays true.",
                source=f"inferred from {of.HELP_STEPS}: outputs are available once the step has completed",
            ),
            Reading(
                id="last-value",
                text="The value of the last visit.",
                source="a plausible reading that no page excludes",
            ),
        ),
        taken="null-until-completed",
        why="A new visit has new step runs, and an output belongs to its step run.",
        switchable=True,
    ),
    Decision(
        id="outputs-before-completion",
        title="Outputs of a step that has not completed",
        question="What is an output that is read before its step has completed?",
        readings=(
            Reading(
                id="null",
                text="Null, whatever became of the step.",
                source=f"inferred from {of.HELP_STEPS}, availability of outputs",
            ),
            Reading(id="error", text="Reading it is an error.", source=of.SILENCE),
        ),
        taken="null",
        why="It can be chosen in the builder, and is merely not available. Not switchable.",
    ),
    Decision(
        id="record-freshness",
        aliases=("C17",),
        title="How fresh $Record is",
        question="Does $Record show what was changed after the run started?",
        readings=(
            Reading(
                id="by-version",
                text="From API version 58 it is read anew at every wake-up and constant within a burst; before, a copy from the start.",
                source=f"{of.PDF}, on refreshing records",
            ),
            Reading(
                id="copy-at-start",
                text="It is a copy made at the start; what steps change does not show.",
                source=f"{of.PDF_TABLES}, global variables",
            ),
        ),
        taken="by-version",
        why="The text on refreshing names the version that brought it; the table is older. Contracts of fields bind the world.",
        switchable=True,
        in_profiles=(("pdf-2025", "copy-at-start"),),
    ),
    Decision(
        id="step-output-reference",
        aliases=("C13",),
        title="Reading what a step returned",
        question="Is the output of a step read by its dotted name, or through a variable it is assigned to?",
        readings=(
            Reading(
                id="dotted",
                text="As Step.Outputs.name; an assignment to a variable has no effect.",
                source=f'{of.METADATA}: assignToReference is "Reserved for future use"; {of.OBSERVED}',
            ),
            Reading(
                id="assigned",
                text="Through the variable.",
                source=f"public notes on orchestrations; {of.UNRELIABLE}",
            ),
        ),
        taken="dotted",
        why="The documents and what was seen in an org agree. Not switchable: `check` reports what is read in vain.",
    ),
    Decision(
        id="requirement-limit",
        aliases=("C6",),
        title="How many requirements a condition may have",
        question="Are there up to 10 requirements per condition, or up to 3?",
        readings=(
            Reading(
                id="ten",
                text="Up to 10.",
                source=f"{of.HELP_STAGES}; {of.HELP_BACKGROUND}; {of.HELP_INTERACTIVE}",
            ),
            Reading(id="three", text="Up to 3.", source=f"{of.HELP_EVALUATION}; {of.HELP_FLOWS}; {of.PDF}"),
        ),
        taken="ten",
        why="The pages about the elements themselves were updated. Not switchable: a matter of `check`, not of a run.",
    ),
)
"""The decisions of this subject."""
