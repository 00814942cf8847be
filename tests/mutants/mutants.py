"""`make mutants`: every entry of the interpreter's effect map replaced in turn by every other value of its kind.

One process: the interpreter's tests are collected once and run against each mutant until the first one fails. Prints
the score and every survivor; exit code 1 where one is neither killed nor explained in EQUIVALENT.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

from stageproof.engine import effects as effect_map
from stageproof.engine.effects import Effect, Effects, Quiet
from stageproof.engine.error_kinds import ErrorEffect
from stageproof.engine.kinds import Kind

TESTS: Final = Path(__file__).parents[1] / "engine" / "interpreter"
PATIENCE: Final = 0.5
"""Seconds after which a test of a mutant counts as failed: some mutants go round for ever."""
_OUTSIDE: Final = (
    "it strikes outside of stages, where there is no fault path to catch it: the entry is never asked"
)
EQUIVALENT: Final[dict[str, str]] = {
    "errors[decision]: caught False -> True": _OUTSIDE,
    "errors[platform]: caught False -> True": _OUTSIDE,
}
"""Survivors that no run can tell from the original, with the reason. Keyed by the mutant's name."""


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


class Killer:
    """A pytest plugin whose test loop is run once for every mutant."""

    def __init__(self) -> None:
        """Begin with no score."""
        self.killed = 0
        self.survivors: list[str] = []
        self.explained: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests against the original, then against each mutant, the last killers first."""
        items = [item for item in session.items if isinstance(item, pytest.Function)]
        original = effect_map.EFFECTS
        if not items or (failing := _first_failure(items)) is not None:
            raise pytest.UsageError(
                f"the tests must pass without a mutant; failing: {failing if items else 'none found'}"
            )
        try:
            for mutant in mutants(original):
                effect_map.EFFECTS = mutant.effects  # type: ignore[misc]  # this is what the program is for
                killer = _first_failure(items)
                if killer is not None:
                    self.killed += 1
                    items.remove(killer)
                    items.insert(0, killer)
                elif mutant.name in EQUIVALENT:
                    self.explained.append(mutant.name)
                else:
                    self.survivors.append(mutant.name)
        finally:
            effect_map.EFFECTS = original  # type: ignore[misc]  # as above
        return True

    def report(self) -> str:
        """The score."""
        total = self.killed + len(self.survivors) + len(self.explained)
        lines = [f"{self.killed} of {total} mutants killed, {len(self.explained)} shown to be equivalent"]
        lines += [f"  equivalent: {name}: {EQUIVALENT[name]}" for name in self.explained]
        lines += [f"  SURVIVED: {name}" for name in self.survivors]
        return "\n".join(lines) + "\n"


def _first_failure(items: list[pytest.Function]) -> pytest.Function | None:
    """The first test that fails. They are called as they are: none of them has a fixture."""
    for item in items:
        arguments = item.callspec.params if hasattr(item, "callspec") else {}
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        try:
            item.obj(**arguments)
        except Exception:
            return item
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("the mutant never rests")


def main() -> int:
    """Run; returns the exit code."""
    signal.signal(signal.SIGALRM, _give_up)
    killer = Killer()
    code = pytest.main(
        ["-q", "-p", "no:cacheprovider", "--no-header", "--no-summary", str(TESTS)], plugins=[killer]
    )
    sys.stdout.write(killer.report())
    if not killer.killed:
        return int(code) or 1
    return 1 if killer.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
