"""Certificates built state by state, and their claims judged state by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from explicit_countdowns import NumberedRuns, counted_parts, parts_in_order
from explicit_states import Explicit, State

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.claims import (
    Claim,
    Countdown,
    FairRank,
    FinitelyOften,
    Layer,
    MeasuredChoice,
    NeverTaken,
    Ranked,
    RankedChoice,
    Reached,
    Run,
    Taken,
    Trap,
    Unreached,
)
from stageproof.checker.certificates.sets import EVERYTHING, NOTHING, Node, Place, contains
from stageproof.checker.encoding.system import Duty, System

BOUND = {Duty.RESULT, Duty.ENGINE}


class Table:
    """Nodes of decision diagrams as they are needed."""

    def __init__(self, system: System) -> None:
        self.sizes = [len(variable.values) for variable in system.variables]
        self.nodes: list[Node] = []
        self._known: dict[Node, int] = {}

    def take(self, nodes: Iterable[Node]) -> None:
        """Begin with these nodes."""
        for node in nodes:
            self._known.setdefault(node, len(self.nodes) + 2)
            self.nodes.append(node)

    def of(self, values: Iterable[tuple[int, ...]]) -> int:
        """The set of some valuations."""
        return self._below(frozenset(values), 0)

    def _below(self, values: frozenset[tuple[int, ...]], variable: int) -> int:
        if not values:
            return NOTHING
        if variable == len(self.sizes):
            return EVERYTHING
        children = tuple(
            self._below(frozenset(entry for entry in values if entry[variable] == value), variable + 1)
            for value in range(self.sizes[variable])
        )
        if len(set(children)) == 1:
            return children[0]
        node = (variable, children)
        if node not in self._known:
            self._known[node] = len(self.nodes) + 2
            self.nodes.append(node)
        return self._known[node]

    def at(self, states: Iterable[State], location: int) -> int:
        return self.of(state.values for state in states if state.location == location)


class Builder:
    """Makes the certificate of everything that is true of a small system."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.explicit = Explicit(system)
        self.table = Table(system)
        self.reached = self.explicit.reached()
        self.places = range(len(system.locations))
        self.ends = {state for state in self.reached if system.locations[state.location].end}

    def certificate(self) -> Certificate:
        claims = [*self.unreached(), *self.never_taken(), *self.completing()]
        claims += [self.fair(duties) for duties in (tuple(Duty), (Duty.RESULT, Duty.ENGINE))]
        claims.append(self.measured())
        claims += [self.seldom(duties) for duties in (tuple(Duty), (Duty.RESULT, Duty.ENGINE))]
        if self.system.comparisons:
            claims.append(self.countdown((Duty.RESULT, Duty.ENGINE, Duty.FAULT)))
        invariant = tuple(self.table.at(self.reached, place) for place in self.places)
        return Certificate(tuple(self.table.nodes), invariant, tuple(claims))

    def unreached(self) -> Iterable[Claim]:
        for place in self.places:
            here = {state.values for state in self.reached if state.location == place}
            others = set(self.explicit.all) - here
            if others:
                yield Unreached(Place(place, self.table.of(others)))
            if here:
                state = State(place, min(here))
                yield Reached(Place(place, self.table.of({state.values})), self.run_to(state))

    def never_taken(self) -> Iterable[Claim]:
        taken = {edge for state in self.reached for edge, _ in self.explicit.moves(state)}
        for edge in range(len(self.system.edges)):
            if edge not in taken:
                yield NeverTaken(edge)

    def run_to(self, goal: State) -> Run:
        came: dict[State, tuple[State, int] | None] = dict.fromkeys(sorted(self.explicit.begins))
        todo = list(came)
        for state in todo:
            for edge, following in self.explicit.moves(state):
                if following not in came:
                    came[following] = state, edge
                    todo.append(following)
        moves: list[Taken] = []
        here = goal
        while (step := came[here]) is not None:
            before, edge = step
            changed = tuple(
                (variable, new)
                for variable, (old, new) in enumerate(zip(before.values, here.values, strict=True))
                if old != new
            )
            moves.append(Taken(edge, changed))
            here = before
        return Run(here.values, tuple(reversed(moves)))

    def completing(self) -> Iterable[Claim]:
        """A ranked choice for the states that can get to an end; a trap for one that cannot."""
        goals = tuple(Place(place, EVERYTHING) for place in self.places if self.system.locations[place].end)
        held = set(self.ends)
        layers: list[Layer] = []
        while True:
            new: dict[tuple[int, int], set[State]] = {}
            for state in self.reached - held:
                for edge, following in self.explicit.moves(state):
                    if following in held:
                        new.setdefault((state.location, edge), set()).add(state)
            if not new:
                break
            (location, edge), states = min(new.items(), key=lambda item: item[0])
            held |= states
            layers.append(Layer(location, self.table.at(held, location), (edge,)))
        able = tuple(Place(place, self.table.at(held, place)) for place in self.places)
        yield RankedChoice(goals, able, tuple(layers))
        stuck = self.reached - held
        if stuck:
            sets = tuple(self.table.at(stuck, place) for place in self.places)
            yield Trap(goals, sets, self.run_to(min(stuck)))

    def measured(self) -> MeasuredChoice:
        """One edge for each location, to places that come later: the states from which these edges lead to an end."""
        able = set(self.ends)
        edges: list[int] = []
        parts = [len(self.places)] * len(self.places)
        left = [place for place in self.places if not self.system.locations[place].end]
        while True:
            found: dict[int, set[State]] = {}
            for edge in range(len(self.system.edges)):
                if self.system.edges[edge].source in left:
                    found[edge] = {state for state in self.reached if self._leads_only(state, edge, able)}
            edge = max(found, key=lambda edge: (len(found[edge]), -edge), default=-1)
            if edge < 0 or not found[edge]:
                break
            edges.append(edge)
            able |= found[edge]
            source = self.system.edges[edge].source
            parts[source] = len(left) - 1
            left.remove(source)
        return MeasuredChoice(
            goals=tuple(
                Place(place, EVERYTHING) for place in self.places if self.system.locations[place].end
            ),
            able=tuple(Place(place, self.table.at(able, place)) for place in self.places),
            edges=tuple(sorted(edges)),
            parts=tuple(parts),
            places=(0,) * len(self.places),
            measures=((),) * (len(self.places) + 1),
        )

    def _leads_only(self, state: State, edge: int, to: set[State]) -> bool:
        following = [after for move, after in self.explicit.moves(state) if move == edge]
        return bool(following) and to.issuperset(following)

    def fair(self, duties: tuple[Duty, ...]) -> FairRank:
        """For the reached states from which every fair run ends or rests: how many considered edges are left."""
        return self._fair_ranks(duties, [()])[0]

    def seldom(self, duties: tuple[Duty, ...]) -> FinitelyOften:
        """The considered edges that lie on no circle, but for the first: it is counted."""
        counted, *considered = self.explicit.of_duties(duties) or (-1,)
        edges = [
            edge
            for edge in considered
            if not any(
                state in self.explicit.closure({after}, considered)
                for state in self.reached
                for move, after in self.explicit.moves(state, considered)
                if move == edge
            )
        ]
        rank = dict.fromkeys(self.reached, 0)
        while True:
            higher = {
                state: found
                for state in self.reached
                if (
                    found := max(
                        (
                            rank[after] + (move in edges)
                            for move, after in self.explicit.moves(state, considered)
                        ),
                        default=0,
                    )
                )
                > rank[state]
            }
            if not higher:
                break
            rank |= higher
        return FinitelyOften(
            tuple(edges),
            duties,
            tuple(self._ranks(place, self.reached, rank) for place in self.places),
            () if counted < 0 else (counted,),
        )

    def countdown(self, duties: tuple[Duty, ...]) -> Countdown:
        """The same, where edges of loops that are counted down do not count."""
        order = parts_in_order(self.explicit, duties, self.reached)
        counted = tuple(counted_parts(self.explicit, duties, order))
        asking = [edge for part in counted for edge in part.asking]
        falling = [edge for part in counted for edge in part.falling]
        return Countdown(order, counted, *self._fair_ranks(duties, [asking, falling]))

    def _fair_ranks(self, duties: tuple[Duty, ...], without: Iterable[Sequence[int]]) -> list[FairRank]:
        """For the states that have a rank whichever of these edges do not count; one for each of them."""
        counted = [tuple(edges) for edges in without]
        ranks = [self._left(duties, edges) for edges in counted]
        ranked = set.intersection(*(set(rank) for rank in ranks))
        fine = {state for state in ranked if self.explicit.closure({state}) <= ranked}
        waiting = {
            state
            for state in fine - self.ends
            if not any(self.explicit.moves(state, self.explicit.of_duties(BOUND)))
        }
        stuck = {state for state in waiting if not self.system.locations[state.location].rests}
        fine = {state for state in fine if not self.explicit.closure({state}) & stuck}
        waiting -= stuck
        return [
            FairRank(
                starts=tuple(Place(place, self.table.at(fine, place)) for place in self.places),
                goals=tuple(
                    Place(place, EVERYTHING) for place in self.places if self.system.locations[place].end
                ),
                waiting=tuple(
                    Place(place, self.table.at(waiting, place))
                    for place in self.places
                    if self.system.locations[place].rests
                ),
                duties=duties,
                ranks=tuple(self._ranks(place, fine, rank) for place in self.places),
                parts=(0,) * len(self.places),
                places=(0,) * len(self.places),
                measures=((),),
                counted=edges,
            )
            for rank, edges in zip(ranks, counted, strict=True)
        ]

    def _left(self, duties: tuple[Duty, ...], counted: Sequence[int]) -> dict[State, int]:
        """How many considered edges can be left to take, for the states where that has a bound."""
        edges = [edge for edge in self.explicit.of_duties(duties) if edge not in counted]
        left = {state: {after for _, after in self.explicit.moves(state, edges)} for state in self.reached}
        rank: dict[State, int] = {}
        while True:
            found = {state for state in left if state not in rank and left[state] <= rank.keys()}
            if not found:
                return rank
            rank |= {state: 1 + max((rank[after] for after in left[state]), default=0) for state in found}

    def _ranks(self, place: int, fine: set[State], rank: Mapping[State, int]) -> tuple[Ranked, ...]:
        numbers = sorted({rank[state] for state in fine if state.location == place})
        return tuple(
            Ranked(self.table.at((state for state in fine if rank[state] <= number), place), number)
            for number in numbers
        )


class Truth:
    """Whether claims are true, state by state, without a look at what is given as their proof."""

    def __init__(self, system: System, certificate: Certificate) -> None:
        self.explicit = Explicit(system)
        self.certificate = certificate
        self.reached = self.explicit.reached()

    def within(self, places: Iterable[Place]) -> set[State]:
        nodes = self.certificate.nodes
        return {
            state
            for place in places
            for state in self.reached
            if state.location == place.location and contains(nodes, place.states, state.values)
        }

    def is_true(self, claim: Claim) -> bool:
        explicit = self.explicit
        match claim:
            case Unreached(state=state):
                return not self.within((state,))
            case NeverTaken(edge=edge):
                return not any(edge == move for state in self.reached for move, _ in explicit.moves(state))
            case Reached(state=state):
                return bool(self.within((state,)))
            case (
                RankedChoice(goals=goals, able=able, duties=duties)
                | MeasuredChoice(goals=goals, able=able, duties=duties)
            ):
                edges, ends = explicit.of_duties(duties), self.within(goals)
                return all(explicit.closure({state}, edges) & ends for state in self.within(able))
            case Trap(goals=goals, states=sets, duties=duties):
                edges, ends = explicit.of_duties(duties), self.within(goals)
                inside = self.within(Place(place, number) for place, number in enumerate(sets))
                return any(not explicit.closure({state}, edges) & ends for state in inside)
            case FairRank():
                return self._ends(claim)
            case FinitelyOften():
                considered = [edge for edge in explicit.of_duties(claim.duties) if edge not in claim.counted]
                return not any(
                    move in claim.edges and state in explicit.closure({after}, considered)
                    for state in self.reached
                    for move, after in explicit.moves(state, considered)
                )
            case Countdown():
                return self._counts_down(claim)
            case _:
                assert_never(claim)

    def _ends(self, claim: FairRank) -> bool:
        explicit = self.explicit
        goals, waiting = self.within(claim.goals), self.within(claim.waiting)
        states = explicit.closure(self.within(claim.starts), stops=goals.__contains__) - goals
        considered = [edge for edge in explicit.of_duties(claim.duties) if edge not in claim.counted]
        if explicit.circle(states, considered):
            return False
        bound = explicit.of_duties(BOUND)
        return all(state in waiting or any(explicit.moves(state, bound)) for state in states)

    def _counts_down(self, claim: Countdown) -> bool:
        explicit, rank, runs = self.explicit, claim.without_asking, NumberedRuns(self.explicit)
        goals, waiting, starts = map(self.within, (rank.goals, rank.waiting, rank.starts))
        reached = runs.closure(runs.begins(), set())
        found = runs.closure((at for at in reached if at.state in starts), goals)
        states = {at for at in found if at.state not in goals}
        if runs.circle(states, explicit.of_duties(rank.duties)):
            return False
        bound = explicit.of_duties(BOUND)
        return all(at.state in waiting or any(explicit.moves(at.state, bound)) for at in states)

    def is_invariant(self) -> bool:
        """Whether the invariant is closed, looked at state by state and wherever its sets have a state."""
        explicit, nodes, sets = self.explicit, self.certificate.nodes, self.certificate.invariant

        def inside(state: State) -> bool:
            return contains(nodes, sets[state.location], state.values)

        every = (State(place, values) for place in range(len(sets)) for values in explicit.all)
        return all(map(inside, explicit.begins)) and all(
            inside(following) for state in every if inside(state) for _, following in explicit.moves(state)
        )
