"""What a run does that breaks a row, and is right by another documented reading of a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from ...engine.decisions.catalogue import all_decisions, decisions_named
from ...engine.decisions.choices import Choices, choices, switchable_decisions
from ...engine.decisions.decision import Decision
from ...engine.tables.catalogue import row_named
from .other_readings import TOLERATED
from .rulebook import Rulebook, rulebook
from .violation import Violation


class Tolerance(NamedTuple):
    """Another reading of a decision than the one chosen, and how to judge under it: by which choices and rules."""

    decision: str
    reading: str
    choices: Choices
    rules: Rulebook


@lru_cache(maxsize=64)
def tolerances(chosen: Choices) -> tuple[Tolerance, ...]:
    """Every other reading that a run can be held to, sorted by decision."""
    found = [Tolerance(other.decision, other.reading, chosen, rulebook(chosen, other)) for other in TOLERATED]
    for decision in switchable_decisions():
        for reading in decision.readings:
            if reading.id != chosen.chosen(decision.id):
                switched = choices(chosen.profile, dict(chosen.readings) | {decision.id: reading.id})
                found.append(Tolerance(decision.id, reading.id, switched, rulebook(switched)))
    return tuple(sorted(found, key=lambda tolerance: tolerance[:2]))


def accepted_decisions(names: Iterable[str]) -> frozenset[str]:
    """The ids of the decisions that these ids and aliases (`C4`) stand for.

    Raises ValueError, with a message for people, for a name that stands for no decision, or for one of which a run can
    follow one reading only.
    """
    return frozenset(id for name in names for id in _accepted(name))


def accepted_in(accept: str | Iterable[str]) -> frozenset[str]:
    """The same of a text (`"C4, canceled-steps"`), or of several, each with ids and aliases between commas. Raises ValueError."""
    texts = (accept,) if isinstance(accept, str) else accept
    return accepted_decisions(word.strip() for text in texts for word in text.split(",") if word.strip())


def acceptable_decisions() -> tuple[Decision, ...]:
    """The decisions of which a run can be held to more than one reading, sorted by id."""
    named = {other.decision for other in TOLERATED}
    return tuple(decision for decision in all_decisions() if decision.switchable or decision.id in named)


def _accepted(name: str) -> list[str]:
    other = acceptable_decisions()
    found = [decision.id for decision in decisions_named(name) if decision in other]
    if found:
        return found
    known = decisions_named(name)
    if known:
        problem = f'of decision "{known[0].id}" no run can be held to another reading: it cannot be accepted.'
    else:
        words = [word for decision in other for word in (decision.id, *decision.aliases)]
        close = get_close_matches(name.casefold(), [word.casefold() for word in words], n=3)
        near = [word for word in words if word.casefold() in close]
        problem = f'there is no decision "{name}".' + (f" Did you mean {' or '.join(near)}?" if near else "")
    listed = ", ".join(" ".join((*decision.aliases[:1], decision.id)) for decision in other)
    raise ValueError(f"{problem} These can be accepted: {listed}.")


def with_tolerances(
    chosen: Choices,
    violations: tuple[Violation, ...],
    judged_under: Callable[[Tolerance], tuple[Violation, ...]],
    accepted: frozenset[str],
) -> tuple[Violation, ...]:
    """The violations of one moment, each with the tolerance that explains it, if there is one.

    A reading explains those violations that are gone when the moment is judged under it, provided that none is there
    which was not there before. `judged_under` judges the moment under one. Of several explanations that of
    an accepted decision comes first, then the one that explains most, then that of a decision that touches the row.
    `accepted` are ids.
    """
    if not violations:
        return violations
    explaining = [
        (tolerance, gone) for tolerance, gone in _explaining(chosen, violations, judged_under) if gone
    ]
    return tuple(_named(violation, explaining, accepted) for violation in violations)


def _explaining(
    chosen: Choices,
    violations: tuple[Violation, ...],
    judged_under: Callable[[Tolerance], tuple[Violation, ...]],
) -> Iterator[tuple[Tolerance, Counter[tuple[str, str]]]]:
    seen = Counter(map(_about, violations))
    for tolerance in tolerances(chosen):
        left = Counter(map(_about, judged_under(tolerance)))
        if not left - seen:
            yield tolerance, seen - left


def _about(violation: Violation) -> tuple[str, str]:
    return violation.row, violation.element


def _named(
    violation: Violation,
    explaining: list[tuple[Tolerance, Counter[tuple[str, str]]]],
    accepted: frozenset[str],
) -> Violation:
    row = row_named(violation.row)
    touching = row.decisions if row is not None else ()
    found = sorted(
        (
            tolerance.decision not in accepted,
            -gone.total(),
            tolerance.decision not in touching,
            tolerance.decision,
            tolerance.reading,
        )
        for tolerance, gone in explaining
        if gone[_about(violation)]
    )
    if not found:
        return violation
    not_accepted, _, _, decision, reading = found[0]
    return violation._replace(tolerance=decision, reading=reading, is_tolerated=not not_accepted)
