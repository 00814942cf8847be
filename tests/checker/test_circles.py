"""Circles without a way out, against their definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.checker.circles import circles
from stageproof.grammar.condition import All, Requirements
from stageproof.grammar.flow_graph import FlowGraph
from stageproof.grammar.model import Connector, Decision, Orchestration, Outcome, Start

NOTHING = Requirements(logic=All(()), conditions=())
NAMES = "ABCDEFG"


def _graph(targets: dict[str, list[str]]) -> FlowGraph:
    """Decisions that lead to these targets; the last one of each is its default."""
    decisions = tuple(
        Decision(
            name=name,
            outcomes=tuple(
                Outcome(name=f"{name}{number}", requirements=NOTHING, connector=Connector(target=target))
                for number, target in enumerate(found[:-1])
            ),
            default=Connector(target=found[-1]) if found else None,
        )
        for name, found in targets.items()
    )
    start = Start(connector=Connector(target=NAMES[0]))
    return FlowGraph.of(Orchestration(name="O", kind="Orchestrator", start=start, decisions=decisions))


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({name: st.lists(st.sampled_from(NAMES), max_size=3) for name in NAMES}))
def test_a_circle_is_a_set_that_reaches_itself_and_nothing_else(targets: dict[str, list[str]]) -> None:
    graph = _graph(targets)
    reaches = {name: graph.reachable_from(name) for name in NAMES}
    expected = {
        reaches[name]
        for name in NAMES
        if name in reaches[name] and all(reaches[other] == reaches[name] for other in reaches[name])
    }
    found = circles(graph, frozenset(NAMES))
    assert {frozenset(circle) for circle in found} == expected
    assert len(found) == len(expected)


def test_a_circle_of_many_elements_is_found_without_deep_recursion() -> None:
    names = [f"D{number}" for number in range(20_000)]
    decisions = tuple(
        Decision(name=name, default=Connector(target=following))
        for name, following in zip(names, [*names[1:], names[0]], strict=True)
    )
    start = Start(connector=Connector(target=names[0]))
    graph = FlowGraph.of(Orchestration(name="O", kind="Orchestrator", start=start, decisions=decisions))
    assert circles(graph, graph.reachable) == (tuple(names),)
