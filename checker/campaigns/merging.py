"""Putting parts of a campaign together that were run apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from ...engine.program.program import Program
from ...engine.scenarios.scenario_file import digest_of
from ...grammar.light_dataclass import dataclass
from ..random_runs.fault_model import fault_model
from ..random_runs.tally import Failure, Tally
from .covered import covered_of
from .outcome import Campaign, Explored, StopReason
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Part:
    """What the report of a part says: the definition, what was planned, and what came of it. `failures` are those of the
    campaign, made short, and those found by exploring among them.
    """

    path: str
    digest: str
    seed: int
    runs: int
    faults: str
    without: tuple[str, ...]
    longest: int
    accepted: tuple[str, ...]
    profile: str
    decisions: tuple[tuple[str, str], ...]
    shard: tuple[int, int]
    stop_reason: StopReason
    explored: Explored | None
    chunks: tuple[int, ...]
    tally: Tally
    covered: frozenset[str]
    premises: frozenset[str]
    untold: frozenset[str]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]


def merged_campaign(plan: Plan, program: Program, parts: Iterable[tuple[str, Part]]) -> Campaign:
    """One campaign out of its parts, each with the file that it comes from; nothing is counted twice.

    Raises ValueError, with a message for people, where parts are of another campaign, count a chunk twice, or are missing.
    """
    found = sorted(parts, key=lambda each: each[1].shard)
    if not found:
        raise ValueError(f"no part is about {plan.subject.path}")
    first = found[0][1]
    for file, part in found:
        _check_same(file, part, first, plan)
    _check_whole(found)
    whole = replace(
        plan,
        faults=fault_model(first.faults, first.without),
        seed=first.seed,
        runs=first.runs,
        longest=first.longest,
        accepted=frozenset(first.accepted),
    )
    tally = reduce(Tally.merged, (part.tally for _, part in found), Tally())
    failures: dict[str, Failure] = {}
    for _, part in found:
        for failure in part.failures:
            known = failures.get(failure.flaw.fingerprint)
            if known is None or (not known.minimal, len(known.events)) > (
                not failure.minimal,
                len(failure.events),
            ):
                failures[failure.flaw.fingerprint] = failure
    counted = {name: failure.times for name, failure in tally.failures.items()}
    told = (
        failure._replace(times=counted.get(name, failure.times)) for name, failure in sorted(failures.items())
    )
    covered = frozenset[str]().union(*(part.covered for _, part in found))
    explored = first.explored
    reasons = [part.stop_reason for _, part in found]
    unfinished = [reason for reason in reasons if reason not in (StopReason.RUNS, StopReason.EXHAUSTIVE)]

    return Campaign(
        plan=whole,
        orchestration=program.orchestration.name,
        stop_reason=unfinished[0] if unfinished else reasons[0],
        explored=explored,
        tally=tally,
        covered=covered,
        premises=frozenset[str]().union(*(part.premises for _, part in found)),
        untold=frozenset[str]().union(*(part.untold for _, part in found)),
        tolerated=tally.tolerated,
        failures=tuple(told),
        coverage=covered_of(whole, program, covered, explored),
        chunks=tuple(sorted(chunk for _, part in found for chunk in part.chunks)),
        notes=tuple(dict.fromkeys(note for _, part in found for note in part.notes)),
    )


def _check_same(file: str, part: Part, first: Part, plan: Plan) -> None:
    if part.digest != digest_of(plan.subject.text):
        raise ValueError(f"{file} is about another state of {part.path}: its text has changed")
    for name in ("seed", "runs", "faults", "without", "longest", "accepted", "profile", "decisions"):
        if getattr(part, name) != getattr(first, name):
            raise ValueError(
                f"{file} is of another campaign: its {name} is {getattr(part, name)}, not {getattr(first, name)}"
            )
    chosen = plan.subject.choices
    if (part.profile, part.decisions) != (chosen.profile, chosen.changed()):
        told = ", ".join([part.profile, *(f"{decision}={reading}" for decision, reading in part.decisions)])
        raise ValueError(f"{file} was judged under other readings: {told}")
    if part.shard[1] != first.shard[1]:
        raise ValueError(f"{file} is one of {part.shard[1]} parts, another is one of {first.shard[1]}")


def _check_whole(found: list[tuple[str, Part]]) -> None:
    owners: dict[int, str] = {}
    for file, part in found:
        for chunk in part.chunks:
            if chunk in owners:
                raise ValueError(f"{file} and {owners[chunk]} both count chunk {chunk}")
            owners[chunk] = file
    numbers = [part.shard[0] for _, part in found]
    missing = sorted(set(range(1, found[0][1].shard[1] + 1)) - set(numbers))
    if missing:
        raise ValueError(
            f"parts are missing: {', '.join(f'{number}/{found[0][1].shard[1]}' for number in missing)}"
        )
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise ValueError(f"part {twice[0]} is given twice")
