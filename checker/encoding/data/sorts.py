"""Of which sort the values of a key are, where no declaration says it: the one with which its conditions can be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Final

from ....engine.values import Value
from ....grammar.contract import Domain
from .key import Key
from .questions import Question

SORTS: Final[dict[str, tuple[Value, ...]]] = {
    "text": ("", "a", "10"),
    "number": (Fraction(0), Fraction(7), Fraction(5, 2)),
    "boolean": (True, False),
    "date": (date(2026, 1, 31), date(2026, 7, 1)),
    "datetime": (datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)),
}
"""The sorts that are looked into, the likeliest first, with values to try."""
BASES: Final = {name: name for name in SORTS} | {"integer": "number"}
MOST_TRIES: Final = 4096


def sorts_of(
    keys: Sequence[Key], domains: Mapping[Key, Domain], questions: Sequence[Question]
) -> dict[Key, str] | None:
    """The sort of each key; None where one is none of those that are looked into."""
    open_keys: list[Key] = []
    found: dict[Key, str] = {}
    for key in keys:
        domain = domains[key]
        if domain.is_collection or (domain.base and domain.base not in BASES):
            return None
        if domain.base:
            found[key] = BASES[domain.base]
        else:
            open_keys.append(key)
    for key in open_keys:
        found[key] = _likeliest(key, found, [question for question in questions if key in question.keys])
    return {key: found[key] for key in keys}


def _likeliest(key: Key, known: Mapping[Key, str], questions: Sequence[Question]) -> str:
    """The sort with the fewest errors, whatever the others are that are not known yet."""
    errors = {sort: sum(_errors(key, sort, known, question) for question in questions) for sort in SORTS}
    return min(SORTS, key=lambda sort: errors[sort])


def _errors(key: Key, sort: str, known: Mapping[Key, str], question: Question) -> Fraction:
    """The share of errors among the answers, with the sorts of other keys that suit best."""
    others = [other for other in question.keys if other != key]
    choices = [[known[other]] if other in known else list(SORTS) for other in others]
    best = Fraction(1)
    for tried, chosen in enumerate(product(*choices)):
        if tried * 3 ** len(others) > MOST_TRIES:
            break
        answers = [
            question.truth({key: value, **dict(zip(others, values, strict=True))})
            for value in SORTS[sort]
            for values in product(*(SORTS[other] for other in chosen))
        ]
        best = min(best, Fraction(sum(answer is None for answer in answers), len(answers)))
    return best
