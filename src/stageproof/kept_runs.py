"""Kept runs in tests of one's own: `assert_fixed("Onboarding.orch", "regressions/x.json")`."""

from __future__ import annotations

from pathlib import Path


def assert_fixed(definition: str | Path, kept_run: str | Path) -> None:
    """Play a kept run of a definition, and raise AssertionError, with what is wrong, unless it breaks nothing any more.

    Raises ValueError where one of the files cannot be read.
    """
    from .checker.counterexamples.again import play_again
    from .checker.definition_file import definition_file
    from .engine.records.reading import JsonError
    from .engine.scenarios.replay import Outcome

    played_on = definition_file(Path(definition))
    try:
        text = Path(kept_run).read_text(encoding="utf-8")
        found = play_again(text, played_on.given, played_on.program_with)
    except (JsonError, OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{kept_run}: {error}") from error
    if found.outcome is not Outcome.FIXED:
        raise AssertionError(f"{found.outcome}: {found.reason}")
