"""What to do about a property of the author that a run violates: by the kind of the property, and by how the run ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ..grammar.model import Decision
from ..grammar.wording import requirements_words
from .prose import listed

OF_KIND: Final = {
    "always": "Change the definition, or say in the property when it need not hold (implies).",
    "never": "Change the definition, or name in the property the case that is meant (and …).",
    "eventually": "Lead every path there before it ends, also where an error strikes or a decision takes its default.",
    "leads-to": "Lead every path on from the first to the second, also where an error strikes or a decision takes its default.",
    "before": "Let the first come on every path to the second.",
    "exactly-once": "Lead every path there, and none back to it: a way back, or a second step that does the same, makes it twice.",
    "reachable": "Let some path lead there. Every part of it has to hold in one and the same moment: starts, completes and "
    "fails speak of the change itself.",
}
"""By the kind of a property, where nothing more is known of the run."""
HAS_TO_COME: Final = ("leads-to", "eventually")
"""The kinds that a run violates by what does not come before it ends."""
FAILS: Final = "fail"
TAKES: Final = "take"
COMPLETES: Final = "complete stage"


class Turn(NamedTuple):
    """Something that led a run on: an error of `what` (in a stage, if there is one), an outcome `what` that was taken, a stage `what`
    that completed.
    """

    event: str
    what: str
    stage: str | None = None


def advice_at_end(latest_first: Iterable[Turn], wanted: str, *, is_error: bool) -> str:
    """What to do where a run ends and what has to come did not: at the last error, outcome or stage before its end.

    `wanted` is what has to come, in words; `is_error`: the run ended in Error. Nothing where there is no such place.
    """
    for event, what, stage in latest_first:
        match event:
            case "fail" if is_error and stage is not None:
                return (
                    f'The run ends as {what} fails and nothing catches that: give stage {stage} a fault path on which "{wanted}" '
                    f"comes to hold, or write {wanted} or run is Error in the property."
                )
            case "fail" if is_error:
                return f"The run ends as {what} fails, which no fault path catches: write {wanted} or run is Error in the property."
            case "fail" if stage is not None:
                return (
                    f"After the error of {what} the fault path of stage {stage} leads to the end: "
                    f'let "{wanted}" come to hold on it, or say in the property that it is not meant then.'
                )
            case "take":
                return f'From {what} the run goes to its end: let "{wanted}" come to hold on that way, or lead it elsewhere.'
            case "complete stage":
                return f'After stage {what} the run goes to its end: let "{wanted}" come to hold before that.'
            case _:
                pass
    return ""


def outcome_words(decision: Decision, taken: str) -> str:
    """An outcome with its condition; the default where the decision has none of this name."""
    outcome = next((one for one in decision.outcomes if one.name == taken), None)
    if outcome is not None:
        return f"outcome {outcome.name} of {decision.name} (when {requirements_words(outcome.requirements)})"
    told = [f"not {requirements_words(one.requirements)}" for one in decision.outcomes]
    but = f" (when {listed(told)})" if len(told) == 1 else ""
    return f"the default of {decision.name}{but}"
