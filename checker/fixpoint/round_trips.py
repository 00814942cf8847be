"""States that edges lead back to, and one of them on each round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..diagrams.diagrams import EMPTY, EVERYTHING
from .components import components
from .model import Model
from .reach import reaching

Ordered = Sequence[tuple[int, Sequence[int]]]
"""Variables with their values, both in order."""


class Circling:
    """The states, by location, that lie on circles of all the edges of a model.

    Where every state has at most one edge to take, with one result, these are exactly the states that come back to themselves;
    else also those that lie between two circles.
    """

    def __init__(self, model: Model) -> None:
        """Find them: what edges lead from for ever, and of that what they lead to for ever.

        The second loses none of the first: where a state is kept, so is what it leads to, for the state leads there.
        """
        self.model = model
        edges = model.system.edges
        part = components([[edges[edge].target for edge in leaving] for leaving in model.outgoing])
        self.states = model.everywhere(EMPTY)
        for edge in edges:
            if part[edge.source] == part[edge.target]:
                self.states[edge.source] = self.states[edge.target] = EVERYTHING
        self._shrink(is_forward=False)
        self._shrink(is_forward=True)

    def _shrink(self, *, is_forward: bool) -> None:
        """Keep the states that the edges lead on from (or lead to) within the sets."""
        model, diagrams, edges = self.model, self.model.diagrams, self.model.system.edges
        near, far = (model.incoming, model.outgoing) if is_forward else (model.outgoing, model.incoming)
        todo = [place for place, states in enumerate(self.states) if states != EMPTY]
        waiting = set(todo)
        while todo:
            place = todo.pop()
            waiting.discard(place)
            diagrams.look_at_work()
            kept = EMPTY
            for edge in near[place]:
                move = model.moves[edge]
                if is_forward:
                    found = move.forward(self.states[edges[edge].source])
                else:
                    found = move.backward(self.states[edges[edge].target])
                kept = diagrams.union(kept, diagrams.intersection(found, self.states[place]))
            if kept == self.states[place]:
                continue
            self.states[place] = kept
            for edge in far[place]:
                other = edges[edge].target if is_forward else edges[edge].source
                if self.states[other] != EMPTY and other not in waiting:
                    waiting.add(other)
                    todo.append(other)

    def one_each(self, marks: Iterable[tuple[int, Ordered]]) -> dict[int, int]:
        """By location, states of which each circle has exactly one: the first there is at one of the marked locations, in
        their order; of several states there, the one whose values come first, variable by variable.

        Every circle has to come by at a marked location; and two states of one there differ in one of its variables.
        """
        diagrams = self.model.diagrams
        left = list(self.states)
        chosen: dict[int, int] = {}
        for location, ordered in marks:
            for values in self._apart(left[location], ordered):
                states = diagrams.intersection(left[location], values)
                if states == EMPTY:
                    continue
                chosen[location] = diagrams.union(chosen.get(location, EMPTY), states)
                goals = self.model.everywhere(EMPTY)
                goals[location] = states
                done = reaching(self.model, goals, within=left)
                left = [diagrams.difference(mine, other) for mine, other in zip(left, done, strict=True)]
        return chosen

    def _apart(self, states: int, ordered: Ordered) -> Iterator[int]:
        """The states, told apart by the values of the variables, in their order."""
        if states == EMPTY:
            return
        if not ordered:
            yield states
            return
        (variable, values), *others = ordered
        diagrams = self.model.diagrams
        for value in values:
            yield from self._apart(
                diagrams.intersection(states, diagrams.literal(variable, 1 << value)), others
            )
