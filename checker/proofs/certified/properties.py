"""Certificates for the author's own properties: each about the system in which the property was judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, assert_never

from ...certificates.check import check
from ...certificates.claims import Countdown, FairRank
from ...diagrams.diagrams import EMPTY
from ...report import Obligation
from ..analysis import Analysis
from ..own.undisturbed import left_alone, undisturbed
from ..own.verdict import OwnVerdict
from .checked_certificate import CheckedCertificate
from .collect import WITH_ERRORS, put_down
from .collection import collection_put_off
from .ending import counting, ending
from .progress import progress_of
from .safety import Told, unreached

INVARIANT: Final = "invariant"
RANK: Final = "fair rank"
COUNTED: Final = "countdown"
NOT_MADE: Final = "its certificate was not made: a loop may go round too often before it happens"
NOT_ACCEPTED: Final = "its certificate was not accepted"


class CertifiedProperties(NamedTuple):
    """`kinds`: by number of a property (from 0), what certifies its verdict; None where that was not made. `subjects`: what its
    claims are said to be about.
    """

    certificates: tuple[CheckedCertificate, ...]
    kinds: Mapping[int, str | None]
    subjects: Mapping[int, str]

    def is_accepted(self, number: int) -> bool:
        """Whether everything that was certified of a property was accepted."""
        return all(
            made.checked.is_proved(claim)
            for made in self.certificates
            for claim in made.certified.claims_about("property", self.subjects[number])
        )


def certified_properties(verdicts: Sequence[OwnVerdict], root: str = "") -> CertifiedProperties:
    """Make the certificates of verdicts that no run shows, and have them checked. `root`: the name of the definition. Raises
    `BudgetSpentError`.
    """
    kinds: dict[int, str | None] = {}
    subjects = {number: f'{number + 1} "{one.claim.title}"' for number, one in enumerate(verdicts)}
    found: list[CheckedCertificate] = []
    analyses = {id(one.analysis): one.analysis for one in verdicts}
    with collection_put_off():
        for place, analysis in enumerate(analyses.values(), 1):
            told: list[Told] = []
            alone: list[Told] = []
            states: Sequence[int] = ()
            for number, one in enumerate(verdicts):
                if one.analysis is not analysis or not _has_no_run(one):
                    continue
                subject = "property", subjects[number]
                told += ((subject, claim) for claim in unreached(analysis, one.never))
                kinds[number] = INVARIANT
                if one.owing != EMPTY:
                    rank = _in_the_end(one)
                    kinds[number] = _kind(rank)
                    told += () if rank is None else ((subject, rank),)
                    alone += ((subject, claim) for claim in unreached(analysis, _ends_before(one)))
                    states = states or one.alone or undisturbed(analysis)
            if told:
                found.append(_made(f"{root}_properties_{place}", analysis, told))
            if alone:
                found.append(_made_alone(f"{root}_properties_{place}_undisturbed", analysis, alone, states))
    return CertifiedProperties(tuple(found), kinds, subjects)


def _has_no_run(verdict: OwnVerdict) -> bool:
    if verdict.claim.kind == "reachable":
        return verdict.verdict == "refuted"
    return verdict.verdict in ("proved", "vacuous")


def _in_the_end(verdict: OwnVerdict) -> FairRank | Countdown | None:
    """What is owed does not stay so: the run goes on to where it is not, or ends."""
    analysis = verdict.analysis
    if verdict.rank is not None:
        return verdict.rank
    if verdict.counted is not None:
        return counting(analysis, WITH_ERRORS, verdict.counted, verdict.owing)
    return ending(analysis, WITH_ERRORS, progress_of(analysis, WITH_ERRORS), owing=verdict.owing)


def _kind(rank: FairRank | Countdown | None) -> str | None:
    match rank:
        case FairRank():
            return RANK
        case Countdown():
            return COUNTED
        case None:
            return None
        case _:
            assert_never(rank)


def _ends_before(verdict: OwnVerdict) -> Iterator[tuple[int, int]]:
    """The ends at which it is still owed, and where it stays so: no run gets there that nobody interferes with."""
    analysis = verdict.analysis
    for number, location in enumerate(analysis.system.locations):
        if location.end:
            yield number, verdict.owing
    for number, stuck in analysis.stuck.items():
        states = analysis.model.diagrams.intersection(stuck, verdict.owing)
        if states != EMPTY:
            yield number, states


def _made(name: str, analysis: Analysis, told: Sequence[Told]) -> CheckedCertificate:
    certified = put_down(analysis, told, analysis.reached)
    return CheckedCertificate(name, analysis.system, certified, check(analysis.system, certified.certificate))


def _made_alone(
    name: str, analysis: Analysis, told: Sequence[Told], states: Sequence[int]
) -> CheckedCertificate:
    system = left_alone(analysis)
    certified = put_down(analysis, told, states)
    return CheckedCertificate(name, system, certified, check(system, certified.certificate))


def attached(
    obligations: Sequence[Obligation],
    verdicts: Sequence[OwnVerdict],
    certified: CertifiedProperties,
    root: str,
) -> tuple[Obligation, ...]:
    """The obligations, those of properties with the kind of certificate that was accepted for them; where none was, the
    verdict is undecided.
    """
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(verdicts):
        numbers.setdefault((f"{root}:property:{one.claim.title}", one.verdict), []).append(number)
    return tuple(_attached(one, numbers.get((one.id, one.verdict), ()), certified) for one in obligations)


def _attached(obligation: Obligation, numbers: Sequence[int], certified: CertifiedProperties) -> Obligation:
    asked = [number for number in numbers if number in certified.kinds]
    if not asked:
        return obligation
    kinds = {certified.kinds[number] for number in asked}
    if None in kinds:
        return replace(obligation, verdict="undecided", reason=NOT_MADE)
    if not all(map(certified.is_accepted, asked)):
        return replace(obligation, verdict="undecided", reason=NOT_ACCEPTED)
    return replace(obligation, certificate=certified.kinds[asked[0]])
