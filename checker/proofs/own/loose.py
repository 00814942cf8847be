"""The author's own properties where the sets of the definition are too large, each by the part of the system that decides it.

What a walk comes by is certain; for what none came by, an invariant is looked for (see `proofs/loose.py`). That decides what
must never be: always, never, before, and what can be reached. What must happen in the end is refuted where a walk ends
without it, or comes by it again; else it stays undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from ....engine.scenarios.wording import said
from ....grammar.property import Negation, Property, Statement
from ...budget import BudgetSpentError
from ...encoding.building import TooLargeError
from ...encoding.encode import Encoding, encode
from ...encoding.guard import FALSE, Guard, In
from ...encoding.places import Judging
from ...fixpoint.walks import Way, walk
from ..analysis import Analysis
from ..asked import Asked
from ..loose import Loosening
from ..shown import path_of
from .judge import SAFETY
from .judging import judging
from .monitors import MEMORY_NAME, OWING, VIOLATED, monitored
from .statements import guard_of, subjects
from .suspended import sees_suspended
from .undisturbed import is_interference
from .verdict import OwnVerdict

if TYPE_CHECKING:
    from ..prove import Proofs

WRONG: Final = "wrong"
ABOUT: Final = "about"
ENDS: Final = "ends without it"
LIVELY: Final = ("eventually", "leads-to", "exactly-once")


def loosely_judged(proofs: Proofs, given_up: str) -> tuple[OwnVerdict, ...]:
    """A verdict for each property of a definition whose sets were too large, `given_up` says in which way; nothing where it
    has no encoding.
    """
    encoding = proofs.encoding if proofs.analysis is None else proofs.analysis.encoding
    if encoding is None:
        return ()
    return _Judges(proofs, encoding, given_up).verdicts()


class _Judges:
    def __init__(self, proofs: Proofs, encoding: Encoding, given_up: str) -> None:
        self.proofs = proofs
        self.encoding = encoding
        self.given_up = given_up
        self.is_sampled = bool(encoding.space.notes)
        self.made = cache(self._made)

    def verdicts(self) -> tuple[OwnVerdict, ...]:
        claims = self.proofs.program.orchestration.properties
        found: dict[int, OwnVerdict] = {}
        safe = [number for number, claim in enumerate(claims) if claim.kind in SAFETY]
        suspended = any(sees_suspended(claims[number], self.proofs.program) for number in safe)
        groups = [(safe, suspended)] if safe else []
        groups += (
            ([number], sees_suspended(claim, self.proofs.program))
            for number, claim in enumerate(claims)
            if claim.kind not in SAFETY
        )
        for numbers, is_suspended in groups:
            try:
                asking = [claims[number] for number in numbers]
                judging_them = self._judged_in_the_end if asking[0].kind in LIVELY else self._judged
                judged = judging_them(asking, suspended=is_suspended)
            except (BudgetSpentError, TooLargeError, RecursionError):
                continue
            found.update(zip(numbers, judged, strict=True))
        unsaid = Analysis(self.encoding, self.proofs.budget)
        return tuple(
            found.get(number) or OwnVerdict(claim, "undecided", unsaid, reason=self.given_up)
            for number, claim in enumerate(claims)
        )

    def _made(self, *, suspended: bool, wide: bool) -> Encoding:
        proofs = self.proofs
        return judging(encode(proofs.program, proofs.contracts, claims=True, suspended=suspended, wide=wide))

    def _judged(self, claims: Sequence[Property], *, suspended: bool) -> list[OwnVerdict]:
        """Verdicts on several properties in one system, or on one that needs a memory beside the run."""
        walked = self._watching(claims, self.made(suspended=suspended, wide=False))
        every = walked
        if self.is_sampled:
            every = self._watching(claims, self.made(suspended=suspended, wide=True))
        loosening = Loosening(Analysis(walked, self.proofs.budget), every, self.proofs.budget)
        shown = loosening.shown(tuple(_asked(claims, walked)))
        asked = {one.told(): one for one in _asked(claims, every)}
        loosening.rule_out(one for told, one in asked.items() if told not in shown)
        analysis = loosening.allowed()

        def verdict(number: int, claim: Property) -> OwnVerdict:
            wrong = asked[f"{number}:{WRONG}"]
            way = shown.get(wrong.told())
            is_reachable = claim.kind == "reachable"
            if way is not None:
                path = path_of(loosening.walked, way)
                reason = "some run gets there" if is_reachable else ""
                return OwnVerdict(
                    claim, "proved" if is_reachable else "refuted", loosening.walked, path, reason=reason
                )
            if not loosening.is_out(wrong):
                return OwnVerdict(claim, "undecided", analysis, reason=self.given_up)
            if is_reachable:
                return _without_run(claim, "refuted", analysis, wrong, "no run gets there")
            unsure = ""
            for place, statement in enumerate(_subjects(claim)):
                about = asked[f"{number} {place}:{ABOUT}"]
                if about.told() in shown:
                    continue
                if loosening.is_out(about):
                    return _without_run(
                        claim, "vacuous", analysis, about, f"{said(statement)} never holds at all"
                    )
                unsure = f"whether {said(statement)} ever holds was not decided"
            return _without_run(claim, "proved", analysis, wrong, unsure)

        return [verdict(number, claim) for number, claim in enumerate(claims)]

    def _judged_in_the_end(self, claims: Sequence[Property], *, suspended: bool) -> list[OwnVerdict]:
        """The verdict on what must happen in the end, as far as a walk refutes it."""
        (claim,) = claims
        walked = Analysis(
            self._watching(claims, self.made(suspended=suspended, wide=False)), self.proofs.budget
        )
        memory = _memory(walked.encoding)
        ends: dict[int, list[tuple[str, Guard]]] = {}
        again: dict[int, list[tuple[str, Guard]]] = {}
        for number, location in enumerate(walked.system.locations):
            if location.end:
                ends[number] = [(ENDS, In(memory, 1 << OWING[claim.kind]))]
            elif claim.kind == "exactly-once":
                again[number] = [(WRONG, In(memory, 1 << VIOLATED))]
        kept = [number for number in range(len(walked.system.edges)) if not is_interference(walked, number)]
        alone = replace(
            walked.system, edges=tuple(walked.system.edges[number] for number in kept), comparisons=()
        )
        found = walk(alone, ends).marked.get(ENDS)
        if found is not None:
            way = Way(tuple(kept[edge] for edge in found.edges), found.states)
            path = path_of(walked, way)
            return [OwnVerdict(claim, "refuted", walked, path, reason="the run ends without it")]
        found = walk(walked.system, again).marked.get(WRONG) if again else None
        if found is not None:
            path = path_of(walked, found)
            return [OwnVerdict(claim, "refuted", walked, path, reason="it happens again")]
        return [OwnVerdict(claim, "undecided", walked, reason=self.given_up)]

    def _watching(self, claims: Sequence[Property], encoding: Encoding) -> Encoding:
        return encoding if claims[0].kind in SAFETY else monitored(encoding, claims[0])[0]


def _asked(claims: Sequence[Property], encoding: Encoding) -> Iterator[Asked]:
    """What must not be (of `reachable`: what should), and what the property is about."""
    for number, claim in enumerate(claims):
        wrong = claim.statement
        if claim.kind == "always":
            wrong = Negation(part=wrong, span=wrong.span)
        goals = _violated(encoding) if claim.kind == "before" else _moments(wrong, encoding)
        yield Asked(WRONG, str(number), goals)
        for place, statement in enumerate(_subjects(claim)):
            yield Asked(ABOUT, f"{number} {place}", _moments(statement, encoding))


def _subjects(claim: Property) -> tuple[Statement, ...]:
    return (claim.second,) if claim.kind == "before" and claim.second is not None else subjects(claim)


def _moments(statement: Statement, encoding: Encoding) -> dict[int, Guard]:
    """The moments in which a statement holds, by location."""
    return {
        number: guard
        for number, place in enumerate(encoding.places)
        if isinstance(place, Judging)
        for guard in (guard_of(statement, encoding.space, place.happened),)
        if guard != FALSE
    }


def _violated(encoding: Encoding) -> dict[int, Guard]:
    """The states in which the memory says that the property is violated."""
    memory = _memory(encoding)
    return {number: In(memory, 1 << VIOLATED) for number in range(len(encoding.system.locations))}


def _memory(encoding: Encoding) -> int:
    """The variable beside the run that a property remembers by."""
    return next(
        number for number, variable in enumerate(encoding.system.variables) if variable.name == MEMORY_NAME
    )


def _without_run(
    claim: Property, verdict: str, analysis: Analysis, asked: Asked, reason: str = ""
) -> OwnVerdict:
    never = tuple((place, analysis.model.set_of(guard)) for place, guard in sorted(asked.goals.items()))
    return OwnVerdict(claim, verdict, analysis, reason=reason, never=never)
