"""The families of benchmarks/proof_models: definitions that check clean, and nets that behave as they should."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from net_text import markings

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.finding import Severity
from stageproof.checker.nets.pnml import read_pnml
from stageproof.checker.nets.questions import Answer
from stageproof.checker.nets.soundness import soundness
from stageproof.checker.nets.workflow import WorkflowNet, workflow_net
from stageproof.checker.registry import select
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
CASES = {
    "par": (3, 2),
    "blocks": (3,),
    "counted": (3, 7),
    "uncounted": (3, 7),
    "data": (40, 4, 3),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    families = import_module("proof_models.families")
    numbers = CASES[request.param]
    if request.param in ("counted", "uncounted"):
        return families.faults(*numbers, counted=request.param == "counted")
    return getattr(families, request.param)(*numbers)


def _text(case: Any) -> str:
    text: str = import_module("proof_models.orch").to_orch(case)
    return text


def test_a_definition_parses_and_every_rule_finds_it_without_error_or_warning(case: Any) -> None:
    source = Source(f"{case.name}.orch", _text(case))
    assert parse(source).diagnostics == ()
    settings = Settings(tuple(rule.id for rule in select((), ())))
    outcome = check_source(source, settings, lambda name: None)
    assert [found for found in outcome.findings if found.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_a_definition_has_the_stages_steps_and_decisions_of_its_case(case: Any) -> None:
    orchestration = parse(Source("case.orch", _text(case))).orchestration
    assert orchestration is not None
    expected = {stage.name: {step.name for step in stage.steps} for stage in case.stages}
    assert {stage.name: {step.name for step in stage.steps} for stage in orchestration.stages} == expected
    assert len(orchestration.decisions) == len(case.decisions)


def test_a_net_is_sound_and_comes_back_from_its_pnml(case: Any) -> None:
    petri = import_module("proof_models.petri")
    net = petri.to_net(case)
    read = read_pnml(Source("net.pnml", petri.to_pnml(net))).net
    assert read is not None
    assert [place.label for place in read.places] == [place.name for place in net.places]
    assert [transition[1:3] for transition in read.transitions] == [one[1:3] for one in net.transitions]
    workflow = workflow_net(read)
    assert isinstance(workflow, WorkflowNet)
    assert soundness(workflow).answer is Answer.HOLDS


@pytest.mark.parametrize(("chains", "length"), [(1, 1), (3, 2), (4, 1)])
def test_parallel_chains_have_every_order_of_their_steps(
    chains: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    family = import_module("proof_models.families").par(chains, length)
    found = markings(import_module("proof_models.petri").to_net(family))
    assert found is not None
    # The source, the place before the stage and the sink are the markings around its own; one step alone needs no fork.
    assert len(found) == (length + 1) ** chains + (3 if chains > 1 else 1)


def test_models_for_others_name_every_stage(case: Any) -> None:
    promela, murphi = (import_module(f"proof_models.{name}") for name in ("promela", "murphi"))
    for text in (promela.to_promela(case), promela.to_promela(case, processes=True)):
        assert all(f"\n{stage.name}:\n" in text for stage in case.stages)
    assert all(f'"{stage.name} completes"' in murphi.to_murphi(case) for stage in case.stages)


def test_a_definition_drawn_from_a_seed_is_the_same_each_time_and_another_for_another_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    families = import_module("proof_models.families")
    assert families.data(40, 4, 3) == families.data(40, 4, 3)
    assert families.data(40, 4, 3) != families.data(40, 4, 3, seed=1)


def test_twins_differ_in_what_counts_a_repair_and_in_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    families = import_module("proof_models.families")
    counted, uncounted = (families.faults(3, 7, counted=flag) for flag in (True, False))
    assert counted.stages == uncounted.stages
    assert counted.decisions == uncounted.decisions
    jumps = [outcome for decision in counted.decisions for outcome in decision.outcomes]
    assert len(jumps) == 7
    assert "+ 1" in _text(counted)
    assert "never changed" in _text(uncounted)
