"""The claims that were decided of one definition, each with its verdict (design contract: words for a verdict)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...grammar.model import Step
from ..context import Context
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End, Rest
from ..prose import listed
from ..report import Obligation
from .cut_off import left_in_progress
from .evidence import shortest_run
from .nulls import looking, nulls, told
from .reachability import NULL, Reaching, is_existential, reachings, run_to

if TYPE_CHECKING:
    from .analysis import Analysis


def obligations_of(context: Context, *, traces: bool = False) -> tuple[Obligation, ...]:
    """Every claim about a definition, in its order. `traces`: with the shortest run to whatever is reached."""
    proofs = context.proofs
    if proofs.analysis is None:
        name = context.orchestration.name
        return (Obligation(f"{name}:everything", "everything", name, "undecided", reason=proofs.given_up),)
    found = (
        *_obligations(context.orchestration.name, proofs.analysis, traces=traces),
        *(_own(context) if context.orchestration.properties else ()),
    )
    samples = tuple(dict.fromkeys(proofs.analysis.encoding.space.notes))
    return tuple(_decided_by_samples(one, samples) for one in found) if samples else found


def _own(context: Context) -> tuple[Obligation, ...]:
    from .own.verdicts import own_obligation

    return tuple(own_obligation(context.orchestration.name, verdict) for verdict in context.own_verdicts)


def _decided_by_samples(obligation: Obligation, samples: tuple[str, ...]) -> Obligation:
    """What some run shows is certain; what no run does is undecided where values were only sampled."""
    shown = "proved" if is_existential(obligation.property) else "refuted"
    if obligation.verdict != shown:
        return replace(obligation, verdict="undecided", trace=None, reason="; ".join(samples))
    return obligation


def _obligations(root: str, analysis: Analysis, *, traces: bool) -> Iterator[Obligation]:
    notes = tuple(analysis.encoding.space.notes)
    program = analysis.program
    for claim in reachings(analysis):
        yield _reachable(root, claim, analysis, notes, traces=traces)
    for stage in program.stages:
        if any(analysis.is_taken(edge) for edge in analysis.edges_of("enter", stage.name)):
            yield from _of_stage(f"{root}/{stage.name}", stage.index, analysis, notes, traces=traces)
    yield from _of_nulls(analysis, notes, traces=traces)
    yield from _of_run(root, analysis, notes)


def _reachable(
    root: str, claim: Reaching, analysis: Analysis, notes: tuple[str, ...], *, traces: bool
) -> Obligation:
    element = f"{root}/{claim.element}" if claim.element else root
    reached = any(analysis.is_taken(edge) for edge in claim.edges)
    return Obligation(
        f"{element}:{claim.property}",
        claim.property,
        element,
        "proved" if reached else "refuted",
        notes,
        trace=run_to(analysis, claim) if reached and traces else None,
    )


def _of_stage(
    element: str, stage: int, analysis: Analysis, notes: tuple[str, ...], *, traces: bool
) -> Iterator[Obligation]:
    here = analysis.rests_of.get(stage, ())
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
    if any(
        analysis.is_taken(edge)
        for edge in analysis.edges_of("complete stage", analysis.program.stages[stage].name)
    ):
        yield _completes_after_steps(element, stage, analysis, notes, traces=traces)


def _completes_after_steps(
    element: str, stage: int, analysis: Analysis, notes: tuple[str, ...], *, traces: bool
) -> Obligation:
    left = list(left_in_progress(analysis, analysis.program.stages[stage]))
    reason, trace = None, None
    if left:
        reason = f"{listed(tuple(step.name for step, _ in left))} may be in progress then"
        goals = left[0][1]
        location = min(goals)
        trace = shortest_run(analysis, location, goals[location]) if traces else None
    claim = "completes-after-steps"
    verdict = "refuted" if left else "proved"
    return Obligation(f"{element}:{claim}", claim, element, verdict, notes, trace=trace, reason=reason)


def _of_nulls(analysis: Analysis, notes: tuple[str, ...], *, traces: bool) -> Iterator[Obligation]:
    """Whether a null is judged, requirement by requirement, and what happens then. Only what runs come to counts."""
    for clause, keys in looking(analysis):
        found = list(nulls(analysis, clause, keys))
        role = f"-{clause.role}" if isinstance(clause.owner, Step) else ""
        run = shortest_run(analysis, *next(iter(found[0].states.items()))) if found and traces else None
        yield Obligation(
            f"{clause.element}:{NULL}{role}",
            NULL,
            clause.element,
            "proved" if found else "refuted",
            notes,
            trace=run,
            reason="; ".join(told(analysis, one) for one in found) or None,
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
