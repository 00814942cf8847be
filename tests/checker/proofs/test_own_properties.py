"""The author's own properties are decided for every run: each kind, each way."""

import pytest

from stageproof.checker.check_file import Settings, check_source, read_definition
from stageproof.checker.context import Context
from stageproof.checker.proofs.evidence import trace_steps
from stageproof.checker.proofs.own import judge
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

ONBOARDING = """
orchestration Onboarding {
  start when Employee__c is created -> Prepare
  flow Create_User { async  out userId: text }
  flow HR_Form { type Flow  out decision: one of "Approve", "Reject" not null }
  flow Do { async }
  flow Fix_Form { type Flow }
  stage Prepare {
    interactive HR_Data calls HR_Form assigned to queue HR
    background Create calls Create_User
    background Badge calls Do async starts when Create is Completed
    on error -> Ask_IT
    then Cleared
  }
  decision Cleared {
    when HR_Data.Outputs.decision = "Approve" -> Provision
    otherwise -> end
  }
  stage Provision { background Laptop calls Do async  then end }
  stage Ask_IT { interactive Fix calls Fix_Form assigned to group IT  then go to Cleared }
  PROPERTY
}
"""

RETRY = """
orchestration Retry {
  parameter limit: integer 0..3
  start when Order__c is created -> Charge
  flow Charge_Card { async  out paid: boolean not null }
  flow Count_One { sync  writes $Record.Attempts__c = $Record.Attempts__c + 1 }
  field $Record.Attempts__c: integer 0..3 not null, changed only by Count_One
  stage Charge { background Pay calls Charge_Card  then Paid }
  decision Paid {
    when Pay.Outputs.paid = true -> end
    when $Record.Attempts__c < limit -> Count
    otherwise -> Ask
  }
  stage Count { background Add calls Count_One  then go to Charge }
  stage Ask { interactive Person calls Form assigned to queue Desk  then end }
  flow Form { type Flow }
  PROPERTY
}
"""


def _judged(text: str, claim: str) -> OwnVerdict:
    parsed = parse(Source("own.orch", text.replace("PROPERTY", claim)))
    assert not parsed.diagnostics, parsed.diagnostics
    assert parsed.orchestration is not None
    (verdict,) = judge_all(compile_orchestration(parsed.orchestration))
    return verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ('never "a": HR_Data.Outputs.decision = "Reject" and Laptop starts', "proved"),
        ('never "b": Fix fails', "refuted"),
        ('never "c": Laptop is Error and Laptop is Completed', "proved"),
        ('never "d": HR_Data.Outputs.decision = "Maybe" and Laptop starts', "vacuous"),
        ('always "e": Prepare is Error implies run is not Error', "refuted"),
        ('always "f": Laptop is InProgress implies Provision is InProgress', "refuted"),
        (
            'always "u": Laptop is InProgress implies Provision is InProgress or Provision is Suspended',
            "proved",
        ),
        ('never "v": run is Suspended', "refuted"),
        ('never "w": run is Suspended and Prepare is InProgress', "proved"),
        ('always "x": run is Suspended leads to run is not Suspended', "proved"),
        ('reachable "y": Prepare is Suspended and run is InProgress', "proved"),
        ('reachable "z": Prepare is InProgress and run is Suspended', "refuted"),
        ('always "g": Fix is Discontinued implies run is Completed', "refuted"),
        ('always "h": HR_Data.Outputs.decision = "Maybe" implies run is Completed', "vacuous"),
        ('eventually "i": run is Completed or run is Error', "proved"),
        ('eventually "j": run is Completed', "refuted"),
        ('reachable "k": Badge fails', "proved"),
        ('reachable "l": Laptop is Completed and Badge is InProgress', "refuted"),
        ('always "m": Prepare is Error leads to Fix starts', "refuted"),
        ('always "n": Laptop starts leads to Laptop completes or Laptop fails', "proved"),
        ('always "o": HR_Data.Outputs.decision = "Maybe" leads to Fix starts', "vacuous"),
        ('always "p": Prepare starts before Laptop starts', "proved"),
        ('always "q": Laptop starts before HR_Data completes', "refuted"),
        ('exactly once "r": HR_Data starts', "proved"),
        ('exactly once "s": Badge starts', "refuted"),
        ('exactly once "t": Prepare is InProgress', "refuted"),
        ('exactly once "u": run starts', "proved"),
        ('eventually "v": run starts', "proved"),
        ('always "w": run starts before HR_Data starts', "proved"),
        ('always "x": Cleared completes before Provision starts', "proved"),
        ('always "y": Cleared starts leads to Provision starts', "refuted"),
        ('always "z": Provision starts leads to run completes or run fails', "proved"),
    ],
    ids=lambda value: value.partition('"')[2].partition('"')[0] if '"' in value else value,
)
def test_each_kind_comes_out_each_way(claim: str, verdict: str) -> None:
    found = _judged(ONBOARDING, claim)
    assert found.verdict == verdict, found.reason
    shown = trace_steps(found.analysis, found.path, found.loop)
    if verdict == "refuted" and found.claim.kind != "reachable":
        assert shown
    if verdict == "vacuous":
        assert found.reason.endswith("never holds at all")


@pytest.mark.parametrize(
    ("claim", "events"),
    [
        ('never "a": run is Suspended', ["begin", "suspend"]),
        ('never "b": Laptop is InProgress and run is InProgress and Provision is Suspended', ["suspend"]),
        ('exactly once "c": Prepare is InProgress', ["begin", "suspend", "resume"]),
        ('always "d": run is Suspended before Prepare completes', ["begin"]),
        ('always "e": Prepare is Suspended before Prepare is Canceled', ["begin", "cancel"]),
        ('never "f": Prepare is Canceled and run is InProgress', ["begin", "cancel"]),
    ],
)
def test_the_run_that_is_shown_tells_when_somebody_suspends_resumes_or_cancels_it(
    claim: str, events: list[str]
) -> None:
    found = _judged(ONBOARDING, claim)
    assert found.verdict == "refuted"
    told = [step.event.partition(" ")[0] for step in trace_steps(found.analysis, found.path, found.loop)]
    assert [event for event in told if event in ("begin", *events)][-len(events) :] == events
    assert told[-1] == events[-1] or events == ["begin"]


def test_a_property_is_judged_as_a_step_has_a_result_whose_status_nobody_looks_at() -> None:
    """On the recall path no suspend shows it either."""
    text = """
approval Quote_Release {
  field $Record.Flag__c: boolean not null, changed only by Lower
  start when Quote is updated -> Review { where Flag__c = true  path recall -> Undo }
  stage Review { approval Manager calls Ask assigned to group Managers  then end }
  stage Undo { background Lower_It calls Lower  background Tell calls Do  then end }
  flow Lower { async  writes $Record.Flag__c = false }
  flow Do { async }
  PROPERTY
}
"""
    verdict = _judged(text, 'never "lowered": $Record.Flag__c = false')
    assert [step.event for step in trace_steps(verdict.analysis, verdict.path)] == [
        "begin with $Record.Flag__c = true",
        "recall",
        "complete Lower_It",
    ]


def test_a_property_about_changes_and_steps_alone_is_judged_without_suspended_runs() -> None:
    for claim in (
        'never "a": HR_Data.Outputs.decision = "Reject" and Laptop starts',
        'never "b": Laptop is Error and Laptop is Completed',
        'always "c": Prepare is Error implies run is not Error',
        'always "d": Prepare starts before Laptop starts',
        'exactly once "e": Prepare starts',
    ):
        labels = {edge.label.event for edge in _judged(ONBOARDING, claim).analysis.system.edges}
        assert "suspend" not in labels, claim
    for claim in ('never "f": run is Suspended', 'never "g": Laptop is InProgress and not (Laptop starts)'):
        labels = {edge.label.event for edge in _judged(ONBOARDING, claim).analysis.system.edges}
        assert "suspend" in labels, claim


def test_what_goes_round_for_ever_is_shown_as_a_lasso() -> None:
    text = """
orchestration Round {
  start autolaunched -> A
  stage A { background X calls Do  on error -> B  then end }
  stage B { background Y calls Do  then go to A }
  flow Do { async }
  eventually "it ends": run is Completed or run is Error
}
"""
    found = _judged(text, "")
    assert (found.verdict, found.reason) == ("refuted", "the run goes round for ever without it")
    assert any(step.repeats for step in trace_steps(found.analysis, found.path, found.loop))


def test_a_loop_that_people_can_leave_is_an_assumption() -> None:
    text = """
orchestration Rework {
  start autolaunched -> A
  stage A { interactive X calls Ask assigned to queue Q  then Again }
  decision Again { when X.Outputs.ok = true -> end  otherwise -> go to A }
  flow Ask { type Flow  out ok: boolean not null }
  eventually "it ends": run is Completed or run is Error
}
"""
    found = _judged(text, "")
    assert found.verdict == "assumed"
    assert "rework" in found.reason


ROUND = """
orchestration Round {
  start autolaunched -> A
  stage A { background X calls Do  on error -> Repair  then end }
  stage Repair { background Y calls Do  then go to A }
  flow Do { type AutoLaunchedFlow  async }
  PROPERTY
}
"""
"""Errors of X lead round for ever."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ('always "it": X fails leads to Y starts', "proved"),
        ('always "it": X fails leads to Y fails or Y completes', "proved"),
        ('always "it": X starts leads to Y starts or X completes', "proved"),
        ('always "it": X fails leads to X completes or run is Error', "refuted"),
        ('eventually "it": X starts', "proved"),
        ('eventually "it": run is Completed or run is Error', "refuted"),
    ],
)
def test_a_loop_in_which_it_comes_every_time_refutes_nothing(claim: str, verdict: str) -> None:
    found = _judged(ROUND, claim)
    assert found.verdict == verdict
    if verdict == "refuted":
        assert found.reason == "the run goes round for ever without it"
        assert found.loop is not None


def test_a_loop_that_people_repeat_puts_off_only_what_is_owed_in_it() -> None:
    text = """
orchestration Rework {
  start autolaunched -> A
  stage A { interactive X calls Ask assigned to queue Q  then Again }
  decision Again { when X.Outputs.ok = true -> end  otherwise -> go to A }
  flow Ask { type Flow  out ok: boolean not null }
  always "it is answered": X starts leads to X completes or X fails or run is Error
}
"""
    found = _judged(text, "")
    assert (found.verdict, found.reason) == ("proved", "")


def test_an_error_on_a_way_that_people_repeat_once_it_came_goes_round_without_it() -> None:
    """People repeat the loop only where it came; errors go round by the same decision where it did not."""
    text = """
orchestration Both {
  start autolaunched -> A
  stage A { interactive X calls Ask assigned to queue Q  on error -> Again  then Again }
  decision Again { when X.Outputs.ok = true -> end  otherwise -> go to A }
  flow Ask { type Flow  out ok: boolean not null }
  eventually "an answer": X completes or run is Completed or run is Error
}
"""
    found = _judged(text, "")
    assert (found.verdict, found.reason) == ("refuted", "the run goes round for ever without it")


def test_what_no_run_can_show_in_so_many_events_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "lasso", lambda *_: None)
    found = _judged(ROUND, 'eventually "it": run is Completed or run is Error')
    assert (found.verdict, found.reason) == ("undecided", judge.TOO_LONG)


def test_it_is_said_for_which_values_of_a_parameter_it_holds() -> None:
    found = _judged(RETRY, 'never "more than two attempts": Add starts and $Record.Attempts__c >= 2')
    assert found.verdict == "refuted"
    assert found.good_values == "limit = 0..2 or null"
    again = _judged(RETRY, 'exactly once "one attempt": Pay starts')
    assert (again.verdict, again.good_values) == ("refuted", "limit = 0 or null")
    never = _judged(RETRY, 'never "a payment": Pay starts')
    assert never.good_values == "no value of limit"
    assert _judged(RETRY, 'eventually "it ends": run is Completed or run is Error').verdict == "proved"


def test_of_several_parameters_each_alone_is_told_and_null_only_where_it_is_declared() -> None:
    text = """
orchestration Order {
  parameter limit: one of 1, 2, 3 not null
  parameter strict: boolean not null
  start when Order__c is created -> Charge
  stage Charge { background Pay calls Do  on error -> Help  then end }
  stage Help { background Add calls Do  then Again }
  decision Again { when limit = 3 and strict = false -> go to Charge  otherwise "enough" -> end, intended }
  flow Do { type AutoLaunchedFlow  async }
  eventually "it ends": run is Completed or run is Error
}
"""
    outcome = check_source(
        Source("order.orch", text),
        Settings(("property-violated", "dangling-reference"), prove=True),
        lambda _: None,
    )
    (finding,) = outcome.findings
    assert finding.message.endswith("It holds for limit = 1 or 2, or strict = true.")
    assert finding.trace[0].event.startswith("begin with limit = 3, strict = false")
    reasons = {one.property: one.reason for one in outcome.obligations}
    assert reasons["fault-path-ends"] == (
        "Charge's fault path returns to Charge; nothing counts the attempts; it ends for limit = 1 or 2, or strict = true"
    )


def test_a_counter_that_is_compared_with_a_greater_parameter_is_followed_past_its_own_domain() -> None:
    text = """
orchestration Order {
  parameter limit: integer 0..6
  start when Order__c is created -> Charge
  stage Charge { background Pay calls Do  on error -> Count  then end }
  stage Count { background Add calls Count_One  then Pause }
  stage Pause { background Wait calls Do  then Again }
  decision Again { when $Record.Tries__c < limit -> go to Charge  otherwise "enough" -> end, intended }
  flow Do { type AutoLaunchedFlow  async }
  flow Count_One { type AutoLaunchedFlow  sync  writes $Record.Tries__c = $Record.Tries__c + 1 }
  field $Record.Tries__c: integer 0..3 not null, changed only by Count_One
  eventually "it ends": run is Completed or run is Error
}
"""
    outcome = check_source(Source("order.orch", text), Settings((), prove=True, certify="on"), lambda _: None)
    verdicts = {one.property: one.verdict for one in outcome.obligations}
    assert (verdicts["errors-end"], verdicts["eventually"]) == ("proved", "proved")


def test_a_violated_property_is_a_finding_with_its_run() -> None:
    claim = 'always "handled": Prepare is Error implies run is not Error'
    source = Source("own.orch", ONBOARDING.replace("PROPERTY", claim))
    outcome = check_source(source, Settings(("property-violated",), prove=True), lambda _: None)
    (finding,) = outcome.findings
    assert finding.trace
    assert finding.region.line == 21
    (obligation,) = [one for one in outcome.obligations if ":property:" in one.id]
    assert (obligation.property, obligation.verdict) == ("always", "refuted")
    assert obligation.trace


TOGETHER = """
orchestration Loan {
  parameter limit: integer 0..10 not null
  parameter strict: boolean not null
  start autolaunched -> First
  stage First { background Look calls Score async  then Which }
  decision Which { outcome Good when Look.Outputs.score >= limit -> Pay  otherwise -> Again }
  decision Again { outcome Lax when strict = false -> Pay  otherwise -> end, intended }
  stage Pay { background Send calls Score async  then end }
  flow Score { type AutoLaunchedFlow  async  out score: integer 0..10 not null }
  never "paid under five": Pay starts and Look.Outputs.score < 5
}
"""


def test_parameters_that_only_help_together_are_said_to() -> None:
    outcome = check_source(
        Source("loan.orch", TOGETHER), Settings(("property-violated",), prove=True), lambda _: None
    )
    (finding,) = outcome.findings
    assert "It holds for no value of limit or strict alone, but for some of them together." in finding.message


def test_an_element_that_a_property_only_compares_with_is_followed_too() -> None:
    same = _judged(ONBOARDING, 'reachable "s": Prepare.Status = Ask_IT.Status and run is Error')
    assert same.verdict == "proved"
    other = _judged(ONBOARDING, 'reachable "t": Provision.Status = Ask_IT.Status and run is Completed')
    assert other.verdict == "proved"
    apart = _judged(ONBOARDING, 'reachable "u": run is Completed and not (Provision.Status = Ask_IT.Status)')
    assert apart.verdict == "proved"


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ('always "a": Laptop starts before HR_Data completes', "the second comes without the first"),
        ('exactly once "b": Prepare is InProgress', "it happens again"),
    ],
)
def test_what_went_wrong_with_the_order_or_the_number_of_events_is_told(claim: str, reason: str) -> None:
    found = _judged(ONBOARDING, claim)
    assert (found.verdict, found.reason) == ("refuted", reason)


def test_a_property_of_values_that_are_only_sampled_is_decided_where_it_holds_with_open_conditions_too() -> (
    None
):
    source = Source(
        "open.orch",
        """
        orchestration Order {
          field $Record.Size: integer 0.. not null, changed only by Count
          field $Record.Most: integer 0.. not null, never changed
          flow Count { type AutoLaunchedFlow  async  writes $Record.Size = $Record.Size + 1 }
          start when Case is created -> First
          stage First { background A calls Count async then Choose }
          decision Choose { when $Record.Size < $Record.Most -> Small otherwise -> end }
          stage Small { background B calls Count async then end }
          always "ordered": A completes before B starts
          never "large": $Record.Size > $Record.Most and B starts
        }
        """,
    )
    definition = read_definition(source).orchestration
    assert definition is not None
    ordered, large = Context(definition, source, lambda _: None).own_verdicts
    assert (ordered.verdict, ordered.analysis.encoding.space.notes) == ("proved", [])
    assert large.analysis.encoding.space.notes


CUT_SHORT = """
orchestration Cut_Short {
  start autolaunched -> First
  flow Do { async }
  stage First { background A calls Do  on error -> Second  then end }
  stage Second { background B calls Do  then Choose }
  decision Choose { outcome Yes when A is Completed -> end  otherwise -> end }
  PROPERTY
}
"""


@pytest.mark.parametrize("claim", ['exactly once "a": Yes is selected', 'eventually "a": Choose is visited'])
def test_a_run_that_ends_without_what_is_owed_is_shown_by_one_that_nobody_interfered_with(claim: str) -> None:
    verdict = _judged(CUT_SHORT, claim)
    assert (verdict.verdict, verdict.reason) == ("refuted", "the run ends without it")
    events = [step.event for step in trace_steps(verdict.analysis, verdict.path, verdict.loop)]
    assert events
    assert not any(word in event for event in events for word in ("platform", "cancel"))
