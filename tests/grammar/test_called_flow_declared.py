"""Declared contracts: their words, how they refine the flow's XML, and when they contradict it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.grammar.contract import (
    Domain,
    Ensures,
    FieldWrite,
    FlowContract,
    FlowVariable,
    Sum,
)
from stageproof.grammar.contract_merge import contradictions, merge
from stageproof.grammar.contract_words import (
    UnreadableWordsError,
    domain_words,
    read_domain,
    read_ensures,
    read_sum,
)
from stageproof.grammar.span import Span
from stageproof.grammar.value import Boolean, Date, Number, Reference, Text, Value


def number(value: int) -> Number:
    return Number(value=Fraction(value))


def output(name: str, words: str) -> FlowVariable:
    return FlowVariable(name=name, domain=read_domain(words), is_output=True)


def declared(
    *variables: FlowVariable,
    asynchronous: bool | None = None,
    process_type: str | None = None,
    writes: tuple[FieldWrite, ...] = (),
) -> FlowContract:
    return FlowContract(
        name="F",
        variables=variables,
        asynchronous=asynchronous,
        process_type=process_type,
        writes=writes,
        declared=True,
    )


def read(
    *variables: FlowVariable,
    asynchronous: bool | None = False,
    writes: tuple[FieldWrite, ...] = (),
    complete: bool = True,
) -> FlowContract:
    return FlowContract(
        name="F",
        process_type="AutoLaunchedFlow",
        variables=variables,
        asynchronous=asynchronous,
        writes=writes,
        complete=complete,
        origin="F.flow-meta.xml",
    )


def messages(said: FlowContract, found: FlowContract) -> list[str]:
    return [contradiction.message for contradiction in contradictions(said, found)]


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("text", Domain(base="text")),
        ("boolean not null", Domain(base="boolean", nullable=False)),
        ("integer 0..3 or null", Domain(base="integer", low=Fraction(0), high=Fraction(3), nullable=True)),
        ("integer -2 .. 3", Domain(base="integer", low=Fraction(-2), high=Fraction(3))),
        ('one of "A", "B"', Domain(base="text", choices=(Text(value="A"), Text(value="B")))),
        ('one of "a \\"b, c" or null', Domain(base="text", choices=(Text(value='a "b, c'),), nullable=True)),
        ("one of 1, 2", Domain(base="number", choices=(number(1), number(2)))),
        ("one of true", Domain(base="boolean", choices=(Boolean(value=True),))),
        ("collection of text", Domain(base="text", is_collection=True)),
        ('collection of record "Case"', Domain(base="record", object_type="Case", is_collection=True)),
        ("record Case", Domain(base="record", object_type="Case")),
        ("any", Domain(base="")),
        ("number 0..", Domain(base="number", low=Fraction(0))),
        ("integer ..3 not null", Domain(base="integer", high=Fraction(3), nullable=False)),
        ("one of 2026-05-04", Domain(base="date", choices=(Date(value=date(2026, 5, 4)),))),
        ("integer one of 1, 2", Domain(base="integer", choices=(number(1), number(2)))),
        ('one of "or null"', Domain(base="text", choices=(Text(value="or null"),))),
    ],
)  # fmt: skip
def test_words_mean_a_domain(words: str, domain: Domain) -> None:
    assert read_domain(words) == domain


@pytest.mark.parametrize(
    "words",
    ["", "integr", "integer 3..0", "integer ..", "one of", "one of ", 'one of "A",', 'one of "A" "B"',
     'one of "A", 1', "text 0..3", "text Case", "one of 2026-13-01", "one of A", 'one of "A', "collection of", "or null"],
)  # fmt: skip
def test_words_that_are_no_domain_are_refused(words: str) -> None:
    with pytest.raises(UnreadableWordsError):
        read_domain(words)


@given(
    base=st.sampled_from(["boolean", "number", "date", "datetime", "text", "integer"]),
    choices=st.lists(
        st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])), max_size=3, unique=True
    ),
    nullable=st.sampled_from([None, True, False]),
    collection=st.booleans(),
)
def test_domains_come_back_from_their_words(
    base: str,
    choices: list[str],
    nullable: bool | None,
    collection: bool,
) -> None:
    domain = Domain(
        base="text" if choices else base,
        choices=tuple(Text(value=choice) for choice in choices),
        nullable=nullable,
        is_collection=collection,
    )
    assert read_domain(domain_words(domain)) == domain


@given(st.text())
def test_any_words_are_read_or_refused(words: str) -> None:
    for reader in (read_domain, read_ensures):
        try:
            reader(words)
        except UnreadableWordsError:
            continue


@pytest.mark.parametrize(
    ("words", "left", "operator", "right"),
    [
        ("n = n before + 1", "n", "EqualTo", Sum(reference="n before", amount=Fraction(1))),
        ("$Record.N__c >= 3", "$Record.N__c", "GreaterThanOrEqualTo", number(3)),
        ('status <> "New"', "status", "NotEqualTo", Text(value="New")),
        ("a = b before", "a", "EqualTo", Reference(text="b before")),
        ("a  before < 2", "a before", "LessThan", number(2)),
        ("a = b", "a", "EqualTo", Reference(text="b")),
    ],
)  # fmt: skip
def test_words_mean_a_relation(words: str, left: str, operator: str, right: "Value | Sum") -> None:
    assert read_ensures(words) == Ensures(left=left, operator=operator, right=right)


@pytest.mark.parametrize("words", ["attempts", "a = ", "= 1", "a == b", "a = b + c"])
def test_words_that_are_no_relation_are_refused(words: str) -> None:
    with pytest.raises(UnreadableWordsError):
        read_ensures(words)


def test_sums_take_a_sign() -> None:
    assert read_sum("$Record.A - 2") == Sum(reference="$Record.A", amount=Fraction(-2))
    assert read_sum("$Record.A") is None


def test_a_declaration_narrows_the_domains_that_were_read() -> None:
    said = declared(output("LEVEL", "integer 0..3 not null"), output("decision", 'one of "A"'))
    found = read(output("level", "number"), output("decision", "text"), output("other", "text"))
    merged = merge(said, found)
    assert [(v.name, domain_words(v.domain)) for v in merged.variables] == [
        ("level", "integer 0..3 not null"),
        ("decision", 'one of "A"'),
        ("other", "text"),
    ]
    assert (merged.declared, merged.origin, merged.process_type) == (
        False,
        "F.flow-meta.xml",
        "AutoLaunchedFlow",
    )


def test_a_declared_output_that_the_flow_does_not_have_stays_out() -> None:
    assert merge(declared(output("ghost", "text")), read()).variables == ()


def test_a_declaration_of_another_type_does_not_replace_the_type_read() -> None:
    merged = merge(declared(output("level", "text")), read(output("level", "number")))
    assert domain_words(merged.variables[0].domain) == "number"


def test_facts_of_the_flow_win_and_gaps_are_filled() -> None:
    assert merge(declared(asynchronous=True), read(asynchronous=False)).asynchronous is False
    assert merge(declared(asynchronous=True), read(asynchronous=None)).asynchronous is True


def test_what_only_a_declaration_can_say_is_added() -> None:
    said = FlowContract(
        name="F", idempotent=False, ensures=(read_ensures("a = 1"),), reads_user=True, span=Span(3, 9)
    )  # fmt: skip
    merged = merge(said, read())
    assert (merged.idempotent, merged.ensures, merged.reads_user) == (False, said.ensures, True)
    assert merged.span == Span(3, 9)


def test_a_declared_value_replaces_a_write_without_one() -> None:
    said = declared(writes=(FieldWrite(field="case.status", value=Text(value="New")),))
    found = read(writes=(FieldWrite(field="Case.Status"), FieldWrite(field="Case.Reason")))
    assert merge(said, found).writes == (FieldWrite(field="Case.Reason"), *said.writes)


def test_two_declarations_are_joined_and_the_nearer_one_wins() -> None:
    near, far = (
        declared(output("a", "text")),
        declared(output("a", "number"), output("b", "date"), asynchronous=True),
    )
    merged = merge(near, far)
    assert [(v.name, v.domain.base) for v in merged.variables] == [("a", "text"), ("b", "date")]
    assert (merged.asynchronous, merged.declared) == (True, True)
    assert [v.name for v in merge(far, near).variables] == ["a", "b"]


def test_a_true_declaration_contradicts_nothing() -> None:
    said = declared(
        output("level", "integer 0..3"),
        FlowVariable(name="id", domain=Domain(base=""), is_input=True),
        asynchronous=False,
        process_type="AutoLaunchedFlow",
        writes=(FieldWrite(field="$Record.Status", value=Text(value="New")),),
    )
    found = read(
        FlowVariable(name="level", domain=Domain(base="number", choices=(number(3),)), is_output=True),
        FlowVariable(name="Id", domain=Domain(base="text"), is_input=True),
        writes=(FieldWrite(field="Case.Status", value=Text(value="New")),),
    )
    assert messages(said, found) == []


def test_wrong_facts_are_contradictions() -> None:
    told = messages(declared(asynchronous=True, process_type="EvaluationFlow"), read())
    assert len(told) == 2
    assert "EvaluationFlow" in told[0]
    assert "AutoLaunchedFlow" in told[0]
    assert "F.flow-meta.xml" in told[0]
    assert "asynchronous" in told[1]


def test_a_missing_variable_is_a_contradiction_with_a_suggestion() -> None:
    assert messages(declared(output("decison", "text")), read(output("decision", "text"))) == [
        'F has no output variable decison. Did you mean "decision"?'
    ]


def test_a_variable_of_the_other_direction_is_a_contradiction() -> None:
    only_input = FlowVariable(name="x", domain=Domain(base="text"), is_input=True)
    only_output = FlowVariable(name="x", domain=Domain(base="text"), is_output=True)
    assert "not available for output" in messages(declared(only_output), read(only_input))[0]
    assert "not available for input" in messages(declared(only_input), read(only_output))[0]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("text", "boolean"),
        ("text", "collection of text"),
        ("record Case", "record Account"),
        ('one of "A"', 'one of "A", "B"'),
        ("integer 0..3", "one of 4"),
        ("integer 1..3", "one of 0"),
        ("integer", "one of 1.5"),
    ],
)
def test_a_domain_that_the_flow_leaves_is_a_contradiction(said: str, found: str) -> None:
    assert len(messages(declared(output("x", said)), read(output("x", found)))) == 1


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("integer", "number"),
        ("record", "record Case"),
        ('one of "A", "B"', 'one of "A"'),
        ("number 0..9", "one of 9"),
    ],
)
def test_a_narrower_or_wider_domain_is_none(said: str, found: str) -> None:
    assert messages(declared(output("x", said)), read(output("x", found))) == []


def test_writes_that_the_flow_does_not_make_are_contradictions() -> None:
    said = declared(writes=(FieldWrite(field="Case.Status", value=Text(value="New")),))
    other = (FieldWrite(field="Case.Reason"),)
    assert messages(said, read(writes=other)) == ["F is declared to write Case.Status, but it does not."]
    wrong = (FieldWrite(field="Case.Status", value=Text(value="Old")),)
    assert messages(said, read(writes=wrong)) == [
        'F is declared to write "New" to Case.Status, but it writes "Old".'
    ]


def test_creating_a_record_is_no_write_to_an_existing_one() -> None:
    said = declared(writes=(FieldWrite(field="Task.Status", value=Text(value="Open")),))
    created = FieldWrite(field="Task.Status", creates=True)
    assert len(messages(said, read(writes=(created,)))) == 1
    assert merge(said, read(writes=(created,))).writes == (created, *said.writes)


def test_writes_of_a_flow_that_cannot_be_seen_whole_are_not_denied() -> None:
    said = declared(writes=(FieldWrite(field="Case.Status"),))
    assert messages(said, read(complete=False)) == []
    assert messages(said, read(writes=(FieldWrite(field="Case.*"),))) == []


def test_a_declaration_is_not_held_against_another_declaration() -> None:
    assert contradictions(declared(asynchronous=True), declared(asynchronous=False)) == ()
