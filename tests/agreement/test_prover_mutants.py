"""A few telling mutants of the prover are killed; `make prover-mutants` makes them all."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from prover_changes import ROOT, mutants
from prover_equivalents import EQUIVALENT
from prover_modules import EVERY, LATER, NO_RULES, TESTS

CAMPAIGN: Final = ROOT / "tests" / "mutants" / "prover_mutants.py"
TELLING: Final = (
    "Events._complete: drops `updates += self.data.outputs",
    "Events.held: drops `self._look(",
    "Failing.stopped: negates",
    "Stages.exits: True -> False",
    "News._after_entering: drops",
    "verdicts._Claims.all: drops `yield ('starts'",
    "Analysis.completing: negates",
)


def test_telling_mutants_are_killed() -> None:
    """By definitions written by hand alone: drawn ones take too long here."""
    done = subprocess.run(  # our own campaign
        [
            sys.executable,
            str(CAMPAIGN),
            "--definitions",
            "0",
            "--rare",
            "0",
            "--no-tests",
            "--named",
            *TELLING,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    killed, _, made = done.stdout.splitlines()[1].partition(" of ")
    assert made == f"{killed} mutants killed", done.stdout
    assert int(killed) >= len(TELLING)


def test_every_module_of_the_prover_with_rules_is_listed() -> None:
    """Those that are not judged are printed by the command."""
    checker = ROOT / "checker"
    found = {
        path.relative_to(checker).with_suffix("").as_posix().replace("/", ".")
        for folder in ("diagrams", "encoding", "fixpoint", "proofs")
        for path in (checker / folder).rglob("*.py")
    }
    assert {one for one in found if next(mutants(one), None)} - EVERY.keys() == NO_RULES
    assert EVERY.keys() <= found
    assert not TESTS.keys() & LATER.keys()


def test_every_file_of_tests_that_mutants_are_held_against_exists() -> None:
    listed = {file for files in EVERY.values() for file in files}
    assert {file for file in listed if not (ROOT / "tests" / file).exists()} == set()


def test_every_explanation_is_of_a_mutant_that_exists() -> None:
    known = {one.key for module in EVERY for one in mutants(module)}
    assert set(EQUIVALENT) - known == set()
