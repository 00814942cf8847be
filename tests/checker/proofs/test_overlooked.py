"""What only a published event makes a run look at: exploring everything finds the same."""

from __future__ import annotations

import pytest
from agreement_campaign import case
from agreement_truth import ALONE
from agreement_watch import Watch
from late_writer import BY_FIELD, BY_FORMULA, late_writer
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import nearest_run
from stageproof.checker.proofs.overlooked import overlooked
from stageproof.engine.enabled import enabled
from stageproof.engine.events import Evaluate, Fail, Publish, SetField
from stageproof.engine.exploration.answers import backward
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import is_result
from stageproof.engine.exploration.graph import Edge, Graph
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus


def _waiting(program: Program, graph: Graph) -> set[int]:
    """The nodes where nobody is obliged to act."""
    return {
        node
        for node, configuration in enumerate(graph.configurations)
        if configuration.run is RunStatus.IN_PROGRESS
        and not any(
            is_result(template.event) and not isinstance(template.event, Fail)
            for template in enabled(program, configuration)
        )
    }


@pytest.mark.parametrize("number", range(40))
def test_the_stages_that_need_a_published_event_are_those_that_exploring_finds(number: int) -> None:
    program = case(13, number).program
    watch = Watch(program)
    graph = explore(program, limit=4000, events=ALONE, watch=watch)
    assert graph.complete
    waiting = _waiting(program, graph)
    moving = [node for node in range(len(graph)) if node not in waiting]

    def by_change(edge: Edge) -> bool:
        return isinstance(edge.transition.event, SetField | Evaluate) and goes_on(edge)

    def goes_on(edge: Edge) -> bool:
        return not edge.transition.faults

    def by_anything(edge: Edge) -> bool:
        return by_change(edge) or (isinstance(edge.transition.event, Publish) and goes_on(edge))

    only = waiting & backward(graph, moving, by_anything) - backward(graph, moving, by_change)
    found = {
        program.stages[place].name
        for node in only
        if (place := graph.configurations[node].location) is not None
    }
    analysis = Analysis(encode(program, suspends=False))
    told = overlooked(analysis)
    assert {one.stage.name for one in told} <= found
    assert {one.stage.name for one in told if one.flows} == {name for name in found if _asks(program, name)}
    for one in told:
        assert nearest_run(analysis, one.states)


def _asks(program: Program, name: str) -> bool:
    stage = program.stages[program.stage_index[name.casefold()]]
    flows = [stage.exit_flow, *(flow for step in stage.steps for flow in (step.entry_flow, step.exit_flow))]
    return any(flow is not None for flow in flows)


def test_the_run_that_is_shown_without_an_evaluation_flow_is_one_in_which_a_condition_holds_already() -> None:
    """No requirement names the field that the formula is made of: its change wakes nobody."""
    program = program_of("""
      formula Is_Ranked: boolean = "{!$Record.Rank__c} > 1"
      start when Case is created -> Review
      stage Review {
        interactive A calls Form assigned to queue Desk
        completes when Is_Ranked = true
        then end
      }
    """)
    analysis = Analysis(encode(program, suspends=False))
    (found,) = overlooked(analysis)
    assert (found.stage.name, found.flows) == ("Review", ())
    assert [step.event for step in nearest_run(analysis, found.states)] == [
        "begin with $Record.Rank__c = 1",
        "complete A",
        "set $Record.Rank__c = 2.5",
    ]


@pytest.mark.parametrize("kind", ["async", "sync"])
def test_the_run_that_is_shown_sets_the_field_that_a_flow_writes_too(kind: str) -> None:
    """Where the flow is synchronous the run knows an older value until the event is published."""
    program = program_of(
        """
      flow Lower { KIND writes $Record.Rank__c = 0 }
      field $Record.Rank__c: integer 0..2 not null
      formula Is_Ranked: boolean = "{!$Record.Rank__c} > 1"
      start when Case is created -> Review
      stage Review {
        background A calls Lower
        completes when Is_Ranked = true
        then end
      }
    """.replace("KIND", kind)
    )
    analysis = Analysis(encode(program, suspends=False))
    (found,) = overlooked(analysis)
    assert [step.event for step in nearest_run(analysis, found.states)] == [
        "begin with $Record.Rank__c = 0",
        "complete A",
        "set $Record.Rank__c = 2",
    ]


def test_what_a_flow_writes_after_its_stage_is_looked_at() -> None:
    """Until then only a published event would: the flow may never finish."""
    for condition, names in ((BY_FIELD, []), (BY_FORMULA, ["Next"])):
        analysis = Analysis(encode(late_writer(condition), suspends=False))
        assert [one.stage.name for one in overlooked(analysis)] == names, condition
