"""One walk over a definition for all rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from time import perf_counter
from typing import Any

from ..grammar.light_dataclass import dataclass
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
from .budget import BudgetSpentError
from .context import Context
from .rule import Found, Rule

Visiting = Callable[[Any, Context], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that raised. `where` is the element it was looking at. `is_budget`: no mistake, its question was too large."""

    rule: Rule
    where: str
    error: str
    is_budget: bool = False


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

    def around(self, rule: str, visit: Visiting) -> Visiting:
        """The same function, measured."""

        def measured(node: Any, context: Context) -> Iterable[Found]:
            begin = perf_counter()
            try:
                return tuple(visit(node, context))
            finally:
                self.add(rule, perf_counter() - begin)

        return measured


def walk(
    rules: tuple[Rule, ...], context: Context, timer: Timer | None = None
) -> tuple[list[Visit], list[Crash]]:
    """Offer every node and site to the rules for its kind, in file order by kind. A rule that raises is reported."""
    visits: list[Visit] = []
    crashes: list[Crash] = []
    for kind, visitors in _by_kind(rules):
        interested = visitors
        if timer:
            interested = tuple((rule, timer.around(rule.id, visit)) for rule, visit in visitors)
        for node, element in _nodes(kind, context):
            before = len(visits)
            for rule, visit in interested:
                try:
                    for found in visit(node, context):
                        place = element if found.element is None else found.element
                        visits.append(Visit(rule, found, place))
                except BudgetSpentError as spent:
                    visits[before:] = [one for one in visits[before:] if one.rule is not rule]
                    crashes.append(Crash(rule, element, str(spent), is_budget=True))
                except Exception as error:
                    visits[before:] = [one for one in visits[before:] if one.rule is not rule]
                    crashes.append(Crash(rule, element, f"{type(error).__name__}: {error}"))
    return visits, crashes


@lru_cache(maxsize=8)
def _by_kind(rules: tuple[Rule, ...]) -> tuple[tuple[type, tuple[tuple[Rule, Visiting], ...]], ...]:
    by_kind: dict[type, list[tuple[Rule, Visiting]]] = {}
    for rule in rules:
        if rule.kind is not None and rule.visit is not None:
            by_kind.setdefault(rule.kind, []).append((rule, rule.visit))
    return tuple((kind, tuple(interested)) for kind, interested in by_kind.items())


def _nodes(kind: type, context: Context) -> Iterator[tuple[Any, str]]:
    offer = _OFFERS.get(kind)
    if offer is None:
        raise TypeError(f"no walk offers {kind.__name__}")
    return offer(context)


def _start(context: Context) -> Iterator[tuple[Start, str]]:
    if context.orchestration.start:
        yield context.orchestration.start, context.orchestration.name


def _paths(context: Context) -> Iterator[tuple[ScheduledPath, str]]:
    start = context.orchestration.start
    return ((path, context.path(path.name)) for path in (start.paths if start else ()))


def _steps(context: Context) -> Iterator[tuple[Step, str]]:
    return ((step, context.path(stage.name, step.name)) for stage, step in context.orchestration.steps())


def _outcomes(context: Context) -> Iterator[tuple[Outcome, str]]:
    for decision in context.orchestration.decisions:
        for outcome in decision.outcomes:
            yield outcome, context.path(decision.name, outcome.name)


_OFFERS: Mapping[type, Callable[[Context], Iterator[tuple[Any, str]]]] = {
    Orchestration: lambda context: iter(((context.orchestration, context.orchestration.name),)),
    Start: _start,
    ScheduledPath: _paths,
    Stage: lambda context: ((stage, context.path(stage.name)) for stage in context.orchestration.stages),
    Step: _steps,
    Decision: lambda context: ((node, context.path(node.name)) for node in context.orchestration.decisions),
    Outcome: _outcomes,
    Variable: lambda context: ((node, context.path(node.name)) for node in context.orchestration.variables),
    Formula: lambda context: ((node, context.path(node.name)) for node in context.orchestration.formulas),
    Clause: lambda context: ((clause, clause.element) for clause in context.clauses),
    Use: lambda context: ((use, use.element) for use in context.uses),
    Call: lambda context: ((call, call.element) for call in context.calls),
}
