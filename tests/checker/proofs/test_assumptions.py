"""Nothing counts as proved where no run can begin, or where the declarations contradict each other."""

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.registry import select
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.scenarios.player import play
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

RULES = tuple(rule.id for rule in select((), ()))
ORDER = """
orchestration Order {{
  start when Order__c is updated -> Work {{ {filters} }}
  stage Work {{ background Do calls Do_It async  then end }}
  flow Do_It {{ type AutoLaunchedFlow  async  writes $Record.Kind__c = "A" }}
  {declared}
  never "it never fails": Do fails
  always "it works": Do is InProgress implies Work is InProgress
}}
"""


def _outcome(filters: str, declared: str = "") -> FileOutcome:
    source = Source("order.orch", ORDER.format(filters=filters, declared=declared))
    outcome = check_source(source, Settings(RULES, prove=True, certify="on"), lambda _: None)
    assert not outcome.crashed
    return outcome


def _verdicts(outcome: FileOutcome) -> set[str]:
    return {one.verdict for one in outcome.obligations}


def test_where_runs_begin_claims_are_decided() -> None:
    assert _verdicts(_outcome('where Kind__c = "A"')) >= {"proved", "refuted"}


def test_filters_that_exclude_each_other_make_every_claim_vacuous_and_are_told_once() -> None:
    outcome = _outcome('where Kind__c = "A" and Kind__c = "B"')
    assert _verdicts(outcome) == {"vacuous"}
    assert {one.reason for one in outcome.obligations} == {
        "no run can begin: nothing meets the entry conditions of Start"
    }
    assert {one.rule for one in outcome.findings if one.severity.word != "note"} == {"condition-never-true"}


def test_filters_that_the_declared_values_exclude_do_so_too() -> None:
    outcome = _outcome('where Kind__c = "C"', 'field $Record.Kind__c: one of "A", "B"')
    assert _verdicts(outcome) == {"vacuous"}
    assert "contradictory-assumptions" in {one.rule for one in outcome.findings}


def test_contradictory_declarations_leave_every_claim_undecided() -> None:
    outcome = _outcome('where Kind__c = "B"', 'field $Record.Kind__c: one of "B", "C"')
    assert _verdicts(outcome) == {"undecided"}
    (finding,) = [one for one in outcome.findings if one.rule == "contradictory-assumptions"]
    assert finding.element == "Order/$Record.Kind__c"


CLEARED = """
orchestration Order {
  start when Order__c is updated -> Clear
  stage Clear { background Clean calls Clean_It async  then Done }
  decision Done { when $Record.Kind__c is null -> end, intended  otherwise -> Odd }
  stage Odd { background Look calls Clean_It async  then end }
  flow Clean_It { type AutoLaunchedFlow  async  writes $Record.Kind__c = null }
  field $Record.Kind__c: text, changed only by Clean_It
  scenario "it is cleared" {
    begin with recordId = "001", $Record.Kind__c = "A"
    complete Clean
    expect run is Completed, $Record.Kind__c = null
  }
}
"""


def test_a_field_that_a_flow_writes_null_to_is_null_in_proofs_and_in_the_interpreter() -> None:
    outcome = check_source(Source("order.orch", CLEARED), Settings(RULES, prove=True), lambda _: None)
    verdicts = {one.id: one.verdict for one in outcome.obligations}
    assert verdicts["Order/Odd:reachable"] == "refuted"
    orchestration = parse(Source("order.orch", CLEARED)).orchestration
    assert orchestration is not None
    (played,) = [play(compile_orchestration(orchestration), one) for one in orchestration.scenarios]
    assert (played.problems, played.unmet) == ((), ())
