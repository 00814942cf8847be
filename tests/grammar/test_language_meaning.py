"""What a text means, and where each part of it stands."""

from dataclasses import fields
from fractions import Fraction
from typing import Any

import pytest

from stageproof.grammar.condition import All, Condition, Not, Requirements, Row, Unreadable
from stageproof.grammar.condition import Any as AnyOf
from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.writing.declarations import relation_text, write_text
from stageproof.grammar.model import Orchestration, Step
from stageproof.grammar.source import Source
from stageproof.grammar.span import Node
from stageproof.grammar.value import (
    Boolean,
    Date,
    DateTime,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Time,
    Value,
)

DESIGN = """\
orchestration Employee_Onboarding {
  label "Employee onboarding"
  api 67
  start when Employee__c is created              # or: autolaunched; or: approval

  flow Create_User {                             # contract of a called flow: read from the project, or declared
    async
    out userId: text
    writes $Record.Attempts__c = $Record.Attempts__c + 1
  }
  flow HR_Form { out decision: one of "Approve", "Reject";  out ready: boolean }
  field $Record.Attempts__c: integer 0..100, changed only by Create_User

  stage Prepare {
    interactive HR_Data   calls HR_Form      assigned to queue HR
    background  Create    calls Create_User
    background  Badge     calls Print_Badge async   starts when Create is Completed
    completes when all steps are Completed       # or: when <condition>; or: when flow Ready returns true
    on error -> Ask_IT
    then Cleared
  }
  decision Cleared {
    when HR_Data.Outputs.decision = "Approve" -> Provision
    otherwise -> end                             # "end, intended" where the author means it
  }
  stage Provision { background Laptop calls Order_Laptop async  then end }
  stage Ask_IT { interactive Fix calls Fix_Form assigned to group IT  then go to Cleared }

  never  "a rejected hire gets a laptop": HR_Data.Outputs.decision = "Reject" and Laptop starts
  always "an error in Prepare is handled": Prepare is Error implies run is not Error

  scenario "the badge printer fails" {
    complete HR_Data with decision = "Approve", ready = true
    complete Create with userId = "005"
    fail Badge with called-flow "out of toner"
    expect Prepare is Error, Badge is Error, run is InProgress
    complete Fix
    complete Laptop
    expect run is Completed
  }
}
"""


def _model(text: str) -> Orchestration:
    result = parse(Source("x.orch", text))
    assert result.diagnostics == (), [diagnostic.message for diagnostic in result.diagnostics]
    assert result.orchestration is not None
    return result.orchestration


def _step(text: str) -> Step:
    return _model(f"orchestration X {{ stage A {{ {text} }} }}").stages[0].steps[0]


def _requirements(text: str) -> Requirements:
    entry = _step(f"background B calls C starts when {text}").entry
    assert entry is not None
    return entry


def _condition(text: str) -> Condition:
    requirements = _requirements(text)
    assert requirements.logic == All((Row(1),))
    return requirements.conditions[0]


def _nodes(node: object) -> list[Node]:
    found: list[Node] = []
    if isinstance(node, Node):
        found.append(node)
        for field in fields(node):
            found += _nodes(getattr(node, field.name))
    elif isinstance(node, tuple):
        parts: tuple[Any, ...] = node
        for part in parts:
            found += _nodes(part)
    return found


def test_the_example_of_the_design_parses_as_it_stands() -> None:
    model = _model(DESIGN)
    assert [stage.name for stage in model.stages] == ["Ask_IT", "Prepare", "Provision"]
    assert model.start is not None
    assert model.start.connector is not None
    assert model.start.connector.target == "Prepare"
    assert [contract.declared for contract in model.contracts] == [True, True]
    assert model.contracts[1].variables[0].name == "decision"


def test_every_node_that_was_written_has_its_place_and_so_has_every_written_attribute() -> None:
    model = _model(DESIGN)
    nodes = _nodes(model)
    assert len(nodes) > 80
    for node in nodes:
        assert 0 <= node.span.start < node.span.end <= len(DESIGN), node
        for attribute, span in node.spans.items():
            assert node.span.start <= span.start < span.end <= node.span.end, (attribute, node)
        name = getattr(node, "name", None)
        if isinstance(name, str) and "name" in node.spans:
            assert DESIGN[slice(*node.spans["name"])] == name


@pytest.mark.parametrize(
    ("attribute", "written"),
    [
        ("name", "Badge"),
        ("action_type", "background"),
        ("calls", "Print_Badge"),
        ("asynchronous", "async"),
        ("entry", "Create is Completed"),
    ],
)
def test_the_attributes_of_a_step_have_their_places(attribute: str, written: str) -> None:
    step = next(step for _, step in _model(DESIGN).steps() if step.name == "Badge")
    assert DESIGN[slice(*step.where(attribute))] == written


def test_the_targets_of_connectors_have_their_places() -> None:
    prepare = _model(DESIGN).stages[1]
    assert prepare.connector is not None
    assert prepare.fault is not None
    assert DESIGN[slice(*prepare.connector.where("target"))] == "Cleared"
    assert DESIGN[slice(*prepare.fault.where("target"))] == "Ask_IT"


def test_references_inside_texts_have_their_places_across_escapes() -> None:
    text = 'orchestration X { template T = "a\\n\\u0041{!B.C}" formula F = "\\"no\\" & {!D} & E" }'
    model = _model(text)
    references = (*model.templates[0].references, *model.formulas[0].references)
    assert [reference.text for reference in references] == ["B.C", "D", "E"]
    assert [text[slice(*reference.span)] for reference in references] == ["B.C", "D", "E"]


@pytest.mark.parametrize(
    ("text", "left", "operator", "right"),
    [
        ("X is Completed", "X.Status", "EqualTo", Text(value="Completed")),
        ("X is not Error", "X.Status", "NotEqualTo", Text(value="Error")),
        ("run is Error", "run.Status", "EqualTo", Text(value="Error")),
        ('"43b-1" is Completed', "43b-1.Status", "EqualTo", Text(value="Completed")),
        ('"43b-1".Outputs.x = 1', "43b-1.Outputs.x", "EqualTo", Number(value=Fraction(1))),
        ("$Record.Owner:User.Name <> null", "$Record.Owner:User.Name", "NotEqualTo", None),
        ("a > 1.5", "a", "GreaterThan", Number(value=Fraction(3, 2))),
        ("a >= -1", "a", "GreaterThanOrEqualTo", Number(value=Fraction(-1))),
        ("a < 1e3", "a", "LessThan", Number(value=Fraction(1000))),
        ("a <= 1/3", "a", "LessThanOrEqualTo", Number(value=Fraction(1, 3))),
        ('a contains "x"', "a", "Contains", Text(value="x")),
        ('a starts with "x"', "a", "StartsWith", Text(value="x")),
        ('a ends with "x"', "a", "EndsWith", Text(value="x")),
        ("a in b", "a", "In", Reference(text="b")),
        ("a not in b.c", "a", "NotIn", Reference(text="b.c")),
        ("a is null", "a", "IsNull", Boolean(value=True)),
        ("a is not null", "a", "IsNull", Boolean(value=False)),
        ("a is blank", "a", "IsBlank", Boolean(value=True)),
        ("a is empty", "a", "IsEmpty", Boolean(value=True)),
        ("a is changed", "a", "IsChanged", Boolean(value=True)),
        ("a is set", "a", "WasSet", Boolean(value=True)),
        ("a is selected", "a", "WasSelected", Boolean(value=True)),
        ("a is visited", "a", "WasVisited", Boolean(value=True)),
        ("a is not erroneous", "a", "HasError", Boolean(value=False)),
        ('a operator "Odd" null', "a", "Odd", None),
        ("{!status} = nil", "status", "EqualTo", Nil()),
        ('{!"a}b"} = 1', "a}b", "EqualTo", Number(value=Fraction(1))),
    ],
)
def test_a_condition_means(text: str, left: str, operator: str, right: Value | None) -> None:
    assert _condition(text) == Condition(left=Reference(text=left), operator=operator, right=right)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a\\"b\\\\\\n\\t\\r\\u00e9"', Text(value='a"b\\\n\t\ré')),
        ('"""two\nlines"""', Text(value="two\nlines")),
        ("-12.50", Number(value=Fraction(-25, 2))),
        ("true", Boolean(value=True)),
        ("nil", Nil()),
        ('formula number "1 + 1"', FormulaValue(expression="1 + 1", data_type="Number")),
        ('formula "1"', FormulaValue(expression="1")),
        ('raw "setupReference" "x"', OtherValue(tag="setupReference", text="x")),
        ("$Record", Reference(text="$Record")),
    ],
)
def test_a_value_means(text: str, value: Value) -> None:
    assert _model(f"orchestration X {{ variable v: text = {text} }}").variables[0].value == value


def test_dates_and_times_are_read() -> None:
    text = "variable a: date = 2026-01-31 variable b: datetime = 2026-01-31T09:30:00Z variable c: time = 09:30:00.5"
    values = [variable.value for variable in _model(f"orchestration X {{ {text} }}").variables]
    assert [type(value) for value in values] == [Date, DateTime, Time]
    assert [str(getattr(value, "value", "")) for value in values] == [
        "2026-01-31",
        "2026-01-31 09:30:00+00:00",
        "09:30:00.500000",
    ]


def test_conditions_are_numbered_in_order_and_parentheses_are_kept() -> None:
    one, two, three = map(Row, (1, 2, 3))
    assert _requirements("a = 1 and b = 2 and c = 3").logic == All((one, two, three))
    assert _requirements("a = 1 or b = 2 and c = 3").logic == AnyOf((one, All((two, three))))
    assert _requirements("(a = 1 or b = 2) and c = 3").logic == All((AnyOf((one, two)), three))
    assert _requirements("(a = 1 and b = 2) and c = 3").logic == All((All((one, two)), three))
    assert _requirements("not (a = 1) or not b = 2").logic == AnyOf((Not(one), Not(two)))
    assert _requirements("always") == Requirements(logic=All(()), conditions=())


def test_numbered_logic_may_use_a_condition_twice_and_is_kept_where_it_is_unreadable() -> None:
    assert _requirements('logic "1 AND (2 OR 1)" { 1: a = 1 2: b = 2 }').logic == All(
        (Row(1), AnyOf((Row(2), Row(1))))
    )
    logic = _requirements('logic "1 AND" { 1: a = 1 }').logic
    assert isinstance(logic, Unreadable)
    assert logic.text == "1 AND"
    assert _requirements('logic "x" because "y" { 1: a = 1 }').logic == Unreadable("x", "y")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("queue HR", "Queue", Text(value="HR")),
        ("group IT", "Group", Text(value="IT")),
        ("queue {!chosen}", "Queue", Reference(text="chosen")),
        ("user anna", "User", Reference(text="anna")),
        ('user "a@b.c"', "User", Text(value="a@b.c")),
        ("user $Record.Owner.Username", "User", Reference(text="$Record.Owner.Username")),
        ("resource approvers", "Resource", Reference(text="approvers")),
        ('kind "Invalid"', "Invalid", None),
    ],
)
def test_an_assignee_means(text: str, kind: str, value: Value | None) -> None:
    assignee = _step(f"interactive B calls C assigned to {text}").assignees[0]
    assert (assignee.kind, assignee.value) == (kind, value)


@pytest.mark.parametrize(
    ("word", "data_type"),
    [
        ("text", "String"), ("number", "Number"), ("currency", "Currency"), ("boolean", "Boolean"), ("date", "Date"),
        ("datetime", "DateTime"), ("picklist", "Picklist"), ("multipicklist", "Multipicklist"), ("Odd", "Odd"),
        ('type "text"', "text"),
    ],
)  # fmt: skip
def test_a_type_means(word: str, data_type: str) -> None:
    assert _model(f"orchestration X {{ variable v: {word} }}").variables[0].data_type == data_type


def test_records_and_classes_have_their_object() -> None:
    variables = _model('orchestration X { variable a: record "Case" variable b: apex "Cls" }').variables
    assert (variables[0].data_type, variables[0].object_type) == ("SObject", "Case")
    assert (variables[1].data_type, variables[1].apex_class) == ("Apex", "Cls")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start autolaunched", (None, None, None)),
        ("start approval", (None, None, None)),
        ("start when Case is created", ("RecordAfterSave", "Create", "Case")),
        ("start when Case is updated", ("RecordAfterSave", "Update", "Case")),
        ("start when Case is created or updated", ("RecordAfterSave", "CreateAndUpdate", "Case")),
        ("start trigger PlatformEvent Odd { object Case }", ("PlatformEvent", "Odd", "Case")),
    ],
)
def test_a_start_means(text: str, expected: tuple[str | None, ...]) -> None:
    start = _model(f"orchestration X {{ {text} }}").start
    assert start is not None
    assert (start.trigger_type, start.record_trigger_type, start.object) == expected
    assert start.connector is None


@pytest.mark.parametrize(("arrow", "target"), [("", "D"), ("-> A", "A"), ("-> end", None), ("{ -> A }", "A")])
def test_a_start_without_an_arrow_leads_to_the_first_stage_or_decision_of_the_file(
    arrow: str, target: str | None
) -> None:
    start = _model(f"orchestration X {{ decision D {{ }} start autolaunched {arrow} stage A {{ }} }}").start
    assert start is not None
    assert (start.connector.target if start.connector else None) == target


def test_without_a_start_there_is_none() -> None:
    assert _model("orchestration X { stage A { } }").start is None


def test_the_kind_is_that_of_the_first_word() -> None:
    assert _model("orchestration X { }").kind == "Orchestrator"
    assert _model("approval X { }").kind == "ApprovalWorkflow"


def test_ends_go_tos_and_faults() -> None:
    model = _model(
        "orchestration X { stage A { then end, intended on error -> end } stage B { then go to A }"
        " decision D { when a = 1 -> end, intended when a = 2 otherwise -> end, intended } }"
    )
    first, second = model.stages
    assert (first.connector, first.ends_intended, first.fault, first.fault_ends) == (None, True, None, True)
    assert second.connector is not None
    assert second.connector.go_to
    decision = model.decisions[0]
    assert [outcome.name for outcome in decision.outcomes] == ["D_Outcome_1", "D_Outcome_2"]
    assert [outcome.ends_intended for outcome in decision.outcomes] == [True, False]
    assert (decision.default, decision.default_intended) == (None, True)


def test_null_in_a_contract_is_no_value_and_is_printed_so() -> None:
    text = "flow F { writes $Record.A__c = null  creates Task.B__c = nil  ensures $Record.A__c = null }"
    contract = _model(f"orchestration X {{ {text} }}").contracts[0]
    assert [write.value for write in contract.writes] == [Nil(), Nil()]
    assert contract.ensures[0].right == Nil()
    assert [write_text(write) for write in contract.writes] == [
        "writes $Record.A__c = null",
        "creates Task.B__c = null",
    ]
    assert relation_text(contract.ensures[0]) == "ensures $Record.A__c = null"
