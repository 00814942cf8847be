"""Multi-valued decision diagrams: sets of valuations that share what they have in common.

A *level* is a variable, 0 first; `sizes[level]` is how many values it has. A set is a node number: 0 is the empty
set, 1 every valuation, any other node looks at one level and has a child for each of its values. Nodes are unique
(equal sets have equal numbers) and reduced (a node whose children are all the same does not exist), so a level that
a set says nothing about costs nothing. The idea is Bryant's (1986); the multi-valued form is that of MDDs
(Srinivasan, Kam, Malik, Brayton 1990).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from time import monotonic
from typing import Final

from ..budget import BudgetSpentError

EMPTY: Final = 0
EVERYTHING: Final = 1
BOTTOM: Final = 1 << 30
"""The level of the two sets that look at nothing."""


MOST_SECONDS: Final = 300.0
"""A guard beside the count of work, generous enough that it never decides where the count can."""
RESULTS_PER_NODE: Final = 5
"""How many results may be remembered for each node that is allowed."""
GLANCE: Final = 4095
"""Every so many nodes the work is looked at."""
WIDEST: Final = 3


class Diagrams:
    """The nodes over some levels, and the operations on them. Results are remembered as long as this lives."""

    def __init__(self, sizes: Sequence[int], limit: int = 2_000_000, seconds: float = MOST_SECONDS) -> None:
        """Begin without nodes. Operations raise `BudgetSpentError` when more than `limit` would be needed, or
        RESULTS_PER_NODE times as many results. `seconds` is a guard by the clock.
        """
        self.sizes = tuple(sizes)
        self.limit = limit
        self.levels: list[int] = [BOTTOM, BOTTOM]
        self.looks: list[int] = [0, 0]
        """By node, the levels (as bits) that the set says something about."""
        self.children: list[tuple[int, ...]] = [(), ()]
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._unions: dict[tuple[int, int], int] = {}
        self._intersections: dict[tuple[int, int], int] = {}
        self._differences: dict[tuple[int, int], int] = {}
        self._meetings: dict[tuple[int, int], bool] = {}
        self._most_results = limit * RESULTS_PER_NODE
        self._until = monotonic() + seconds
        self._seconds = seconds

    def grant(self, nodes: int) -> None:
        """Allow so many nodes beyond those that there are, and RESULTS_PER_NODE times as many results."""
        self.limit = len(self.levels) + nodes
        self._most_results = self._results() + nodes * RESULTS_PER_NODE

    def _results(self) -> int:
        return len(self._unions) + len(self._intersections) + len(self._differences) + len(self._meetings)

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """The set that has `children[v]` below value `v` of this level."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        found = self._unique.get(key)
        if found is None:
            found = len(self.levels)
            if found > self.limit:
                raise self._spent(f"more than {self.limit:,} nodes of decision diagrams were needed")
            if not found & GLANCE:
                self.look_at_work()
            self._unique[key] = found
            looks = 1 << level
            for child in children:
                looks |= self.looks[child]
            self.levels.append(level)
            self.looks.append(looks)
            self.children.append(children)
        return found

    def look_at_work(self) -> None:
        """Raise `BudgetSpentError` where too much was worked out already, or for too long."""
        if self._results() > self._most_results:
            raise self._spent(f"more than {self._most_results:,} operations on decision diagrams were needed")
        if monotonic() > self._until:
            raise self._spent(f"more than {self._seconds:g} seconds were needed")

    def _spent(self, reason: str) -> BudgetSpentError:
        counts = Counter(self.levels)
        counts.pop(BOTTOM, None)
        widest = sorted(counts, key=lambda level: (-counts[level], level))
        return BudgetSpentError(reason, tuple(widest[:WIDEST]))

    def literal(self, level: int, values: int) -> int:
        """The valuations in which the level has one of the values (as bits)."""
        size = self.sizes[level]
        return self.node(level, tuple(values >> value & 1 for value in range(size)))

    def valuation(self, values: Mapping[int, int]) -> int:
        """The valuations that have these values (by level), and any value elsewhere."""
        result = EVERYTHING
        for level in sorted(values, reverse=True):
            wanted = values[level]
            result = self.node(
                level, tuple(result if value == wanted else EMPTY for value in range(self.sizes[level]))
            )
        return result

    def union(self, left: int, right: int) -> int:
        """Valuations in one or the other."""
        if left == right or right == EMPTY:
            return left
        if left == EMPTY:
            return right
        if left == EVERYTHING or right == EVERYTHING:
            return EVERYTHING
        key = (left, right) if left < right else (right, left)
        found = self._unions.get(key)
        if found is None:
            level, ones, twos = self._beside(left, right)
            children: list[int] = []
            for one, two in zip(
                ones, twos, strict=True
            ):  # a loop: sets of many levels need the room on the stack
                children.append(one if one == two or not two else self.union(one, two) if one else two)
            found = self._unions[key] = self.node(level, tuple(children))
        return found

    def intersection(self, left: int, right: int) -> int:
        """Valuations in both."""
        if left == right or right == EVERYTHING:
            return left
        if left == EVERYTHING:
            return right
        if left == EMPTY or right == EMPTY:
            return EMPTY
        key = (left, right) if left < right else (right, left)
        found = self._intersections.get(key)
        if found is None:
            level, ones, twos = self._beside(left, right)
            children: list[int] = []
            for one, two in zip(
                ones, twos, strict=True
            ):  # a loop: sets of many levels need the room on the stack
                children.append(one if one == two else self.intersection(one, two) if one and two else EMPTY)
            found = self._intersections[key] = self.node(level, tuple(children))
        return found

    def difference(self, left: int, right: int) -> int:
        """Valuations in the first and not in the second."""
        if left in (right, EMPTY) or right == EVERYTHING:
            return EMPTY
        if right == EMPTY:
            return left
        key = (left, right)
        found = self._differences.get(key)
        if found is None:
            level, ones, twos = self._beside(left, right)
            children: list[int] = []
            for one, two in zip(
                ones, twos, strict=True
            ):  # a loop: sets of many levels need the room on the stack
                children.append(EMPTY if one == two else self.difference(one, two) if one and two else one)
            found = self._differences[key] = self.node(level, tuple(children))
        return found

    def _beside(self, left: int, right: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """The first level that two sets look at, and what each has below its values."""
        level, other = self.levels[left], self.levels[right]
        if level == other:
            return level, self.children[left], self.children[right]
        if level < other:
            return level, self.children[left], (right,) * self.sizes[level]
        return other, (left,) * self.sizes[other], self.children[right]

    def complement(self, node: int) -> int:
        """Every other valuation."""
        return self.difference(EVERYTHING, node)

    def union_of(self, nodes: Iterable[int]) -> int:
        """Valuations in any of the sets. Those that look at the last levels come first: the others then add to their top."""
        return reduce(self.union, sorted(nodes, key=self._from_the_last_level), EMPTY)

    def intersection_of(self, nodes: Iterable[int]) -> int:
        """Valuations in all of the sets, in the same order."""
        return reduce(self.intersection, sorted(nodes, key=self._from_the_last_level), EVERYTHING)

    def _from_the_last_level(self, node: int) -> int:
        return -self.levels[node]

    def is_subset(self, left: int, right: int) -> bool:
        """Whether every valuation of the first is one of the second."""
        return self.difference(left, right) == EMPTY

    def meets(self, left: int, right: int) -> bool:
        """Whether any valuation is in both: their intersection is not made."""
        if left == EMPTY or right == EMPTY:
            return False
        if left in (right, EVERYTHING) or right == EVERYTHING:
            return True
        key = (left, right) if left < right else (right, left)
        found = self._meetings.get(key)
        if found is None:
            found = False
            _, ones, twos = self._beside(left, right)
            for one, two in zip(ones, twos, strict=True):
                if one and two and (one == two or self.meets(one, two)):
                    found = True
                    break
            self._meetings[key] = found
        return found

    def pick(self, node: int) -> dict[int, int]:
        """The first valuation of a set that is not empty: the values of the levels it looks at on the way."""
        found: dict[int, int] = {}
        while node != EVERYTHING:
            children = self.children[node]
            value = next(value for value, child in enumerate(children) if child != EMPTY)
            found[self.levels[node]] = value
            node = children[value]
        return found

    def count(self, node: int, levels: Sequence[int]) -> int:
        """How many valuations of these levels (ascending; all that the set looks at) it has."""
        places = {level: place for place, level in enumerate(levels)}
        below = [1] * (len(levels) + 1)
        for place in range(len(levels) - 1, -1, -1):
            below[place] = below[place + 1] * self.sizes[levels[place]]
        counts: dict[int, int] = {}

        def size(found: int, place: int) -> int:
            if found == EMPTY:
                return 0
            if found == EVERYTHING:
                return below[place]
            own = places[self.levels[found]]
            if found not in counts:
                counts[found] = sum(size(child, own + 1) for child in self.children[found])
            return counts[found] * (below[place] // below[own])

        return size(node, 0)

    def looks_at(self, node: int) -> frozenset[int]:
        """The levels that a set says something about."""
        looks = self.looks[node]
        return frozenset(level for level in range(looks.bit_length()) if looks >> level & 1)

    def below(self, node: int) -> Iterator[int]:
        """Every node of a set, the two without levels left out, children before their parents."""
        seen: set[int] = set()
        stack = [node]
        while stack:
            top = stack[-1]
            if top <= EVERYTHING or top in seen:
                stack.pop()
                continue
            waiting = [child for child in self.children[top] if child > EVERYTHING and child not in seen]
            if waiting:
                stack += waiting
            else:
                seen.add(top)
                yield stack.pop()
