"""Proofs where the sets of the whole definition are too large: each claim by the part of the system that decides it.

From two sides. Runs are walked at random: what they come by is certain. And for what they never came by, an invariant is
looked for that rules it out, first among the few variables nearest to it, by sets (`projected`), then by Spacer on the slice
that leads there. Every invariant is about the whole system; together they stand for the reached states, of which there are
fewer. What holds for all that they allow, holds; the certificate is checked as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY, EVERYTHING
from ..diagrams.translation import moved
from ..encoding.building import TooLargeError
from ..encoding.encode import Encoding, encode
from ..encoding.guard import Guard
from ..fixpoint.model import Model
from ..fixpoint.projection import nearest, projected
from ..fixpoint.reach import reach
from ..fixpoint.shortening import Goal, Shortening
from ..fixpoint.walks import walk
from ..horn.closed import Excluded, ask
from .analysis import Analysis
from .asked import WAITS, Asked, asked_of
from .inaction import HELP
from .reachability import INACTION
from .shown import Shown

if TYPE_CHECKING:
    from .prove import Proofs

VARIABLES: Final = (4, 8, 12, 16, 20)
"""How many of the nearest variables are looked at, one after the other."""
NODES: Final = 200_000
"""Nodes of diagrams for each of these."""
QUESTIONS: Final = 12
"""How many questions Spacer is asked of one definition."""


class Loose(NamedTuple):
    """`proofs` are about states that invariants allow: all that runs get into, and more. `shown` are runs, by the claim (see
    `asked_of`) that they settle; they are runs of `walked`.
    """

    proofs: Proofs
    shown: Mapping[str, Shown]
    walked: Analysis


def loosened(proofs: Proofs) -> Loose | None:
    """What can be decided where the analysis was given up; None where it was not, or nothing can be done."""
    encoding = proofs.encoding
    if proofs.analysis is not None or encoding is None:
        return None
    try:
        walked = Analysis(encoding, proofs.budget)
        if encoding.space.notes:
            encoding = encode(proofs.program, proofs.contracts, wide=True)
        loosening = Loosening(walked, encoding, proofs.budget)
        shown = loosening.shown(tuple(asked_of(walked)))
        loosening.rule_out(claim for claim in asked_of(loosening.analysis) if claim.told() not in shown)
        analysis = loosening.allowed()
        analysis.work_out()
        analysis.model.diagrams.grant(proofs.budget)
    except (BudgetSpentError, TooLargeError, RecursionError):
        return None
    return Loose(replace(proofs, analysis=analysis, is_wide=True), shown, walked)


class Loosening:
    """What is known of a system whose sets are too large, claim by claim."""

    def __init__(self, walked: Analysis, encoding: Encoding, budget: int) -> None:
        """Runs of `walked` are walked; of `encoding`, which has all of these and may have more, states are ruled out."""
        self.walked = walked
        self.encoding = encoding
        self.budget = budget
        self.analysis = walked if encoding is walked.encoding else Analysis(encoding, budget)
        self.model = self.analysis.model
        self.sets = self._by_graph()
        self.questions = 0
        self.shortening = Shortening(walked.system)

    def rule_out(self, claims: Iterable[Asked], first: Sequence[int] = ()) -> None:
        """Look for invariants that rule out what the claims are about. `first`: variables that are looked at before others."""
        for claim in claims:
            self._rule_out(claim, first)

    def look_at(self, variables: Collection[int]) -> bool:
        """Rule out whatever these variables do not allow; False where the sets are too large for that."""
        found = self._reached(frozenset(variables))
        if found is not None:
            self._keep_all(*found)
        return found is not None

    def allowed(self) -> Analysis:
        """An analysis with what the invariants allow in place of the reached states."""
        return Analysis(self.encoding, self.budget, (self.sets, self.model))

    def shown(self, claims: Sequence[Asked]) -> dict[str, Shown]:
        """The claims that walks settle, each with its run."""
        system = self.walked.system
        helps = any(edge.label.event in HELP for edge in system.edges)
        marks: dict[int, list[tuple[str, Guard]]] = {}
        for claim in claims:
            if not claim.edges and not (helps and claim.property in (WAITS, INACTION)):
                for place, guard in claim.goals.items():
                    marks.setdefault(place, []).append((claim.told(), guard))
        walked = walk(system, marks)
        found: dict[str, Shown] = {}
        for claim in claims:
            ways = [way for edge in claim.edges if (way := walked.taken.get(edge)) is not None]
            marked = walked.marked.get(claim.told())
            if ways:
                way = min(ways, key=lambda way: len(way.edges))
                found[claim.told()] = Shown(way, Goal({}, frozenset(claim.edges)), self.shortening)
            elif marked is not None:
                found[claim.told()] = Shown(marked, Goal(claim.goals), self.shortening)
        return found

    def _by_graph(self) -> list[int]:
        """Everything, at each location that edges lead to."""
        found = self.model.everywhere(EMPTY)
        found[self.model.system.initial] = EVERYTHING
        todo = [self.model.system.initial]
        while todo:
            for edge in self.model.outgoing[todo.pop()]:
                target = self.model.system.edges[edge].target
                if found[target] == EMPTY:
                    found[target] = EVERYTHING
                    todo.append(target)
        return found

    def _rule_out(self, claim: Asked, first: Sequence[int]) -> None:
        if self.is_out(claim):
            return
        order = list(dict.fromkeys((*first, *nearest(self.model.system, claim.goals))))
        for count in VARIABLES:
            found = self._by_sets(frozenset(order[:count]), claim)
            if found:
                return
            if found is None or count >= len(order):
                break
        if self.questions < QUESTIONS:
            self.questions += 1
            reply = ask(self.model.system, claim.goals)
            if isinstance(reply, Excluded):
                self._add_solution(reply.solution)

    def is_out(self, claim: Asked) -> bool:
        """Whether the invariants rule out what a claim is about."""
        meets, sets = self.model.diagrams.meets, self.sets
        return not any(meets(sets[place], self.model.set_of(guard)) for place, guard in claim.goals.items())

    def _by_sets(self, variables: frozenset[int], claim: Asked) -> bool | None:
        """Whether what these variables allow rules the states out; None where the sets are too large for that."""
        found = self._reached(variables)
        if found is None:
            return None
        part, reached = found
        goals = claim.goals.items()
        if any(part.diagrams.meets(reached[place], part.set_of(guard)) for place, guard in goals):
            return False
        self._keep_all(part, reached)
        return True

    def _reached(self, variables: frozenset[int]) -> tuple[Model, list[int]] | None:
        """What is reached where only these variables are known; None where the sets are too large for that."""
        try:
            part = Model(projected(self.model.system, variables), NODES)
            return part, reach(part)
        except BudgetSpentError:
            return None

    def _keep_all(self, part: Model, reached: Sequence[int]) -> None:
        known: dict[int, int] = {}
        for place, states in enumerate(reached):
            self._keep(place, moved(part.diagrams, states, self.model.diagrams, known))

    def _add_solution(self, solution: Mapping[int, Guard | None]) -> None:
        """A solution of Horn clauses as sets. What it does not tell of a location is what edges lead there; so is what it
        tells wrongly: z3 has its own way with a predicate that it puts into others.
        """
        model = self.model
        told = {place: model.set_of(guard) for place, guard in solution.items() if guard is not None}
        silent = {place for place, guard in solution.items() if guard is None}
        while True:
            found = self._filled_in(told, silent)
            wrong = {place for place in told if not self._holds_at(place, found)}
            if not wrong:
                break
            silent |= wrong
            for place in wrong:
                del told[place]
        for place, states in found.items():
            self._keep(place, states)

    def _filled_in(self, told: Mapping[int, int], silent: Collection[int]) -> dict[int, int]:
        """The sets with those of the locations of which nothing is told."""
        diagrams = self.model.diagrams
        found = {**told, **dict.fromkeys(sorted(silent), EMPTY)}
        changed = True
        while changed:
            changed = False
            for place in sorted(silent):
                states = diagrams.union(found[place], self._led_to(place, found))
                changed = changed or states != found[place]
                found[place] = states
        return found

    def _holds_at(self, place: int, sets: Mapping[int, int]) -> bool:
        return self.model.diagrams.is_subset(self._led_to(place, sets), sets[place])

    def _led_to(self, place: int, sets: Mapping[int, int]) -> int:
        """What edges from the sets lead to at a location, and what a run may begin with there."""
        model = self.model
        begins = [model.begins] if place == model.system.initial else []
        edges = model.incoming[place]
        return model.diagrams.union_of(
            [
                *begins,
                *(
                    model.moves[edge].forward(sets.get(model.system.edges[edge].source, EVERYTHING))
                    for edge in edges
                ),
            ]
        )

    def _keep(self, place: int, states: int) -> None:
        self.sets[place] = self.model.diagrams.intersection(self.sets[place], states)
