"""What the system tells of open conditions that compare two numbers, held to the interpreter."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Final

import pytest
from running import done, failed, program_of

from stageproof.checker.encoding.encode import Encoding, encode
from stageproof.checker.encoding.places import Held
from stageproof.checker.encoding.system import Comparison
from stageproof.engine.events import Begin, Complete, Event
from stageproof.engine.history import Run
from stageproof.engine.run import apply, new_run

LOOP: Final = """
  {more}
  start when Order__c is created -> Work
  field $Record.Done__c: integer 0.. {null}, {changed}
  field $Record.Most__c: integer 0.. not null, {limit}
  flow One {{ type AutoLaunchedFlow  async  writes $Record.Done__c = $Record.Done__c + 1 }}
  flow Back {{ type AutoLaunchedFlow  async  writes $Record.Done__c = $Record.Done__c + -2 }}
  flow Raise {{ type AutoLaunchedFlow  async  writes $Record.Most__c = $Record.Most__c + 3 }}
  flow Both {{
    type AutoLaunchedFlow  async
    writes $Record.Done__c = $Record.Done__c + 1  writes $Record.Most__c = $Record.Most__c + 5
  }}
  flow Set {{ type AutoLaunchedFlow  async  writes $Record.Done__c = 7 }}
  flow Other {{ type AutoLaunchedFlow  async  writes $Record.Done__c = $Record.Most__c + 1 }}
  flow Soon {{ type AutoLaunchedFlow  sync  writes $Record.Done__c = $Record.Done__c + 1 }}
  flow Made {{ type AutoLaunchedFlow  async  creates $Record.Done__c = 1 }}
  flow Sized {{
    type AutoLaunchedFlow  async  out size: integer 0.. not null
    writes $Record.Most__c = $Record.Most__c + 1
  }}
  flow None {{ type AutoLaunchedFlow  async }}
  stage Work {{
    {steps}
    on error -> Again
    then Again
  }}
  decision Again {{ when {asked} -> go to Work  otherwise -> end, intended }}
"""
PLAIN: Final = {
    "more": "",
    "null": "not null",
    "changed": "changed only by One, Back, Both, Set, Other, Soon",
    "limit": "never changed",
    "steps": "background A calls One async",
    "asked": "$Record.Done__c < $Record.Most__c",
}


def encoded(**changed: str) -> Encoding:
    return encode(program_of(LOOP.format(**{**PLAIN, **changed})), wide=True)


def calling(*flows: str) -> Encoding:
    steps = "\n".join(
        f"background {flow}_Step calls {flow} {'' if flow == 'Soon' else 'async'}" for flow in flows
    )
    limit = "changed only by Raise, Both" if {"Raise", "Both"} & set(flows) else "never changed"
    return encoded(steps=steps, limit=limit)


def only(encoding: Encoding) -> Comparison:
    (one,) = encoding.system.comparisons
    return one


def changes(encoding: Encoding, event: str, element: str) -> set[Fraction | None]:
    """What edges change that are no work on a stored result."""
    known = dict(only(encoding).changes)
    return {
        known.get(number, Fraction(0))
        for number, edge in enumerate(encoding.system.edges)
        if (edge.label.event, edge.label.element) == (event, element)
        and not isinstance(encoding.places[edge.source], Held)
    }


def test_it_names_both_sides_and_how_they_are_compared() -> None:
    one = only(encoded())
    assert (one.left, one.operator, one.right) == ("$Record.Done__c", "LessThan", "$Record.Most__c")
    assert encoded().system.variables[one.variable].name == "open condition 0 holds"
    assert one.is_never_null


@pytest.mark.parametrize(
    ("operator", "name"),
    [
        ("<", "LessThan"),
        ("<=", "LessThanOrEqualTo"),
        (">", "GreaterThan"),
        (">=", "GreaterThanOrEqualTo"),
    ],
)
def test_every_ordering_is_told(operator: str, name: str) -> None:
    assert only(encoded(asked=f"$Record.Most__c {operator} $Record.Done__c")).operator == name


def test_a_parameter_is_told_by_its_name() -> None:
    parameter = "parameter most: integer 0.. not null"
    one = only(encoded(more=parameter, asked="$Record.Done__c < most"))
    assert (one.right, one.is_never_null) == ("most", True)
    one = only(encoded(more="parameter most: integer 0..", asked="$Record.Done__c < most"))
    assert not one.is_never_null


def test_a_number_is_told_as_it_is_written() -> None:
    both = "$Record.Done__c < $Record.Most__c and $Record.Done__c < 2.5"
    _, one = encoded(asked=both).system.comparisons
    assert (one.left, one.right, one.is_never_null) == ("$Record.Done__c", "2.5", True)


def test_a_side_that_may_be_null_is_told() -> None:
    assert not only(encoded(null="")).is_never_null


@pytest.mark.parametrize(
    "changed",
    [
        {"asked": "$Record.Done__c < left", "more": 'formula left: number = "{!$Record.Most__c} * 2"'},
        {
            "asked": "A.Outputs.size < $Record.Most__c",
            "steps": "background A calls Sized async",
            "limit": "changed only by Sized",
        },
        {"changed": "default 0", "steps": "background A calls None async"},
    ],
    ids=["worked out", "an output", "changed by anybody"],
)
def test_of_other_open_conditions_nothing_is_told(changed: dict[str, str]) -> None:
    if changed.get("changed") == "default 0":
        text = LOOP.format(**{**PLAIN, **changed}).replace(", default 0", "")
        encoding = encode(program_of(text), wide=True)
    else:
        encoding = encoded(**changed)
    assert encoding.space.open_atoms
    assert encoding.system.comparisons == ()


@pytest.mark.parametrize("operator", ["=", "<>"])
def test_that_numbers_are_equal_is_no_ordering(operator: str) -> None:
    both = f"$Record.Done__c < $Record.Most__c and $Record.Done__c {operator} $Record.Most__c"
    encoding = encoded(asked=both)
    assert len(encoding.space.open_atoms) == 2
    assert only(encoding).operator == "LessThan"


def test_nothing_is_told_where_no_condition_is_open() -> None:
    assert encode(program_of(LOOP.format(**PLAIN))).system.comparisons == ()


@pytest.mark.parametrize(
    ("flow", "change"),
    [
        ("One", Fraction(1)),
        ("Back", Fraction(-2)),
        ("Raise", Fraction(-3)),
        ("Both", Fraction(-4)),
        ("Made", Fraction(0)),
        ("None", Fraction(0)),
        ("Set", None),
        ("Other", None),
        ("Soon", None),
    ],
)
def test_what_a_flow_writes_is_told_of_the_edges_that_complete_its_step(
    flow: str, change: Fraction | None
) -> None:
    encoding = calling(flow, "One")
    assert changes(encoding, "complete", f"{flow}_Step") == {change}
    assert changes(encoding, "fail", f"{flow}_Step") <= {Fraction(0)}
    assert changes(encoding, "begin", "") == {None}


def test_what_comes_while_a_run_is_suspended_or_late_is_seen_later() -> None:
    encoding = calling("One", "Soon", "None")
    known = dict(only(encoding).changes)
    by_label: dict[tuple[str, str], set[Fraction | None]] = {}
    for number, edge in enumerate(encoding.system.edges):
        if isinstance(encoding.places[edge.source], Held):
            label = edge.label.event, edge.label.element
            by_label.setdefault(label, set()).add(known.get(number, Fraction(0)))
    assert by_label["store", "One_Step"] == {None}
    assert by_label["complete", "One_Step"] == {Fraction(0)}, "it was written when it was stored"
    assert changes(encoding, "complete late", "One_Step") <= {None}
    assert changes(encoding, "complete late", "None_Step") <= {Fraction(0)}


def test_the_edges_ascend_and_change_something() -> None:
    found = only(calling("One", "Back", "Set")).changes
    assert [edge for edge, _ in found] == sorted({edge for edge, _ in found})
    assert all(change != 0 for _, change in found)


@pytest.mark.parametrize("null", [False, True])
def test_the_interpreter_changes_the_difference_as_the_system_tells(null: bool) -> None:
    steps = ("One", "Back", "Raise", "Both", "Made", "None")
    encoding = calling(*steps)
    program = encoding.program
    begin = (
        ("$Record.Most__c", Fraction(4)),
        *([] if null else [("$Record.Done__c", Fraction(2))]),
    )
    random, seen = Random(1), set[str]()
    run = new_run(program)
    for number in range(400):
        event: Event = Begin(begin) if number == 0 else _drawn(random, steps)
        following = apply(program, run, event)
        if not isinstance(following, Run):
            continue
        before, run = run, following
        if number:
            (change,) = (
                changes(encoding, "complete", event.step) if isinstance(event, Complete) else {Fraction(0)}
            )
            assert change is not None
            old, new = _difference(before, encoding), _difference(run, encoding)
            assert new == (None if old is None else old + change), event
            seen.add(str(event))
        if run.configuration.run is not None and str(run.configuration.run) != "InProgress":
            run = new_run(program)
            following = apply(program, run, Begin(begin))
            assert isinstance(following, Run)
            run = following
    assert len(seen) >= len(steps)


def _drawn(random: Random, steps: tuple[str, ...]) -> Event:
    step = f"{random.choice(steps)}_Step"
    return failed(step) if random.random() < 0.05 else done(step)


def _difference(run: Run, encoding: Encoding) -> Fraction | None:
    values = dict(zip(encoding.program.fields, run.configuration.record, strict=True))
    left, right = values["$Record.Done__c"], values["$Record.Most__c"]
    if left is None or right is None:
        return None
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    return left - right
