"""What requirements come to whatever the data says: decided by their literals and constants alone.

Each value that is compared with literals is tried at null, at every literal, and before, between and after them
(for text and boolean: at any other value); everything else counts as unknown. So an answer is certain.
"""

from typing import Any as AnyValue

from ..grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row, Unreadable
from ..grammar.light_dataclass import dataclass
from ..grammar.names import Names
from ..grammar.value import Nil
from ..grammar.wording import condition_words
from .literals import ORDERED, Literal, literal_of

ORDERINGS = ("LessThan", "LessThanOrEqualTo", "GreaterThan", "GreaterThanOrEqualTo")
NULL = -1
"""The point at which a value is null; other points are numbered from 0 on."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The requirements always come to `value`; `rows` (1-based) are the conditions that make it so."""

    value: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    rows: tuple[int, ...]
    literals: tuple[Literal, ...]
    kind: str

    def points(self) -> range:
        """NULL, then 2i+1 for the i-th literal, and 2i for what lies before it (or is any other value)."""
        count = len(self.literals)
        return range(NULL, 2 * count + 1)


def settled(requirements: Requirements, names: Names) -> Settled | None:
    """Whether the requirements hold always, or never; None where the data decides."""
    conditions = requirements.conditions
    constant = {number for number, row in enumerate(conditions, 1) if literal_of(row.left, names)}
    if not constant and len({row.left.text for row in conditions}) == len(conditions):
        return None
    known: dict[int, bool | None] = {
        number: _holds_of_constant(conditions[number - 1], names) for number in sorted(constant)
    }
    verdict = _value(requirements.logic, known)
    if verdict is not None and known:
        return Settled(verdict, tuple(sorted(known)))
    for subject in _subjects(conditions, constant, names):
        verdicts = {
            _value(
                requirements.logic,
                known | {row: _at(conditions[row - 1], point, subject, names) for row in subject.rows},
            )
            for point in subject.points()
        }
        if len(verdicts) == 1 and (verdict := verdicts.pop()) is not None:
            return Settled(verdict, subject.rows)
    return None


def _subjects(conditions: tuple[Condition, ...], constant: set[int], names: Names) -> list[_Subject]:
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(conditions, 1):
        if number not in constant:
            rows.setdefault(row.left.text.casefold(), []).append(number)
    found: list[_Subject] = []
    for numbers in rows.values():
        literals = {
            literal
            for number in numbers
            if conditions[number - 1].operator != "IsNull"
            and (literal := literal_of(conditions[number - 1].right, names)) is not None
        }
        kinds = {kind for kind, _ in literals}
        if len(numbers) > 1 and len(kinds) < 2:
            kind = kinds.pop() if kinds else ""
            if kind == "boolean":
                literals = {("boolean", False), ("boolean", True)}
            found.append(_Subject(tuple(numbers), tuple(sorted(literals, key=_order)), kind))
    return found


def _order(literal: Literal) -> AnyValue:
    return literal[1]


def _at(condition: Condition, point: int, subject: _Subject, names: Names) -> bool | None:
    if subject.kind == "boolean" and point != NULL and point % 2 == 0:
        return _at(condition, 1, subject, names)
    literal = literal_of(condition.right, names)
    nothing = condition.right is None or isinstance(condition.right, Nil)
    match condition.operator:
        case "IsNull":
            return (point == NULL) == literal[1] if literal and literal[0] == "boolean" else None
        case "EqualTo" | "NotEqualTo" if nothing or literal:
            same = point == NULL if literal is None else point == _place(literal, subject)
            return same == (condition.operator == "EqualTo")
        case operator if operator in ORDERINGS and literal and subject.kind in ORDERED:
            return point != NULL and _compare(operator, point, _place(literal, subject))
        case _:
            return None


def _place(literal: Literal, subject: _Subject) -> int:
    return 2 * subject.literals.index(literal) + 1


def _compare(operator: str, left: AnyValue, right: AnyValue) -> bool:
    match operator:
        case "LessThan":
            return bool(left < right)
        case "LessThanOrEqualTo":
            return bool(left <= right)
        case "GreaterThan":
            return bool(left > right)
        case _:
            return bool(left >= right)


def _holds_of_constant(condition: Condition, names: Names) -> bool | None:
    left = literal_of(condition.left, names)
    right = literal_of(condition.right, names)
    if left is None or right is None:
        return None
    if condition.operator == "IsNull":
        return right == ("boolean", False)
    if left[0] != right[0]:
        return None
    match condition.operator:
        case "EqualTo":
            return left == right
        case "NotEqualTo":
            return left != right
        case operator if operator in ORDERINGS and left[0] in ORDERED:
            return _compare(operator, left[1], right[1])
        case _:
            return None


def _value(logic: Logic, known: dict[int, bool | None]) -> bool | None:
    """Three-valued: None is unknown."""
    match logic:
        case Row():
            return known.get(logic.number)
        case All():
            values = [_value(part, known) for part in logic.parts]
            return False if False in values else None if None in values else True
        case Any():
            values = [_value(part, known) for part in logic.parts]
            return True if True in values else None if None in values else False
        case Not():
            value = _value(logic.part, known)
            return None if value is None else not value
        case Unreadable():
            return None


def rows_in_words(requirements: Requirements, found: Settled) -> str:
    """The conditions that settle it: `a = "A"` and `a = "B"`, each in words."""
    words = [condition_words(requirements.conditions[row - 1]) for row in found.rows]
    return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])} and {words[-1]}"
