from datetime import date
from fractions import Fraction

import pytest

from stageproof.grammar.condition import (
    All,
    Any,
    Condition,
    EvaluationCall,
    Logic,
    Not,
    Requirements,
    Row,
    Unreadable,
)
from stageproof.grammar.model import Assignee, Stage, Start, Step
from stageproof.grammar.value import (
    Boolean,
    Date,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Value,
)
from stageproof.grammar.wording import (
    assignee_words,
    condition_words,
    entry_words,
    exit_words,
    requirements_parts,
    requirements_words,
    start_words,
    step_kind_words,
    value_words,
)


def condition(left: str, operator: str, right: Value | None = None) -> Condition:
    return Condition(left=Reference(text=left), operator=operator, right=right)


LETTERS = tuple(condition(letter, "IsNull", Boolean(value=True)) for letter in "abcd")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (Nil(), "null"),
        (Text(value='a "b"\nc\\'), '"a \\"b\\"\\nc\\\\"'),
        (Number(value=Fraction(1, 2), text="0.50"), "0.50"),
        (Number(value=Fraction(3)), "3"),
        (Boolean(value=False), "false"),
        (Date(value=date(2026, 1, 31)), "2026-01-31"),
        (Reference(text="$Record.Owner:User.Username"), "$Record.Owner:User.Username"),
        (FormulaValue(expression="{!x} + 1"), "formula {!x} + 1"),
        (OtherValue(tag="apexValue", text="{}"), "{}"),
    ],
)
def test_values_read_as_an_author_writes_them(value: Value | None, words: str) -> None:
    assert value_words(value) == words


@pytest.mark.parametrize(
    ("left", "operator", "right", "words"),
    [
        ("Create.Status", "EqualTo", Text(value="InProgress"), "Create is In Progress"),
        ("Create.Status", "NotEqualTo", Text(value="Completed"), "Create is not Completed"),
        ("$Record.Status", "EqualTo", Text(value="InProgress"), '$Record.Status = "InProgress"'),
        ("Form.Outputs.decision", "EqualTo", Text(value="Approve"), 'Form.Outputs.decision = "Approve"'),
        ("Form.Outputs.decision", "NotEqualTo", Nil(), "Form.Outputs.decision is not null"),
        ("amount", "LessThanOrEqualTo", Number(value=Fraction(5)), "amount <= 5"),
        ("Yes", "WasVisited", Boolean(value=True), "Yes was visited"),
        ("Yes", "HasError", Boolean(value=False), "Yes has no error"),
        ("Yes", "IsChanged", None, "Yes is changed"),
        ("Yes", "IsNull", Reference(text="flag"), "(Yes is null) = flag"),
        ("name", "StartsWith", Text(value="A"), 'name starts with "A"'),
        ("name", "Resembles", Text(value="A"), 'name Resembles "A"'),
    ],
)
def test_conditions_read_as_words(left: str, operator: str, right: Value | None, words: str) -> None:
    assert condition_words(condition(left, operator, right)) == words


@pytest.mark.parametrize(
    ("logic", "words"),
    [
        (All((Row(1),)), "a is null"),
        (Row(2), "b is null"),
        (All((Row(1), Row(2))), "a is null and b is null"),
        (Any((Row(1), All((Row(2), Row(3))))), "a is null or (b is null and c is null)"),
        (
            All((Row(1), Row(2), Any((Row(3), Row(4))))),
            "all of: a is null; b is null; (c is null or d is null)",
        ),
        (Any((Row(1), Row(2), Not(Row(3)))), "any of: a is null; b is null; not (c is null)"),
        (All(()), "always"),
        (Any(()), "never"),
        (Row(9), "condition 9"),
        (Unreadable("1 XOR 2", "no logic"), "logic that cannot be read: 1 XOR 2"),
    ],
)
def test_requirements_read_as_words(logic: Logic, words: str) -> None:
    assert requirements_words(Requirements(logic=logic, conditions=LETTERS)) == words


def test_requirements_come_apart_at_their_outermost_joint() -> None:
    requirements = Requirements(logic=Any((Row(1), All((Row(2), Row(3))))), conditions=LETTERS)
    assert requirements_parts(requirements) == ("a is null", "b is null and c is null")
    assert requirements_parts(Requirements(logic=All(()), conditions=())) == ("always",)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("Queue", Text(value="HR"), "queue HR"),
        ("User", Reference(text="$Record.Owner.Username"), "user $Record.Owner.Username"),
        ("Group", None, "group (none named)"),
        ("Invalid", Text(value="x"), "an assignee of kind Invalid, x"),
    ],
)
def test_assignees_read_as_words(kind: str, value: Value | None, words: str) -> None:
    assert assignee_words(Assignee(kind=kind, value=value)) == words


def test_entries_and_exits_read_as_words() -> None:
    done = Requirements(
        logic=All((Row(1),)), conditions=(condition("Create.Status", "EqualTo", Text(value="Completed")),)
    )
    step = Step(name="S", action_type="stepInteractive")
    asked = Step(name="S", action_type="stepInteractive", entry=done, exit_flow=EvaluationCall(flow="Ready"))
    assert entry_words(step) == "starts with the stage"
    assert exit_words(step) == "completes when its flow is done"
    assert entry_words(asked) == "starts when Create is Completed"
    assert exit_words(asked) == "completes when flow Ready returns true"
    assert exit_words(Stage(name="A")) == "completes when all steps are Completed"
    assert exit_words(Stage(name="A", exit=done)) == "completes when Create is Completed"


def test_starts_read_as_words() -> None:
    new = Requirements(logic=All((Row(1),)), conditions=(condition("Status", "EqualTo", Text(value="New")),))
    saved = Start(
        object="Case", trigger_type="RecordAfterSave", record_trigger_type="CreateAndUpdate", filters=new
    )
    assert start_words(saved, "Orchestrator") == 'Case is created or updated, where Status = "New"'
    assert start_words(Start(), "Orchestrator") == "autolaunched"
    assert start_words(Start(), "ApprovalWorkflow") == "submitted for approval"
    assert start_words(Start(trigger_type="Scheduled"), "Orchestrator") == "trigger Scheduled"
    assert start_words(None, "Orchestrator") == "no start"


def test_step_kinds_read_as_words() -> None:
    assert step_kind_words(Step(name="S", action_type="stepMuleSoft")) == "MuleSoft step"
    assert step_kind_words(Step(name="S", action_type="stepNew")) == "step of kind stepNew"
    assert step_kind_words(Step(name="S", action_type=None)) == "step"
