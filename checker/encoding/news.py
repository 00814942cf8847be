"""Which conditions have to be judged again when something is new: the others are as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ...engine.program.program import StageProgram
from .guard import AllOf, AnyOf, Guard, In, Negation
from .statuses import COMPLETED, FINISHED, IN_PROGRESS, NOT_STARTED, StatusVariables


class Asked(NamedTuple):
    """A condition with its evaluation flow: where it is judged, it holds in `true` and raises an error in `error`."""

    true: Guard
    error: Guard
    flow: int | None


class News:
    """For one stage: which entry and exit conditions of its steps (as bits) look at what is new."""

    def __init__(
        self,
        statuses: StatusVariables,
        stage: StageProgram,
        entries: Sequence[Asked | None],
        exits: Sequence[Asked | None],
        open_variables: frozenset[int] = frozenset(),
    ) -> None:
        """`entries` and `exits` are the conditions by step; None where there is none. A condition that looks at one of the
        `open_variables` is judged again whatever is new.
        """
        self._open = open_variables
        self._variables = [statuses.step(stage.index, step.index) for step in stage.steps]
        self._entries = [None if asked is None else _Look(asked) for asked in entries]
        self._exits = [None if asked is None else _Look(asked) for asked in exits]
        self.all_exits = _bits(asked is not None for asked in exits)
        self.after_entering = self._after_entering()

    def _after_entering(self) -> int:
        """The entries that have to be judged again once every step was looked at: those that notice a start, or ask."""
        found = _bits(look is not None and look.asks for look in self._entries)
        for variable in self._variables:
            found |= self._looking(variable, NOT_STARTED, (IN_PROGRESS,))[1]
        return found

    def of_start(self, step: int) -> tuple[int, int]:
        """Exits and entries that look at the step as it starts; its own exit condition is judged in any case."""
        exits, entries = self._looking(self._variables[step], NOT_STARTED, (IN_PROGRESS,))
        return (exits | 1 << step) & self.all_exits, entries

    def of_completion(self, step: int) -> tuple[int, int]:
        """Exits and entries that look at the step as its exit condition completes it."""
        exits, entries = self._looking(self._variables[step], IN_PROGRESS, (COMPLETED,))
        more_exits, more_entries = self._looking(self._variables[step], FINISHED, (COMPLETED,))
        return exits | more_exits, entries | more_entries

    def of_result(self, step: int, changed: frozenset[int]) -> tuple[int, int]:
        """Exits and entries that look at a result: the step's status, or one of the variables `changed` with it.

        The step's own exit condition is judged in any case.
        """
        exits, entries = self._looking(self._variables[step], IN_PROGRESS, (COMPLETED, FINISHED))
        more_exits, more_entries = self.of_change(changed)
        return (exits | more_exits | 1 << step) & self.all_exits, entries | more_entries

    def of_change(self, changed: frozenset[int]) -> tuple[int, int]:
        """Exits and entries that look at one of the variables, or ask an evaluation flow."""
        news = changed | self._open

        def looks(look: _Look) -> bool:
            return look.asks or not look.literals.keys().isdisjoint(news)

        return _which(self._exits, looks), _which(self._entries, looks)

    def _looking(self, variable: int, before: int, after: Sequence[int]) -> tuple[int, int]:
        def notices(look: _Look) -> bool:
            if self._open and (look.asks or not look.literals.keys().isdisjoint(self._open)):
                return True
            return any(
                literal >> before & 1 != literal >> value & 1
                for literal in look.literals.get(variable, ())
                for value in after
            )

        return _which(self._exits, notices), _which(self._entries, notices)


class _Look:
    """What a condition looks at: `literals` are the values that it asks for, by variable; `asks`: an evaluation flow too."""

    __slots__ = ("asks", "literals")

    def __init__(self, asked: Asked) -> None:
        self.asks = asked.flow is not None
        self.literals: dict[int, list[int]] = {}
        for guard in (asked.true, asked.error):
            for variable, values in _literals(guard):
                self.literals.setdefault(variable, []).append(values)


def first_bit(bits: int, start: int) -> int | None:
    """The first bit that is set, from number `start` on."""
    rest = bits >> start
    return None if not rest else start + (rest & -rest).bit_length() - 1


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << number for number, flag in enumerate(flags) if flag)


def _which(looks: Sequence[_Look | None], is_meant: Callable[[_Look], bool]) -> int:
    bits = 0
    for number, look in enumerate(looks):
        if look is not None and is_meant(look):
            bits |= 1 << number
    return bits


def _literals(guard: Guard) -> Iterator[tuple[int, int]]:
    todo = [guard]
    while todo:
        match todo.pop():
            case In(variable=variable, values=values):
                yield variable, values
            case AllOf(parts=parts) | AnyOf(parts=parts):
                todo += parts
            case Negation(part=part):
                todo.append(part)
