"""Reading JSON that people or other tools may have changed: every mistake is told with its place."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from json import JSONDecodeError, loads
from typing import Any, TypeVar, cast

from ...grammar.light_dataclass import dataclass

Word = TypeVar("Word", bound=StrEnum)


class JsonError(ValueError):
    """Something in a JSON text is not as it should be. The message names the place as a JSON pointer."""

    def __init__(self, pointer: str, problem: str) -> None:
        """Say what is wrong and where."""
        super().__init__(f"at {pointer or 'the top'}: {problem}")


@dataclass(frozen=True, slots=True)
class At:
    """A place in a JSON text: the data there, and its JSON pointer ("" is the whole)."""

    data: object
    pointer: str = ""

    def wrong(self, expected: str) -> JsonError:
        """The error that something else was expected here."""
        return JsonError(self.pointer, f"expected {expected}, found {_described(self.data)}")

    def __getitem__(self, key: str) -> At:
        """The member of an object; one that is not there is an error."""
        members = self.members()
        if key not in members:
            close = get_close_matches(key, members, n=1)
            hint = f' Is "{close[0]}" meant?' if close else ""
            raise JsonError(self.pointer, f'"{key}" is missing.{hint}')
        return members[key]

    def get(self, key: str) -> At | None:
        """The member of an object, None where it is not there."""
        return self.members().get(key)

    def members(self) -> dict[str, At]:
        """The members of an object, by name."""
        data = self.data
        if not isinstance(data, dict):
            raise self.wrong("an object")
        known = cast("dict[str, object]", data)
        return {key: At(value, f"{self.pointer}/{_escaped(key)}") for key, value in known.items()}

    def parts(self, length: int | None = None) -> list[At]:
        """The parts of a list, which must have so many."""
        data = self.data
        if not isinstance(data, list):
            raise self.wrong("a list")
        known = cast("list[object]", data)
        if length is not None and len(known) != length:
            raise JsonError(self.pointer, f"expected a list of {length}, found one of {len(known)}")
        return [At(value, f"{self.pointer}/{index}") for index, value in enumerate(known)]

    def text(self) -> str:
        """Text."""
        if not isinstance(self.data, str):
            raise self.wrong("text")
        return self.data

    def truth(self) -> bool:
        """A boolean."""
        if not isinstance(self.data, bool):
            raise self.wrong("true or false")
        return self.data

    def whole(self, below: int) -> int:
        """A whole number from 0, less than `below`."""
        if not isinstance(self.data, int) or isinstance(self.data, bool) or not 0 <= self.data < below:
            raise self.wrong(f"a whole number from 0, less than {below}")
        return self.data

    def word(self, kind: type[Word]) -> Word:
        """One of the values of an enumeration."""
        words = [value.value for value in kind]
        if self.data not in words:
            close = get_close_matches(str(self.data), words, n=1)
            hint = f' Is "{close[0]}" meant?' if close else ""
            raise JsonError(
                self.pointer, f"expected one of {', '.join(words)}, found {_described(self.data)}.{hint}"
            )
        return kind(str(self.data))

    @property
    def is_null(self) -> bool:
        """True where null stands."""
        return self.data is None


def read_json(text: str) -> At:
    """The whole of a JSON text. Raises JsonError, with line and column, where it is none."""
    try:
        return At(loads(text, object_pairs_hook=_once))
    except JSONDecodeError as error:
        raise JsonError(
            "", f"this is no JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        ) from None
    except RecursionError:
        raise JsonError("", "this JSON is nested too deeply") from None
    except JsonError:
        raise
    except ValueError:
        raise JsonError("", "this JSON holds a number of more digits than anybody can mean") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise JsonError("", f'an object has "{twice}" twice')
    return found


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _described(data: object) -> str:
    match data:
        case None:
            return "null"
        case bool():
            return "true" if data else "false"
        case str():
            return f'"{data[:40]}…"' if len(data) > 40 else f'"{data}"'
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return f"the number {data}"
