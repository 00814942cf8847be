"""What XML has no place for travels in comments to Stageproof, and comes back."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from flow_xml import RICH, minimal, orchestration, result, stage

from stageproof.grammar.declaration import Known, Suppression
from stageproof.grammar.diagnostic import Problem
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import to_text
from stageproof.grammar.model import Element, Orchestration, ScheduledPath, Start
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
            "The run does not end here, so no end can be intended.",
        ),
        (
            "<connector><targetReference>A</targetReference></connector><!-- stageproof: end intended -->",
            "The run does not end here, so no end can be intended.",
        ),
        (
            '<exitConditionLogic>and<!-- stageproof: known users "a" --></exitConditionLogic>',
            "Declarations stand in a comment directly in <Flow>.",
        ),
        (
            "<stageSteps><!-- stageproof: end intended --><name>A</name><actionType>stepBackground</actionType></stageSteps>",
            "The run does not end here, so no end can be intended.",
        ),
        (
            "<label>A</label><label>B<!-- stageproof: suppress a-b --></label>",
            "Nothing can be said to Stageproof in an element that it does not read.",
        ),
        (
            "<other><inner><!-- stageproof: suppress a-b --></inner></other>",
            "Nothing can be said to Stageproof in an element that it does not read.",
        ),
    ],
)
def test_a_comment_in_the_wrong_place_says_so(body: str, message: str) -> None:
    text = minimal(stage(f"        {body}\n"))
    others = (Problem.UNKNOWN_ELEMENT, Problem.REPEATED_ELEMENT)
    (found,) = (one for one in result(text).diagnostics if one.problem not in others)
    assert found.problem is Problem.INVALID_VALUE
    assert found.message == message
    assert Source("x", text).slice(found.span).startswith("<!-- stageproof")
    assert write(orchestration(text, forms=True)).text == text


def test_a_comment_that_cannot_be_understood_says_where() -> None:
    text = minimal(stage("        <!-- stageproof: supress a-b -->\n"))
    found = result(text).diagnostics[0]
    assert found.message.startswith("In a comment to Stageproof: ")
    assert Source("x", text).slice(found.span) == "supress"
    assert orchestration(text).stages[0].suppressions == ()


def _owners(model: Orchestration) -> dict[str, tuple[str, ...]]:
    """The rules that are suppressed, by the name of what they are suppressed in."""
    found: dict[str, tuple[Suppression, ...]] = {"(definition)": model.suppressions}
    for one in model.stages:
        found[one.name] = one.suppressions
        found |= {f"{one.name}/{step.name}": step.suppressions for step in one.steps}
    for decision in model.decisions:
        found[decision.name] = decision.suppressions
        found |= {f"{decision.name}/{rule.name}": rule.suppressions for rule in decision.outcomes}
    if model.start is not None:
        found["(start)"] = model.start.suppressions
        found |= {f"(start)/{path.name}": path.suppressions for path in model.start.paths}
    for several in (model.variables, model.constants, model.formulas, model.templates):
        found |= {one.name: one.suppressions for one in several}
    return {name: tuple(one.rule for one in said) for name, said in found.items() if said}


SAID = "<!-- Stageproof: suppress some-rule -->"
PLACES = sorted({match.end() for match in re.finditer(r"<[^!?>]+>", RICH)} | {0, len(RICH)})[1:]
"""Every place between two tags, and behind a tag before text."""


@pytest.mark.parametrize("place", PLACES)
def test_wherever_a_comment_stands_it_is_heard_once_and_comes_back(place: int) -> None:
    text = f"{RICH[:place]}{SAID}{RICH[place:]}"
    assert result(text).diagnostics == ()
    found = orchestration(text, forms=True)
    owners = _owners(found)
    assert list(owners.values()) == [("some-rule",)]
    assert write(found).text == text
    plain = write(orchestration(text)).text
    assert plain is not None
    assert _owners(orchestration(plain)) == owners


@pytest.mark.parametrize("place", PLACES[::7])
def test_wherever_a_comment_stands_it_goes_through_the_language(place: int) -> None:
    text = f"{RICH[:place]}{SAID}{RICH[place:]}"
    found = orchestration(text, forms=True)
    again = parse(Source("Order.orch", to_text(found))).orchestration
    assert again == found
    assert write(again).text == text


@pytest.mark.parametrize("place", PLACES)
def test_wherever_a_comment_stands_what_it_says_can_be_changed(place: int) -> None:
    text = f"{RICH[:place]}{SAID}{RICH[place:]}"
    found = orchestration(text, forms=True)

    def changed(said: tuple[Suppression, ...]) -> Orchestration:
        result: Orchestration = _with_suppressions(found, said)
        return result

    gone = write(changed(())).text
    assert gone is not None
    assert "tageproof" not in gone
    assert "".join(gone.split()) == "".join(RICH.split())
    other = changed((Suppression(rule="other-rule", reason=None),))
    after = write(other).text
    assert after is not None
    assert list(_owners(orchestration(after)).values()) == [("other-rule",)]
    bare = after.replace("<!-- stageproof: suppress other-rule -->", "")
    assert "".join(bare.split()) == "".join(RICH.split())


def _with_suppressions(node: Any, said: tuple[Suppression, ...]) -> Any:
    """A node in which whatever is suppressed anywhere is replaced."""
    if isinstance(node, tuple):
        return tuple(_with_suppressions(one, said) for one in node)
    if not isinstance(node, Element | ScheduledPath | Start):
        return node
    changes = {
        field.name: _with_suppressions(getattr(node, field.name), said)
        for field in fields(node)
        if field.compare
    }
    if node.suppressions:
        changes["suppressions"] = said
    return replace(node, **changes)


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (
            "<!--stageproof:suppress a-a--><description>A<!--stageproof:suppress b-b--></description><!--stageproof:suppress c-c-->",
            ["a-a", "b-b", "c-c"],
        ),
        (
            "<exitConditionLogic><![CDATA[and]]><!-- STAGEPROOF: suppress a-a --></exitConditionLogic>",
            ["a-a"],
        ),
        ("<connector><!--stageproof:--><targetReference>A</targetReference></connector>", []),
        ("<description><![CDATA[<!-- stageproof: suppress a-a -->]]></description>", []),
        ("<description><!-- say <!- stageproof: suppress a-a -->x</description>", []),
        ("<!-- stageproof.toml says the rest --><!-- stageproofed -->", []),
    ],
)
def test_what_is_said_in_several_places_is_said_in_the_order_of_the_text(body: str, rules: list[str]) -> None:
    for line_end in ("\n", "\r\n"):
        text = minimal(stage(f"        {body}\n")).replace("\n", line_end)
        assert result(text).diagnostics == ()
        found = orchestration(text, forms=True)
        assert [one.rule for one in found.stages[0].suppressions] == rules
        assert write(found).text == text


@pytest.mark.parametrize(
    "around", [('<!-- stageproof: known users "a" -->\n', ""), ("", '<!--stageproof: known users "a"-->\n')]
)
def test_before_and_after_the_root_the_definition_is_meant(around: tuple[str, str]) -> None:
    first, rest = RICH.split("\n", 1)
    text = f"{first}\n{around[0]}{rest}{around[1]}"
    found = orchestration(text, forms=True)
    assert found.known == (Known(kind="users", names=("a",)),)
    assert write(found).text == text
    assert (
        write(replace(found, known=())).text
        == f"{first}\n{around[0] and chr(10)}{rest}{around[1] and chr(10)}"
    )


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<!-- stageproof suppress a-b -->", "stageproof"),
        ("<!--\n  StageProof -->", "StageProof"),
        ("<!-- stageproof: frobnicate x -->", "frobnicate"),
        ("<exitConditionLogic>and<!-- stageproof, suppress a-b --></exitConditionLogic>", "stageproof"),
        ("<exitConditionLogic>and<!-- stageproof: stage A { } --></exitConditionLogic>", "stage"),
    ],
)
def test_a_comment_to_stageproof_that_cannot_be_read_is_never_passed_over(body: str, where: str) -> None:
    text = minimal(stage(f"        {body}\n"))
    found = result(text).diagnostics[0]
    assert found.problem is Problem.SYNTAX_ERROR
    assert Source("x", text).slice(found.span) == where
    assert "expected" in found.message
    assert write(orchestration(text, forms=True)).text == text
