"""One file through the whole pipeline: crashes, suppressions, selections, ordinary flows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from small_definitions import BROKEN_ORCH, BROKEN_XML, CLEAN_ORCH, SCREEN_FLOW

from stageproof.checker import check_file as pipeline
from stageproof.checker.check_file import FileOutcome, Settings, api_name, check_source, is_language
from stageproof.checker.context import Context
from stageproof.checker.finding import Severity
from stageproof.checker.registry import UnknownRuleError, all_rules, rule_named, rules_named, select
from stageproof.checker.rule import Found, Preset
from stageproof.checker.suppression import Accepted
from stageproof.grammar.declaration import Suppression
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

EVERY = Settings(tuple(rule.id for rule in select((), ())))


def _check(
    text: str, settings: Settings = EVERY, path: str = "order.orch", *, explicit: bool = False
) -> FileOutcome:
    return check_source(Source(path, text), settings, lambda name: None, explicit=explicit)


def test_a_rule_that_crashes_is_a_finding_and_the_others_still_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(orchestration: Orchestration, context: Context) -> Iterator[Found]:
        raise KeyError("boom")

    broken = rule_named("no-stages")
    assert broken is not None
    rules = tuple(
        replace(rule, visit=crash) if rule.id == "no-stages" else rule for rule in rules_named(EVERY.rule_ids)
    )
    monkeypatch.setattr(pipeline, "rules_named", lambda ids: rules)
    outcome = _check(BROKEN_ORCH)
    assert outcome.crashed
    said = {finding.rule: finding.message for finding in outcome.findings}
    assert "no-stages" in said["rule-crashed"]
    assert "KeyError" in said["rule-crashed"]
    assert "dangling-target" in said


def test_ignored_rules_are_not_even_executed(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def record(orchestration: Orchestration, context: Context) -> Iterator[Found]:
        called.append("ran")
        yield from ()

    watched = tuple(
        replace(rule, visit=record) if rule.id == "dangling-target" else rule for rule in all_rules()
    )
    monkeypatch.setattr(
        pipeline, "rules_named", lambda ids: tuple(rule for rule in watched if rule.id in ids)
    )
    _check(BROKEN_ORCH, Settings(tuple(rule.id for rule in select((), ("dangling-target",)))))
    assert called == []
    _check(BROKEN_ORCH)
    assert called == ["ran"]


def test_a_suppression_covers_its_element_and_what_lies_below_only() -> None:
    for element, suppressed in (
        ("Order", True),
        ("Order/Check", True),
        ("Order/Chec", False),
        ("Other", False),
    ):
        accepted = Accepted(element, Suppression(rule="dangling-target", reason="known"))
        (finding,) = [
            f
            for f in _check(BROKEN_ORCH, replace(EVERY, accepted=(accepted,))).findings
            if f.rule == "dangling-target"
        ]
        assert (finding.suppressed == "known") is suppressed


def test_a_configured_suppression_may_be_bound_to_files() -> None:
    accepted = Accepted("Order", Suppression(rule="dangling-target", reason="known"), "other/*.orch")
    (finding,) = [
        f
        for f in _check(BROKEN_ORCH, replace(EVERY, accepted=(accepted,))).findings
        if f.rule == "dangling-target"
    ]
    assert finding.suppressed is None


def test_suppressions_are_judged() -> None:
    text = CLEAN_ORCH.replace(
        "orchestration Order {",
        'orchestration Order {\n  suppress dangling-target\n  suppress no-such-rule because "x"\n',
    )
    said = {(f.rule, f.region.line) for f in _check(text).findings if f.severity >= Severity.WARNING}
    assert said == {
        ("unused-suppression", 2),
        ("suppression-without-reason", 2),
        ("unknown-rule-in-suppression", 3),
    }


def test_severities_can_be_changed() -> None:
    outcome = _check(BROKEN_ORCH, replace(EVERY, severities={"dangling-target": Severity.NOTE}))
    assert {f.severity for f in outcome.findings if f.rule == "dangling-target"} == {Severity.NOTE}


def test_an_ordinary_flow_is_silent_in_a_folder_and_spoken_of_when_named() -> None:
    assert _check(SCREEN_FLOW, path="Form.flow-meta.xml").result is None
    outcome = _check(SCREEN_FLOW, path="Form.flow-meta.xml", explicit=True)
    assert outcome.result is not None
    assert outcome.result.status == "skipped"
    assert [finding.rule for finding in outcome.findings] == ["unsupported-process-type"]


def test_another_kind_of_orchestration_is_always_said_plainly() -> None:
    other = BROKEN_XML.replace("Orchestrator", "ManagedContentAuthoringWorkflow")
    outcome = _check(other, path="Other.flow-meta.xml")
    assert outcome.result is not None
    assert "ManagedContentAuthoringWorkflow" in (outcome.result.reason or "")


def test_a_flow_file_that_is_no_salesforce_xml_is_passed_over() -> None:
    assert _check('<?xml version="1.0"?><flow><node/></flow>', path="node-red.flow").result is None
    assert _check('{"id": "a flow of another tool"}', path="other.flow").result is None


def test_syntax_errors_cannot_be_switched_off() -> None:
    outcome = _check(
        "orchestration X {{", Settings(tuple(rule.id for rule in select(("dangling-target",), ())))
    )
    assert "syntax-error" in {finding.rule for finding in outcome.findings}


def test_selection_knows_presets_and_refuses_what_does_not_exist() -> None:
    correctness = {rule.id for rule in select(("correctness",), ())}
    recommended = {rule.id for rule in select((), ())}
    assert correctness < recommended < {rule.id for rule in select(("all",), ())}
    assert {rule.id for rule in all_rules() if rule.preset is Preset.CORRECTNESS} <= correctness
    with pytest.raises(UnknownRuleError, match='Did you mean "dangling-target"'):
        select(("dangling-targets",), ())


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/Order.flow-meta.xml", "Order"), ("Order.flow", "Order"), ("c\\Order.orch", "Order"), ("x", "x")],
)
def test_the_api_name_comes_from_the_file_name(path: str, name: str) -> None:
    assert api_name(path) == name


def test_the_language_is_known_by_ending_then_by_content() -> None:
    assert is_language(Source("a.orch", "<Flow/>"))
    assert not is_language(Source("a.flow-meta.xml", "orchestration X {}"))
    assert is_language(Source("standard input", "orchestration X {}"))
    assert not is_language(Source("standard input", "\ufeff <Flow/>"))


def test_findings_say_line_column_byte_and_frame() -> None:
    (finding,) = [f for f in _check(BROKEN_ORCH).findings if f.rule == "dangling-target"]
    assert (finding.region.line, finding.region.column, finding.region.end_column) == (6, 10, 21)
    assert BROKEN_ORCH.encode()[finding.region.byte : finding.region.end_byte] == b"Chekc_Again"
    assert finding.frame == ((6, "    then Chekc_Again"),)
    assert finding.fingerprint


def test_scenarios_and_properties_that_are_not_run_are_said_to_be_so() -> None:
    told = CLEAN_ORCH.rstrip().removesuffix("}") + '  scenario "a" { expect run is Completed }\n}\n'
    assert [remark for remark in _check(told).remarks if "Scenarios" in remark]
    assert _check(CLEAN_ORCH).remarks == ()


def test_what_proofs_take_from_samples_is_said() -> None:
    text = """
orchestration Order {
  start autolaunched -> A
  stage A { background X calls Look async  then D }
  formula loud: text = "UPPER({!X.Outputs.word})"
  decision D { when loud = "YES" -> end  otherwise -> end, intended }
  flow Look { type AutoLaunchedFlow  async  out word: DOMAIN not null }
}
"""

    def remarks(domain: str) -> str:
        source = Source("order.orch", text.replace("DOMAIN", domain))
        settings = Settings(("stage-waits-forever",), prove=True)
        return " ".join(check_source(source, settings, lambda _: None).remarks)

    assert "rest on samples" in remarks("text")
    assert "declare its domain" in remarks("text")
    assert "samples" not in remarks('one of "yes", "no"')
