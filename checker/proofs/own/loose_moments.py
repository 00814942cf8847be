"""What must be, or must never be, at some moment, where sets are too large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ....engine.scenarios.wording import said
from ....grammar.property import Negation, Property, Statement
from ...encoding.encode import Encoding
from ...encoding.guard import FALSE, Guard, In
from ...encoding.places import Judging
from ..analysis import Analysis
from ..asked import Asked
from ..loose import Loosening
from ..shown import path_of
from .monitors import VIOLATED, memory_of
from .statements import guard_of, subjects
from .verdict import OwnVerdict

WRONG: Final = "wrong"
ABOUT: Final = "about"


def judged_at_moments(
    claims: Sequence[Property], loosening: Loosening, given_up: str
) -> tuple[OwnVerdict, ...]:
    """Verdicts on several properties in one system, or on one that needs a memory beside the run; undecided because of what
    was `given_up`.
    """
    shown = loosening.shown(tuple(_asked(claims, loosening.walked.encoding)))
    asked = {one.told(): one for one in _asked(claims, loosening.encoding)}
    loosening.rule_out(one for told, one in asked.items() if told not in shown)
    analysis = loosening.allowed()

    def verdict(number: int, claim: Property) -> OwnVerdict:
        wrong = asked[f"{number}:{WRONG}"]
        run = shown.get(wrong.told())
        is_reachable = claim.kind == "reachable"
        if run is not None:
            path = path_of(loosening.walked, run.shortened())
            reason = "some run gets there" if is_reachable else ""
            return OwnVerdict(
                claim, "proved" if is_reachable else "refuted", loosening.walked, path, reason=reason
            )
        if not loosening.is_out(wrong):
            return OwnVerdict(claim, "undecided", analysis, reason=given_up)
        if is_reachable:
            return without_run(claim, "refuted", analysis, wrong, "no run gets there")
        unsure = ""
        for place, statement in enumerate(_subjects(claim)):
            about = asked[f"{number} {place}:{ABOUT}"]
            if about.told() in shown:
                continue
            if loosening.is_out(about):
                return without_run(claim, "vacuous", analysis, about, f"{said(statement)} never holds at all")
            unsure = f"whether {said(statement)} ever holds was not decided"
        return without_run(claim, "proved", analysis, wrong, unsure)

    return tuple(verdict(number, claim) for number, claim in enumerate(claims))


def _asked(claims: Sequence[Property], encoding: Encoding) -> Iterator[Asked]:
    """What must not be (of `reachable`: what should), and what the property is about."""
    for number, claim in enumerate(claims):
        wrong = claim.statement
        if claim.kind == "always":
            wrong = Negation(part=wrong, span=wrong.span)
        goals = _violated(encoding) if claim.kind == "before" else moments(wrong, encoding)
        yield Asked(WRONG, str(number), goals)
        for place, statement in enumerate(_subjects(claim)):
            yield Asked(ABOUT, f"{number} {place}", moments(statement, encoding))


def _subjects(claim: Property) -> tuple[Statement, ...]:
    return (claim.second,) if claim.kind == "before" and claim.second is not None else subjects(claim)


def moments(statement: Statement, encoding: Encoding) -> dict[int, Guard]:
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
    memory = memory_of(encoding)
    return {number: In(memory, 1 << VIOLATED) for number in range(len(encoding.system.locations))}


def without_run(
    claim: Property, verdict: str, analysis: Analysis, asked: Asked, reason: str = ""
) -> OwnVerdict:
    """A verdict that rests on what no run gets into."""
    never = tuple((place, analysis.model.set_of(guard)) for place, guard in sorted(asked.goals.items()))
    return OwnVerdict(claim, verdict, analysis, reason=reason, never=never)
