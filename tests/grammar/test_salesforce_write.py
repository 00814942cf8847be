"""A definition becomes the XML that Salesforce would write, or is refused with the reason."""

from fractions import Fraction
from typing import Any

import pytest
from flow_xml import orchestration
from hypothesis import given
from hypothesis import strategies as st

from stageproof.grammar.condition import All, Condition, EvaluationCall, Parameter, Requirements, Row
from stageproof.grammar.layout import Layout, UnknownXml
from stageproof.grammar.model import Connector, Constant, Orchestration, Stage, Start, Step
from stageproof.grammar.salesforce.parts import decimal_text
from stageproof.grammar.salesforce.write import write
from stageproof.grammar.value import Nil, Number, Reference, Text


def small(*stages: Stage, api: float | None = 67.0, **more: Any) -> Orchestration:
    start = Start(connector=Connector(target="Check"))
    return Orchestration(
        name="Order", kind="Orchestrator", start=start, stages=stages, api_version=api, **more
    )


def text_of(found: Orchestration) -> str:
    text = write(found).text
    assert text is not None
    return text


STEP = Step(
    name="Look",
    label="Look",
    action_type="stepBackground",
    calls="Look_Up",
    entry=Requirements(
        logic=All((Row(1),)),
        conditions=(
            Condition(left=Reference(text="A.Status"), operator="EqualTo", right=Text(value="Completed")),
        ),
    ),
    inputs=(Parameter(name="a", value=Text(value="x")), Parameter(name="b")),
)


def test_a_small_definition_is_written_as_salesforce_would() -> None:
    assert text_of(
        small(Stage(name="Check", label="Check", steps=(STEP,)), label="Order", status="Active")
    ) == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <label>Order</label>
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <exitConditionLogic>and</exitConditionLogic>
        <stageSteps>
            <name>Look</name>
            <actionName>Look_Up</actionName>
            <actionType>stepBackground</actionType>
            <canAssigneeEdit>false</canAssigneeEdit>
            <debugSimulateStep>false</debugSimulateStep>
            <entryConditionLogic>and</entryConditionLogic>
            <entryConditions>
                <conditionType>EntryCondition</conditionType>
                <leftValueReference>A.Status</leftValueReference>
                <operator>EqualTo</operator>
                <rightValue>
                    <stringValue>Completed</stringValue>
                </rightValue>
            </entryConditions>
            <exitConditionLogic>and</exitConditionLogic>
            <inputParameters>
                <name>a</name>
                <value>
                    <stringValue>x</stringValue>
                </value>
            </inputParameters>
            <inputParameters>
                <name>b</name>
            </inputParameters>
            <label>Look</label>
            <requiresAsyncProcessing>false</requiresAsyncProcessing>
            <runAsUser>false</runAsUser>
            <shouldLock>false</shouldLock>
        </stageSteps>
    </orchestratedStages>
    <processType>Orchestrator</processType>
    <start>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>Check</targetReference>
        </connector>
    </start>
    <status>Active</status>
</Flow>
"""
    )


@pytest.mark.parametrize(
    ("api", "tag", "is_there"),
    [
        (52.0, "requiresAsyncProcessing", False),
        (53.0, "requiresAsyncProcessing", True),
        (61.0, "shouldLock", False),
        (62.0, "shouldLock", True),
        (61.0, "conditionType", False),
        (62.0, "conditionType", True),
        (62.0, "debugSimulateStep", False),
        (63.0, "debugSimulateStep", True),
        (None, "debugSimulateStep", True),
    ],
)
def test_what_says_nothing_new_is_written_from_the_version_that_has_it(
    api: float | None, tag: str, *, is_there: bool
) -> None:
    assert (f"<{tag}>" in text_of(small(Stage(name="Check", steps=(STEP,)), api=api))) is is_there


def test_the_namespace_for_nil_is_declared_where_nil_is_used() -> None:
    step = Step(name="A", action_type=None, mocks=(Parameter(name="x", value=Nil()),))
    text = text_of(small(Stage(name="Check", steps=(step,))))
    assert 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' in text
    assert '<value xsi:nil="true"/>' in text
    assert "xmlns:xsi" not in text_of(small(Stage(name="Check", steps=(STEP,))))


def test_on_error_end_is_refused_with_its_stage() -> None:
    result = write(small(Stage(name="Check", fault_ends=True)))
    assert result.text is None
    (problem,) = result.diagnostics
    assert "on error -> end" in problem.message
    assert problem.element == "Order/Check"


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\ud800", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_refused(text: str) -> None:
    result = write(small(label=text))
    assert result.text is None
    assert "U+" in result.diagnostics[0].message


@given(st.text())
def test_any_text_comes_back_or_is_refused(text: str) -> None:
    result = write(small(label=text))
    if result.text is None:
        assert result.diagnostics
    else:
        assert orchestration(result.text).label == text


def test_a_number_without_a_decimal_form_is_refused() -> None:
    constant = Constant(name="Third", data_type="Number", value=Number(value=Fraction(1, 3)))
    result = write(small(constants=(constant,)))
    assert result.text is None
    assert result.diagnostics[0].message == "1/3 has no exact decimal form, and XML holds decimals."


@given(st.integers(-(10**9), 10**9), st.integers(0, 12), st.integers(0, 12))
def test_decimals_are_exact(numerator: int, twos: int, fives: int) -> None:
    value = Fraction(numerator, 2**twos * 5**fives)
    text = decimal_text(value)
    assert text is not None
    assert Fraction(text) == value
    assert decimal_text(Fraction(1, 3)) is None


def test_the_text_of_a_number_gives_way_to_its_value() -> None:
    constant = Constant(name="C", data_type="Number", value=Number(value=Fraction(5, 2), text="20.50"))
    assert "<numberValue>2.5</numberValue>" in text_of(small(constants=(constant,)))


def test_unknown_xml_stands_where_salesforce_would_write_it() -> None:
    unknown = UnknownXml(path="", xml="<ends>true</ends>")
    connector = UnknownXml(path="connector", xml="<odd/>")
    text = text_of(small(Stage(name="Check", connector=Connector(target="A"), unknown=(unknown,))))
    assert text.index("</connector>") < text.index("<ends>true</ends>") < text.index("<exitConditionLogic>")
    result = write(small(Stage(name="Check", unknown=(connector,))))
    assert any("has no place any more" in one.message for one in result.diagnostics)


def test_missing_labels_are_said_once() -> None:
    result = write(
        small(Stage(name="Check", steps=(Step(name="A", action_type="stepBackground"),)), label="Order")
    )
    (note,) = result.diagnostics
    assert note.message == "A deploy demands a label, and there is none for Check, A."
    assert result.text is not None


def test_a_place_on_the_canvas_is_written() -> None:
    text = text_of(small(Stage(name="Check", layout=Layout((176, -8)))))
    assert "<locationX>176</locationX>\n        <locationY>-8</locationY>" in text


def test_an_evaluation_flow_is_written_with_its_type() -> None:
    call = EvaluationCall(flow="Ready", inputs=(Parameter(name="a"),))
    text = text_of(small(Stage(name="Check", exit_flow=call)))
    assert (
        "<exitActionName>Ready</exitActionName>\n        <exitActionType>evaluationFlow</exitActionType>"
        in text
    )
