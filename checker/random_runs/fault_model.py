"""Which errors and interventions a random run may have, and how many errors."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, TypeVar

from ...engine.error_kinds import ErrorKind
from ...engine.events import Event, Fail
from ...engine.exploration.policy import Happening, Policy, happening_of
from ...grammar.light_dataclass import dataclass

ANY: Final = "any"
NONE: Final = "none"
Word = TypeVar("Word", Happening, ErrorKind)


class FaultModelError(ValueError):
    """A fault model that cannot be read; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class FaultModel:
    """The errors that may strike a run: at most `at_most` of them (None: any number), of these `kinds` (None: every kind).

    `without`: what the world does not do at all, by the word that a scenario has for it (`suspend`, `set`, …).
    """

    at_most: int | None = None
    kinds: frozenset[ErrorKind] | None = None
    without: frozenset[Happening] = frozenset()

    @property
    def has_faults(self) -> bool:
        """Whether any error may strike."""
        return self.at_most != 0 and self.kinds != frozenset() and Happening.FAIL not in self.without

    @property
    def counts_faults(self) -> bool:
        """Whether a run has to remember how many errors it had."""
        return self.has_faults and self.at_most is not None

    def allows(self, event: Event) -> bool:
        """Whether an event takes part, apart from how many errors there were."""
        happening = happening_of(event)
        if isinstance(event, Fail) and (
            not self.has_faults or (self.kinds is not None and event.kind not in self.kinds)
        ):
            return False
        return happening is None or happening not in self.without

    def has_room(self, faults: int, more: int = 1) -> bool:
        """Whether a run that had so many errors may have some more."""
        return self.at_most is None or faults + more <= self.at_most

    def includes(self, other: FaultModel) -> bool:
        """Whether every run that the other allows is allowed here, too."""
        return self.joined(other) == self

    def joined(self, other: FaultModel) -> FaultModel:
        """The least model that allows what either does."""
        bounds, kinds = (self.at_most, other.at_most), (self.kinds, other.kinds)
        return FaultModel(
            None if None in bounds else max(each for each in bounds if each is not None),
            None
            if None in kinds
            else frozenset[ErrorKind]().union(*(each for each in kinds if each is not None)),
            self.without & other.without,
        )

    def policy(self) -> Policy:
        """The same as a policy of an exploration, where kinds of errors are told apart elsewhere."""
        return Policy(self.without, None if self.has_faults else 0)

    @property
    def in_words(self) -> str:
        """All that it says, what is left out too."""
        return f"{self}, without {', '.join(sorted(self.without))}" if self.without else str(self)

    def __str__(self) -> str:
        """As `fault_model` reads it."""
        words = [] if self.at_most is None else [f"at-most={self.at_most}"]
        if self.kinds is not None:
            words.append("kinds=" + "+".join(sorted(self.kinds)))
        return ",".join(words) or ANY


def fault_model(text: str, without: Iterable[str] = ()) -> FaultModel:
    """Read `any`, `none`, a number, or `at-most=2,kinds=called-flow+decision`, and words such as `suspend`.

    Raises `FaultModelError` where a word is not known.
    """
    left_out = frozenset(_named(Happening, word, "event") for word in without)
    at_most: int | None = None
    kinds: frozenset[ErrorKind] | None = None
    for part in filter(None, (word.strip() for word in text.split(","))):
        name, equals, value = part.partition("=")
        if part == ANY:
            at_most = None
        elif part == NONE:
            at_most = 0
        elif name == "kinds" and equals:
            kinds = frozenset(_named(ErrorKind, word, "kind of error") for word in value.split("+"))
        elif name == "at-most" or not equals:
            at_most = _number(value if equals else part)
        else:
            raise FaultModelError(
                f'"{part}" is no fault model. Expected any, none, at-most=NUMBER, or kinds=KIND+KIND.'
            )
    return FaultModel(at_most, kinds, left_out)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise FaultModelError(
            f'"{text}" is no number of errors. Expected any, none, at-most=NUMBER, or kinds=KIND+KIND.'
        )
    return int(text)


def _named(words: type[Word], text: str, what: str) -> Word:
    try:
        return words(text.strip().lower())
    except ValueError:
        close = get_close_matches(text.strip().lower(), list(words), n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise FaultModelError(f'there is no {what} "{text}".{hint} There are: {", ".join(words)}.') from None
