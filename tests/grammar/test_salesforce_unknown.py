"""What the schema does not name is kept verbatim, reported once, and never fatal."""

import pytest
from flow_xml import RICH, minimal, orchestration, result, stage

from stageproof.grammar.diagnostic import Diagnostic, Problem
from stageproof.grammar.source import Source
from stageproof.grammar.value import OtherValue


def only(text: str) -> Diagnostic:
    (found,) = result(text).diagnostics
    return found


def test_an_unknown_tag_is_kept_on_the_node_that_holds_it() -> None:
    ends = "        <ends>\n            <x a='1'>y</x>\n        </ends>\n"
    found = orchestration(minimal(stage(ends))).stages[0]
    assert [(one.path, one.xml) for one in found.unknown] == [("", ends.strip())]


def test_the_path_leads_from_the_node_to_where_it_stands() -> None:
    text = RICH.replace("<numberValue>3.0</numberValue>", "<numberValue>3.0</numberValue><odd/>")
    store = next(step for _, step in orchestration(text).steps() if step.name == "Store")
    assert [(one.path, one.xml) for one in store.unknown] == [("entryConditions[2]/rightValue", "<odd/>")]


def test_a_tag_is_reported_once_and_counted() -> None:
    text = RICH.replace("<targetReference>", "<ends>true</ends><targetReference>")
    found = only(text)
    assert found.problem is Problem.UNKNOWN_ELEMENT
    assert "6 times" in found.message
    assert found.element == "Order/Decide"


def test_a_misspelt_tag_is_recognised() -> None:
    found = only(RICH.replace("<label>Order</label>", "<label>Order</label><lable>Order</lable>"))
    assert found.help == "Did you mean <label>?"


def test_an_unknown_attribute_is_kept() -> None:
    text = minimal(stage()).replace("<orchestratedStages>", '<orchestratedStages id="7">')
    assert [(one.path, one.xml) for one in orchestration(text).stages[0].unknown] == [("", 'id="7"')]
    assert only(text).problem is Problem.UNKNOWN_ELEMENT


def test_an_unknown_enumeration_value_stays_in_the_model_with_a_suggestion() -> None:
    text = RICH.replace("<status>Active<", "<status>Aktive<")
    found = only(text)
    assert orchestration(text).status == "Aktive"
    assert found.problem is Problem.UNKNOWN_VALUE
    assert found.help.startswith("Did you mean Active? Known values: Active, Draft")
    assert Source("x", text).slice(found.span) == "Aktive"


def test_an_element_that_stands_twice_is_kept_and_reported() -> None:
    text = RICH.replace("<status>Active</status>", "<status>Active</status><status>Draft</status>")
    found = only(text)
    assert found.problem is Problem.REPEATED_ELEMENT
    assert orchestration(text).status == "Active"
    assert [one.xml for one in orchestration(text).unknown] == ["<status>Draft</status>"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<apiVersion>67.0<", "<apiVersion>latest<", "a version such as 66.0"),
        ("<scale>2<", "<scale>two<", "a whole number"),
        ("<locationX>176<", "<locationX>left<", "a whole number"),
        ("<runAsUser>false<", "<runAsUser>no<", "true or false"),
        ("<isInput>true<", "<isInput><a/><", "text"),
        ("<booleanValue>true<", "<booleanValue>yes<", "true or false"),
        ("<dateValue>2026-01-31<", "<dateValue>2026-02-31<", "a date"),
        ("<dateTimeValue>2026-01-31T09:30:00.000Z<", "<dateTimeValue>now<", "a moment"),
    ],
)
def test_a_value_of_the_wrong_form_says_what_was_expected(before: str, after: str, expected: str) -> None:
    found = only(RICH.replace(before, after, 1))
    assert found.problem is Problem.INVALID_VALUE
    assert expected in found.message


def test_a_missing_tag_that_is_needed_is_reported() -> None:
    found = only(RICH.replace("            <targetReference>Decide</targetReference>\n", "", 1))
    assert found.problem is Problem.INVALID_VALUE
    assert found.message == "<connector> has no <targetReference>, which it needs."


def test_a_value_of_a_kind_without_a_type_is_named_and_kept() -> None:
    text = RICH.replace("<numberValue>20.50</numberValue>", "<sobjectValue>001</sobjectValue>")
    assert orchestration(text).constants[0].value == OtherValue(tag="sobjectValue", text="001")
    assert only(text).problem is Problem.UNKNOWN_ELEMENT


def test_nested_collection_elements_and_conditions_are_kept() -> None:
    nested = "<collectionElements><elementReference>A</elementReference></collectionElements>"
    text = RICH.replace("<numberValue>20.50</numberValue>", nested * 2)
    constant = orchestration(text).constants[0]
    assert constant.value == OtherValue(tag="collectionElements", text="")
    assert [(one.path, one.xml) for one in constant.unknown] == [("value", nested)] * 2
    conditions = "<exitConditions><conditionLogic>and</conditionLogic><conditions><operator>IsNull</operator></conditions>"
    text = RICH.replace("<exitConditions>", conditions, 1)
    provision = orchestration(text).stages[1]
    assert [one.path for one in provision.unknown] == ["exitConditions", "exitConditions"]


def test_text_between_elements_is_reported() -> None:
    text = RICH.replace("</start>", "</start>  oops\n")
    found = only(text)
    assert found.problem is Problem.UNKNOWN_ELEMENT
    assert Source("x", text).slice(found.span) == "oops"


def test_an_undeclared_prefix_is_reported() -> None:
    text = RICH.replace(' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', "")
    found = only(text)
    assert "does not declare" in found.message
    assert Source("x", text).slice(found.span) == "xsi:nil"


def test_a_condition_type_of_the_other_kind_is_reported_and_kept() -> None:
    text = RICH.replace("<conditionType>ExitCondition<", "<conditionType>EntryCondition<", 1)
    assert only(text).problem is Problem.UNKNOWN_VALUE
    assert [one.path for one in orchestration(text).stages[1].unknown] == ["exitConditions"]
