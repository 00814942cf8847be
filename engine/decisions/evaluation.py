"""Decisions on when conditions are evaluated, in which order, and on synchronous and late results."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="evaluation-order",
        aliases=("U1",),
        title="The order of one evaluation",
        question="In which order are entry and exit conditions evaluated, and how often?",
        readings=(
            Reading(
                id="exits-then-entries",
                text=(
                    "On entering a stage: one full pass of entry conditions in file order, then exits. After an event: "
                    "record it; step exits; stage exit; if still open, one full pass of entries in file order; repeat "
                    "until nothing changes."
                ),
                source=of.INFERRED,
            ),
            Reading(
                id="stage-entries-exits",
                text="The stage, then steps that are not started, then steps in progress.",
                source=f"{of.HELP_EVALUATION}, the order of its list",
            ),
        ),
        taken="exits-then-entries",
        why="The list does not claim to be an order, and only repetition makes the result independent of it. Not switchable.",
    ),
    Decision(
        id="evaluation-trigger",
        aliases=("C10",),
        title="Which completions cause an evaluation",
        question="Are conditions evaluated after a synchronous background step, too?",
        readings=(
            Reading(
                id="every-completion",
                text="After every completion of a step of the current stage.",
                source=f"{of.PDF}, on what makes conditions be evaluated",
            ),
            Reading(
                id="asynchronous-only",
                text="After asynchronous background steps, interactive steps and MuleSoft steps.",
                source=of.HELP_EVALUATION,
            ),
        ),
        taken="every-completion",
        why="A synchronous flow returns into a burst that evaluates in any case: the end state is the same. Not switchable.",
    ),
    Decision(
        id="first-evaluation",
        title="Evaluation as a stage starts",
        question="Are evaluation flows run as their stage starts?",
        readings=(
            Reading(id="at-once", text="Yes, with all other conditions.", source=of.INFERRED),
            Reading(
                id="next-wake-up",
                text="No, first when a step completes.",
                source=f"{of.HELP_EVALUATION}, by the letter",
            ),
        ),
        taken="at-once",
        why="Otherwise a stage whose steps all wait for evaluation flows could never begin. Not switchable.",
    ),
    Decision(
        id="record-in-evaluation-flow",
        title="A record that only an evaluation flow reads",
        question="Does a change of a record wake a run when only an evaluation flow reads that record?",
        readings=(
            Reading(
                id="no",
                text="No: only records that a requirement names wake a run.",
                source=f"inferred from {of.HELP_CONSIDERATIONS}",
            ),
            Reading(id="yes", text="Yes.", source=of.SILENCE),
        ),
        taken="no",
        why="The platform does not look into evaluation flows. Not switchable.",
    ),
    Decision(
        id="synchronous-result",
        title="How a synchronous flow returns",
        question="Is the result of a synchronous flow part of the step's start?",
        readings=(
            Reading(
                id="event-in-burst",
                text=(
                    "It is an event of the world, but within the burst only its completion or failure is enabled; several "
                    "run one after the other in the order they started. Where nobody knows whether a flow is synchronous, "
                    "both are explored and the report lists it."
                ),
                source=f"{of.HELP_BACKGROUND}: the orchestration resumes when the flow completes",
            ),
            Reading(id="part-of-start", text="The step starts and completes in one.", source=of.SILENCE),
        ),
        taken="event-in-burst",
        why="A synchronous flow may fail or return anything, like any other. Not switchable: it is how runs are described.",
    ),
    Decision(
        id="synchronous-choice",
        aliases=("C18",),
        title="Who decides that a background step is synchronous",
        question="Is a background step asynchronous because its flow needs it, or because its author said so?",
        readings=(
            Reading(
                id="by-version",
                text=(
                    "Up to API version 62 the author, by a checkbox. From 63 the platform: asynchronous if the flow has an "
                    "Action, Subflow or Wait element; from 68 an action may be synchronous."
                ),
                source=f"{of.HELP_BACKGROUND}; {of.RELEASE_NOTES}",
            ),
            Reading(
                id="as-declared",
                text="The author in every version, by a checkbox on the step; synchronous if it is not ticked.",
                source=f"{of.PDF}; {of.METADATA}, requiresAsyncProcessing up to API version 62",
            ),
        ),
        taken="by-version",
        why="The checkbox is documented as unused from API version 63.",
        switchable=True,
        in_profiles=(("pdf-2025", "as-declared"),),
    ),
    Decision(
        id="late-result",
        aliases=("U5",),
        title="A result that comes too late",
        question="What does the result of a flow do whose step is already Discontinued, the run going on?",
        readings=(
            Reading(
                id="ignored",
                text=(
                    "Nothing, be it a completion or an error. What the flow writes to the record is written, and wakes the "
                    "run as any change of the record does."
                ),
                source=of.INFERRED,
            ),
            Reading(id="processed", text="It completes or fails the step all the same.", source=of.SILENCE),
        ),
        taken="ignored",
        why="No document describes a way out of Discontinued except a resume. Not switchable.",
    ),
    Decision(
        id="record-change-order",
        title="Record changes and step events",
        question="Which comes first, the change of a record or the event of a step that happened at the same time?",
        readings=(
            Reading(
                id="any-order",
                text="Either: both orders are explored.",
                source=f"inferred from {of.RELEASE_NOTES}: the events travel on channels of their own",
            ),
            Reading(id="as-published", text="The one that was published first.", source=of.SILENCE),
        ),
        taken="any-order",
        why="What holds for both orders is safe. Not switchable: it includes every order.",
    ),
)
"""The decisions of this subject."""
