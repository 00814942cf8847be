"""`make oracle-mutants`: is every record of the tables needed, and does the oracle find every mutant of the interpreter?

Prints both scores and every survivor; exit code 1 where one is neither found nor explained. `--part tables` or
`--part interpreter` runs one half. A mutant of the interpreter is looked for by the campaign of `stageproof test` in
`--definitions` of those that reach it, with `--ways` moments explored and `--drawn` random runs in each; a mutant of the
tables is judged on `--moments` moments of each such campaign, and on damaged ones. Exit code 1, too, where an explanation
is given of a mutant that does not exist or was noticed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import found_by_campaign
import tables_judged
from campaign_definitions import EXAMPLES, LEVELS, SMALL, indexed
from damaged_moments import USUAL as USUAL_EXTENT
from damaged_moments import Extent
from found_by_campaign import USUAL, Budget
from mutation_score import Score

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
    "unnamed": "a damaged run that broke the changed row breaks it no longer, but still others that say the same: who reads the "
    "finding is told of those alone",
    "told otherwise": "a damaged run breaks other rows than before",
}
"""What each fate of a mutant means."""


def main() -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tables", "interpreter"))
    parser.add_argument("--moments", type=int, default=USUAL_EXTENT.ways)
    parser.add_argument("--definitions", type=int, default=USUAL.definitions)
    parser.add_argument("--ways", type=int, default=USUAL.ways)
    parser.add_argument("--drawn", type=int, default=USUAL.runs)
    options = parser.parse_args()
    is_settled = True
    if options.part != "tables":
        budget = Budget(options.definitions, options.ways, options.drawn)
        definitions = indexed((*SMALL, *LEVELS, *EXAMPLES), INDEXED)
        is_settled &= _report("mutants of the interpreter", found_by_campaign.score(definitions, budget))
    if options.part != "interpreter":
        is_settled &= _report("mutants of the tables", tables_judged.score(Extent(options.moments)))
    return 0 if is_settled else 1


def _report(what: str, score: Score) -> bool:
    """Print a score; returns whether every mutant is noticed or explained, and every explanation is needed."""
    total = score.counts.total()
    lines = [f"{total - len(score.survivors)} of {total} {what} noticed or explained"]
    lines += [f"  {count:5} {fate}: {MEANING[fate]}" for fate, count in score.counts.most_common()]
    lines += [f"  SURVIVED: {name}" for name in score.survivors]
    lines += [f"  EXPLAINED FOR NOTHING: {name}" for name in score.stale]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return not score.survivors and not score.stale


if __name__ == "__main__":
    sys.exit(main())
