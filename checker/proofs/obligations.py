"""The claims that were decided of one definition, each with its verdict (design contract: words for a verdict)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..context import Context
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End, Rest
from ..report import Obligation

if TYPE_CHECKING:
    from .analysis import Analysis


def obligations_of(context: Context) -> tuple[Obligation, ...]:
    """Every claim about a definition, in its order."""
    proofs = context.proofs
    if proofs.analysis is None:
        name = context.orchestration.name
        return (Obligation(f"{name}:everything", "everything", name, "undecided", reason=proofs.given_up),)
    return tuple(_obligations(context.orchestration.name, proofs.analysis))


def _obligations(root: str, analysis: Analysis) -> Iterator[Obligation]:
    notes = tuple(analysis.encoding.space.notes)
    program = analysis.program
    for stage in program.stages:
        element = f"{root}/{stage.name}"
        reached = any(analysis.is_taken(edge) for edge in analysis.edges_of("enter", stage.name))
        yield _reachable(element, reached, notes)
        for step in stage.steps:
            taken = any(analysis.is_taken(edge) for edge in analysis.edges_of("start", step.name))
            yield _reachable(f"{element}/{step.name}", taken, notes)
        if reached:
            yield from _of_stage(element, stage.index, analysis, notes)
    for decision in program.decisions:
        for name in (*(outcome.name for outcome in decision.outcomes), "default outcome"):
            label = f"{decision.name}/{name}"
            taken = any(analysis.is_taken(edge) for edge in analysis.edges_of("take", label))
            yield _reachable(f"{root}/{label}", taken, notes)
    yield from _of_run(root, analysis, notes)


def _reachable(element: str, reached: bool, notes: tuple[str, ...]) -> Obligation:  # what was found
    verdict = "proved" if reached else "refuted"
    return Obligation(f"{element}:reachable", "reachable", element, verdict, notes)


def _of_stage(element: str, stage: int, analysis: Analysis, notes: tuple[str, ...]) -> Iterator[Obligation]:
    here = [number for number, place in analysis.rests() if place.stage == stage]
    stuck = [number for number in here if analysis.stuck.get(number, EMPTY) != EMPTY]
    helped = any(analysis.helped.get(number, EMPTY) != EMPTY for number in here)
    verdict = "refuted" if stuck else "assumed" if helped else "proved"
    reason = (
        "it waits for a record change, an evaluation flow or a published event"
        if verdict == "assumed"
        else None
    )
    yield Obligation(
        f"{element}:never-waits-forever", "never-waits-forever", element, verdict, notes, reason=reason
    )


def _of_run(root: str, analysis: Analysis, notes: tuple[str, ...]) -> Iterator[Obligation]:
    completes = analysis.encoding.location_of.get(End("Completed"))
    if completes is None or analysis.reached[completes] == EMPTY:
        verdict = (
            "vacuous" if not any(isinstance(place, Rest) for place in analysis.encoding.places) else "refuted"
        )
    else:
        verdict = "refuted" if analysis.trapped else "proved"
    yield Obligation(f"{root}:can-complete", "can-complete", root, verdict, notes)
    endless = any(states != EMPTY for states in analysis.endless_by_results)
    reason = "people or flows may repeat a rework loop any number of times" if endless else None
    claim = "always-ends"
    yield Obligation(f"{root}:{claim}", claim, root, "assumed" if endless else "proved", notes, reason=reason)
    claim = "errors-end"
    if analysis.repeating_errors:
        verdict, reason = (
            "refuted",
            f"the fault path of {next(iter(analysis.repeating_errors))} leads back to it",
        )
    elif not endless and any(states != EMPTY for states in analysis.endless_with_errors):
        verdict, reason = "refuted", "errors lead round and round"
    elif endless:
        verdict = "assumed"
    else:
        verdict = "proved"
    yield Obligation(f"{root}:{claim}", claim, root, verdict, notes, reason=reason)
