"""What a written value is where an observed run stands: literals, references, formulas, text with references in it.

References are read anew here, from what was seen of the run; formulas are worked out by `engine.formulas`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from ...engine.formulas.compile import compile_formula
from ...engine.formulas.errors import UninterpretedError
from ...engine.values import EvaluationError, Value, is_literal, literal, shown
from ...grammar.contract import Domain
from ...grammar.formula.parse import parse_formula
from ...grammar.formula.tokens import FormulaProblem
from ...grammar.value import FormulaValue, Reference, Text
from ...grammar.value import Value as Written
from .facts import Facts
from .standing import Standing

RECORD: Final = "$record."
PRIOR: Final = "$record__prior."
CONSTANTS: Final[dict[str, Value]] = {
    "$globalconstant.true": True,
    "$globalconstant.false": False,
    "$globalconstant.emptystring": "",
}
_MERGE: Final = re.compile(r"\{!([^{}]*)\}")


class UntoldError(Exception):
    """What a condition needs is worked out by nobody."""


class Seen(NamedTuple):
    """A definition and where its run stands. `open`: the formulas and templates, by name, that are being worked out."""

    facts: Facts
    standing: Standing
    open: tuple[str, ...] = ()


def value_of(seen: Seen, written: Written | None) -> Value:
    """The value of what is written; nothing is null. Raises UntoldError, EvaluationError."""
    match written:
        case None:
            return None
        case Reference(text=text):
            return referred(seen, text)
        case FormulaValue(expression=expression):
            return _formula(seen, expression)
        case Text(value=text) if written.references:
            return _template(seen, text)
        case _:
            return literal(written)


def referred(seen: Seen, text: str) -> Value:
    """The value of a reference as it is spelled; what names nothing is null. Raises UntoldError, EvaluationError."""
    folded = text.casefold()
    root, _, rest = folded.partition(".")
    facts, standing = seen.facts, seen.standing
    if root.startswith("$"):
        return CONSTANTS[folded] if folded in CONSTANTS else standing.fields.get(folded)
    if folded == "run.status":
        return standing.run
    if root in facts.stages:
        return _of_stage(stage_status(seen, root), rest)
    if root in facts.steps:
        return _of_step(seen, root, rest)
    if root in facts.decisions:
        return True if root in standing.outcomes else None
    if root in facts.outcomes:
        decision, outcome = facts.outcomes[root]
        return standing.outcomes.get(decision.name.casefold()) == outcome.name
    return _resource(seen, folded, root)


def before(seen: Seen, text: str) -> Value:
    """The value that a field of the record had before the change that began the run."""
    return seen.standing.fields.get(PRIOR + text.casefold().removeprefix(RECORD))


def stage_status(seen: Seen, name: str) -> str | None:
    """The status of a stage's latest visit; None for what is no stage, too."""
    stage = seen.facts.stages.get(name.casefold())
    return None if stage is None else seen.standing.status("stage", stage.name)


def step_status(seen: Seen, name: str) -> str | None:
    """The status of a step in its stage's latest visit; None for what is no step, too."""
    found = seen.facts.steps.get(name.casefold())
    return None if found is None else seen.standing.status("step", found[0].name, found[1].name)


def _of_stage(status: str | None, rest: str) -> Value:
    match rest:
        case "status":
            return status
        case "":
            return {"Completed": True, "Error": False}.get(status or "")
        case _:
            return None


def _of_step(seen: Seen, root: str, rest: str) -> Value:
    head, _, output = rest.partition(".")
    if head == "outputs" and output:
        return seen.standing.outputs.get((root, output))
    status = step_status(seen, root)
    match rest:
        case "status":
            return status
        case "":
            return None if status is None else status == "Completed"
        case _:
            return None


def _resource(seen: Seen, folded: str, root: str) -> Value:
    """An input, a constant, a formula, a template, or a parameter that is left open."""
    definition = seen.facts.orchestration
    if folded in seen.standing.inputs:
        return seen.standing.inputs[folded]
    for variable in definition.variables:
        if variable.name.casefold() == root:
            return value_of(seen, variable.value) if folded == root else None
    for constant in definition.constants:
        if constant.name.casefold() == root:
            return value_of(seen, constant.value)
    for formula in definition.formulas:
        if formula.name.casefold() == root:
            return _formula(_opened(seen, root), formula.expression)
    for template in definition.templates:
        if template.name.casefold() == root:
            return _template(_opened(seen, root), template.text)
    for parameter in definition.parameters:
        if parameter.name.casefold() == root:
            return _simplest(parameter.domain) if folded == root else None
    return None


def _simplest(domain: Domain) -> Value:
    """The value of a parameter that nobody gives one: its first choice, or its lowest number."""
    if domain.choices and is_literal(domain.choices[0]):
        return literal(domain.choices[0])
    return domain.low


def _opened(seen: Seen, name: str) -> Seen:
    if name in seen.open:
        raise EvaluationError(f"{name} needs its own value")
    return seen._replace(open=(*seen.open, name))


def _formula(seen: Seen, expression: str) -> Value:
    try:
        return _compiled(expression)(seen)
    except UninterpretedError as error:
        raise UntoldError from error


@cache
def _compiled(expression: str) -> Callable[[Seen], Value]:
    tree = parse_formula(expression)
    if isinstance(tree, FormulaProblem):
        return _unreadable(tree.message)
    return compile_formula(tree, _reader)


def _reader(name: str) -> Callable[[Seen], Value]:
    return lambda seen: referred(seen, name)


def _unreadable(message: str) -> Callable[[Seen], Value]:
    def read(_: Seen) -> Value:
        raise EvaluationError(message)

    return read


def _template(seen: Seen, text: str) -> Value:
    """Text in which each `{!…}` is replaced by its value, null by nothing."""
    return _MERGE.sub(lambda found: _plain(referred(seen, found[1].strip())), text)


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else shown(value)
