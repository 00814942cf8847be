"""A transition system as JSON and back. Guards and lists of updates that edges share are written once."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from ..encoding.system import Comparison, Copy, Duty, Edge, Label, Location, Map, System, Update, Variable
from .fields import ExchangeError, Field
from .formulas import values_of

DEEPEST: Final = 250
"""How deep a guard may be nested."""


def system_json(system: System) -> dict[str, object]:
    """The system as objects that JSON has."""
    guards: dict[Guard, int] = {}
    updates: dict[tuple[Update, ...], int] = {}
    edges = [
        {
            "source": edge.source,
            "target": edge.target,
            "event": edge.label.event,
            "element": edge.label.element,
            "kinds": list(edge.label.kinds),
            "duty": edge.duty.value,
            "guard": guards.setdefault(edge.guard, len(guards)),
            "updates": updates.setdefault(edge.updates, len(updates)),
        }
        for edge in system.edges
    ]
    return {
        "variables": [
            {"name": variable.name, "values": list(variable.values)} for variable in system.variables
        ],
        "locations": [
            {
                "name": location.name,
                "rests": location.rests,
                "stage": location.stage,
                "decision": location.decision,
                "end": location.end,
            }
            for location in system.locations
        ],
        "initial": system.initial,
        "begins": _guard_json(system.begins),
        "guards": [_guard_json(guard) for guard in guards],
        "updates": [[_update_json(update) for update in group] for group in updates],
        "edges": edges,
        "comparisons": [_comparison_json(comparison) for comparison in system.comparisons],
    }


def read_system(field: Field) -> System:
    """The system that was written. Raises `ExchangeError`."""
    guards = field.get("guards").each(_guard)
    updates = field.get("updates").each(lambda group: group.each(_update))
    comparisons = field.find("comparisons")
    return System(
        field.get("variables").each(
            lambda entry: Variable(entry.get("name").text(), entry.get("values").each(Field.text))
        ),
        field.get("locations").each(_location),
        field.get("edges").each(lambda entry: _edge(entry, guards, updates)),
        field.get("initial").number(),
        _guard(field.get("begins")),
        () if comparisons is None else comparisons.each(_comparison),
    )


def read_duty(field: Field) -> Duty:
    """A duty, by its word."""
    word = field.text()
    for duty in Duty:
        if duty.value == word:
            return duty
    raise field.error("one of " + ", ".join(duty.value for duty in Duty))


def _edge(field: Field, guards: tuple[Guard, ...], updates: tuple[tuple[Update, ...], ...]) -> Edge:
    return Edge(
        field.get("source").number(),
        field.get("target").number(),
        Label(
            field.get("event").text(),
            field.get("element").text(),
            field.get("kinds").each(Field.text),
        ),
        read_duty(field.get("duty")),
        field.get("guard").entry(guards, "guards"),
        field.get("updates").entry(updates, "lists of updates"),
    )


def _location(field: Field) -> Location:
    return Location(
        field.get("name").text(),
        field.get("rests").flag(),
        field.get("stage").number_or_null(),
        field.get("decision").number_or_null(),
        field.get("end").text(),
    )


def _guard_json(guard: Guard) -> dict[str, object]:
    match guard:
        case In(variable=variable, values=values):
            return {"variable": variable, "values": list(values_of(values))}
        case AllOf(parts=parts):
            return {"all": [_guard_json(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [_guard_json(part) for part in parts]}
        case Negation(part=part):
            return {"not": _guard_json(part)}
        case _:
            assert_never(guard)


def _guard(field: Field, depth: int = 0) -> Guard:
    if depth > DEEPEST:
        raise ExchangeError(f"{field.where[:60]}…: a guard is nested deeper than {DEEPEST}")
    if (parts := field.find("all")) is not None:
        return AllOf(parts.each(lambda part: _guard(part, depth + 1)))
    if (parts := field.find("any")) is not None:
        return AnyOf(parts.each(lambda part: _guard(part, depth + 1)))
    if (part := field.find("not")) is not None:
        return Negation(_guard(part, depth + 1))
    return In(field.get("variable").number(), field.get("values").bits())


def _update_json(update: Update) -> dict[str, object]:
    images = [list(values_of(image)) for image in update.images]
    match update:
        case Map(variable=variable):
            return {"variable": variable, "images": images}
        case Copy(variable=variable, source=source):
            return {"variable": variable, "source": source, "images": images}
        case _:
            assert_never(update)


def _update(field: Field) -> Update:
    variable, images = field.get("variable").number(), field.get("images").each(Field.bits)
    source = field.find("source")
    return Map(variable, images) if source is None else Copy(variable, source.number(), images)


def _comparison_json(comparison: Comparison) -> dict[str, object]:
    changes = [[edge, None if change is None else str(change)] for edge, change in comparison.changes]
    return {
        "variable": comparison.variable,
        "left": comparison.left,
        "operator": comparison.operator,
        "right": comparison.right,
        "is_never_null": comparison.is_never_null,
        "changes": changes,
    }


def _comparison(field: Field) -> Comparison:
    return Comparison(
        field.get("variable").number(),
        field.get("left").text(),
        field.get("operator").text(),
        field.get("right").text(),
        field.get("is_never_null").flag(),
        field.get("changes").each(_change),
    )


def _change(field: Field) -> tuple[int, Fraction | None]:
    edge, change = field.pair()
    return edge.number(), None if change.value is None else change.fraction()
