"""Every entry of the interpreter's effect map replaced in turn by every other value of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from stageproof.engine.effects import Effect, Effects, Quiet
from stageproof.engine.error_kinds import ErrorEffect
from stageproof.engine.kinds import Kind


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed entry. `name` says which, and what it was and is."""

    name: str
    effects: Effects


def mutants(effects: Effects) -> Iterator[Mutant]:
    """Every mutant, in the order of the map."""
    for field in fields(effects):
        value = getattr(effects, field.name)
        for words, changed in _changes(value):
            yield Mutant(f"{field.name}{words}", replace(effects, **{field.name: changed}))


def _changes(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: C901  # one case a kind of entry
    match value:
        case Effect() | Quiet():
            for other in type(value.status):
                if other is not value.status:
                    yield f": {value.status} -> {other}", value._replace(status=other)
            if isinstance(value, Effect):
                for kind in (None, *Kind):
                    if kind is not value.kind:
                        yield f": logs {value.kind} -> {kind}", value._replace(kind=kind)
        case ErrorEffect(resumable=resumable, caught=caught):
            yield f": resumable {resumable} -> {not resumable}", replace(value, resumable=not resumable)
            yield f": caught {caught} -> {not caught}", replace(value, caught=not caught)
        case dict():
            for key, entry in value.items():
                for words, changed in _changes(entry):
                    yield f"[{key}]{words}", {**value, key: changed}
        case bool():
            yield f": {value} -> {not value}", not value
        case int():
            for other in (value - 1, value + 1):
                yield f": {value} -> {other}", other
        case _:
            raise TypeError(f"no mutants are known for {value!r}")
