"""`make agreement`: are the verdicts of proofs what exploring everything finds, on many random small definitions?

Prints what the definitions were made of, how often each property came out each way, and every disagreement, minimised.
Exit code 1 where there is one, or where the definitions were too tame to mean anything.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from agreement_campaign import Tally, campaign, report, shortfalls
from agreement_prover import known_prover

CHUNK = 50
"""Definitions that a process takes at once. Results do not depend on it, nor on the number of processes."""


def part(seed: int, start: int, end: int) -> Tally:
    """The definitions of one chunk."""
    return campaign(seed, range(start, end), known_prover())


def main(arguments: list[str]) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=10_000, help="how many definitions (default: 10000)")
    parser.add_argument(
        "--seed", type=int, default=0, help="another seed draws other definitions (default: 0)"
    )
    parser.add_argument("--processes", type=int, default=2, help="how many at a time (default: 2)")
    chosen = parser.parse_args(arguments)
    starts = range(0, chosen.count, CHUNK)
    ends = [min(start + CHUNK, chosen.count) for start in starts]
    tally = Tally()
    with ProcessPoolExecutor(max_workers=max(1, chosen.processes)) as pool:
        for found in pool.map(partial(part, chosen.seed), starts, ends):
            tally.add(found)
            sys.stderr.write(f"\r{tally.definitions} of {chosen.count}, {len(tally.disagreements)} disagree")
            sys.stderr.flush()
    sys.stderr.write("\n")
    sys.stdout.write(report(tally))
    lacking = shortfalls(tally)
    if lacking:
        sys.stdout.write("too tame:\n" + "".join(f"  {line}\n" for line in lacking))
    if known_prover() is None:
        sys.stdout.write("There is no prover yet: nothing was compared.\n")
    return 1 if lacking or tally.disagreements else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
