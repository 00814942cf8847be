"""Putting reports together: the parts of one campaign that were run apart, and several campaigns of one definition.

What any of them came by was come by, a mistake that several found is one, and no run is counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce

from ...engine.program.program import Program
from ...engine.scenarios.scenario_file import digest_of
from ..coverage.coverage import Looked
from ..random_runs.fault_model import FaultModel
from ..random_runs.tally import Failure, Tally
from .covered import covered_of
from .holdings import Holdings
from .outcome import Campaign, Explored, Origin, StopReason
from .part import Part
from .plan import Plan

Told = tuple[str, Part]
"""A part with the file that it comes from."""


def merged_campaign(plan: Plan, program: Program, parts: Iterable[Told]) -> Campaign:
    """One campaign out of parts, each with the file that it comes from, in whichever order: the one whose shards they are, or a
    summary of several campaigns of the definition.

    Raises ValueError, with a message for people, where parts are of another definition or were judged otherwise, where shards are
    missing, and where two reports share some runs and each has others.
    """
    found = sorted((_named(file, part) for file, part in parts), key=_order)
    if not found:
        raise ValueError(f"no report is about {plan.subject.path}")
    for file, part in found:
        _check_judged(file, part, found[0], plan)
    wholes = [_whole(group, found) for group in _by_campaign(found)]
    counted, repeated = _told_apart(wholes)
    return _summary(plan, program, wholes, counted, repeated)


def _named(file: str, part: Part) -> Told:
    origins = tuple(each if each.files else each._replace(files=(file,)) for each in part.origins)
    return file, replace(part, origins=origins)


def _order(told: Told) -> tuple[object, ...]:
    file, part = told
    return tuple(map(_origin_order, part.origins)), part.shard, file


def _origin_order(origin: Origin) -> tuple[object, ...]:
    faults = origin.faults
    return (
        origin.seed,
        str(faults),
        sorted(faults.without),
        origin.longest,
        origin.planned,
        origin.chunks,
        origin.files,
    )


def _check_judged(file: str, part: Part, other: Told, plan: Plan) -> None:
    if part.digest != digest_of(plan.subject.text):
        raise ValueError(f"{file} is about another state of {part.path}: its text has changed")
    chosen = plan.subject.choices
    if (part.profile, part.decisions) != (chosen.profile, chosen.changed()):
        told = ", ".join([part.profile, *(f"{decision}={reading}" for decision, reading in part.decisions)])
        raise ValueError(
            f"{file} was judged under other readings: {told}; give the --profile and --decision of the reports"
        )
    name, first = other
    if part.accepted != first.accepted:
        raise ValueError(
            f"{file} was judged with other tolerances than {name}: {_listed(part.accepted)}, not {_listed(first.accepted)}"
        )


def _listed(accepted: tuple[str, ...]) -> str:
    return "".join(f"--accept {each} " for each in accepted).strip() or "none"


def _by_campaign(found: list[Told]) -> Iterator[list[Told]]:
    """The shards of each campaign together; a report that is no shard is alone."""
    groups: dict[object, list[Told]] = {}
    for place, (file, part) in enumerate(found):
        number, parts = part.shard
        key = (parts, _campaign_key(part.origins[0])) if parts > 1 else (number, place)
        groups.setdefault(key, []).append((file, part))
    yield from groups.values()


def _campaign_key(origin: Origin) -> tuple[object, ...]:
    return tuple(value for _, value in _planned(origin))


def _planned(origin: Origin) -> Iterator[tuple[str, object]]:
    yield "seed", origin.seed
    yield "runs", origin.planned
    yield "faults", str(origin.faults)
    yield "without", tuple(sorted(origin.faults.without))
    yield "longest", origin.longest


def _whole(shards: list[Told], every: list[Told]) -> Part:
    """One part out of the shards of a campaign. Raises ValueError where one is missing or given twice."""
    first = shards[0][1]
    if first.shard[1] == 1:
        return first
    _check_whole(shards, every)
    parts = [part for _, part in shards]
    origins = [part.origins[0] for part in parts]
    origin = origins[0]._replace(
        files=tuple(name for each in origins for name in each.files),
        stop_reason=_stop_reason(origins),
        explored=max(
            (each.explored for each in origins if each.explored is not None), default=None, key=_reach
        ),
        chunks=tuple(sorted(chunk for each in origins for chunk in each.chunks)),
        runs=sum(each.runs for each in origins),
        events=sum(each.events for each in origins),
    )
    return replace(
        first,
        shard=(1, 1),
        origins=(origin,),
        tally=_tally(parts),
        covered=_every(parts, lambda part: part.covered),
        premises=_every(parts, lambda part: part.premises),
        untold=_every(parts, lambda part: part.untold),
        tolerated=tuple(_tolerated(parts, parts).items()),
        failures=tuple(_failures(parts, parts)),
        notes=_notes(parts),
    )


def _check_whole(shards: list[Told], every: list[Told]) -> None:
    owners: dict[int, str] = {}
    for file, part in shards:
        for chunk in part.origins[0].chunks:
            if chunk in owners:
                raise ValueError(f"{file} and {owners[chunk]} both count chunk {chunk}")
            owners[chunk] = file
    numbers, count = [part.shard[0] for _, part in shards], shards[0][1].shard[1]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise ValueError(f"part {twice[0]} is given twice")
    missing = sorted(set(range(1, count + 1)) - set(numbers))
    if missing:
        told = ", ".join(f"{number}/{count}" for number in missing)
        raise ValueError(f"parts are missing: {told}{_strangers(shards, every)}")


def _strangers(shards: list[Told], every: list[Told]) -> str:
    """Why the first shard that is of another campaign than these is none of them."""
    name, first = shards[0]
    for file, part in every:
        if part.shard[1] == 1 or (file, part) in shards:
            continue
        if part.shard[1] != first.shard[1]:
            return f"; {file} is one of {part.shard[1]} parts, {name} is one of {first.shard[1]}"
        for (what, value), (_, ours) in zip(
            _planned(part.origins[0]), _planned(first.origins[0]), strict=True
        ):
            if value != ours:
                return f"; {file} is of another campaign than {name}: its {what} is {value}, not {ours}"
    return ""


def _told_apart(wholes: list[Part]) -> tuple[list[Part], list[Part]]:
    """Those whose runs count, and those that repeat runs of these. Raises ValueError where two share some runs only."""
    counted: list[Part] = []
    repeated: list[Part] = []
    held = Holdings()
    largest_first = sorted(range(len(wholes)), key=lambda place: (-wholes[place].tally.runs, place))
    for place in largest_first:
        part = wholes[place]
        own = Holdings.of(part.origins)
        if own.runs and own.is_within(held):
            repeated.append(part)
            continue
        shared = own.shared_with(held)
        if shared is not None:
            others = next(each for each in counted if own.shared_with(Holdings.of(each.origins)) is not None)
            raise ValueError(
                f"{_files(part)} and {_files(others)} share some of their runs (seed {shared.seed}, chunk {shared.chunk}), "
                "and each has others: leave one of them out, or take reports of other seeds"
            )
        counted.append(part)
        held = held.with_all(own)
    return counted, repeated


def _files(part: Part) -> str:
    return " + ".join(dict.fromkeys(name for origin in part.origins for name in origin.files))


def _summary(
    plan: Plan, program: Program, wholes: list[Part], counted: list[Part], repeated: list[Part]
) -> Campaign:
    origins, ran = _origins(wholes), _origins(counted)
    covered = _every(wholes, lambda part: part.covered)
    told = [f"counted once: the runs of {_files(part)} are among the others" for part in repeated]
    explored = _explored(origins)
    is_exhaustive = explored is not None and explored.complete
    tally = _tally(counted)
    return Campaign(
        plan=replace(
            plan,
            faults=reduce(FaultModel.joined, (origin.faults for origin in origins)),
            seed=origins[0].seed,
            runs=sum(origin.planned for origin in ran),
            longest=max(origin.longest for origin in origins),
            accepted=frozenset(wholes[0].accepted),
        ),
        orchestration=program.orchestration.name,
        stop_reason=StopReason.EXHAUSTIVE if is_exhaustive else _stop_reason(ran),
        explored=explored,
        tally=tally,
        covered=covered,
        premises=_every(wholes, lambda part: part.premises),
        untold=_every(wholes, lambda part: part.untold),
        tolerated=_tolerated(wholes, counted),
        failures=tuple(_failures(wholes, counted)),
        coverage=covered_of(plan.subject, program, covered, map(_looked, origins)),
        chunks=origins[0].chunks if len(origins) == 1 else (),
        notes=(*_notes(wholes), *told),
        merged=tuple(origins) if len(origins) > 1 else (),
    )


def _origins(parts: Iterable[Part]) -> list[Origin]:
    """The campaigns of these parts, each once, with all files that tell of it."""
    found: dict[Origin, tuple[str, ...]] = {}
    for origin in (origin for part in parts for origin in part.origins):
        nameless = origin._replace(files=())
        found[nameless] = tuple(dict.fromkeys((*found.get(nameless, ()), *origin.files)))
    return sorted((origin._replace(files=files) for origin, files in found.items()), key=_origin_order)


def _looked(origin: Origin) -> Looked:
    return Looked(origin.faults, origin.explored is not None and origin.explored.complete)


def _explored(origins: list[Origin]) -> Explored | None:
    """The search that went furthest, among those that speak for the runs of all campaigns; None where there is none."""
    speaking = [
        origin.explored
        for origin in origins
        if origin.explored is not None and all(origin.faults.includes(other.faults) for other in origins)
    ]
    return max(speaking, default=None, key=_reach)


def _reach(explored: Explored) -> tuple[bool, int, int, int]:
    return explored.complete, explored.distance, explored.ways, explored.places


def _stop_reason(origins: list[Origin]) -> StopReason:
    """The first that left something undone; that no run begins only where none does."""
    reasons = [origin.stop_reason for origin in origins]
    begun = [reason for reason in reasons if reason is not StopReason.NO_START]
    done = (StopReason.RUNS, StopReason.EXHAUSTIVE)
    if not begun:
        return StopReason.NO_START
    undone = (reason for reason in begun if reason not in done)
    return next(undone, StopReason.RUNS if StopReason.RUNS in begun else StopReason.EXHAUSTIVE)


def _tally(parts: Iterable[Part]) -> Tally:
    return reduce(Tally.merged, (part.tally for part in parts), Tally())


def _every(parts: Iterable[Part], of: Callable[[Part], frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*map(of, parts))


def _notes(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part.notes))


def _tolerated(parts: list[Part], counted: list[Part]) -> dict[str, int]:
    """Moments of random runs added; those of exploring once, for campaigns explore much the same."""
    drawn = _tally(counted).tolerated
    found: dict[str, int] = {}
    for part in parts:
        for decision, times in part.tolerated:
            explored = times - part.tally.tolerated.get(decision, 0)
            found[decision] = max(found.get(decision, 0), explored)
    return {decision: times + drawn.get(decision, 0) for decision, times in sorted(found.items())}


def _failures(parts: list[Part], counted: list[Part]) -> Iterator[Failure]:
    """By fingerprint, each with its shortest run. Random runs that show it are added, moments of exploring counted once."""
    drawn = _tally(counted).failures
    shortest: dict[str, Failure] = {}
    explored: dict[str, int] = {}
    for part in parts:
        for failure in part.failures:
            name = failure.flaw.fingerprint
            known, random = shortest.get(name), part.tally.failures.get(name)
            explored[name] = max(explored.get(name, 0), failure.times - (random.times if random else 0))
            if known is None or _length(failure) < _length(known):
                shortest[name] = failure
    for name, failure in sorted(shortest.items()):
        yield failure._replace(times=explored[name] + (drawn[name].times if name in drawn else 0))


def _length(failure: Failure) -> tuple[bool, int]:
    return not failure.minimal, len(failure.events)
