"""Which statuses and outcomes a definition reads, and where: only those have to be kept."""

from __future__ import annotations

from collections.abc import Iterator

from ...grammar.condition import Condition
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Decision, Orchestration, Outcome, Stage, Step
from ...grammar.names import Names
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.sites import uses
from ...grammar.value import FormulaValue, Reference, Text, Value


@dataclass(frozen=True, slots=True)
class Readings:
    """What is read, by API name in lower case.

    `steps` are read outside of their own stage's conditions, `stages` and `decisions` anywhere; `run`: some property
    reads the status of the run.
    """

    steps: frozenset[str]
    stages: frozenset[str]
    decisions: frozenset[str]
    run: bool


def readings(orchestration: Orchestration, names: Names, watched: tuple[str, ...] = ()) -> Readings:
    """Gather what is read in conditions, resources and properties. `watched` are further names to keep."""
    steps: set[str] = set()
    stages: set[str] = set()
    decisions: set[str] = set()
    run = False
    told = [
        *((reference.root, owner) for reference, owner in _in_definition(orchestration)),
        *((name, None) for name in _in_properties(orchestration)),
        *((name, None) for name in watched),
    ]
    for root, stage in told:
        if root.casefold() == "run":
            run = True
        match names.get(root):
            case Step(name=name):
                own = names.stage_of.get(name.casefold())
                if stage is None or own is None or own.name != stage:
                    steps.add(name.casefold())
            case Stage(name=name):
                stages.add(name.casefold())
            case Decision(name=name):
                decisions.add(name.casefold())
            case Outcome() as outcome:
                decisions.update(
                    decision.name.casefold()
                    for decision in orchestration.decisions
                    if outcome in decision.outcomes
                )
            case _:
                pass
    return Readings(frozenset(steps), frozenset(stages), frozenset(decisions), run)


def _in_definition(orchestration: Orchestration) -> Iterator[tuple[Reference, str | None]]:
    """References with the stage in whose own conditions they stand, None elsewhere."""
    for use in uses(orchestration):
        in_stage = use.stage is not None and use.role in ("entry", "exit")
        yield use.reference, use.stage.name if in_stage and use.stage else None


def _in_properties(orchestration: Orchestration) -> Iterator[str]:
    for claim in orchestration.properties:
        for side in (claim.statement, claim.second):
            if side is not None:
                yield from named_in(side)


def named_in(statement: Statement) -> Iterator[str]:
    """The API names (or `run`) that a statement is about."""
    todo: list[Statement] = [statement]
    while todo:
        part = todo.pop()
        match part:
            case Condition():
                yield part.left.root
                yield from (reference.root for reference in _references(part.right))
            case Happens(element=element):
                yield element
            case AllOf(parts=parts) | AnyOf(parts=parts):
                todo += parts
            case Negation(part=inner):
                todo.append(inner)
            case Implication(premise=premise, conclusion=conclusion):
                todo += (premise, conclusion)


def _references(value: Value | None) -> tuple[Reference, ...]:
    match value:
        case Reference():
            return (value,)
        case Text() | FormulaValue():
            return value.references
        case _:
            return ()
