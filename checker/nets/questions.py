"""What soundness asks of a transition system, put to the fixpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import reduce

from ...grammar.light_dataclass import dataclass
from ..diagrams.diagrams import EMPTY
from ..fixpoint.model import Model
from ..fixpoint.reach import reaching
from ..fixpoint.shortest import Shortest


class Answer(Enum):
    """HOLDS: proved. FAILS: a run shows it. UNDECIDED: neither."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` says why, where it does not hold; `run` are the labels of a shortest run that shows it."""

    answer: Answer
    reason: str = ""
    run: tuple[str, ...] = ()


HOLDS = Verdict(Answer.HOLDS)


class Questions:
    """Questions about the states `reached` of a model, by location.

    `exact`: these are all states. Otherwise they are some, and only what a run shows is answered.
    """

    def __init__(self, model: Model, reached: Sequence[int], unknown: str = "") -> None:
        """`unknown` says why the reached states are not all of them; "": they are."""
        self.model = model
        self.reached = reached
        self.unknown = unknown
        self._shortest = Shortest(model)

    def option_to_complete(self, completed: Sequence[int], enabled: Sequence[Sequence[int]]) -> Verdict:
        """From every state a completed one can be reached (AG EF).

        `enabled`: the states in which one thing or another can happen, bounds or not. Like `bad` of `never` they are
        sets, any number for each location, whose union may be far larger than what is reached.
        """
        diagrams = self.model.diagrams
        ends = [diagrams.intersection(*pair) for pair in zip(self.reached, completed, strict=True)]
        able = reaching(self.model, ends, within=self.reached)
        lost = [diagrams.difference(*pair) for pair in zip(self.reached, able, strict=True)]
        stuck = [reduce(diagrams.difference, sets, node) for node, sets in zip(lost, enabled, strict=True)]
        if any(node != EMPTY for node in stuck):
            return self.shown(stuck, "it stops without having completed")
        if self.unknown:
            return Verdict(Answer.UNDECIDED, self.unknown)
        return self.shown(lost, "it goes on and can never complete")

    def never(self, bad: Sequence[Iterable[int]], reason: str) -> Verdict:
        """None of the bad states is reached."""
        diagrams = self.model.diagrams
        found = [
            diagrams.union_of(diagrams.intersection(node, one) for one in sets)
            for node, sets in zip(self.reached, bad, strict=True)
        ]
        if self.unknown and all(node == EMPTY for node in found):
            return Verdict(Answer.UNDECIDED, self.unknown)
        return self.shown(found, reason)

    def is_dead(self, edge: int) -> bool:
        """Whether no run takes an edge."""
        move = self.model.moves[edge]
        states = self.model.diagrams.intersection(
            self.reached[self.model.system.edges[edge].source], move.guard
        )
        return states == EMPTY or move.forward(states) == EMPTY

    def no_dead(self, kind: str, groups: Iterable[Sequence[int]]) -> Verdict:
        """Of each group of edges, one is taken by some run. `kind` is the word for groups; an empty one is alive."""
        edges = self.model.system.edges
        dead = [edges[group[0]].label.element for group in groups if all(map(self.is_dead, group)) and group]
        if not dead:
            return HOLDS
        if self.unknown:
            return Verdict(Answer.UNDECIDED, self.unknown)
        return Verdict(Answer.FAILS, f"{kind} that no run takes: {', '.join(dead)}")

    def shown(self, bad: Sequence[int], reason: str) -> Verdict:
        """FAILS with a shortest run to one of the bad states; HOLDS where there is none."""
        best: tuple[str, ...] | None = None
        for location, node in enumerate(bad):
            if node == EMPTY:
                continue
            path = self._shortest.path_to(location, node)
            if path is None:
                raise LookupError("a reached state to which no run leads")
            edges = self.model.system.edges
            run = tuple(edges[edge].label.element for edge in path.edges)
            if best is None or len(run) < len(best):
                best = run
        return HOLDS if best is None else Verdict(Answer.FAILS, reason, best)
