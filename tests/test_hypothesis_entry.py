"""What Hypothesis learns of us as it is imported, and what that costs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from stageproof.engine.history import Run
from stageproof.hypothesis_entry import EXAMPLES, setup
from stageproof.strategies import RandomRun

LOADED = "print(*sorted(name for name in sys.modules if name.partition('.')[0] in {names!r}))"
ONE = settings(phases=[Phase.generate], database=None)
SLOW = ("lark", "z3", "pytest")


def loaded(program: str, *names: str) -> list[str]:
    """The modules of these packages that a program loads, in a process of its own."""
    words = [sys.executable, "-c", f"import sys\n{program}\n{LOADED.format(names=names)}"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    "program",
    [
        "import stageproof",
        "import stageproof.pytest_plugin",
        "import stageproof.command_line",
        "import stageproof.interpreter",
    ],
)
def test_importing_us_imports_no_hypothesis(program: str) -> None:
    assert loaded(program, "hypothesis") == []


def test_setting_up_hypothesis_loads_only_what_a_run_is() -> None:
    found = loaded(
        "import hypothesis\nfrom stageproof.hypothesis_entry import setup\nsetup()", "stageproof", *SLOW
    )
    assert set(SLOW) & set(found) == set()
    assert [
        name for name in found if "interpreter" in name or "program" in name or "grammar.model" in name
    ] == []
    assert len(found) < 30, found


def test_the_profiles_have_their_numbers_of_examples_and_none_is_made_the_active_one() -> None:
    before = settings.default
    setup()
    assert settings.default is before
    assert {name: settings.get_profile(name).max_examples for name in EXAMPLES} == EXAMPLES
    assert {name: settings.get_profile(name).deadline for name in EXAMPLES} == dict.fromkeys(EXAMPLES)
    assert settings.get_profile("stageproof-ci").derandomize
    assert not settings.get_profile("stageproof-nightly").derandomize


@dataclass
class Annotated:
    """What a user builds from annotations alone."""

    run: Run
    drawn: RandomRun


@pytest.mark.parametrize("wanted", [Run, RandomRun, Annotated])
def test_annotations_are_enough_to_draw_a_run(wanted: Any) -> None:
    setup()
    found = find(st.from_type(wanted), lambda each: True, settings=ONE)
    assert isinstance(found, wanted)
