"""Terms: a value of a sort, when it is null, and when working it out is an error.

z3 has no types that a checker of types can see, so its expressions are `Any` here. It is loaded with the first
`Language`; each has a context of its own, so that what one is asked leaves no trace in another.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

from .....engine.values import Value
from .....grammar.light_dataclass import dataclass

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()
_BEGINNING: Final = datetime(1, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
LAST_TICK: Final = (datetime.max.replace(tzinfo=UTC) - _BEGINNING) // _TICK
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def ticks(moment: datetime) -> int:
    """Microseconds since the beginning of year 1."""
    return (moment - _BEGINNING) // _TICK


class UntranslatableError(Exception):
    """A condition that z3 is not asked about; the message says what in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """`sort`: null, number, text, boolean, date (days from year 1) or datetime (microseconds since year 1, UTC).

    Where `error` holds there is no value; where `null` holds `value` means nothing.
    """

    sort: str
    value: Any
    null: Any
    error: Any


class Language:
    """z3 with a fresh context."""

    def __init__(self) -> None:
        """Load z3."""
        self.z3: Any = import_module("z3")
        self.context: Any = self.z3.Context()
        self.true: Any = self.z3.BoolVal(True, self.context)
        self.false: Any = self.z3.BoolVal(False, self.context)

    def all_of(self, *parts: Any) -> Any:
        """The conjunction."""
        kept = [part for part in parts if not part.eq(self.true)]
        if any(part.eq(self.false) for part in kept):
            return self.false
        return self.true if not kept else kept[0] if len(kept) == 1 else self.z3.And(*kept)

    def any_of(self, *parts: Any) -> Any:
        """The disjunction."""
        kept = [part for part in parts if not part.eq(self.false)]
        if any(part.eq(self.true) for part in kept):
            return self.true
        return self.false if not kept else kept[0] if len(kept) == 1 else self.z3.Or(*kept)

    def negation(self, part: Any) -> Any:
        """What holds where the part does not."""
        if part.eq(self.true):
            return self.false
        return self.true if part.eq(self.false) else self.z3.Not(part)

    def either(self, condition: Any, then: Any, other: Any) -> Any:
        """One value or the other."""
        if condition.eq(self.true):
            return then
        return other if condition.eq(self.false) else self.z3.If(condition, then, other)

    def number(self, value: Fraction | int) -> Any:
        """A rational number."""
        return self.z3.Q(Fraction(value).numerator, Fraction(value).denominator, self.context)

    def whole(self, value: int) -> Any:
        """A whole number."""
        return self.z3.IntVal(value, self.context)

    def text(self, value: str) -> Any:
        """A text. A backslash is escaped here, since z3 might take it for the beginning of an escape; its binding escapes
        all that is not plain.
        """
        if any(ord(character) > 0x2FFFF for character in value):
            raise UntranslatableError("a character beyond those z3 knows")
        return self.z3.StringVal(value.replace("\\", "\\u{5c}"), self.context)

    def constant(self, value: Value) -> Term:
        """A value that is known. Raises UntranslatableError for times and collections."""
        match value:
            case None:
                return Term("null", None, self.true, self.false)
            case bool():
                return Term("boolean", self.true if value else self.false, self.false, self.false)
            case Fraction():
                return Term("number", self.number(value), self.false, self.false)
            case str():
                return Term("text", self.text(value), self.false, self.false)
            case datetime() if value.tzinfo is not None:
                return Term("datetime", self.whole(ticks(value)), self.false, self.false)
            case date() if not isinstance(value, datetime):
                return Term("date", self.whole(value.toordinal()), self.false, self.false)
            case _:
                raise UntranslatableError("a time or a collection")

    def nothing(self, error: Any = None) -> Term:
        """Null, or an error where one is given."""
        return Term("null", None, self.true, self.false if error is None else error)

    def unknown(self, name: str, sort: str, *, is_whole: bool = False) -> Term:
        """A value that z3 is to find, or null. `is_whole`: a number that is an integer."""
        if is_whole:
            made = self.z3.ToReal(self.z3.Int(name, self.context))
        else:
            made = {
                "number": self.z3.Real, "text": self.z3.String, "boolean": self.z3.Bool, "date": self.z3.Int, "datetime": self.z3.Int,
            }[sort](name, self.context)  # fmt: skip
        return Term(sort, made, self.z3.Bool(f"{name} is null", self.context), self.false)

    def known(self, term: Term) -> Fraction | None:
        """The number that a term is, whatever the unknowns are; None where it is none, or not the same for all."""
        if term.sort != "number" or not (term.null.eq(self.false) and term.error.eq(self.false)):
            return None
        value = self.z3.simplify(term.value)
        if not self.z3.is_rational_value(value):
            return None
        return Fraction(value.numerator_as_long(), value.denominator_as_long())

    def found(self, term: Term, model: Any) -> Value:
        """The value that a model gives an unknown. Raises UntranslatableError for a number that is no fraction."""
        if self.z3.is_true(model.eval(term.null, model_completion=True)):
            return None
        value = model.eval(term.value, model_completion=True)
        match term.sort:
            case "number":
                if not self.z3.is_rational_value(value):
                    raise UntranslatableError("a number that is no fraction")
                return Fraction(value.numerator_as_long(), value.denominator_as_long())
            case "boolean":
                return bool(self.z3.is_true(value))
            case "text":
                return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value.as_string())
            case "date":
                return date.fromordinal(int(value.as_long()))
            case _:
                return _BEGINNING + int(value.as_long()) * _TICK
