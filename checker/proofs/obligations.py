"""The claims that were decided of one definition, each with its verdict (design contract: words for a verdict)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...grammar.model import Step
from ..context import Context
from ..contradictions import contradictions
from ..diagrams.diagrams import EMPTY
from ..encoding.places import End, Rest
from ..prose import listed
from ..report import Obligation
from .cut_off import left_in_progress
from .evidence import nearest_run
from .fault_endings import FaultEnding, fault_endings
from .nulls import looking, nulls, told
from .parameters import good_values
from .reachability import INACTION, NULL, Reaching, is_existential, reachings, run_to
from .shown import run_shown
from .united import united
from .widening import settles

if TYPE_CHECKING:
    from .analysis import Analysis
    from .prove import Proofs

CONTRADICTED: Final = "the declarations contradict each other (contradictory-assumptions)"
NO_RUN: Final = "no run can begin: nothing meets the entry conditions of Start"
ENDINGS: Final = ("always-ends", "errors-end", "fault-path-ends")
REWORK: Final = "people or flows may repeat a rework loop any number of times"


def obligations_of(context: Context, *, traces: bool = False) -> tuple[Obligation, ...]:
    """Every claim about a definition, in its order. `traces`: with the shortest run to whatever is reached."""
    proofs = context.proofs
    if proofs.analysis is None:
        return tuple(_of_too_large(context, traces=traces))
    found = (
        *_obligations(context.orchestration.name, proofs, traces=traces),
        *(_own(context) if context.orchestration.properties else ()),
    )
    if any(contradictions(context)):
        return tuple(_without_ground(one, "undecided", CONTRADICTED) for one in found)
    samples = tuple(dict.fromkeys(proofs.analysis.encoding.space.notes))
    if samples:
        wide = context.wide_proofs
        settled: dict[str, Obligation] = {}
        if wide is not None and wide.analysis is not None:
            for one in _obligations(context.orchestration.name, wide, traces=False):
                if settles(wide.analysis, one):
                    settled[one.id] = replace(one, is_wide=True)
                elif one.property in ENDINGS and context.counted_down:
                    falls = context.counted_down.told
                    settled[one.id] = replace(one, verdict="proved", is_wide=True, reason=falls)
        return tuple(_decided_by_samples(one, samples, settled) for one in found)
    if context.never_begins:
        return tuple(_without_ground(one, "vacuous", NO_RUN) for one in found)
    return found


def _of_too_large(context: Context, *, traces: bool) -> Iterator[Obligation]:
    """What is decided of a definition whose sets are too large."""
    name, told, loose = context.orchestration.name, context.proofs.told, context.loose
    if loose is None or loose.proofs.analysis is None:
        yield Obligation(f"{name}:everything", "everything", name, "undecided", reason=told)
        yield from _own_of_too_large(context)
        return
    is_contradicted = any(contradictions(context))
    for one in _obligations(name, loose.proofs, traces=False):
        claim = one.id[len(name) :].removeprefix("/")
        if is_contradicted:
            yield _without_ground(one, "undecided", CONTRADICTED)
        elif context.never_begins:
            yield _without_ground(one, "vacuous", NO_RUN)
        elif settles(loose.proofs.analysis, one):
            yield replace(one, is_wide=True)
        elif claim in loose.shown:
            verdict = "proved" if is_existential(one.property) else "refuted"
            trace = run_shown(loose, claim) if traces else None
            yield replace(one, verdict=verdict, trace=trace or None, reason=None)
        else:
            yield _without_ground(one, "undecided", told)
    yield from _own_of_too_large(context)


def _own_of_too_large(context: Context) -> Iterator[Obligation]:
    is_contradicted = any(contradictions(context))
    for own in _own(context) if context.orchestration.properties else ():
        yield _without_ground(own, "undecided", CONTRADICTED) if is_contradicted else own


def _without_ground(obligation: Obligation, verdict: str, reason: str) -> Obligation:
    """A claim about runs that there cannot be."""
    return replace(obligation, verdict=verdict, trace=None, reason=reason)


def _own(context: Context) -> tuple[Obligation, ...]:
    from .own.verdicts import own_obligation

    return tuple(own_obligation(context.orchestration.name, verdict) for verdict in context.own_verdicts)


def _decided_by_samples(
    obligation: Obligation, samples: tuple[str, ...], settled: Mapping[str, Obligation]
) -> Obligation:
    """What some run shows is certain; what no run does is undecided where values were only sampled, but for what is
    `settled` with open conditions.
    """
    shown = "proved" if is_existential(obligation.property) else "refuted"
    is_shown = obligation.verdict == shown and obligation.property not in ("can-complete", *ENDINGS)
    if is_shown or not obligation.assumptions:
        return obligation
    if obligation.id in settled:
        return settled[obligation.id]
    if obligation.verdict == shown and obligation.property in ENDINGS:
        return obligation
    return replace(obligation, verdict="undecided", trace=None, reason="; ".join(samples))


def _obligations(root: str, proofs: Proofs, *, traces: bool) -> Iterator[Obligation]:
    analysis = proofs.analysis
    assert analysis is not None  # noqa: S101  # asked only then
    declared = {contract.name.casefold(): contract for contract in proofs.program.orchestration.contracts}
    contracts = {**declared, **proofs.contracts}
    notes = tuple(analysis.encoding.space.notes)
    program = analysis.program
    for claim in reachings(analysis):
        yield _reachable(root, claim, analysis, notes, traces=traces)
    for stage in program.stages:
        if any(analysis.is_taken(edge) for edge in analysis.edges_of("enter", stage.name)):
            yield from _of_stage(f"{root}/{stage.name}", stage.index, analysis, notes, traces=traces)
            if any(step.asks for step in stage.steps):
                yield _left_to_people(f"{root}/{stage.name}", stage.index, analysis, notes, traces=traces)
    endings = tuple(fault_endings(analysis, contracts))
    for ending in endings:
        yield _fault_path_ends(root, ending, notes)
    yield from _of_nulls(analysis, notes, traces=traces)
    yield from _of_run(root, analysis, notes, endings)


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
    if stuck:
        reason = _only_for(analysis, {number: analysis.stuck[number] for number in stuck})
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
        goals = united(analysis, (states for _, states in left))
        trace = nearest_run(analysis, goals) if traces else None
    claim = "completes-after-steps"
    verdict = "refuted" if left else "proved"
    return Obligation(f"{element}:{claim}", claim, element, verdict, notes, trace=trace, reason=reason)


def _only_for(analysis: Analysis, violations: Mapping[int, int]) -> str | None:
    """For which values of open parameters a refuted claim holds, as a clause."""
    good = good_values(analysis, violations.items())
    return f"it holds for {good}" if good else None


def _left_to_people(
    element: str, stage: int, analysis: Analysis, notes: tuple[str, ...], *, traces: bool
) -> Obligation:
    here = analysis.rests_of.get(stage, ())
    inaction = analysis.inaction
    lost = {number: inaction.lost[number] for number in here if number in inaction.lost}
    waiting = any(number in inaction.waiting for number in here)
    verdict, reason, trace = "refuted", None, None
    if lost:
        verdict, reason = "proved", "nothing but people leads on"
        trace = nearest_run(analysis, lost) if traces else None
    elif waiting:
        verdict = "assumed"
        reason = "it may go on with a record change, an evaluation flow or a published event"
    return Obligation(
        f"{element}:{INACTION}", INACTION, element, verdict, notes, trace=trace or None, reason=reason
    )


def _of_nulls(analysis: Analysis, notes: tuple[str, ...], *, traces: bool) -> Iterator[Obligation]:
    """Whether a null is judged, requirement by requirement, and what happens then. Only what runs come to counts."""
    for clause, keys in looking(analysis):
        found = list(nulls(analysis, clause, keys))
        role = f"-{clause.role}" if isinstance(clause.owner, Step) else ""
        goals = united(analysis, (one.states for one in found))
        run = nearest_run(analysis, goals) if found and traces else None
        yield Obligation(
            f"{clause.element}:{NULL}{role}",
            NULL,
            clause.element,
            "proved" if found else "refuted",
            notes,
            trace=run,
            reason="; ".join(told(analysis, one) for one in found) or None,
        )


def _of_run(
    root: str, analysis: Analysis, notes: tuple[str, ...], endings: tuple[FaultEnding, ...]
) -> Iterator[Obligation]:
    completes = analysis.encoding.location_of.get(End("Completed"))
    if completes is None or analysis.reached[completes] == EMPTY:
        verdict = (
            "vacuous" if not any(isinstance(place, Rest) for place in analysis.encoding.places) else "refuted"
        )
    else:
        verdict = "refuted" if analysis.trapped else "proved"
    only = _only_for(analysis, analysis.trapped) if verdict == "refuted" else None
    yield Obligation(f"{root}:can-complete", "can-complete", root, verdict, notes, reason=only)
    yield _always_ends(root, analysis, notes)
    yield _errors_end(root, analysis, notes, endings)


def _always_ends(root: str, analysis: Analysis, notes: tuple[str, ...]) -> Obligation:
    """Whether the run ends if everybody does what they are obliged to."""
    claim, verdict, reason = "always-ends", "proved", None
    if analysis.goes_round:
        only = _only_for(analysis, analysis.goes_round)
        stages = listed(analysis.stages_of(analysis.goes_round))
        verdict = "refuted"
        reason = f"no answer leads out of the loop of {stages}" + (f"; {only}" if only else "")
    elif any(states != EMPTY for states in analysis.endless_by_results):
        verdict, reason = "assumed", REWORK
    return Obligation(f"{root}:{claim}", claim, root, verdict, notes, reason=reason)


def _errors_end(
    root: str, analysis: Analysis, notes: tuple[str, ...], endings: tuple[FaultEnding, ...]
) -> Obligation:
    """Whether errors alone can lead round for ever. What each fault path does says why."""
    claim = "errors-end"
    told = {
        verdict: tuple(ending for ending in endings if ending.verdict == verdict)
        for verdict in ("refuted", "assumed", "proved")
    }
    endless = any(states != EMPTY for states in analysis.endless_by_results)
    assumptions = notes
    if told["refuted"]:
        verdict, reason = "refuted", told["refuted"][0].reason
    elif told["assumed"]:
        verdict, reason = "assumed", told["assumed"][0].reason
    elif endless:
        verdict, reason = "assumed", REWORK
    else:
        verdict, reason = "proved", _why_proved(told["proved"])
        assumptions += tuple(dict.fromkeys(each for ending in told["proved"] for each in ending.assumptions))
    return Obligation(f"{root}:{claim}", claim, root, verdict, assumptions, reason=reason)


def _why_proved(endings: tuple[FaultEnding, ...]) -> str:
    counting = [ending for ending in endings if ending.counts]
    if not endings:
        return "there is no fault path"
    if not counting:
        return "no fault path leads back to its stage"
    by_reason: dict[str, list[str]] = {}
    for ending in counting:
        by_reason.setdefault(ending.reason, []).append(ending.stage.name)
    return "; ".join(f"{listed(names)}: {reason}" for reason, names in by_reason.items())


def _fault_path_ends(root: str, ending: FaultEnding, notes: tuple[str, ...]) -> Obligation:
    element = f"{root}/{ending.stage.name}"
    claim = "fault-path-ends"
    return Obligation(
        f"{element}:{claim}",
        claim,
        element,
        ending.verdict,
        (*notes, *ending.assumptions),
        reason=ending.reason,
    )
