"""The run that a finding shows, in each format: who does what, what the run makes of it, where it can go round."""

import json
from functools import cache

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.report import Report
from stageproof.checker.reports.formats import render
from stageproof.grammar.source import Source

RETRY = """\
orchestration Retry {
  start when Order__c is created -> Charge
  stage Charge { background Pay calls Pay_Card async  on error -> Help  then end }
  stage Help { interactive Call calls Call_Form assigned to queue Desk  then Count }
  stage Count { background Add calls Count_One  then go to Charge }
  flow Pay_Card { type AutoLaunchedFlow  async }
  flow Call_Form { type Flow  out reason: one of "A", "B" not null }
  flow Count_One { type AutoLaunchedFlow  sync  writes $Record.Tries__c = 7 }
  field $Record.Tries__c: integer 0..9 not null
  eventually "it ends": run is Completed or run is Error
  never "counted": $Record.Tries__c = 7 and Call starts and Call.Outputs.reason is null and Count is Completed
}
"""


@cache
def _outcome() -> FileOutcome:
    rules = ("errors-repeat-forever", "property-violated")
    return check_source(
        Source("retry.orch", RETRY), Settings(rules, prove=True, witnesses=True), lambda _: None
    )


def _report(rule: str) -> Report:
    found = tuple(one for one in _outcome().findings if one.rule == rule)
    assert found
    return Report("1", "help-2026", (), found)


def test_text_tells_who_acts_and_what_the_run_makes_of_it() -> None:
    text = render(_report("errors-repeat-forever"), "full", quiet=True)
    assert (
        "begin with $Record.Tries__c = 0 and fail Pay with" in text or "begin  (the record is saved)" in text
    )
    assert "  (a person)\n" in text
    assert "(an error strikes)" in text
    assert "       $Record.Tries__c = 7 in the record, not yet read\n" in text
    assert "→ Count/Add is Completed" in text
    assert "→ $Record.Tries__c = 7" in text
    assert text.count("from here on, for ever:") == 1
    assert text.index("from here on, for ever:") < text.index("(the flow returns)", text.index("for ever:"))


def test_json_tells_it_in_keys() -> None:
    (finding,) = json.loads(render(_report("errors-repeat-forever"), "json"))["findings"]
    trace = finding["trace"]
    assert sum(step["repeats"] for step in trace) == 1
    assert "a person" in {step["by"] for step in trace}
    worlds = [step["world"] for step in trace if step["event"].startswith("complete Add")]
    assert worlds
    assert all("$Record.Tries__c.outside" in cells for cells in worlds[:1])
    assert all(set(step["world"]) <= set(step["changes"]) for step in trace)
    assert any(step["same_moment"] for step in trace)


def test_sarif_points_each_event_at_its_step() -> None:
    (result,) = json.loads(render(_report("errors-repeat-forever"), "sarif"))["runs"][0]["results"]
    (flow,) = result["codeFlows"]
    assert flow["message"]["text"] == "the run: it can go round for ever"
    lines: dict[str, int] = {}
    for location in flow["threadFlows"][0]["locations"]:
        text = location["location"]["message"]["text"]
        line = location["location"]["physicalLocation"]["region"]["startLine"]
        event = text.removeprefix("from here on, for ever: ")
        for name in ("begin", "complete Call", "complete Add", "fail Pay"):
            if event.startswith(name):
                lines[name] = line
        assert location["nestingLevel"] == (1 if event.startswith("complete Add") else 0)
    assert lines.pop("begin") == 2
    assert lines.pop("complete Call") == 4
    assert lines.pop("complete Add") == 5
    assert lines.pop("fail Pay", 3) == 3
    assert not lines


def test_markdown_marks_the_circle() -> None:
    text = render(_report("errors-repeat-forever"), "markdown")
    assert text.count("**from here on, for ever:**") == 1
    assert "(a person)" in text


def test_a_run_that_never_has_what_it_should_goes_round_too() -> None:
    text = render(_report("property-violated"), "full", quiet=True)
    assert 'The property "it ends" does not hold' in text
    assert "from here on, for ever:" in text


def test_each_run_is_a_scenario_that_plays() -> None:
    files = dict(_outcome().witnesses)
    assert len(files) >= 2
    for text in files.values():
        assert json.loads(text)["verdict"] == "met"
