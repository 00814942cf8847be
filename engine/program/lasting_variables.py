"""Variables that have the same value in every run.

Source: an orchestration has stages and decisions only (Salesforce Help, "Orchestrations"), so nothing in it assigns a
variable; who starts a run can set those that are available for input (Metadata API, FlowVariable, isInput).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...grammar.model import Orchestration, Variable
from ..values import is_literal


def lasts(orchestration: Orchestration, variable: Variable) -> bool:
    """Whether a variable is its written default value, or null, in every run.

    Not an input, nor an open parameter, nor one that an output is assigned to: whether that has an effect is disputed
    (decision `step-output-reference`), so such a variable may be anything.
    """
    folded = variable.name.casefold()
    return (
        not variable.is_input
        and (variable.value is None or is_literal(variable.value))
        and all(parameter.name.casefold() != folded for parameter in orchestration.parameters)
        and folded not in _assigned(orchestration)
    )


def _assigned(orchestration: Orchestration) -> Iterator[str]:
    """The variables that an output of a step or an evaluation flow is assigned to, case-folded."""
    for stage in orchestration.stages:
        calls = [stage.exit_flow]
        for step in stage.steps:
            calls += (step.entry_flow, step.exit_flow)
            for mapping in step.outputs:
                yield (mapping.variable or "").partition(".")[0].casefold()
        for call in calls:
            for mapping in call.outputs if call is not None else ():
                yield (mapping.variable or "").partition(".")[0].casefold()
