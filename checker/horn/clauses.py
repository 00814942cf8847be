"""A slice of a transition system as constrained Horn clauses.

Each location is a predicate over the bits of the variables, each edge a clause: states before it, its guard and its
updates imply states behind it. The least solution is what is reached, so a set is out of reach exactly where the clauses
have a solution that excludes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import Copy, Map, Update
from .slices import Slice

Bits = tuple[Any, ...]
"""The truth values, as terms of z3, that the number of a value consists of, lowest first."""
State = Mapping[int, Bits]
"""The bits of each variable."""


class Clauses:
    """The clauses as terms of z3 (which has no type information). `bits` tells for each argument of a predicate which bit
    of which variable it is; `asserted` has a solution where no run gets into the states that are asked for.
    """

    def __init__(self, z3: Any, context: Any, part: Slice, goals: Mapping[int, Guard]) -> None:
        """Write down everything that leads to `goals`, states by location."""
        self._z3 = z3
        self._context = context
        self._part = part
        self._sizes = {variable: len(part.system.variables[variable].values) for variable in part.variables}
        self.bits = tuple(
            (variable, bit)
            for variable in part.variables
            for bit in range(max(1, (self._sizes[variable] - 1).bit_length()))
        )
        self._variables: list[Any] = []
        self._fresh: list[Any] = []
        self.asserted: list[Any] = []
        self._boolean = z3.BoolSort(self._context)
        sorts = [self._boolean] * (len(self.bits) + 1)
        self.predicates = {place: z3.Function(f"at {place}", *sorts) for place in part.locations}
        self._before: State = {
            variable: tuple(
                self._variable(f"{variable}.{bit}") for which, bit in self.bits if which == variable
            )
            for variable in part.variables
        }
        self._write(goals)

    def size(self, variable: int) -> int:
        """How many values a variable has."""
        return self._sizes[variable]

    def _write(self, goals: Mapping[int, Guard]) -> None:
        part, system, before = self._part, self._part.system, self._before
        if system.initial in self.predicates:
            begins = [self._holds(system.begins, before), *(self._is_value(before, each) for each in before)]
            self._clause(begins, self._at(system.initial, before))
        for number in part.edges:
            edge = system.edges[number]
            behind, allowed = self._behind(edge.updates)
            body = [self._at(edge.source, before), self._holds(edge.guard, before), *allowed]
            self._clause(body, self._at(edge.target, behind))
        for place, guard in sorted(goals.items()):
            self._clause([self._at(place, before), self._holds(guard, before)], self._any([]))

    def _clause(self, body: list[Any], head: Any) -> None:
        said = self._z3.Implies(self._all(body), head)
        self.asserted.append(self._z3.ForAll(self._variables, said) if self._variables else said)

    def _variable(self, name: str) -> Any:
        made = self._z3.Bool(name, self._context)
        self._variables.append(made)
        return made

    def _at(self, place: int, state: State) -> Any:
        return self.predicates[place](*(state[variable][bit] for variable, bit in self.bits))

    def _behind(self, updates: Sequence[Update]) -> tuple[State, list[Any]]:
        """The state behind updates, and what has to hold of bits in it that are free."""
        state = dict(self._before)
        allowed: list[Any] = []
        used = 0
        for update in updates:
            source = update.source if isinstance(update, Copy) else update.variable
            if update.variable not in self._sizes and all(update.images):
                continue
            old = state[source]
            if isinstance(update, Map) and update.images == tuple(
                1 << value for value in range(len(update.images))
            ):
                continue
            if len(set(update.images)) == 1 and update.images[0].bit_count() == 1:
                new = self._constant(update.images[0].bit_length() - 1, update.variable)
            else:
                width = len(self._before.get(update.variable, old))
                while len(self._fresh) < used + width:
                    self._fresh.append(self._variable(f"new {len(self._fresh)}"))
                new = tuple(self._fresh[used : used + width])
                used += width
                allowed.append(self._leads(old, new, update.images))
            if update.variable in self._sizes:
                state[update.variable] = new
        return state, allowed

    def _constant(self, value: int, variable: int) -> Bits:
        width = len(self._before.get(variable, ()))
        return tuple(self._z3.BoolVal(bool(value >> bit & 1), self._context) for bit in range(width))

    def _leads(self, old: Bits, new: Bits, images: Sequence[int]) -> Any:
        """The new value is one that may follow the old one."""
        by_image: dict[int, int] = {}
        for value, image in enumerate(images):
            by_image[image] = by_image.get(image, 0) | 1 << value
        ways = [
            self._all([self._is_one_of(old, values), self._is_one_of(new, image)])
            for image, values in sorted(by_image.items())
        ]
        return self._any(ways)

    def _holds(self, guard: Guard, state: State) -> Any:
        match guard:
            case In(variable=variable, values=values):
                return self._is_one_of(state[variable], values)
            case AllOf(parts=parts):
                return self._all([self._holds(part, state) for part in parts])
            case AnyOf(parts=parts):
                return self._any([self._holds(part, state) for part in parts])
            case Negation(part=part):
                return self._z3.Not(self._holds(part, state))
            case _:
                assert_never(guard)

    def _is_value(self, state: State, variable: int) -> Any:
        return self._is_one_of(state[variable], (1 << self._sizes[variable]) - 1)

    def _is_one_of(self, bits: Bits, values: int) -> Any:
        chosen = [value for value in range(1 << len(bits)) if values >> value & 1]
        return self._any(
            [
                self._all(
                    [bit if value >> place & 1 else self._z3.Not(bit) for place, bit in enumerate(bits)]
                )
                for value in chosen
            ]
        )

    def _all(self, parts: list[Any]) -> Any:
        if not parts:
            return self._z3.BoolVal(True, self._context)
        return parts[0] if len(parts) == 1 else self._z3.And(*parts)

    def _any(self, parts: list[Any]) -> Any:
        if not parts:
            return self._z3.BoolVal(False, self._context)
        return parts[0] if len(parts) == 1 else self._z3.Or(*parts)
