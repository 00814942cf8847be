"""Reading JSON piece by piece, with a message for whatever is not as expected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar, cast

Item = TypeVar("Item")
FRACTION: Final = re.compile(r"-?[0-9]{1,1000}(/0*[1-9][0-9]{0,999})?")


class ExchangeError(Exception):
    """A text that is no certificate: where, what was expected, what was found."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value and where in the text it stands."""

    value: object
    where: str

    def get(self, name: str) -> Field:
        """The entry of an object with this name."""
        entries = self._object()
        if name not in entries:
            raise ExchangeError(f"{self.where}: there is no {name!r}; give one")
        return Field(entries[name], f"{self.where}.{name}")

    def find(self, name: str) -> Field | None:
        """The entry of an object with this name; None where there is none."""
        return self.get(name) if name in self._object() else None

    def _object(self) -> dict[str, object]:
        if not self._is(dict):
            raise self.error("an object")
        return cast("dict[str, object]", self.value)

    def items(self) -> list[Field]:
        """The entries of a list."""
        if not self._is(list):
            raise self.error("a list")
        values = cast("list[object]", self.value)
        return [Field(value, f"{self.where}[{place}]") for place, value in enumerate(values)]

    def each(self, read: Callable[[Field], Item]) -> tuple[Item, ...]:
        """The entries of a list, each read."""
        return tuple(read(item) for item in self.items())

    def pair(self) -> tuple[Field, Field]:
        """The two entries of a list of two."""
        items = self.items()
        if len(items) != 2:
            raise self.error("a list of two")
        return items[0], items[1]

    def number(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.error("a whole number")
        return self.value

    def numbers(self) -> tuple[int, ...]:
        """A list of whole numbers."""
        if not self._is(list):
            raise self.error("a list of whole numbers")
        values = cast("list[object]", self.value)
        found = tuple(value for value in values if type(value) is int)
        if len(found) < len(values):
            raise self.error("a list of whole numbers")
        return found

    def bits(self) -> int:
        """A list of value numbers as bits."""
        found = 0
        for value in self.numbers():
            if not 0 <= value < 1 << 16:
                raise self.error("numbers of values, from 0")
            found |= 1 << value
        return found

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self.error("a text")
        return self.value

    def fraction(self) -> Fraction:
        """A fraction, as the text of a whole number or of two with a slash between them."""
        text = self.text()
        if not FRACTION.fullmatch(text):
            raise self.error('a fraction such as "-1" or "1/2"')
        return Fraction(text)

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.error("true or false")
        return self.value

    def number_or_null(self) -> int | None:
        """A whole number, or null."""
        return None if self.value is None else self.number()

    def entry(self, table: tuple[Item, ...], what: str) -> Item:
        """The entry of a table with this number."""
        number = self.number()
        if not 0 <= number < len(table):
            raise self.error(f"one of the {len(table)} {what}, counted from 0")
        return table[number]

    def _is(self, kind: type) -> bool:
        return isinstance(self.value, kind)

    def error(self, expected: str) -> ExchangeError:
        """What to raise where something else was expected."""
        shown = json.dumps(self.value, ensure_ascii=False)
        return ExchangeError(f"{self.where}: expected {expected}, found {shown[:60]}")
