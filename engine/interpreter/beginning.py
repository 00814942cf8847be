"""Whether a run begins with given values: the trigger's filter, the types of its inputs."""

from __future__ import annotations

from difflib import get_close_matches

from ...grammar.model import Variable
from ..configuration import Configuration
from ..events import Begin
from ..program.connectors import no_start
from ..program.lasting_variables import lasts
from ..program.program import Destination, Program
from ..values import EvaluationError
from .burst import Burst
from .refusal import Refusal
from .values_given import wrong_value


def refuse_begin(program: Program, configuration: Configuration, event: Begin) -> Refusal | None:
    """Why no run begins, if none does."""
    if configuration.run is not None:
        return Refusal("the run has begun already")
    if program.entry.kind is Destination.MISSING and program.orchestration.start is None:
        return Refusal(no_start(program.orchestration))
    holes = {hole.name.casefold(): hole for hole in (*program.input_holes, *program.field_holes)}
    for name, value in event.values:
        hole = holes.get(name.casefold())
        if hole is not None:
            problem = wrong_value(name, value, hole.domain)
            if problem:
                return Refusal(problem)
        elif not name.startswith("$"):
            variable = _variable(program, name)
            if variable is not None:
                if lasts(program.orchestration, variable):
                    return Refusal(f"{variable.name} is no input, so nobody can set it")
                continue
            close = get_close_matches(name, program.inputs, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            return Refusal(f"the definition has no input {name}.{hint}")
    return _refuse_by_filter(program, configuration, event)


def _variable(program: Program, name: str) -> Variable | None:
    folded = name.partition(".")[0].casefold()
    variables = program.orchestration.variables
    return next((variable for variable in variables if variable.name.casefold() == folded), None)


def _refuse_by_filter(program: Program, configuration: Configuration, event: Begin) -> Refusal | None:
    if program.filter is None:
        return None
    burst = Burst(program, configuration)
    given = {name.casefold(): value for name, value in event.values}
    burst.record = tuple(given.get(name.casefold()) for name in program.fields)
    try:
        starts = program.filter(burst)
    except EvaluationError as error:
        return Refusal(f"the trigger's conditions cannot be evaluated: {error}")
    if starts:
        return None
    return Refusal("the trigger's conditions do not hold for this record, so no run starts")
