"""The text of a model means the model."""

from hypothesis import HealthCheck, given, settings
from orch_strategies import orchestrations

from stageproof.grammar.condition import All, Requirements
from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import flow_order, to_text
from stageproof.grammar.model import Connector, Decision, Orchestration, Outcome, ScheduledPath, Stage, Start
from stageproof.grammar.source import Source

GENERATED = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@GENERATED
@given(orchestrations())
def test_the_text_of_any_model_parses_to_the_model(model: Orchestration) -> None:
    result = parse(Source("x.orch", to_text(model)))
    assert result.diagnostics == ()
    assert result.orchestration == model


@GENERATED
@given(orchestrations())
def test_the_text_of_any_model_is_formatted(model: Orchestration) -> None:
    text = to_text(model)
    assert format_text(Source("x.orch", text)) == (text, ())


ALWAYS = Requirements(logic=All(()), conditions=())


def _to(target: str | None) -> Connector | None:
    return None if target is None else Connector(target=target)


def _stage(name: str, target: str | None, fault: str | None = None) -> Stage:
    return Stage(name=name, connector=_to(target), fault=_to(fault))


def test_stages_come_in_the_order_of_a_run_then_fault_paths_then_recall_then_the_unreachable_by_name() -> (
    None
):
    decision = Decision(
        name="D",
        outcomes=(
            Outcome(name="Yes", requirements=ALWAYS, connector=_to("B")),
            Outcome(name="No", requirements=ALWAYS, connector=_to("A")),
        ),
        default=_to("C"),
    )
    stages = (
        _stage("A", None),
        _stage("B", "A"),
        _stage("C", None),
        _stage("First", "D", fault="Repair"),
        _stage("Lost_1", None),
        _stage("Lost_2", None),
        _stage("Recalled", None),
        _stage("Repair", "Then"),
        _stage("Then", None),
    )
    start = Start(connector=_to("First"), paths=(ScheduledPath(name="", connector=_to("Recalled")),))
    model = Orchestration(name="X", kind="Orchestrator", start=start, stages=stages, decisions=(decision,))
    names = [node.name for node in flow_order(model)]
    assert names == ["First", "D", "B", "A", "C", "Repair", "Then", "Recalled", "Lost_1", "Lost_2"]


def test_elements_with_the_same_name_stay_in_the_order_of_the_model() -> None:
    twins = (Stage(name="A", label="one"), Stage(name="A", label="two"))
    model = Orchestration(name="X", kind="Orchestrator", start=None, stages=twins)
    result = parse(Source("x.orch", to_text(model)))
    assert result.orchestration == model
