"""`make mutants`: every entry of the interpreter's effect map replaced in turn by every other value of its kind.

One process: the interpreter's tests are collected once and run against each mutant until the first one fails. Prints
the score and every survivor; exit code 1 where one is neither killed nor explained in EQUIVALENT.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Final

import pytest

from stageproof.engine import effects as effect_map

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from interpreter_mutants import mutants

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
        [
            "-q",
            "-p",
            "no:cacheprovider",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
            "--no-header",
            "--no-summary",
            str(TESTS),
        ],
        plugins=[killer],
    )
    sys.stdout.write(killer.report())
    if not killer.killed:
        return int(code) or 1
    return 1 if killer.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
