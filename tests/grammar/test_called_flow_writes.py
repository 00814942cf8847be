"""What a called flow writes is told where its XML says it plainly."""

from fractions import Fraction

from stageproof.grammar.called_flow import read_contract
from stageproof.grammar.contract import FieldWrite, Sum
from stageproof.grammar.source import Source
from stageproof.grammar.value import Boolean, Number, Reference, Text, Value

CASE_VARIABLE = (
    "<variables><name>theCase</name><dataType>SObject</dataType><isCollection>{}</isCollection>"
    "<isInput>true</isInput><isOutput>false</isOutput><objectType>Case</objectType></variables>"
)
STATUS_INPUT = (
    "<variables><name>status</name><dataType>String</dataType><isCollection>false</isCollection>"
    "<isInput>true</isInput><isOutput>false</isOutput></variables>"
)


def writes(body: str) -> list[tuple[str, "Value | Sum | None"]]:
    return [(write.field, write.value) for write in written(body)]


def written(body: str) -> tuple[FieldWrite, ...]:
    contract, _ = read_contract(
        Source("F.flow", f"<Flow xmlns='http://soap.sforce.com/2006/04/metadata'>{body}</Flow>"), "F"
    )
    assert contract is not None
    return contract.writes


def update(*assignments: tuple[str, str], tag: str = "recordUpdates", object_name: str = "Case") -> str:
    items = "".join(
        f"<inputAssignments><field>{field}</field><value>{value}</value></inputAssignments>"
        for field, value in assignments
    )
    return f"<{tag}><name>U</name>{items}<object>{object_name}</object></{tag}>"


def update_of(record: str, tag: str = "recordUpdates") -> str:
    return f"<{tag}><name>U</name><inputReference>{record}</inputReference></{tag}>"


def assign(target: str, value: str, operator: str = "Assign") -> str:
    return (
        f"<assignments><name>A</name><assignmentItems><assignToReference>{target}</assignToReference>"
        f"<operator>{operator}</operator><value>{value}</value></assignmentItems></assignments>"
    )


def test_literals_and_inputs_are_plain_values() -> None:
    body = update(
        ("Status", "<stringValue>New</stringValue>"),
        ("IsEscalated", "<booleanValue>true</booleanValue>"),
        ("Level__c", "<numberValue>2.0</numberValue>"),
        ("Reason", "<elementReference>status</elementReference>"),
        ("OwnerId", "<elementReference>$User.Id</elementReference>"),
        ("Subject", "<elementReference>Get_Case.Subject</elementReference>"),
        ("Comments", "<stringValue>by {!$User.Id}</stringValue>"),
    )
    assert writes(body + STATUS_INPUT) == [
        ("Case.Status", Text(value="New")),
        ("Case.IsEscalated", Boolean(value=True)),
        ("Case.Level__c", Number(value=Fraction(2))),
        ("Case.Reason", Reference(text="status")),
        ("Case.OwnerId", Reference(text="$User.Id")),
        ("Case.Subject", None),
        ("Case.Comments", None),
    ]


def test_a_constant_and_a_variable_with_one_value_are_their_value() -> None:
    body = (
        "<constants><name>Done</name><value><stringValue>Done</stringValue></value></constants>"
        + update(("Status", "<elementReference>Done</elementReference>"))
    )  # fmt: skip
    assert writes(body) == [("Case.Status", Text(value="Done"))]


def test_an_input_that_the_flow_changes_is_not_plain() -> None:
    body = STATUS_INPUT + assign("status", "<stringValue>X</stringValue>")
    body += update(("Status", "<elementReference>status</elementReference>"))
    assert writes(body) == [("Case.Status", None)]


def test_creating_a_record_is_told_apart_from_updating_one() -> None:
    body = update(("Status", "<stringValue>New</stringValue>"), tag="recordCreates")
    assert [(write.field, write.creates) for write in written(body)] == [("Case.Status", True)]


def test_the_fields_of_an_updated_record_are_those_that_assignments_set() -> None:
    body = assign("theCase.Status", "<stringValue>Closed</stringValue>") + update_of("theCase")
    assert writes(body + CASE_VARIABLE.format("false")) == [("Case.Status", Text(value="Closed"))]


def test_the_record_of_a_lookup_is_followed() -> None:
    body = (
        "<recordLookups><name>Get_Quote</name><object>Quote</object></recordLookups>"
        + assign("Get_Quote.Status", "<stringValue>In Review</stringValue>")
        + update_of("Get_Quote")
    )
    assert writes(body) == [("Quote.Status", Text(value="In Review"))]


def test_the_triggering_record_keeps_its_name() -> None:
    body = assign("$Record.Status", "<stringValue>X</stringValue>") + update_of("$Record")
    assert writes(body) == [("$Record.Status", Text(value="X"))]


def test_counting_up_is_a_sum() -> None:
    add = assign("theCase.Attempts__c", "<numberValue>1.0</numberValue>", "Add") + update_of("theCase")
    expected = [("Case.Attempts__c", Sum(reference="Case.Attempts__c", amount=Fraction(1)))]
    assert writes(add + CASE_VARIABLE.format("false")) == expected
    formula = "<formulas><name>next</name><expression>{!theCase.Attempts__c} + 1</expression></formulas>"
    body = assign("theCase.Attempts__c", "<elementReference>next</elementReference>") + update_of("theCase")
    assert writes(formula + body + CASE_VARIABLE.format("false")) == expected


def test_a_field_set_and_counted_is_not_plain() -> None:
    body = (
        assign("theCase.Attempts__c", "<numberValue>1.0</numberValue>", "Add")
        + assign("theCase.Attempts__c", "<numberValue>0</numberValue>")
        + update_of("theCase")
    )
    assert writes(body + CASE_VARIABLE.format("false")) == [("Case.Attempts__c", None)]


def test_fields_that_the_text_does_not_tell_are_a_star() -> None:
    assert writes(update_of("theCase") + CASE_VARIABLE.format("true")) == [("Case.*", None)]
    assert writes(update_of("Loop_item")) == [("*.*", None)]
    assert writes("<recordUpdates><object>Case</object></recordUpdates>") == [("Case.*", None)]


def test_a_record_that_is_assigned_as_a_whole_may_carry_any_field() -> None:
    body = assign("theCase", "<elementReference>other</elementReference>")
    body += assign("theCase.Status", "<stringValue>X</stringValue>") + update_of("theCase")
    assert writes(body + CASE_VARIABLE.format("false")) == [
        ("Case.Status", Text(value="X")),
        ("Case.*", None),
    ]


def test_the_same_write_is_told_once() -> None:
    one = update(("Status", "<stringValue>New</stringValue>"))
    assert writes(one + one) == [("Case.Status", Text(value="New"))]
