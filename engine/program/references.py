"""What a reference means in a run: each is resolved once, to a function that reads it.

Rows: "Orchestration Stages", Automatic Output, and "Orchestration Steps", Automatic Output (what is readable when):
a status is null before its stage is in progress, an output before its step's flow has finished.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ...grammar.model import (
    Constant,
    Decision,
    Formula,
    Orchestration,
    Outcome,
    Stage,
    Step,
    TextTemplate,
    Variable,
)
from ...grammar.names import Names
from ...grammar.span import Span
from ...grammar.value import FormulaValue, Reference, Text
from ...grammar.value import Value as Written
from ..statuses import StageStatus
from ..values import EvaluationError, Value, literal
from .domains import default_value
from .formulas import compile_expression, compile_template
from .lasting_variables import lasts
from .program import Problem
from .slots import Slots
from .view import Reader, View

CONSTANTS: Final[dict[str, Value]] = {
    "$globalconstant.true": True,
    "$globalconstant.false": False,
    "$globalconstant.emptystring": "",
}
PRIOR: Final = "$Record__Prior."
RECORD: Final = "$Record."


class References:
    """Compiles the references of one definition and notes what they need."""

    def __init__(self, orchestration: Orchestration, names: Names) -> None:
        """Begin with a definition; slots and problems grow while it is compiled."""
        self.orchestration = orchestration
        self.names = names
        self.fields = Slots()
        self.inputs = Slots()
        self.outputs: dict[tuple[int, int], Slots] = {}
        self.problems: list[Problem] = []
        self.stages = {
            stage.name.casefold(): index for index, stage in reversed(list(enumerate(orchestration.stages)))
        }
        self.decisions = {
            decision.name.casefold(): index
            for index, decision in reversed(list(enumerate(orchestration.decisions)))
        }
        self._open: list[str] = []
        self._places = {
            id(step): (stage_index, step_index)
            for stage_index, stage in enumerate(orchestration.stages)
            for step_index, step in enumerate(stage.steps)
        }

    def value(self, written: Written | None, *, prior: bool = False) -> Reader:
        """A function for a value as it is written; nothing written is null. `prior`: read the record's prior values."""
        match written:
            case None:
                return _always(None)
            case Reference():
                return self.reference(written.text, written.span, prior=prior)
            case FormulaValue(expression=expression):
                return self.formula(expression, written.span, prior=prior)
            case Text(value=text) if written.references:
                return self._template(text, written.span, prior=prior)
            case _:
                return _always(literal(written))

    def reference(self, text: str, span: Span, *, prior: bool = False) -> Reader:
        """A function for a reference. One that names nothing is a problem and reads as null."""
        root, _, rest = text.partition(".")
        if root.startswith("$"):
            return self._global(text, prior=prior)
        if text.casefold() == "run.status":
            return lambda view: None if view.run_status is None else view.run_status.value
        return self._named_reference(text, root, rest, span, prior=prior)

    def _named_reference(self, text: str, root: str, rest: str, span: Span, *, prior: bool) -> Reader:
        node = self.names.get(root)
        match node:
            case Stage():
                return self._stage(node, rest, text, span)
            case Step():
                return self._step(node, rest, text, span)
            case Decision():
                index = self.decisions[node.name.casefold()]
                return lambda view: None if view.outcomes[index] is None else True
            case Outcome():
                return self._outcome(node)
            case Variable():
                if lasts(self.orchestration, node):
                    return _always(default_value(self.orchestration, text))
                return self._variable(text)
            case Constant():
                return self.value(node.value)
            case Formula():
                return self._named(node.name, lambda: self.formula(node.expression, node.span, prior=prior))
            case TextTemplate():
                return self._named(node.name, lambda: self._template(node.text, node.span, prior=prior))
            case None:
                if any(
                    root.casefold() == parameter.name.casefold()
                    for parameter in self.orchestration.parameters
                ):
                    return self._variable(text)
                return self._nothing(text, span)

    def output_slots(self, stage: int, step: int) -> Slots:
        """The output slots of a step."""
        return self.outputs.setdefault((stage, step), Slots())

    def _global(self, text: str, *, prior: bool) -> Reader:
        if text.casefold() in CONSTANTS:
            return _always(CONSTANTS[text.casefold()])
        if prior and text.startswith(RECORD):
            text = PRIOR + text.removeprefix(RECORD)
        slot = self.fields.place(text)
        return lambda view: view.record[slot]

    def _stage(self, node: Stage, rest: str, text: str, span: Span) -> Reader:
        index = self.stages[node.name.casefold()]
        if rest.casefold() == "status":
            return lambda view: None if (status := stage_status(view, index)) is None else status.value
        if not rest:
            return lambda view: _stage_as_boolean(stage_status(view, index))
        return self._nothing(text, span)

    def _step(self, node: Step, rest: str, text: str, span: Span) -> Reader:
        stage, step = self._places[id(node)]
        if rest.casefold() == "status":

            def status(view: View) -> Value:
                if view.location == stage:
                    return view.steps[step].value
                state = view.past[stage]
                return None if state is None else state.steps[step].value

            return status
        head, _, name = rest.partition(".")
        if head.casefold() == "outputs" and name:
            slot = self.output_slots(stage, step).place(name)

            def output(view: View) -> Value:
                if view.location == stage:
                    return view.outputs[step][slot]
                state = view.past[stage]
                return None if state is None else state.outputs[step][slot]

            return output
        if not rest:

            def visited(view: View) -> Value:
                state = view.steps[step] if view.location == stage else None
                if state is None and (past := view.past[stage]) is not None:
                    state = past.steps[step]
                return None if state is None else state.value == "Completed"

            return visited
        return self._nothing(text, span)

    def _outcome(self, node: Outcome) -> Reader:
        for decision in self.orchestration.decisions:
            for number, outcome in enumerate(decision.outcomes):
                if outcome is node:
                    index = self.decisions[decision.name.casefold()]
                    return lambda view: view.outcomes[index] == number
        raise LookupError(node.name)

    def _variable(self, text: str) -> Reader:
        slot = self.inputs.place(text)
        return lambda view: view.inputs[slot]

    def formula(self, expression: str, span: Span, *, prior: bool = False) -> Reader:
        """A function for a formula."""
        return compile_expression(
            expression,
            lambda name: self.reference(name, span, prior=prior),
            lambda message: self.problems.append(Problem(message, span)),
        )

    def _template(self, text: str, span: Span, *, prior: bool) -> Reader:
        return compile_template(text, lambda name: self.reference(name, span, prior=prior))

    def _named(self, name: str, build: Callable[[], Reader]) -> Reader:
        folded = name.casefold()
        if folded in self._open:
            circle = " → ".join((*self._open[self._open.index(folded) :], folded))
            return _raising(f"the formula {name} needs its own value ({circle})")
        self._open.append(folded)
        try:
            return build()
        finally:
            self._open.pop()

    def _nothing(self, text: str, span: Span) -> Reader:
        self.problems.append(Problem(f"{text} names nothing in this definition; it is read as null", span))
        return _always(None)


def stage_status(view: View, index: int) -> StageStatus | None:
    """The status of a stage's latest visit; None where it was never visited."""
    if view.location == index:
        return view.stage_status
    state = view.past[index]
    return None if state is None else state.status


def _stage_as_boolean(status: StageStatus | None) -> Value:
    match status:
        case StageStatus.COMPLETED:
            return True
        case StageStatus.ERROR:
            return False
        case _:
            return None


def _always(value: Value) -> Reader:
    return lambda view: value


def _raising(message: str) -> Reader:
    def read(view: View) -> Value:
        raise EvaluationError(message)

    return read
