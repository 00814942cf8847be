"""Every effect of the interpreter names a row or decision that says the same."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from stageproof.engine.decisions.catalogue import decision_named
from stageproof.engine.effects import EFFECTS, Effect
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.tables.catalogue import row_named
from stageproof.engine.tables.demand import Becomes, Keeps, Logs, Resumable
from stageproof.engine.tables.profiles import PROFILES


def effects() -> Iterator[tuple[str, Effect[str]]]:
    """Every effect by the name of its place."""
    for field in fields(EFFECTS):
        value = getattr(EFFECTS, field.name)
        if isinstance(value, Effect):
            yield field.name, value
        elif field.name == "stage_fails_by_step":
            yield from ((f"{field.name} {kind}", effect) for kind, effect in value.items())


NAMED = list(effects())


@pytest.mark.parametrize(("name", "effect"), NAMED, ids=[name for name, _ in NAMED])
def test_the_row_that_an_effect_names_demands_its_status(name: str, effect: Effect[str]) -> None:
    row = row_named(effect.row)
    if row is None:
        assert decision_named(effect.row) is not None, effect.row
        return
    assert PROFILES[0] in row.profiles
    assert isinstance(row.demand, Becomes | Keeps), row.id
    assert row.demand.status == effect.status
    assert type(row.demand.status) is type(effect.status)


@pytest.mark.parametrize(("name", "effect"), NAMED, ids=[name for name, _ in NAMED])
def test_the_row_of_its_milestone_demands_that_kind(name: str, effect: Effect[str]) -> None:
    if effect.kind is None:
        assert effect.milestone == ""
        return
    row = row_named(effect.milestone)
    assert row is not None, effect.milestone
    assert isinstance(row.demand, Logs), row.id
    assert row.demand.kind is effect.kind


@pytest.mark.parametrize("kind", ErrorKind)
def test_the_row_of_an_error_says_whether_it_can_be_resumed(kind: ErrorKind) -> None:
    effect = EFFECTS.errors[kind]
    row = row_named(effect.row)
    if row is None:
        assert decision_named(effect.row) is not None, effect.row
        return
    assert row.demand == Resumable(kind, possible=effect.resumable)
