"""Salesforce XML is read into the model: every tag, with the place of each value."""

import re
from fractions import Fraction

import pytest
from flow_xml import RICH, minimal, orchestration, result, stage

from stageproof.grammar.condition import All, Any, Row, Unreadable
from stageproof.grammar.diagnostic import Problem
from stageproof.grammar.model import Orchestration, Step
from stageproof.grammar.source import Source
from stageproof.grammar.span import Node
from stageproof.grammar.value import (
    Boolean,
    Date,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
)

ORDER = orchestration(RICH)


def step(found: Orchestration, name: str) -> Step:
    return next(one for _, one in found.steps() if one.name == name)


def written(node: Node, attribute: str | None = None, text: str = RICH) -> str:
    return Source("x", text).slice(node.where(attribute) if attribute else node.span)


def test_the_whole_definition_is_read_without_a_word() -> None:
    assert result(RICH).diagnostics == ()
    assert result(RICH).process_type == "Orchestrator"
    assert (ORDER.name, ORDER.kind, ORDER.label, ORDER.api_version, ORDER.status) == (
        "Order",
        "Orchestrator",
        "Order",
        67.0,
        "Active",
    )
    assert ORDER.setting("timeZoneSidKey") == "Europe/Berlin"
    assert [stage.name for stage in ORDER.stages] == ["Prepare", "Provision"]


def test_a_step_holds_its_kind_call_conditions_inputs_and_flags() -> None:
    form, store = step(ORDER, "Form"), step(ORDER, "Store")
    assert (form.action_type, form.subtype, form.calls) == ("stepInteractive", "InteractiveStep", "Form_Flow")
    assert (form.locks_record, form.asynchronous, store.asynchronous) == (True, False, True)
    assert form.assignees[0].kind == "User"
    assert form.assignees[0].value == Text(value="a@example.com")
    assert [(one.name, one.value) for one in form.inputs][::2] == [
        ("ActionInput__RecordId", Reference(text="$Record.Id")),
        ("empty", None),
    ]
    assert form.mocks[0].value == Nil()
    assert (form.outputs[0].name, form.outputs[0].variable) == ("answer", "Answer")
    assert form.entry is None
    assert store.entry is not None
    assert store.entry.logic == All((Row(1), Row(2)))
    assert [row.left.text for row in store.entry.conditions] == ["Form.Status", "Form.Outputs.count"]
    assert store.entry_flow is not None
    assert store.entry_flow.inputs[0].value == FormulaValue(expression="{!Limit} + 1", data_type="Number")


def test_a_stage_holds_its_exit_its_connectors_and_its_place_on_the_canvas() -> None:
    prepare, provision = ORDER.stages
    assert prepare.exit is None
    assert prepare.exit_flow is not None
    assert (prepare.exit_flow.flow, prepare.exit_flow.action_type) == ("Ready", "evaluationFlow")
    assert prepare.connector is not None
    assert prepare.fault is not None
    assert (prepare.connector.target, prepare.fault.target, prepare.layout.location) == (
        "Decide",
        "Provision",
        (176, -8),
    )
    assert provision.exit is not None
    assert provision.exit.logic == Any((Row(1), Row(2)))
    assert provision.exit.conditions[1].right is None
    assert provision.runs_as_user is False
    assert prepare.runs_as_user is None
    assert provision.connector is None


def test_zero_in_both_directions_is_no_place_on_the_canvas() -> None:
    assert ORDER.stages[1].layout.location is None


def test_a_decision_holds_its_outcomes_in_order() -> None:
    (decision,) = ORDER.decisions
    assert decision.description == 'who & why "now" isn\'t <clear>'
    assert decision.default is not None
    assert decision.default.go_to
    assert decision.default_label == "Otherwise"
    big, done = decision.outcomes
    assert big.requirements.logic == All((Row(1), Any((Row(2), Row(3)))))
    assert big.requires_change is True
    assert big.requirements.conditions[1].right is not None
    assert isinstance(big.requirements.conditions[1].right, Date)
    assert big.requirements.conditions[2].right == Boolean(value=False)
    assert done.connector is None


def test_the_start_holds_trigger_filters_schedule_and_paths() -> None:
    start = ORDER.start
    assert start is not None
    assert (start.object, start.trigger_type, start.record_trigger_type) == (
        "Order__c",
        "RecordAfterSave",
        "CreateAndUpdate",
    )
    assert start.filters is not None
    assert start.filters.conditions[0].left == Reference(text="Status__c")
    assert start.requires_change is False
    assert start.schedule[0] == ("frequency", "Daily")
    assert start.settings == (("flowRunAsUser", "TriggeringUser"),)
    recall, later = start.paths
    assert (recall.path_type, recall.name) == ("ApprovalRecall", "")
    assert later.settings == (
        ("maxBatchSize", "200"),
        ("offsetNumber", "3"),
        ("offsetUnit", "Days"),
        ("timeSource", "RecordTriggerEvent"),
    )


def test_resources_hold_types_values_and_references() -> None:
    assert ORDER.constants[0].value == Number(value=Fraction(41, 2))
    assert isinstance(ORDER.constants[0].value, Number)
    assert ORDER.constants[0].value.text == "20.50"
    assert [reference.text for reference in ORDER.formulas[0].references] == ["Limit", "Form.Outputs.count"]
    assert ORDER.templates[0].plain is True
    assert [variable.is_collection for variable in ORDER.variables] == [False, True]
    assert ORDER.variables[1].object_type == "Order__c"


@pytest.mark.parametrize(
    ("node", "attribute", "text"),
    [
        (step(ORDER, "Form"), "name", "Form"),
        (step(ORDER, "Form"), "calls", "Form_Flow"),
        (step(ORDER, "Form"), "action_type", "stepInteractive"),
        (step(ORDER, "Form"), "locks_record", "true"),
        (step(ORDER, "Form").assignees[0], "value", "a@example.com"),
        (ORDER, "status", "Active"),
        (ORDER, "api_version", "67.0"),
        (ORDER.stages[0].connector, "target", "Decide"),
        (ORDER.stages[0].exit_flow, "flow", "Ready"),
        (ORDER.decisions[0].outcomes[0].requirements, "logic", "1 AND (2 OR 3)"),
        (ORDER.decisions[0].outcomes[0].requirements.conditions[0], "operator", "GreaterThan"),
        (ORDER.decisions[0].outcomes[0].requirements.conditions[0], "left", "$Record.Amount__c"),
        (ORDER.decisions[0].outcomes[0].requirements.conditions[0], "right", "Limit"),
        (ORDER.settings[0], "value", "false"),
        (ORDER.start, "trigger_type", "RecordAfterSave"),
    ],
)
def test_the_place_of_a_value_is_exactly_its_text(node: Node, attribute: str, text: str) -> None:
    assert written(node, attribute) == text


def test_the_place_of_a_node_is_its_whole_element() -> None:
    assert written(ORDER.stages[0]).startswith("<orchestratedStages>\n        <name>Prepare<")
    assert written(ORDER.stages[0]).endswith("</orchestratedStages>")
    assert ORDER.stages[0].connector is not None
    assert written(ORDER.stages[0].connector).startswith("<connector>")


@pytest.mark.parametrize("tag", ["Flow", "met:Flow"])
def test_the_name_of_the_definition_stands_at_the_tag_of_the_root(tag: str) -> None:
    prefix = tag.removesuffix("Flow")
    text = RICH if tag == "Flow" else re.sub(r"(</?)(?=\w)", rf"\1{prefix}", RICH)
    text = "\ufeff" + text.replace("xmlns=", f"xmlns:{prefix[:-1]}=" if prefix else "xmlns=")
    found = orchestration(text)
    assert Source("x", text).slice(found.where("name")) == tag
    assert found.where("name").start == text.index(f"<{tag}") + 1


def test_references_stand_where_they_are_written_even_behind_entities() -> None:
    text = RICH.replace("Dear {!$Record.Name}", "D&amp;<![CDATA[<]]>&#x41; é{!$Record.Name}")
    greeting = step(orchestration(text), "Form").inputs[1].value
    assert isinstance(greeting, Text)
    assert greeting.value.startswith("D&<A é{!")
    assert [written(reference, None, text) for reference in greeting.references] == ["$Record.Name", "Limit"]
    assert [written(reference) for reference in ORDER.formulas[0].references] == [
        "Limit",
        "Form.Outputs.count",
    ]


def test_places_count_code_points_and_not_bytes() -> None:
    text = minimal(stage("        <description>süß \U0001f600</description>\n"))
    found = orchestration(text).stages[0]
    assert written(found, "description", text) == "süß \U0001f600"
    assert written(found, None, text).endswith("</orchestratedStages>")


def test_white_space_around_a_name_means_nothing_and_in_a_text_it_stays() -> None:
    text = minimal(stage(step="            <label> Look </label>\n")).replace("Look_Up", "\n  Look_Up\n ")
    found = step(orchestration(text), "Look")
    assert (found.calls, found.label) == ("Look_Up", " Look ")
    assert written(found, "calls", text) == "Look_Up"


def test_logic_without_conditions_is_no_requirement() -> None:
    for logic in ("and", "or", "AND", ""):
        text = stage(f"        <exitConditionLogic>{logic}</exitConditionLogic>\n")
        assert orchestration(minimal(text)).stages[0].exit is None


def test_logic_that_names_no_condition_is_kept_as_unreadable() -> None:
    text = minimal(stage("        <exitConditionLogic>1 AND 2</exitConditionLogic>\n"))
    found = orchestration(text).stages[0].exit
    assert found is not None
    assert isinstance(found.logic, Unreadable)


def test_other_process_types_are_named_and_nothing_else_is_said() -> None:
    for kind in ("AutoLaunchedFlow", "Flow", "EvaluationFlow", "OrchestrationFlow"):
        found = result(RICH.replace(">Orchestrator<", f">{kind}<"))
        assert (found.orchestration, found.process_type, found.diagnostics) == (None, kind, ())
        assert found.is_flow


def test_a_type_is_found_although_a_comment_names_another() -> None:
    text = RICH.replace("<processType>", "<!-- <processType>Flow</processType> --><processType>")
    assert result(text).process_type == "Orchestrator"


def test_a_flow_without_a_process_type_is_a_flow_and_no_orchestration() -> None:
    found = result(minimal().replace("<processType>Orchestrator</processType>", ""))
    assert (found.orchestration, found.process_type, found.diagnostics, found.is_flow) == (
        None,
        None,
        (),
        True,
    )


@pytest.mark.parametrize(
    "text", ["", "graph TD", '{"nodes": []}', "<mxfile><a></mxfile>", "<a/>", "\x00\x01"]
)
def test_another_format_called_flow_is_passed_over(text: str) -> None:
    found = result(text, "diagram.flow")
    assert (found.orchestration, found.diagnostics, found.is_flow) == (None, (), False)


@pytest.mark.parametrize("text", ["<html/>", '<Flow xmlns="urn:other"/>', "<Flow/>", "<a:Flow/>"])
def test_another_root_is_no_flow_and_no_mistake(text: str) -> None:
    found = result(text)
    assert (found.orchestration, found.diagnostics, found.is_flow) == (None, (), False)


def test_a_prefix_for_the_metadata_namespace_changes_nothing() -> None:
    import re

    prefixed = re.sub(r"(</?)(?=\w)", r"\1m:", RICH).replace("xmlns=", "xmlns:m=", 1)
    assert orchestration(prefixed) == ORDER
    assert result(prefixed).diagnostics == ()


def test_stages_and_decisions_come_sorted_by_name() -> None:
    text = minimal(stage(name="B") + stage(name="A"))
    assert [one.name for one in orchestration(text).stages] == ["A", "B"]


def test_number_is_exact_and_keeps_its_text() -> None:
    text = RICH.replace("<numberValue>20.50<", "<numberValue>0.1000000000000000000000000000001<")
    value = orchestration(text).constants[0].value
    assert isinstance(value, Number)
    assert value.value == Fraction("0.1000000000000000000000000000001")
    assert value.text == "0.1000000000000000000000000000001"


@pytest.mark.parametrize("literal", ["lots", "1e9999999999", "NaN", "1,5", "--1"])
def test_a_number_that_is_none_is_kept_and_reported(literal: str) -> None:
    found = result(RICH.replace("<numberValue>20.50<", f"<numberValue>{literal}<"))
    assert found.orchestration is not None
    assert found.orchestration.constants[0].value == OtherValue(tag="numberValue", text=literal)
    assert [one.problem for one in found.diagnostics] == [Problem.INVALID_VALUE]
