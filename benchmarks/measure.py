"""Measuring two things beside each other, and saying how they compare."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """How long one thing took, in seconds, over all rounds."""

    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    def __str__(self) -> str:
        low, high = min(self.seconds) * 1000, max(self.seconds) * 1000
        return f"{self.middle * 1000:.1f} ms ({low:.1f} to {high:.1f})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the result. `ratio` is what the target speaks of; None where the line was skipped."""

    what: str
    ratio: float | None
    target: float
    at_least: bool = False
    details: tuple[str, ...] = ()

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where nothing was measured."""
        if self.ratio is None:
            return None
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    def __str__(self) -> str:
        verdict = {True: "met", False: "NOT MET", None: "SKIPPED"}[self.met]
        ratio = "-" if self.ratio is None else f"{self.ratio:.2f}x"
        bound = "at least" if self.at_least else "at most"
        first = f"{verdict:8} {ratio:>8}  {bound} {self.target:g}x  {self.what}"
        return "\n".join([first, *(f"{'':19}{detail}" for detail in self.details)])


def beside(ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> tuple[Sample, Sample]:
    """Run both once unmeasured, then in turn, so that both see the same machine."""
    ours()
    peer()
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(rounds)]
    return Sample(tuple(pair[0] for pair in pairs)), Sample(tuple(pair[1] for pair in pairs))


def program(*words: str | Path, accept: Sequence[int] = (0,), cwd: Path | None = None) -> Callable[[], str]:
    """A run of a program from start to end; gives its output. The benchmark ends where the program fails."""

    def call() -> str:
        done = subprocess.run(words, cwd=cwd, capture_output=True, check=False, text=True)
        if done.returncode not in accept or "Traceback" in done.stderr:
            shown = " ".join(str(word) for word in words)
            said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
            sys.exit(f"{shown}\nended with exit code {done.returncode}:\n{said}")
        return done.stdout

    return call


def _seconds(call: Callable[[], object]) -> float:
    """One run, without Python's garbage collector, whose cost grows with what is kept (as in timeit)."""
    gc.collect()
    gc.disable()
    try:
        begin = time.perf_counter()
        call()
        return time.perf_counter() - begin
    finally:
        gc.enable()
