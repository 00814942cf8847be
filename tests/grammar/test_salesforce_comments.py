"""What XML has no place for travels in comments to Stageproof, and comes back."""

import re
from dataclasses import replace

import pytest
from flow_xml import RICH, minimal, orchestration, result, stage

from stageproof.grammar.declaration import Known, Suppression
from stageproof.grammar.diagnostic import Problem
from stageproof.grammar.language.parse import parse
from stageproof.grammar.salesforce.write import write
from stageproof.grammar.source import Source

ORCH = """
orchestration Order {
  api 67
  known users "a--b@example.com", "-->", "---"
  flow Form {
    in a: text
    out decision: one of "Approve", "Reject"
    writes $Record.A__c = "x--y"
  }
  field $Record.N__c: integer -5..-1, changed only by Form
  parameter retries: integer 0..10
  suppress some-rule because "as agreed -- really"
  start autolaunched -> Check { suppress trigger-rule }
  stage Check {
    interactive Ask calls Form assigned to user "a@example.com" { suppress step-rule because "é" }
    then Decide
    suppress stage-rule
  }
  decision Decide {
    outcome Yes when Ask.Outputs.decision = "Approve" -> end, intended { suppress outcome-rule }
    otherwise -> end, intended
    suppress decision-rule
  }
  never "a": Ask is Error
  always "b": Ask starts leads to Ask completes
  scenario "c -- d" {
    begin
    complete Ask with decision = "Approve"
    expect run is Completed
  }
}
"""
"""Every declaration, and every place for a suppression or an intended end."""


def test_nothing_of_the_language_is_lost_in_xml() -> None:
    model = parse(Source("Order.orch", ORCH)).orchestration
    assert model is not None
    text = write(model).text
    assert text is not None
    assert orchestration(text) == model
    assert result(text).diagnostics == ()


def test_no_comment_holds_two_hyphens() -> None:
    model = parse(Source("Order.orch", ORCH)).orchestration
    assert model is not None
    bodies = re.findall("<!--(.*?)-->", write(model).text or "", re.DOTALL)
    assert len(bodies) == 6
    assert not any("--" in body for body in bodies)


def test_the_comment_of_the_definition_stands_last() -> None:
    model = parse(Source("Order.orch", ORCH)).orchestration
    assert model is not None
    assert (write(model).text or "").endswith("-->\n</Flow>\n")


def test_a_suppression_is_said_directly_in_its_element() -> None:
    comment = '<!-- stageproof: suppress empty-stage because "on purpose" -->'
    found = orchestration(minimal(stage(f"        {comment}\n"))).stages[0]
    assert found.suppressions == (Suppression(rule="empty-stage", reason="on purpose"),)
    assert (
        Source("x", minimal(stage(f"        {comment}\n"))).slice(found.suppressions[0].where("rule"))
        == "empty-stage"
    )


@pytest.mark.parametrize(
    "comment",
    [
        '<!-- stageproof: suppress empty-stage because "x" -->',
        "<!--stageproof:suppress  empty-stage-->",
        "<!-- stageproof: end intended -->",
        "<!-- stageproof:\n   end, intended suppress a-b\n suppress c-d end intended-->",
        "<!-- stageproof: suppress a-b --><!-- stageproof: suppress c-d -->",
        "<!-- stageproof: -->",
        "<!-- stageproof: what is this -->",
        "<!-- about stageproof: nothing -->",
    ],
)
def test_a_comment_comes_back_as_it_was_written(comment: str) -> None:
    for line_end in ("\n", "\r\n"):
        for body in (
            f"        {comment}\n        <exitConditionLogic>and</exitConditionLogic>\n",
            f"        {comment}\n",
        ):
            text = minimal(stage(body)).replace("\n", line_end)
            assert write(orchestration(text, forms=True)).text == text


def test_a_changed_suppression_is_written_anew_in_its_place() -> None:
    text = minimal(
        stage("        <!--stageproof:suppress  empty-stage--><exitConditionLogic>and</exitConditionLogic>\n")
    )
    found = orchestration(text, forms=True)
    changed = replace(found.stages[0], suppressions=(Suppression(rule="other-rule", reason=None),))
    after = write(replace(found, stages=(changed,))).text
    assert after == text.replace(
        "<!--stageproof:suppress  empty-stage-->", "<!-- stageproof: suppress other-rule -->"
    )
    gone = write(replace(found, stages=(replace(changed, suppressions=()),))).text
    assert gone is not None
    assert "stageproof" not in gone
    assert orchestration(gone).stages[0].exit is None


def test_declarations_stand_in_the_root() -> None:
    text = RICH.replace("</Flow>", '    <!-- stageproof: known users "a" known queues "b" -->\n</Flow>')
    assert orchestration(text).known == (
        Known(kind="users", names=("a",)),
        Known(kind="queues", names=("b",)),
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<!-- stageproof: known users "a" -->', "Declarations stand in a comment directly in <Flow>."),
        (
            "<connector><!-- stageproof: end intended --><targetReference>A</targetReference></connector>",
            "Nothing can be said to Stageproof in this element.",
        ),
        (
            "<connector><targetReference>A</targetReference></connector><!-- stageproof: end intended -->",
            "The run does not end here, so no end can be intended.",
        ),
    ],
)
def test_a_comment_in_the_wrong_place_says_so(body: str, message: str) -> None:
    (found,) = result(minimal(stage(f"        {body}\n"))).diagnostics
    assert found.problem is Problem.INVALID_VALUE
    assert found.message == message


def test_a_comment_that_cannot_be_understood_says_where() -> None:
    text = minimal(stage("        <!-- stageproof: supress a-b -->\n"))
    found = result(text).diagnostics[0]
    assert found.message.startswith("In a comment to Stageproof: ")
    assert Source("x", text).slice(found.span) == "supress"
    assert orchestration(text).stages[0].suppressions == ()
