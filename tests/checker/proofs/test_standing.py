"""Which conditions would complete a stage that waits for ever."""

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.standing import not_started, pivotal
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

TEXT = """
orchestration Quote {{
  start autolaunched -> Ask
  stage Ask {{ background Query calls Get async  then Level }}
  stage Level {{
    background Note calls Get async
    background Extra calls Get async starts when Query.Outputs.level > 5
    completes when {exit}
    then end
  }}
  flow Get {{ type AutoLaunchedFlow  async  out level: integer 0..3 not null  out kind: boolean not null }}
}}
"""


def _named(condition: str) -> tuple[list[str], list[str]]:
    parsed = parse(Source("quote.orch", TEXT.format(exit=condition)))
    assert parsed.orchestration is not None
    assert not parsed.diagnostics
    program = compile_orchestration(parsed.orchestration)
    analysis = Analysis(encode(program))
    location, states = next(iter(analysis.stuck.items()))
    exit_condition = parsed.orchestration.stages[1].exit
    found = pivotal(analysis, states, exit_condition)
    return [row.left.text for row in found], [step.name for step in not_started(analysis, location, states)]


def test_a_row_that_would_be_enough_is_named_alone() -> None:
    rows, idle = _named("Note is Completed and Query.Outputs.level > 5")
    assert rows == ["Query.Outputs.level"]
    assert idle == ["Extra"]


def test_where_none_is_enough_all_that_never_hold_are_named() -> None:
    rows, _ = _named("Note is Error and Query.Outputs.level > 5")
    assert rows == ["Note.Status", "Query.Outputs.level"]


def test_each_of_several_ways_is_named() -> None:
    rows, _ = _named("Note is Error or Query.Outputs.level > 5")
    assert rows == ["Note.Status", "Query.Outputs.level"]
