"""Judging what is expected: on where the run stands, and on what happened in the last event."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, assert_never

from ...grammar.condition import Condition
from ...grammar.model import Decision, Stage, Step
from ...grammar.names import Names
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.value import Reference
from ..history import Change, Run
from ..interpreter.burst import Burst
from ..program.conditions import compile_condition
from ..program.program import Problem, Program
from ..program.references import References
from ..program.slots import Slots
from ..program.view import Test
from ..statuses import RunStatus, StageStatus, StepStatus, label
from ..values import EvaluationError, shown
from .paths import path_of
from .played import Atom, Expectation
from .wording import said, status_of, written

RUN: Final = "run"
HAPPENED: Final = {
    "starts": ("started", "start"),
    "completes": ("completed", "complete"),
    "fails": ("failed", "fail"),
}
BECOMES: Final = {"starts": "InProgress", "completes": "Completed", "fails": "Error"}


class Judge:
    """Judges statements about runs of one program."""

    def __init__(self, program: Program) -> None:
        """Read references as the program keeps them."""
        self.program = program
        self.names = Names.of(program.orchestration)
        self._references = References(program.orchestration, self.names)
        self._references.fields = Slots(program.fields)
        self._references.inputs = Slots(program.inputs)
        for stage in program.stages:
            for step in stage.steps:
                self._references.outputs[stage.index, step.index] = Slots(step.outputs)
        self._tests: dict[Condition, Test] = {}

    def problems(self, statement: Statement) -> Iterator[Problem]:
        """Why a statement cannot be judged: names of nothing, statuses that are none, values that no run keeps."""
        for atom in atoms(statement):
            match atom:
                case Happens(element=name):
                    if name != RUN and not isinstance(self.names.get(name), Stage | Step | Decision):
                        hint = self._hint(name)
                        yield Problem(f"there is no stage, step or decision {name}{hint}", atom.span)
                case Condition():
                    yield from self._wrong_condition(atom)

    def _wrong_condition(self, condition: Condition) -> Iterator[Problem]:
        status = status_of(condition)
        if status is not None:
            element, value = status
            known = self._statuses(element)
            if known and value not in known:
                folded = {text.casefold().replace(" ", ""): text for text in known}
                close = get_close_matches(value.casefold().replace(" ", ""), folded, n=1)
                hint = f". Did you mean {folded[close[0]]}?" if close else f": {', '.join(known)}"
                yield Problem(f"{value} is no status of {element}{hint}", condition.span)
                return
        known_problems = len(self._references.problems)
        kept = self._kept()
        self._test(condition)
        for problem in self._references.problems[known_problems:]:
            hint = self._hint(condition.left.root)
            if condition.left.text.casefold() == RUN:
                hint = ". The status of the run is run.Status"
            yield Problem(problem.message + hint, condition.span)
        if kept != self._kept():
            text = condition.left.text
            yield Problem(f"nothing in the definition reads {text}, so no run keeps it", condition.span)

    def judge(self, statement: Statement, run: Run) -> Expectation:
        """Whether a statement holds where the run stands, after its last event."""
        expected = said(statement)
        view = Burst(self.program, run.configuration)
        changes = run.last.changes if run.last else ()
        try:
            if self._holds(statement, view, changes):
                return Expectation(statement, True, expected)
            failing = tuple(self._failing(statement, view, changes, wanted=True))
        except EvaluationError as error:
            return Expectation(statement, False, expected, f"it cannot be judged: {error}")
        found = tuple(self._atom(atom, view, changes, wanted=wanted) for atom, wanted in failing)
        actual = "; ".join(dict.fromkeys(text for _, text in found))
        return Expectation(
            statement, False, expected, actual, tuple(dict.fromkeys(atom for atom, _ in found))
        )

    def _holds(self, statement: Statement, view: Burst, changes: tuple[Change, ...]) -> bool:
        match statement:
            case Condition():
                return self._test(statement)(view)
            case Happens():
                return any(is_change(change, statement) for change in changes)
            case AllOf(parts=parts):
                return all(self._holds(part, view, changes) for part in parts)
            case AnyOf(parts=parts):
                return any(self._holds(part, view, changes) for part in parts)
            case Negation(part=part):
                return not self._holds(part, view, changes)
            case Implication(premise=premise, conclusion=conclusion):
                return not self._holds(premise, view, changes) or self._holds(conclusion, view, changes)
            case _:
                assert_never(statement)

    def _failing(
        self, statement: Statement, view: Burst, changes: tuple[Change, ...], *, wanted: bool
    ) -> Iterator[tuple[Condition | Happens, bool]]:
        """The atoms because of which a statement is not as wanted."""
        match statement:
            case Condition() | Happens():
                yield statement, wanted
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    if self._holds(part, view, changes) is not wanted:
                        yield from self._failing(part, view, changes, wanted=wanted)
            case Negation(part=part):
                yield from self._failing(part, view, changes, wanted=not wanted)
            case Implication(premise=premise, conclusion=conclusion):
                if wanted or self._holds(conclusion, view, changes):
                    yield from self._failing(conclusion, view, changes, wanted=wanted)
                else:
                    yield from self._failing(premise, view, changes, wanted=True)
            case _:
                assert_never(statement)

    def _atom(
        self, atom: Condition | Happens, view: Burst, changes: tuple[Change, ...], *, wanted: bool
    ) -> tuple[Atom, str]:
        """An atom with what it reads, and the difference in words."""
        if isinstance(atom, Happens):
            was, verb = HAPPENED.get(atom.event, (atom.event, atom.event))
            did = any(is_change(change, atom) for change in changes)
            path = f"{path_of(self.names, atom.element)}.{atom.event}"
            text = f"{atom.element} {was}" if did else f"{atom.element} did not {verb}"
            expected = f"expected it {'' if wanted else 'not '}to {verb} in this event"
            return Atom(atom, wanted, path, did), f"{text}, {expected}"
        value = self._references.value(atom.left)(view)
        path = path_of(self.names, atom.left.text)
        status = status_of(atom)
        if status is None:
            expected = said(atom, wanted=wanted)
            if atom.operator == "EqualTo" and wanted:
                expected = written(atom.right)
                if isinstance(atom.right, Reference):
                    expected += f", which is {shown(self._references.value(atom.right)(view))}"
            return Atom(atom, wanted, path, value), f"{atom.left.text} is {shown(value)}, expected {expected}"
        element, other = status
        is_equal = (atom.operator == "EqualTo") is wanted
        now = f"{element} is {label(str(value))}" if value is not None else f"{element} has not started"
        expected = label(other) if is_equal else "any other status"
        return Atom(atom, wanted, path, value), f"{now}, expected {expected}"

    def _test(self, condition: Condition) -> Test:
        test = self._tests.get(condition)
        if test is None:
            test = self._tests[condition] = compile_condition(condition, self._references)
        return test

    def _statuses(self, element: str) -> tuple[str, ...]:
        kind: type[StrEnum]
        match self.names.get(element):
            case Stage():
                kind = StageStatus
            case Step():
                kind = StepStatus
            case _ if element.casefold() == RUN:
                kind = RunStatus
            case _:
                return ()
        return tuple(status.value for status in kind)

    def _kept(self) -> tuple[int, ...]:
        slots = (self._references.fields, self._references.inputs, *self._references.outputs.values())
        return tuple(len(each.names) for each in slots)

    def _hint(self, name: str) -> str:
        close = None if self.names.get(name) else self.names.suggestion(name, (Stage, Step, Decision))
        return f". Did you mean {close}?" if close else ""


def atoms(statement: Statement) -> Iterator[Condition | Happens]:
    """The conditions and changes in a statement, in order."""
    waiting = [statement]
    while waiting:
        part = waiting.pop()
        match part:
            case Condition() | Happens():
                yield part
            case AllOf(parts=parts) | AnyOf(parts=parts):
                waiting += reversed(parts)
            case Negation(part=inner):
                waiting.append(inner)
            case Implication(premise=premise, conclusion=conclusion):
                waiting += (conclusion, premise)
            case _:
                assert_never(part)


def is_change(change: Change, statement: Happens) -> bool:
    """Whether a change is the one that a statement names (design ruling `when-judged`).

    A decision starts and completes as it is evaluated; it never has a status. A resume starts no run and no stage.
    """
    subject, folded = change.subject, statement.element.casefold()
    match subject.part:
        case "run" | "stage":
            is_resumed = statement.event == "starts" and change.before is not None
            matches = subject.name.casefold() == folded and not is_resumed
        case "step":
            matches = (subject.step or "").casefold() == folded
        case "decision":
            named = subject.name.casefold() == folded and change.attribute == "Outcome"
            return named and statement.event != "fails"
        case _:
            return False
    return (
        matches
        and change.attribute == "Status"
        and change.before != change.after
        and change.after == BECOMES.get(statement.event)
    )
