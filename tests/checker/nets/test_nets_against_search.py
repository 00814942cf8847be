"""Random small nets: what is proved of them against going through their markings one by one."""

from collections.abc import Sequence
from random import Random

import pytest
from net_text import able_to_reach, markings

from stageproof.checker.nets.bounds import Reached, Unbounded, reached_markings
from stageproof.checker.nets.net import Arc, Marking, Net, Place, Transition, fired, is_enabled
from stageproof.checker.nets.questions import Answer
from stageproof.checker.nets.soundness import soundness
from stageproof.checker.nets.workflow import WorkflowNet, workflow_net

Graph = dict[Marking, list[tuple[int, Marking]]]


def _net(random: Random) -> Net:
    """Place 0 is never given to, the last one never taken from; most transitions have one place on each side."""
    count = random.randrange(3, 7)
    inner = range(1, count - 1)
    transitions: list[Transition] = []
    for number in range(random.randrange(2, 8)):
        sides: list[tuple[Arc, ...]] = []
        for places in ((0, *inner), (*inner, count - 1)):
            chosen = random.sample(places, min(len(places), random.choice((1, 1, 1, 2, 2))))
            sides.append(tuple(Arc(place, random.choice((1,) * 9 + (2,))) for place in sorted(chosen)))
        transitions.append(Transition(f"t{number}", sides[0], sides[1]))
    return Net(
        "drawn", tuple(Place(f"p{number}", int(not number)) for number in range(count)), tuple(transitions)
    )


def _refined(random: Random) -> Net:
    """A net that is sound by the way it is made: one transition, refined again and again; then, at times, damaged."""
    places = 2
    transitions: list[tuple[set[int], set[int]]] = [({0}, {1})]
    for _ in range(random.randrange(1, 5)):
        takes, gives = transitions.pop(random.randrange(len(transitions)))
        fresh = places
        match random.randrange(4):
            case 0:
                transitions += [(takes, {fresh}), ({fresh}, gives)]
                places += 1
            case 1:
                transitions += [(takes, {fresh, fresh + 1}), ({fresh}, {fresh + 2})]
                transitions += [({fresh + 1}, {fresh + 3}), ({fresh + 2, fresh + 3}, gives)]
                places += 4
            case 2:
                transitions += [(takes, gives), (set(takes), set(gives))]
            case _:
                transitions += [
                    (takes, {fresh}),
                    ({fresh}, {fresh + 1}),
                    ({fresh + 1}, {fresh}),
                    ({fresh + 1}, gives),
                ]
                places += 2
    if random.random() < 0.5:
        side = random.choice(random.choice(transitions))
        side ^= {random.randrange(2, places)} if places > 2 else set()
    return Net(
        "refined",
        tuple(Place(f"p{number}", int(not number)) for number in range(places)),
        tuple(
            Transition(f"t{number}", _arcs(takes), _arcs(gives))
            for number, (takes, gives) in enumerate(transitions)
        ),
    )


def _arcs(places: set[int]) -> tuple[Arc, ...]:
    return tuple(Arc(place) for place in sorted(places))


@pytest.mark.parametrize("seed", range(8))
def test_soundness_and_bounds_of_drawn_nets_are_those_found_one_by_one(seed: int) -> None:
    random = Random(f"nets {seed}")
    kinds = {"sound": 0, "unsound": 0, "unbounded": 0, "bounded": 0}
    for number in range(300):
        net = _net(random) if number % 2 else _refined(random)
        graph = markings(net, 2_000)
        found = reached_markings(net)
        if graph is None:
            assert isinstance(found, Unbounded)
        if isinstance(found, Unbounded):
            kinds["unbounded"] += 1
            assert graph is None
            continue
        assert isinstance(found, Reached)
        assert graph is not None
        kinds["bounded"] += 1
        bounds = tuple(max(marking[place] for marking in graph) for place in range(len(net.places)))
        assert found.bounds() == bounds
        variables = range(len(found.made.variable_of))
        assert sum(found.model.diagrams.count(node, variables) for node in found.states) == len(graph)
        workflow = workflow_net(net)
        if isinstance(workflow, WorkflowNet):
            _compare(workflow, graph, kinds)
    assert all(kinds.values()), kinds


def _compare(workflow: WorkflowNet, graph: Graph, kinds: dict[str, int]) -> None:
    net = workflow.net
    verdicts = soundness(workflow)
    end = tuple(int(place == workflow.sink) for place in range(len(net.places)))
    able = able_to_reach(graph, {end} & set(graph))
    fires = {number for ways in graph.values() for number, _ in ways}
    improper = [marking for marking in graph if marking[workflow.sink] and marking != end]
    expected = {
        "option": len(able) == len(graph),
        "proper": not improper,
        "dead": len(fires) == len(net.transitions),
        "safe": max(max(marking) for marking in graph) <= 1,
    }
    observed = {
        "option": verdicts.option_to_complete.answer is Answer.HOLDS,
        "proper": verdicts.proper_completion.answer is Answer.HOLDS,
        "dead": verdicts.no_dead_transition.answer is Answer.HOLDS,
        "safe": verdicts.safe.answer is Answer.HOLDS,
    }
    assert observed == expected
    kinds["sound" if verdicts.answer is Answer.HOLDS else "unsound"] += 1
    if not expected["option"]:
        assert _played(net, verdicts.option_to_complete.run) not in able
    if improper:
        shown = _played(net, verdicts.proper_completion.run)
        assert shown[workflow.sink]
        assert shown != end
        assert len(verdicts.proper_completion.run) == _distance(net, graph, set(improper))


def _played(net: Net, run: Sequence[str]) -> Marking:
    transitions = {transition.name: transition for transition in net.transitions}
    marking = net.initial
    for name in run:
        assert is_enabled(transitions[name], marking)
        marking = fired(transitions[name], marking)
    return marking


def _distance(net: Net, graph: Graph, goal: set[Marking]) -> int:
    layer, known, steps = {net.initial}, {net.initial}, 0
    while not layer & goal:
        layer = {after for marking in layer for _, after in graph[marking]} - known
        known |= layer
        steps += 1
    return steps
