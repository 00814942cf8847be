"""The text of a model means the model."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings

from stageproof.grammar.language.format import format_text
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import flow_order, to_text
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

sys.path.insert(0, str(Path(__file__).parent))
from orch_strategies import orchestrations

GENERATED = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@GENERATED
@given(orchestrations())
def test_the_text_of_a_model_parses_to_the_model(model: Orchestration) -> None:
    text = to_text(model)
    result = parse(Source("x.orch", text))
    assert result.diagnostics == ()
    assert result.orchestration == model
