"""Systems that look like those of definitions: equal stages in a row, with the certificate that each run ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.claims import (
    FairRank,
    Layer,
    Measure,
    MeasuredChoice,
    Ranked,
    RankedChoice,
    Unreached,
)
from stageproof.checker.certificates.sets import EVERYTHING, NOTHING, Node, Place
from stageproof.checker.encoding.guard import AllOf, AnyOf, Guard, In, Negation
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, System, Variable

STATUSES: Final = ("Not Started", "In Progress", "Completed", "Error")
NOT_STARTED, IN_PROGRESS, COMPLETED, ERROR = range(4)


def only(before: int, after: int) -> tuple[int, ...]:
    return tuple(1 << after if value == before else 0 for value in range(len(STATUSES)))


def staged_system(stages: int, steps: int) -> System:
    """Stages of steps that all start at once; a stage is left when none is In Progress, by one of two ways.

    The variables of the steps are the same for every stage. Locations: enter, rest, exits for each stage; then the
    ends Completed and Error.
    """
    variables = tuple(Variable(f"status of step {number}", STATUSES) for number in range(steps))
    every = range(steps)
    start = tuple(Map(step, (1 << IN_PROGRESS,) * len(STATUSES)) for step in every)
    busy = AnyOf(tuple(In(step, 1 << IN_PROGRESS) for step in every))
    failed = AnyOf(tuple(In(step, 1 << ERROR) for step in every))
    done: Guard = AllOf((Negation(busy), Negation(failed)))
    broken: Guard = AllOf((Negation(busy), failed))
    results = [
        (
            Label(event, f"Step_{step}"),
            duty,
            In(step, 1 << IN_PROGRESS),
            (Map(step, only(IN_PROGRESS, after)),),
        )
        for step in every
        for event, duty, after in (("complete", Duty.RESULT, COMPLETED), ("fail", Duty.FAULT, ERROR))
    ]
    locations: list[Location] = []
    edges: list[Edge] = []
    end = 3 * stages
    for stage in range(stages):
        enter, rest, exits = 3 * stage, 3 * stage + 1, 3 * stage + 2
        locations += [
            Location(f"enter stage {stage}", stage=stage),
            Location(f"stage {stage} rests", rests=True, stage=stage),
            Location(f"exits of stage {stage}", stage=stage),
        ]
        edges.append(Edge(enter, rest, Label("enter", f"Stage_{stage}"), Duty.ENGINE, updates=start))
        edges += [Edge(rest, exits, label, duty, guard, updates) for label, duty, guard, updates in results]
        edges.append(Edge(exits, rest, Label("stay"), Duty.ENGINE, busy))
        edges.append(Edge(exits, enter + 3 if stage + 1 < stages else end, Label("leave"), Duty.ENGINE, done))
        edges.append(Edge(exits, end + 1, Label("give up"), Duty.ENGINE, broken))
    locations += [Location("completed", end="Completed"), Location("failed", end="Error")]
    return System(variables, tuple(locations), tuple(edges))


def staged_certificate(stages: int, steps: int) -> Certificate:
    """That every run ends, that each can complete as long as nothing failed, and that it never ends undone."""
    nodes: dict[Node, int] = {}

    def put(variable: int, children: tuple[int, ...]) -> int:
        if len(set(children)) == 1:
            return children[0]
        return nodes.setdefault((variable, children), len(nodes) + 2)

    def each(values: set[int]) -> int:
        """Every step has one of the statuses."""
        states = EVERYTHING
        for step in reversed(range(steps)):
            states = put(step, tuple(states if value in values else NOTHING for value in range(4)))
        return states

    def some(value: int, within: set[int]) -> int:
        """Some step has the status, and each one of `within`."""
        states, rest = NOTHING, EVERYTHING
        for step in reversed(range(steps)):
            found = tuple(rest if at == value else states if at in within else NOTHING for at in range(4))
            further = put(step, tuple(rest if at in within else NOTHING for at in range(4)))
            states, rest = put(step, found), further
        return states

    started = each({IN_PROGRESS, COMPLETED, ERROR})
    busy = some(IN_PROGRESS, {IN_PROGRESS, COMPLETED, ERROR})
    fine = each({IN_PROGRESS, COMPLETED})
    done = each({COMPLETED})
    failed = some(ERROR, {COMPLETED, ERROR})
    at_work = some(IN_PROGRESS, {IN_PROGRESS, COMPLETED})
    undone = some(IN_PROGRESS, {0, 1, 2, 3})
    counts = [done, *(_at_most(put, steps, number) for number in range(1, steps + 1))]
    invariant: list[int] = []
    layers: list[Layer] = []
    width = 2 * steps + 4
    for stage in reversed(range(stages)):
        first = width * stage
        enter, rest, exits = 3 * stage, 3 * stage + 1, 3 * stage + 2
        complete = tuple(first + 1 + 2 * step for step in range(steps))
        layers.append(Layer(exits, done, (first + width - 2,)))
        for number in range(1, steps + 1):
            layers.append(Layer(rest, counts[number], complete))
            layers.append(Layer(exits, counts[number], (first + width - 3, first + width - 2)))
        layers.append(Layer(enter, EVERYTHING, (first,)))
    for stage in range(stages):
        invariant += [EVERYTHING if stage == 0 else done, busy, started]
    invariant += [done, failed]
    end = 3 * stages
    able = [place for stage in range(stages) for place in (3 * stage, 3 * stage + 1, 3 * stage + 2)]
    sets = {0: EVERYTHING, 1: at_work, 2: fine}
    heights = (0, 1, 2, 2)
    ends = (Place(end, EVERYTHING), Place(end + 1, EVERYTHING))
    fair = FairRank(
        starts=(Place(0, EVERYTHING),),
        goals=ends,
        waiting=(),
        duties=(Duty.RESULT, Duty.ENGINE, Duty.FAULT),
        ranks=(*((Ranked(EVERYTHING, 0),) for _ in range(end)), (), ()),
        parts=(*(place // 3 * 2 + (place % 3 > 0) for place in range(end)), 2 * stages, 2 * stages),
        places=(*((0, 1, 0)[place % 3] for place in range(end)), 0, 0),
        measures=tuple(tuple(Measure(step, heights) for step in range(steps)) for _ in range(2 * stages + 1)),
    )
    return Certificate(
        tuple(nodes),
        tuple(invariant),
        (
            fair,
            RankedChoice(
                ends[:1],
                tuple(Place(place, sets[place % 3]) for place in able),
                tuple(layers),
                (Duty.RESULT, Duty.ENGINE),
            ),
            Unreached(Place(end, undone)),
        ),
    )


def staged_choice(stages: int, steps: int) -> Certificate:
    """The same with one claim: that each run can complete as long as nothing failed, by the measures of the fair rank."""
    certificate, system = staged_certificate(stages, steps), staged_system(stages, steps)
    fair, choice, _ = certificate.claims
    assert isinstance(fair, FairRank)
    assert isinstance(choice, RankedChoice)
    edges = tuple(
        number
        for number, edge in enumerate(system.edges)
        if edge.duty is not Duty.FAULT and edge.label.event != "give up"
    )
    claim = MeasuredChoice(
        choice.goals, choice.able, edges, fair.parts, fair.places, fair.measures, choice.duties
    )
    return replace(certificate, claims=(claim,))


def _at_most(put: Callable[[int, tuple[int, ...]], int], steps: int, number: int) -> int:
    """At most so many steps are In Progress, the others Completed."""
    states = [EVERYTHING] * (number + 1)
    for step in reversed(range(steps)):
        states = [
            put(step, (NOTHING, states[left - 1] if left else NOTHING, states[left], NOTHING))
            for left in range(number + 1)
        ]
    return states[number]
