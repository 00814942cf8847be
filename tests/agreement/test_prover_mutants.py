"""A few telling mutants of the prover are killed; `make prover-mutants` makes them all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

CAMPAIGN: Final = Path(__file__).parents[1] / "mutants" / "prover_mutants.py"
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
