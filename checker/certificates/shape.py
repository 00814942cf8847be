"""Whether a certificate is of the right shape: without that, no obligation means anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from ..encoding.system import System
from .certificate import Certificate
from .claims import (
    Claim,
    Countdown,
    CountedPart,
    FairRank,
    FinitelyOften,
    Measure,
    MeasuredChoice,
    NeverTaken,
    Ranked,
    RankedChoice,
    Reached,
    Run,
    Trap,
    Unreached,
)
from .fair_rank import BOUND
from .sets import Nodes, Place


def certificate_problems(system: System, certificate: Certificate) -> Iterator[str]:
    """What is wrong with a certificate for a system that has no problems itself."""
    yield from _node_problems(system, certificate.nodes)
    shape = _Shape(system, certificate.nodes)
    yield from shape.sets(certificate.invariant, "the invariant")
    for number, claim in enumerate(certificate.claims):
        for problem in shape.claim(claim):
            yield f"claim {number}: {problem}"


def _node_problems(system: System, nodes: Nodes) -> Iterator[str]:
    sizes = [len(variable.values) for variable in system.variables]
    for place, (variable, children) in enumerate(nodes):
        number = place + 2
        if not 0 <= variable < len(sizes):
            yield f"node {number} looks at variable {variable}, which does not exist"
        elif len(children) != sizes[variable]:
            yield f"node {number} has {len(children)} children for {sizes[variable]} values"
        for child in children:
            if not 0 <= child < number:
                yield f"node {number} has the child {child}, which is no earlier node"
            elif child > 1 and nodes[child - 2][0] <= variable:
                yield f"node {number} has the child {child}, which looks at no later variable"


class _Shape:
    """Looks at claims."""

    def __init__(self, system: System, nodes: Nodes) -> None:
        self.system = system
        self.locations = len(system.locations)
        self.nodes = len(nodes) + 2

    def claim(self, claim: Claim) -> Iterator[str]:
        match claim:
            case Unreached(state=state):
                yield from self.places((state,), "the state")
            case NeverTaken(edge=edge):
                yield from self.edges((edge,))
            case Reached(state=state, run=run):
                yield from self.places((state,), "the state")
                yield from self.run(run)
            case RankedChoice():
                yield from self.choice(claim)
            case MeasuredChoice():
                yield from self.measured(claim)
            case FairRank():
                yield from self.rank(claim)
            case FinitelyOften():
                yield from self.seldom(claim)
            case Countdown():
                yield from self.countdown(claim)
            case Trap(goals=goals, states=states, run=run):
                yield from self.places(goals, "a goal")
                yield from self.sets(states, "the trap")
                yield from self.run(run)
            case _:
                assert_never(claim)

    def sets(self, numbers: Sequence[int], what: str) -> Iterator[str]:
        if len(numbers) != self.locations:
            yield f"{what} has {len(numbers)} sets for {self.locations} locations"
        if any(not 0 <= number < self.nodes for number in numbers):
            yield f"{what} names a node that does not exist"

    def places(self, places: Iterable[Place], what: str) -> Iterator[str]:
        for location, states in places:
            if not 0 <= location < self.locations:
                yield f"{what} is at location {location}, which does not exist"
            if not 0 <= states < self.nodes:
                yield f"{what} names node {states}, which does not exist"

    def once(self, places: Sequence[Place], what: str) -> Iterator[str]:
        yield from self.places(places, what)
        if len({place.location for place in places}) != len(places):
            yield f"{what} is given twice for a location"

    def edges(self, edges: Iterable[int]) -> Iterator[str]:
        for edge in edges:
            if not 0 <= edge < len(self.system.edges):
                yield f"edge {edge} does not exist"

    def run(self, run: Run) -> Iterator[str]:
        yield from self.edges(taken.edge for taken in run.moves)
        sizes = [len(variable.values) for variable in self.system.variables]
        if len(run.begins) != len(sizes):
            yield f"the run begins with {len(run.begins)} values for {len(sizes)} variables"
        values = [*enumerate(run.begins), *(changed for taken in run.moves for changed in taken.changed)]
        for variable, value in values:
            if not 0 <= variable < len(sizes):
                yield f"the run names variable {variable}, which does not exist"
            elif not 0 <= value < sizes[variable]:
                yield f"the run names a value that variable {variable} does not have"

    def choice(self, claim: RankedChoice) -> Iterator[str]:
        yield from self.once(claim.goals, "a goal")
        yield from self.places(claim.able, "what is able")
        yield from self.places((Place(layer.location, layer.states) for layer in claim.layers), "a layer")
        for number, layer in enumerate(claim.layers):
            problems = list(self.edges(layer.edges))
            yield from problems
            if problems:
                continue
            for edge in layer.edges:
                if self.system.edges[edge].source != layer.location:
                    yield f"edge {edge} of layer {number} does not leave from its location"
                if self.system.edges[edge].duty not in claim.duties:
                    yield f"edge {edge} of layer {number} has none of the duties of the claim"

    def rank(self, claim: FairRank) -> Iterator[str]:
        yield from self.places(claim.starts, "a start")
        yield from self.once(claim.goals, "a goal")
        yield from self.once(claim.waiting, "what waits")
        if not set(claim.duties).issuperset(BOUND):
            yield "results and the engine have to be among the duties"
        for location, _ in claim.waiting:
            if 0 <= location < self.locations:
                place = self.system.locations[location]
                if not place.rests and not place.end:
                    yield f"location {place.name} cannot wait: it does not rest"
        yield from self.edges(claim.counted)
        yield from self.progress(claim.parts, claim.places, claim.measures)
        yield from self.ranks(claim.ranks)

    def seldom(self, claim: FinitelyOften) -> Iterator[str]:
        yield from self.edges(claim.counted)
        yield from self.ranks(claim.ranks)
        problems = list(self.edges(claim.edges))
        yield from problems
        for edge in () if problems else claim.edges:
            if edge in claim.counted or self.system.edges[edge].duty not in claim.duties:
                yield f"edge {edge} is not considered, and so is not among those that are taken finitely often"

    def ranks(self, ranks_of: Sequence[Sequence[Ranked]]) -> Iterator[str]:
        if len(ranks_of) != self.locations:
            yield f"there are {len(ranks_of)} ranks for {self.locations} locations"
        for location, ranks in enumerate(ranks_of):
            if any(later.rank <= earlier.rank for earlier, later in pairwise(ranks)):
                yield f"the ranks of location {location} do not ascend"
            if any(not 0 <= states < self.nodes for states, _ in ranks):
                yield f"the ranks of location {location} name a node that does not exist"

    def countdown(self, claim: Countdown) -> Iterator[str]:
        asked, fallen = claim.without_asking, claim.without_falling
        yield from self.rank(asked)
        yield from self.rank(fallen)
        for what, one, other in (
            ("starts", asked.starts, fallen.starts),
            ("goals", asked.goals, fallen.goals),
            ("waiting states", asked.waiting, fallen.waiting),
            ("duties", asked.duties, fallen.duties),
        ):
            if one != other:
                yield f"the {what} of the fair ranks of a countdown differ"
        for what, rank, edges in (
            ("asking", asked, [edge for part in claim.counted for edge in part.asking]),
            ("falling", fallen, [edge for part in claim.counted for edge in part.falling]),
        ):
            if set(rank.counted) != set(edges):
                yield f"counted are not the {what} edges of a countdown"
        if len({part.part for part in claim.counted}) != len(claim.counted):
            yield "a part is counted down twice"
        if len(claim.order) != self.locations:
            yield f"there are {len(claim.order)} parts in order for {self.locations} locations"
            return
        for part in claim.counted:
            yield from self.counted(claim, part)

    def counted(self, claim: Countdown, part: CountedPart) -> Iterator[str]:
        if not 0 <= part.comparison < len(self.system.comparisons):
            yield f"comparison {part.comparison} does not exist"
        if part.by <= 0:
            yield f"a difference that falls by {part.by} does not fall"
        problems = list(self.edges((*part.asking, *part.falling)))
        yield from problems
        if problems:
            return
        for edge in (*part.asking, *part.falling):
            move = self.system.edges[edge]
            if not claim.order[move.source] == part.part == claim.order[move.target]:
                yield f"edge {edge} does not lie within part {part.part}"
            if move.duty not in claim.without_asking.duties:
                yield f"edge {edge} of a countdown has none of the duties of the claim"

    def measured(self, claim: MeasuredChoice) -> Iterator[str]:
        yield from self.once(claim.goals, "a goal")
        yield from self.once(claim.able, "what is able")
        yield from self.progress(claim.parts, claim.places, claim.measures)
        problems = list(self.edges(claim.edges))
        yield from problems
        if problems:
            return
        for edge in claim.edges:
            if self.system.edges[edge].duty not in claim.duties:
                yield f"edge {edge} of the choice has none of the duties of the claim"

    def progress(
        self, parts: Sequence[int], places: Sequence[int], measures: Sequence[Sequence[Measure]]
    ) -> Iterator[str]:
        for what, given in (("parts", parts), ("places", places)):
            if len(given) != self.locations:
                yield f"there are {len(given)} {what} for {self.locations} locations"
        if any(not 0 <= part < len(measures) for part in parts):
            yield "a location is in a part that does not exist"
        sizes = [len(variable.values) for variable in self.system.variables]
        for variable, heights in dict.fromkeys(measure for of_part in measures for measure in of_part):
            if not 0 <= variable < len(sizes) or len(heights) != sizes[variable]:
                yield f"a measure does not fit variable {variable}"
