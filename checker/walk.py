"""One walk over a definition for all rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from ..grammar.model import (
    Decision,
    Formula,
    Orchestration,
    Outcome,
    ScheduledPath,
    Stage,
    Start,
    Step,
    Variable,
)
from ..grammar.sites import Call, Clause, Use
from .context import Context
from .rule import Found, Rule


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that raised. `where` is the element it was looking at."""

    rule: Rule
    where: str
    error: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A found thing with the rule that found it and the element path it belongs to."""

    rule: Rule
    found: Found
    element: str


class Timer:
    """Seconds spent in each rule, by id."""

    def __init__(self) -> None:
        """Start with nothing measured."""
        self.seconds: dict[str, float] = {}

    def add(self, rule: str, seconds: float) -> None:
        """Add to a rule's time."""
        self.seconds[rule] = self.seconds.get(rule, 0.0) + seconds


def walk(
    rules: Sequence[Rule], context: Context, timer: Timer | None = None
) -> tuple[list[Visit], list[Crash]]:
    """Offer every node and site to the rules for its kind, in file order by kind. A rule that raises is reported."""
    by_kind: dict[type, list[Rule]] = {}
    for rule in rules:
        if rule.kind is not None:
            by_kind.setdefault(rule.kind, []).append(rule)
    visits: list[Visit] = []
    crashes: list[Crash] = []
    for kind, interested in by_kind.items():
        for node, element in _nodes(kind, context):
            for rule in interested:
                begin = perf_counter() if timer else 0.0
                try:
                    for found in rule.visit(node, context) if rule.visit else ():
                        visits.append(Visit(rule, found, element if found.element is None else found.element))
                except Exception as error:
                    crashes.append(Crash(rule, element, f"{type(error).__name__}: {error}"))
                if timer:
                    timer.add(rule.id, perf_counter() - begin)
    return visits, crashes


def _nodes(kind: type, context: Context) -> Iterator[tuple[Any, str]]:
    orchestration = context.orchestration
    root = orchestration.name
    if kind is Orchestration:
        yield orchestration, root
    elif kind is Start:
        if orchestration.start:
            yield orchestration.start, root
    elif kind is ScheduledPath:
        for path in orchestration.start.paths if orchestration.start else ():
            yield path, f"{root}/{path.name}"
    elif kind is Stage:
        for stage in orchestration.stages:
            yield stage, f"{root}/{stage.name}"
    elif kind is Step:
        for stage, step in orchestration.steps():
            yield step, f"{root}/{stage.name}/{step.name}"
    elif kind is Decision:
        for decision in orchestration.decisions:
            yield decision, f"{root}/{decision.name}"
    elif kind is Outcome:
        for decision in orchestration.decisions:
            for outcome in decision.outcomes:
                yield outcome, f"{root}/{decision.name}/{outcome.name}"
    elif kind is Variable:
        for variable in orchestration.variables:
            yield variable, f"{root}/{variable.name}"
    elif kind is Formula:
        for formula in orchestration.formulas:
            yield formula, f"{root}/{formula.name}"
    elif kind is Clause:
        for clause in context.clauses:
            yield clause, clause.element
    elif kind is Use:
        for use in context.uses:
            yield use, use.element
    elif kind is Call:
        for call in context.calls:
            yield call, call.element
    else:
        raise TypeError(f"no walk offers {kind.__name__}")
