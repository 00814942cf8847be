"""`make oracle-mutants`: is every record of the tables needed, and does the oracle find every mutant of the interpreter?

Prints both scores and every survivor; exit code 1 where one is neither found nor explained. `--part tables` or
`--part interpreter` runs one half, `--runs` is the number of random runs, `--budget` how many of them one mutant of the
interpreter is judged by.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import found_by_oracle
import tables_judged


def main() -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tables", "interpreter"))
    parser.add_argument("--runs", type=int, default=3000)
    parser.add_argument("--budget", type=int, default=150)
    options = parser.parse_args()
    survivors: list[str] = []
    if options.part != "tables":
        counts, left = found_by_oracle.score(options.runs, options.budget)
        survivors += _report("mutants of the interpreter", counts, left)
    if options.part != "interpreter":
        counts, left = tables_judged.score(options.runs)
        survivors += _report("mutants of the tables", counts, left)
    return 1 if survivors else 0


def _report(what: str, counts: Counter[str], survivors: list[str]) -> list[str]:
    fates = ", ".join(f"{count} {fate}" for fate, count in counts.most_common())
    lines = [f"{counts.total() - len(survivors)} of {counts.total()} {what} noticed or explained ({fates})"]
    lines += [f"  SURVIVED: {name}" for name in survivors]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return survivors


if __name__ == "__main__":
    sys.exit(main())
