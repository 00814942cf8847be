"""The stack of an LALR(1) parse, and questions to it that change nothing."""

from typing import Any

from .table import Production, Table
from .token import Token


class Stack:
    """States and the values that belong to them; the first state has none."""

    __slots__ = ("_reductions", "_shifts", "end", "states", "values")

    def __init__(self, table: Table, entry: str) -> None:
        self._shifts = table.shifts
        self._reductions = table.reductions
        self.end = table.ends[entry]
        self.states = [table.starts[entry]]
        self.values: list[Any] = []

    def feed(self, token: Token) -> bool:
        """Reduce as the token asks, then shift it. False where it cannot stand here; the stack may be reduced."""
        type_ = token.type
        states = self.states
        while True:
            state = states[-1]
            target = self._shifts[state].get(type_)
            if target is not None:
                states.append(target)
                self.values.append(token)
                return True
            production = self._reductions[state].get(type_)
            if production is None:
                return False
            self._reduce(production)

    def finish(self, end: str) -> bool:
        """Reduce as the end of the text asks. True when the whole is read; its value is the only one left."""
        while self.states[-1] != self.end:
            production = self._reductions[self.states[-1]].get(end)
            if production is None:
                return False
            self._reduce(production)
        return True

    def begin_list(self) -> None:
        """Make the empty list that every open brace begins with."""
        reductions = self._reductions[self.states[-1]]
        production = next(iter(reductions.values()), None)
        if production is not None and production.size == 0:
            self._reduce(production)

    def complete(self, height: int, closing: str) -> bool:
        """Reduce what stands above `height` into the list below, as `closing` would. False where it is incomplete."""
        if not self.accepts((closing,), height):
            return False
        while len(self.states) > height:
            self._reduce(self._reductions[self.states[-1]][closing])
        return True

    def truncate(self, height: int) -> None:
        """Forget everything above `height`."""
        del self.states[height:]
        del self.values[height - 1 :]

    def accepts(self, types: tuple[str, ...], height: int | None = None) -> bool:
        """Whether these terminals could follow. With `height`: and the first meets the stack at that height."""
        states = self.states.copy()
        for type_ in types:
            if not self._simulate(states, type_):
                return False
        return height is None or len(states) == height + 1

    def acceptable(self) -> set[str]:
        """Every terminal that could follow."""
        state = self.states[-1]
        found = {type_ for type_ in self._shifts[state] if type_.isupper()}
        found.update(
            type_ for type_ in self._reductions[state] if self.accepts((type_,)) or self._ends(type_)
        )
        return found

    def members(self, height: int) -> list[str]:
        """The terminals that can be shifted at a height of the stack."""
        return [type_ for type_ in self._shifts[self.states[height - 1]] if type_.isupper()]

    def _ends(self, type_: str) -> bool:
        if type_ != "$END":
            return False
        states = self.states.copy()
        while states[-1] != self.end:
            production = self._reductions[states[-1]].get(type_)
            if production is None:
                return False
            self._follow(states, production)
        return True

    def _simulate(self, states: list[int], type_: str) -> bool:
        while True:
            state = states[-1]
            target = self._shifts[state].get(type_)
            if target is not None:
                states.append(target)
                return True
            production = self._reductions[state].get(type_)
            if production is None:
                return False
            self._follow(states, production)

    def _follow(self, states: list[int], production: Production) -> None:
        if production.size:
            del states[-production.size :]
        states.append(self._shifts[states[-1]][production.origin])

    def _reduce(self, production: Production) -> None:
        build, size, origin = production
        states, values = self.states, self.values
        if size:
            value = build(values[-size:])
            del states[-size:]
            del values[-size:]
        else:
            value = build([])
        states.append(self._shifts[states[-1]][origin])
        values.append(value)
