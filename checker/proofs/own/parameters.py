"""For which values of open parameters a property holds."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagrams.diagrams import EMPTY
from ...encoding.data.key import Key
from ..analysis import Analysis


def good_values(analysis: Analysis, violations: Iterable[tuple[int, int]]) -> str:
    """`limit: 0, 1, 2`, for each parameter that matters, given where the property is violated.

    The values of a parameter with which no run violates it; `none` where there is no such value. Nothing where the
    definition leaves no parameter open.
    """
    found = list(violations)
    told: list[str] = []
    for parameter in analysis.program.orchestration.parameters:
        number = analysis.encoding.space.number(Key("input", parameter.name))
        if number is None:
            continue
        variable = analysis.system.variables[number]
        bad = {
            value
            for value in range(len(variable.values))
            for _, states in found
            if analysis.model.diagrams.intersection(
                states, analysis.model.diagrams.literal(number, 1 << value)
            )
            != EMPTY
        }
        good = [word for value, word in enumerate(variable.values) if value not in bad]
        told.append(f"{parameter.name}: {', '.join(good) or 'none'}")
    return "; ".join(told)
