"""Whether a system is of the right shape: without that, no obligation about it means anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import Comparison, Copy, Map, System, Update
from .arithmetic import ORDERINGS


def system_problems(system: System) -> Iterator[str]:
    """What is wrong with a system: numbers of things that do not exist, images that do not fit."""
    sizes = [len(variable.values) for variable in system.variables]
    for variable in system.variables:
        if not variable.values:
            yield f"variable {variable.name} has no values"
    if not 0 <= system.initial < len(system.locations):
        yield f"the initial location {system.initial} does not exist"
    known: set[int] = set()
    yield from _guard_problems(system.begins, sizes, "the condition `begins`")
    for number, edge in enumerate(system.edges):
        if not (0 <= edge.source < len(system.locations) and 0 <= edge.target < len(system.locations)):
            yield f"edge {number} leads from or to a location that does not exist"
        if id(edge.guard) not in known:
            known.add(id(edge.guard))
            yield from _guard_problems(edge.guard, sizes, f"the guard of edge {number}")
        if not known.issuperset(map(id, edge.updates)):
            for update in edge.updates:
                if id(update) not in known:
                    known.add(id(update))
                    yield from _update_problems(update, sizes, number)
    for number, comparison in enumerate(system.comparisons):
        yield from _comparison_problems(system, comparison, number)


def _comparison_problems(system: System, comparison: Comparison, number: int) -> Iterator[str]:
    where = f"comparison {number}"
    if not 0 <= comparison.variable < len(system.variables):
        yield f"{where} is about variable {comparison.variable}, which does not exist"
    elif len(system.variables[comparison.variable].values) < 2:
        yield f"{where} is about variable {comparison.variable}, which has no two values"
    if comparison.operator not in ORDERINGS:
        yield f"{where} has the operator {comparison.operator}, which is no ordering"
    edges = [edge for edge, _ in comparison.changes]
    if any(not 0 <= edge < len(system.edges) for edge in edges):
        yield f"{where} is changed by an edge that does not exist"
    if any(later <= earlier for earlier, later in pairwise(edges)):
        yield f"the edges that change {where} do not ascend"


def _guard_problems(guard: Guard, sizes: Sequence[int], where: str) -> Iterator[str]:
    todo = [guard]
    while todo:
        part = todo.pop()
        match part:
            case In(variable=variable, values=values):
                if not 0 <= variable < len(sizes):
                    yield f"{where} looks at variable {variable}, which does not exist"
                elif values < 0 or values >> sizes[variable]:
                    yield f"{where} names a value that variable {variable} does not have"
            case AllOf(parts=parts) | AnyOf(parts=parts):
                todo += parts
            case Negation(part=inner):
                todo.append(inner)
            case _:
                assert_never(part)


def _update_problems(update: Update, sizes: Sequence[int], edge: int) -> Iterator[str]:
    where = f"an update of edge {edge}"
    read = update.source if isinstance(update, Copy) else update.variable
    if not (0 <= update.variable < len(sizes) and 0 <= read < len(sizes)):
        yield f"{where} is about a variable that does not exist"
        return
    match update:
        case Map(images=images) | Copy(images=images):
            if len(images) != sizes[read]:
                yield f"{where} has {len(images)} images for {sizes[read]} values"
            if any(image < 0 or image >> sizes[update.variable] for image in images):
                yield f"{where} gives a value that variable {update.variable} does not have"
        case _:
            assert_never(update)
