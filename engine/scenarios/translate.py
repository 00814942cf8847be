"""From what a scenario says to events of the interpreter."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, assert_never

from ...grammar.condition import Parameter
from ...grammar.scenario import (
    Begin,
    Command,
    Complete,
    Evaluate,
    Fail,
    Happening,
    Reassign,
    SetField,
    Wait,
)
from ...grammar.span import Span
from ...grammar.value import FormulaValue, Reference
from ...grammar.value import Value as Written
from .. import events
from ..error_kinds import STRIKES, ErrorKind, Strike
from ..program.program import Problem, Program
from ..values import Value, literal

RUN: Final = "run"
MINUTES: Final = {"minutes": Fraction(1), "hours": Fraction(60), "days": Fraction(24 * 60)}
"""How many minutes a unit of `wait` has."""
COMMANDS: Final[dict[str, events.Event]] = {
    "suspend": events.Suspend(),
    "resume": events.Resume(),
    "cancel": events.Cancel(),
    "recall": events.Recall(),
    "publish": events.Publish(),
}
ASSIGNEE_KINDS: Final = ("User", "Group", "Queue")


class NotPlayableError(Exception):
    """Something that a scenario says and that no run can do."""

    def __init__(self, message: str, span: Span) -> None:
        """Say what is wrong and where."""
        super().__init__(message)
        self.problem = Problem(message, span)


def translate(program: Program, told: Happening) -> events.Event:
    """The event of the interpreter. Raises `NotPlayableError` for names that the definition does not have, kinds of
    error that are none, and values that are not written out. Whether it is enabled is the interpreter's to say.
    """
    match told:
        case Begin(values=values):
            return events.Begin(_given(values))
        case Complete(step=name, outputs=outputs):
            return events.Complete(_step(program, name, told.where("step")), _given(outputs))
        case Fail():
            return _fail(program, told)
        case Reassign(step=name, kind=kind, assignee=assignee):
            if kind not in ASSIGNEE_KINDS:
                raise NotPlayableError(
                    f"a work item is given to a user, a group or a queue, not to {kind}", told.where("kind")
                )
            return events.Reassign(_step(program, name, told.where("step")), kind, assignee)
        case Command(name=name):
            return _command(told, name)
        case Wait():
            return _wait(told)
        case SetField(field=field, value=value):
            if not field.startswith("$"):
                raise NotPlayableError(
                    f"{field} is no field of a record; write set $Record.{field} = …", told.where("field")
                )
            return events.SetField(_field(program, field), _value(value))
        case Evaluate(flow=flow, answer=answer):
            named = _named(flow, program.flows, "no condition calls an evaluation flow", told.where("flow"))
            return events.Evaluate(named, answer)
        case _:
            assert_never(told)


def _command(told: Command, name: str) -> events.Event:
    event = COMMANDS.get(name)
    if event is None:
        raise NotPlayableError(f"{name} is nothing that happens to a run{_hint(name, COMMANDS)}", told.span)
    return event


def _wait(told: Wait) -> events.Wait:
    factor = MINUTES.get(told.unit)
    if factor is None:
        raise NotPlayableError(f"{told.unit} is no unit of time: minutes, hours or days", told.where("unit"))
    if told.amount < 0:
        raise NotPlayableError("time does not run backwards", told.where("amount"))
    return events.Wait(told.amount * factor)


def _fail(program: Program, told: Fail) -> events.Fail:
    kind = next((kind for kind in ErrorKind if kind == told.kind), None)
    if kind is None:
        kinds = f"; the kinds are {', '.join(ErrorKind)}"
        raise NotPlayableError(
            f"{told.kind} is no kind of error{_hint(told.kind, ErrorKind) or kinds}",
            told.where("kind"),
        )
    at, name = told.where("step"), told.step
    steps = [step.name for stage in program.stages for step in stage.steps]
    match STRIKES[kind]:
        case Strike.START | Strike.RESULT:
            name = _step(program, name, at, f"{kind} strikes at a step, and there is no step")
        case Strike.DECISION:
            decisions = [decision.name for decision in program.decisions]
            name = _named(name, decisions, f"{kind} strikes at a decision, and there is no decision", at)
        case Strike.EVALUATION:
            stages = [stage.name for stage in program.stages]
            there = (*steps, *stages, *program.flows)
            name = _named(name, there, "there is no step, stage or evaluation flow", at)
        case Strike.ANY:
            if name.casefold() != RUN:
                raise NotPlayableError(
                    f"{kind} strikes the whole run, not {name}: write fail run with {kind}", at
                )
            name = RUN
        case _ as strike:
            assert_never(strike)
    return events.Fail(name, kind, told.message or "")


def _step(program: Program, name: str, at: Span, what: str = "there is no step") -> str:
    step = program.step(name)
    if step is not None:
        return step.name
    return _named(name, [step.name for stage in program.stages for step in stage.steps], what, at)


def _named(name: str, names: Iterable[str], what: str, at: Span) -> str:
    """The name as the definition spells it (Salesforce ignores case)."""
    names = list(dict.fromkeys(names))
    found = next((each for each in names if each.casefold() == name.casefold()), None)
    if found is None:
        there = "" if names else " (the definition has none)"
        raise NotPlayableError(f"{what} {name}{there}{_hint(name, names)}", at)
    return found


def _field(program: Program, name: str) -> str:
    return next((field for field in program.fields if field.casefold() == name.casefold()), name)


def _hint(name: str, names: Iterable[str]) -> str:
    folded = {each.casefold(): each for each in names}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f". Did you mean {folded[close[0]]}?" if close else ""


def _given(values: tuple[Parameter, ...]) -> events.Given:
    given: dict[str, tuple[str, Value]] = {}
    for parameter in values:
        folded = parameter.name.casefold()
        if folded in given:
            raise NotPlayableError(
                f"{parameter.name} is given two values; keep one of them", parameter.where("name")
            )
        given[folded] = (parameter.name, _value(parameter.value))
    return tuple(given.values())


def _value(written: Written | None) -> Value:
    match written:
        case None:
            return None
        case Reference():
            raise NotPlayableError(
                f"{written.text} is a reference; a value that is written out is expected here"
                f' (a text stands in quotes: "{written.text}")',
                written.span,
            )
        case FormulaValue():
            raise NotPlayableError(
                "a formula is no value that the world can give; write the value out", written.span
            )
        case _:
            return literal(written)
