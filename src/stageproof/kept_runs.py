"""Kept runs in tests of one's own: `assert_fixed("Onboarding.orch", "regressions/x.json")`."""

from __future__ import annotations

from pathlib import Path


def assert_fixed(definition: str | Path, kept_run: str | Path) -> None:
    """Play a kept run of a definition, and raise AssertionError, with what is wrong, unless it breaks nothing any more.

    Raises ValueError where one of the files cannot be read.
    """
    from .checker.counterexamples.saved import replayed
    from .checker.definition_file import definition_file
    from .engine.records.reading import JsonError
    from .engine.scenarios.json_format import scenario_from_json
    from .engine.scenarios.replay import Outcome

    program = definition_file(Path(definition)).program()
    try:
        file = scenario_from_json(Path(kept_run).read_text(encoding="utf-8"), program)
    except (JsonError, OSError) as error:
        raise ValueError(f"{kept_run}: {error}") from error
    found = replayed(program, file)
    if found.outcome is not Outcome.FIXED:
        raise AssertionError(f"{found.outcome}: {found.reason}")
