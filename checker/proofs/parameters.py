"""For which values of open parameters a claim holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final

from ...engine.values import Value, shown
from ...grammar.contract import Domain
from ..diagrams.diagrams import EMPTY, EVERYTHING
from ..encoding.data.key import Key
from ..encoding.data.points import is_whole
from .analysis import Analysis

MOST_SHOWN: Final = 6
MOST_TRIED: Final = 2000


def good_values(analysis: Analysis, violations: Iterable[tuple[int, int]]) -> str:
    """`limit = 0, 1 or 2`, given where a claim is violated: the values of a parameter with which no run violates it,
    whatever the other parameters are. Of several parameters each alone is enough: `limit = 0 or 1, or strict = true`.
    `no value of limit` where there is none; nothing where the definition leaves no parameter open that it reads.
    """
    found = list(violations)
    space = analysis.encoding.space
    good: list[str] = []
    names: list[str] = []
    every: list[list[tuple[int, int]]] = []
    for parameter in analysis.program.orchestration.parameters:
        apart = list(space.told_apart(Key("input", parameter.name), parameter.domain))
        if not apart:
            continue
        names.append(parameter.name)
        every.append([where for _, where in apart])
        values = [
            value for members, where in apart if not _is_among(analysis, [where], found) for value in members
        ]
        if values:
            sampled = "" if is_whole(parameter.domain) else ", as far as samples show"
            good.append(f"{parameter.name} = {_listed(values, parameter.domain)}{sampled}")
    if good or not names:
        return ", or ".join(good)
    is_joint = len(names) > 1 and prod(map(len, every)) <= MOST_TRIED
    if is_joint and not all(_is_among(analysis, chosen, found) for chosen in product(*every)):
        return f"no value of {' or '.join(names)} alone, but for some of them together"
    return f"no value of {' and '.join(names)}"


def _is_among(
    analysis: Analysis, chosen: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]
) -> bool:
    """Whether one of the states has these values, given by variable as bits."""
    diagrams = analysis.model.diagrams
    wanted = EVERYTHING
    for where in chosen:
        wanted = diagrams.intersection(wanted, diagrams.literal(*where))
    return any(diagrams.intersection(states, wanted) != EMPTY for _, states in found)


def _listed(values: list[Value], domain: Domain) -> str:
    numbers = sorted({value for value in values if isinstance(value, Fraction)})
    parts = list(_ranges(numbers, domain))
    parts += [shown(value) for value in values if not isinstance(value, Fraction)]
    more = [f"{len(parts) - MOST_SHOWN} more"] if len(parts) > MOST_SHOWN else []
    parts = parts[:MOST_SHOWN] + more
    return " or ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _ranges(numbers: list[Fraction], domain: Domain) -> Iterator[str]:
    """Neighbouring whole numbers together: `0..3`."""
    runs: list[list[Fraction]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] == 1 and domain.base == "integer":
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        if len(run) > 2:
            yield f"{shown(run[0])}..{shown(run[-1])}"
        else:
            yield from map(shown, run)
