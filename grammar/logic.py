"""Condition logic as Salesforce writes it: `and`, `or`, or numbers joined by AND, OR, NOT and parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from .condition import All, Any, Logic, Not, Row, Unreadable

MAXIMUM_NESTING = 200
_TOKEN = re.compile(r"\s*(\d+|[A-Za-z]+|[()])")
_NUMBER_LENGTH = 9


class _ReasonError(Exception):
    """Why a text is no logic."""


def parse_logic(text: str, count: int) -> Logic:
    """The logic of a text over `count` conditions, numbered from 1.

    `and` and `or` stand for all conditions. AND binds tighter than OR, NOT tighter than both; parentheses that
    group are kept as the shape of the result. A text that is no logic, names a condition that is not there or nests
    deeper than 200 gives `Unreadable`. The cost is linear in the text.
    """
    word = text.strip().lower()
    if word in ("", "and"):
        return All(tuple(map(Row, range(1, count + 1))))
    if word == "or":
        return Any(tuple(map(Row, range(1, count + 1))))
    if word == "formula":
        return Unreadable(text, "the logic is a formula, which is not read")
    try:
        return _parse(text, count)
    except _ReasonError as reason:
        return Unreadable(text, str(reason))


@dataclass(slots=True)
class _Group:
    """An open parenthesis: parts joined by AND inside parts joined by OR, and the NOTs before the next part."""

    alternatives: list[list[Logic]] = field(default_factory=lambda: [[]])
    negations: int = 0

    def add(self, part: Logic) -> None:
        for _ in range(self.negations):
            part = Not(part)
        self.negations = 0
        self.alternatives[-1].append(part)

    def logic(self) -> Logic:
        parts = tuple(parts[0] if len(parts) == 1 else All(tuple(parts)) for parts in self.alternatives)
        return parts[0] if len(parts) == 1 else Any(parts)


def _parse(text: str, count: int) -> Logic:
    groups = [_Group()]
    depth = 0
    part_expected = True
    for token in _tokens(text):
        group = groups[-1]
        if part_expected and token in ("NOT", "("):
            depth += 1
            if depth > MAXIMUM_NESTING:
                raise _ReasonError(f"it nests deeper than {MAXIMUM_NESTING}")
            if token == "NOT":
                group.negations += 1
            else:
                groups.append(_Group())
        elif part_expected:
            depth -= group.negations
            group.add(_row(token, count))
            part_expected = False
        elif token == ")":
            if len(groups) == 1:
                raise _ReasonError("there is a `)` without its `(`")
            groups.pop()
            depth -= 1 + groups[-1].negations
            groups[-1].add(group.logic())
        elif token in ("AND", "OR"):
            if token == "OR":
                group.alternatives.append([])
            part_expected = True
        else:
            raise _ReasonError(f"AND or OR is missing before “{token}”")
    if part_expected:
        raise _ReasonError("a condition number is missing at the end")
    if len(groups) > 1:
        raise _ReasonError("a `(` has no `)`")
    return groups[0].logic()


def _tokens(text: str) -> Iterator[str]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            shown = text[position:].lstrip()[:20]
            raise _ReasonError(f"“{shown}” is neither a number, AND, OR, NOT nor a parenthesis")
        yield match.group(1).upper()
        position = match.end()


def _row(token: str, count: int) -> Row:
    if not token.isdecimal():
        raise _ReasonError(f"a condition number is missing before “{token}”")
    number = int(token) if len(token) <= _NUMBER_LENGTH else count + 1
    if not 1 <= number <= count:
        there_are = "there is 1 condition" if count == 1 else f"there are {count} conditions"
        raise _ReasonError(f"it names condition {token[:_NUMBER_LENGTH]}, but {there_are}")
    return Row(number)


def logic_text(logic: Logic, count: int) -> str:
    """The text of a logic over `count` conditions: `and`, `or`, or numbers with the fewest parentheses.

    `parse_logic` gives the same logic back. An `Unreadable` logic is its own text.
    """
    rows = tuple(map(Row, range(1, count + 1)))
    match logic:
        case Unreadable(text):
            return text
        case All(parts) if parts == rows:
            return "and"
        case Any(parts) if parts == rows:
            return "or"
        case _:
            return _written(logic)


def _written(logic: Logic) -> str:
    match logic:
        case Row(number):
            return str(number)
        case All(parts):
            return " AND ".join(_grouped(part, isinstance(part, All | Any)) for part in parts)
        case Any(parts):
            return " OR ".join(_grouped(part, isinstance(part, Any)) for part in parts)
        case Not(part):
            return "NOT " + _grouped(part, isinstance(part, All | Any))
        case Unreadable(text):
            return text
        case _:
            assert_never(logic)


def _grouped(logic: Logic, group: bool) -> str:
    return f"({_written(logic)})" if group else _written(logic)
