"""`make oracle-mutants`: is every record of the tables needed, and does the oracle find every mutant of the interpreter?

Prints both scores and every survivor; exit code 1 where one is neither found nor explained. `--part tables` or
`--part interpreter` runs one half. A mutant of the interpreter is looked for by the campaign of `stageproof test` in
`--definitions` of those that reach it, with `--ways` moments explored and `--drawn` random runs in each; a mutant of the
tables is judged on the moments of `--runs` random runs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import found_by_campaign
import tables_judged
from campaign_definitions import EXAMPLES, LEVELS, SMALL, indexed
from found_by_campaign import USUAL, Budget

INDEXED: Final = 1_500
"""How many moments of each definition are looked at to know what it reaches."""

MEANING: Final = {
    "found": "a moment of a run breaks a row",
    "told as a breakdown": "the interpreter raises or never rests; exit code 3, with the run",
    "equivalent": "no run can tell it from the original, for the reason that is given",
    "survived": "nobody noticed",
    "never reached": "no run comes to it",
    "false alarm": "a correct run breaks a row",
    "missed": "a damaged run breaks no row any more",
    "unnamed": "every damaged run still breaks other rows, but no longer the changed one: detection does not rest on it "
    "alone, only what is named does",
}
"""What each fate of a mutant means."""


def main() -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tables", "interpreter"))
    parser.add_argument("--runs", type=int, default=3000)
    parser.add_argument("--definitions", type=int, default=USUAL.definitions)
    parser.add_argument("--ways", type=int, default=USUAL.ways)
    parser.add_argument("--drawn", type=int, default=USUAL.runs)
    options = parser.parse_args()
    survivors: list[str] = []
    if options.part != "tables":
        budget = Budget(options.definitions, options.ways, options.drawn)
        counts, left = found_by_campaign.score(indexed((*SMALL, *LEVELS, *EXAMPLES), INDEXED), budget)
        survivors += _report("mutants of the interpreter", counts, left)
    if options.part != "interpreter":
        counts, left = tables_judged.score(options.runs)
        survivors += _report("mutants of the tables", counts, left)
    return 1 if survivors else 0


def _report(what: str, counts: Counter[str], survivors: list[str]) -> list[str]:
    lines = [f"{counts.total() - len(survivors)} of {counts.total()} {what} noticed or explained"]
    lines += [f"  {count:5} {fate}: {MEANING[fate]}" for fate, count in counts.most_common()]
    lines += [f"  SURVIVED: {name}" for name in survivors]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return survivors


if __name__ == "__main__":
    sys.exit(main())
