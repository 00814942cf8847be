"""Boolean combinations of `the variable has one of these values`, each kept once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

FALSE: Final = 0
TRUE: Final = 1


class Entry(NamedTuple):
    """A formula: `in` looks at a variable (`values` as bits), `not`, `all` and `some` combine others by number."""

    kind: Literal["constant", "in", "not", "all", "some"]
    parts: tuple[int, ...] = ()
    variable: int = -1
    values: int = 0


class Formulas:
    """The formulas over variables of these sizes. Equal formulas have equal numbers; parts have smaller ones."""

    __slots__ = ("_numbers", "entries", "sizes")

    def __init__(self, sizes: Sequence[int]) -> None:
        """Begin with false and true."""
        self.sizes = tuple(sizes)
        self.entries = [Entry("constant", values=0), Entry("constant", values=1)]
        self._numbers: dict[Entry, int] = {}

    def _number(self, entry: Entry) -> int:
        found = self._numbers.get(entry)
        if found is None:
            found = self._numbers[entry] = len(self.entries)
            self.entries.append(entry)
        return found

    def literal(self, variable: int, values: int) -> int:
        """The variable has one of the values (as bits)."""
        every = (1 << self.sizes[variable]) - 1
        values &= every
        if values == 0:
            return FALSE
        return TRUE if values == every else self._number(Entry("in", (), variable, values))

    def negation(self, part: int) -> int:
        """The part does not hold."""
        entry = self.entries[part]
        match entry.kind:
            case "constant":
                return TRUE - part
            case "in":
                return self.literal(entry.variable, ~entry.values)
            case "not":
                return entry.parts[0]
            case "all" | "some":
                return self._number(Entry("not", (part,)))

    def conjunction(self, parts: Iterable[int]) -> int:
        """Every part holds."""
        return self._combined("all", parts, TRUE, FALSE)

    def disjunction(self, parts: Iterable[int]) -> int:
        """Some part holds."""
        return self._combined("some", parts, FALSE, TRUE)

    def _combined(self, kind: Literal["all", "some"], parts: Iterable[int], unit: int, zero: int) -> int:
        entries = self.entries
        distinct = set(parts)
        distinct.discard(unit)
        if len(distinct) < 2:
            return distinct.pop() if distinct else unit
        for part in [part for part in distinct if entries[part].kind == kind]:
            distinct.discard(part)
            distinct.update(entries[part].parts)
        if zero in distinct:
            return zero
        distinct.discard(unit)
        if len(distinct) < 2:
            return distinct.pop() if distinct else unit
        distinct = self._literals_merged(kind, distinct)
        if zero in distinct or any(
            self.entries[part].kind == "not" and self.entries[part].parts[0] in distinct for part in distinct
        ):
            return zero
        distinct.discard(unit)
        if len(distinct) < 2:
            return distinct.pop() if distinct else unit
        return self._number(Entry(kind, tuple(sorted(distinct))))

    def _literals_merged(self, kind: Literal["all", "some"], parts: set[int]) -> set[int]:
        """The parts, with one literal for each variable."""
        entries = self.entries
        of_variable: dict[int, int] = {}
        merged: dict[int, int] = {}
        for part in parts:
            entry = entries[part]
            if entry.kind != "in":
                continue
            variable = entry.variable
            if variable not in of_variable:
                of_variable[variable] = part
                continue
            values = merged.get(variable, entries[of_variable[variable]].values)
            merged[variable] = values & entry.values if kind == "all" else values | entry.values
        if not merged:
            return parts
        kept = {part for part in parts if entries[part].kind != "in" or entries[part].variable not in merged}
        kept.update(self.literal(variable, values) for variable, values in merged.items())
        return kept

    def below(self, roots: Iterable[int]) -> list[int]:
        """The formulas that these consist of and they themselves, parts first."""
        found: set[int] = set()
        todo = list(roots)
        while todo:
            number = todo.pop()
            if number not in found:
                found.add(number)
                todo += self.entries[number].parts
        return sorted(found)

    def below_unknown(self, root: int, known: Container[int]) -> list[int]:
        """As `below` for one formula, without those that are known and what they consist of."""
        found: set[int] = set()
        todo = [root]
        while todo:
            number = todo.pop()
            if number not in found and number not in known:
                found.add(number)
                todo += self.entries[number].parts
        return sorted(found)

    def variables(self, roots: Iterable[int]) -> list[int]:
        """The variables that these look at, ascending."""
        entries = self.entries
        return sorted(
            {entries[number].variable for number in self.below(roots) if entries[number].kind == "in"}
        )

    def holds(self, formula: int, valuation: dict[int, int]) -> bool:
        """Whether a formula holds where each variable it looks at has this value."""
        known: dict[int, bool] = {}
        for number in self.below((formula,)):
            entry = self.entries[number]
            match entry.kind:
                case "constant":
                    known[number] = number == TRUE
                case "in":
                    known[number] = bool(entry.values >> valuation[entry.variable] & 1)
                case "not":
                    known[number] = not known[entry.parts[0]]
                case "all":
                    known[number] = all(known[part] for part in entry.parts)
                case "some":
                    known[number] = any(known[part] for part in entry.parts)
        return known[formula]


def values_of(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    number = 0
    while bits:
        if bits & 1:
            yield number
        bits >>= 1
        number += 1
