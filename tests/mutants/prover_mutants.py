"""`make prover-mutants`: the prover's rules changed one at a time. Does anybody notice each?

Definitions are explored by the interpreter, as runs are alone and as they are suspended at times. A definition notices a
mutant where the prover says something else of it than before: the states that it reaches, its claims, its certificates (a
separate checker looks at them). A test of the module notices it where it fails. Everybody is watched once at the unchanged
prover, so that a mutant is shown only to those who pass the statement that it changes, quick ones and those that noticed others
first. Prints the score, every survivor and the modules that were not judged; exit code 1 where a mutant is neither killed nor
explained in EQUIVALENT, or where an explanation there is of one that is killed or that does not exist, or a test fails with the unchanged prover.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import accumulate
from math import inf
from pathlib import Path
from types import CodeType
from typing import Final, TextIO

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import pytest
from prover_changes import ROOT, Loaded, Mutant, change_constants, mutants
from prover_children import in_a_child, in_children, stop_after
from prover_equivalents import EQUIVALENT
from prover_examples import Example, Said, examples
from prover_judges import said
from prover_modules import EVERY, LATER, TESTS
from prover_noticing import Judge, Seen, Statement, of_example, of_test, seen

PATIENCE: Final = (2.0, 6.0)
"""A judge may compute for so many seconds, and so many times as long as with the unchanged prover: then it goes round for ever,
and counts as one who notices.
"""


@dataclass(frozen=True, slots=True)
class Court:
    """Everybody who may notice, with what they did while nothing was changed."""

    judges: Sequence[Judge]
    seen: Sequence[Seen]
    statements: Mapping[Statement, int]
    loaded: Loaded

    def of(self, mutant: Mutant) -> list[int]:
        """The judges of a mutant, those who take least time first: those who pass what it changes."""
        bit = 1 << self.statements[mutant.module, mutant.statement]
        is_constant = mutant.function == ""
        files = EVERY[mutant.module]
        return sorted(
            (
                number
                for number, judge in enumerate(self.judges)
                if (is_constant or self.seen[number].passed & bit)
                and (not judge.file or any(judge.file.startswith(file) for file in files))
            ),
            key=lambda number: self.seen[number].seconds,
        )

    def first_to_notice(self, mutant: Mutant, code: CodeType, order: Sequence[int]) -> int:
        """The number of the first judge who notices a mutant, -1 where nobody does, -2 where the change cannot be made. To
        be called in a child.
        """
        try:
            if mutant.function == "":
                change_constants(mutant.module, code)
            self.loaded.change(mutant.module, code)
        except Exception:  # the parent says so
            return -2
        for number in order:
            stop_after(PATIENCE[0] + PATIENCE[1] * self.seen[number].seconds)
            if self.judges[number].notices(mutant.module.startswith("encoding.")):
                return number
        return -1


def within(seconds: float, court: Court, order: Sequence[int]) -> list[int]:
    """The first judges, as many as take so many seconds."""
    spent = accumulate(court.seen[number].seconds for number in order)
    return [number for number, until in zip(order, spent, strict=True) if until <= seconds]


def judged(court: Court, mine: Sequence[Mutant], seconds: float, doubt: float) -> dict[str, str]:
    """Of each mutant by key: why nobody notices it, in words; nothing where somebody does. `seconds` of judges look at it, those
    of `doubt` where it is said to be equivalent.
    """
    found: dict[str, str] = {}
    noticed: dict[str, Counter[int]] = {}
    for mutant in mine:
        kills = noticed.setdefault(mutant.module, Counter())
        order = court.of(mutant)
        first = [number for number, _ in kills.most_common(12) if number in order]
        order = [*first, *(number for number in order if number not in first)]
        order = within(min(doubt, seconds) if mutant.key in EQUIVALENT else seconds, court, order)
        if not order:
            found[mutant.key] = "nobody passes it"
            continue
        who = in_a_child(partial(court.first_to_notice, mutant, mutant.code(), order))
        if who == -2:
            raise RuntimeError(f"{mutant.name} cannot be made: was the text changed meanwhile?")
        found[mutant.key] = f"no answer differs ({len(order)} looked)" if who == -1 else ""
        if who is not None and who >= 0:
            kills[who] += 1
        sys.stderr.write(f"{'survives' if who == -1 else 'killed'}: {mutant.name}\n")
        sys.stderr.flush()
    return found


def everything_said(found: Sequence[Example]) -> list[Said]:
    """What the prover says of each definition."""
    return [said(one) for one in found]


def everybody(
    found: Sequence[Example], unchanged: Sequence[Said], items: Iterable[pytest.Item]
) -> Iterator[Judge]:
    """The judges: every definition, and the ordinary tests."""
    for one, told in zip(found, unchanged, strict=True):
        yield of_example(one, told)
    for item in items:
        yield of_test(item, item.path.relative_to(ROOT / "tests").as_posix())


class Campaign:
    """The campaign as pytest's loop over the tests that it found."""

    def __init__(self, chosen: argparse.Namespace, out: TextIO) -> None:
        """`out` is where the score goes; pytest's own words go nowhere."""
        self.chosen = chosen
        self.out = out
        self.is_done = False
        self.is_sound = True
        """Nobody objects to the unchanged prover."""
        self.began = time.monotonic()
        self.mine = [
            one
            for one in chosen_mutants(chosen.only, chosen.part)
            if any(name in one.name for name in chosen.named)
            and not (chosen.trusting and one.key in EQUIVALENT)
        ]
        self.modules = sorted({one.module for one in self.mine})

    def files(self) -> list[str]:
        """The tests that are asked for."""
        if self.chosen.no_tests:
            return []
        named = self.chosen.tests or [file for module in self.modules for file in EVERY[module]]
        return sorted({str(ROOT / "tests" / file) for file in named})

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hold the mutants against everybody."""
        try:
            self.is_done = self.run(session.items if self.files() else [])
        except Exception:  # pytest would write it to where nobody reads
            traceback.print_exc()
            raise
        return True

    def run(self, items: Sequence[pytest.Item]) -> bool:
        """Print the score; returns whether every mutant is killed or explained."""
        count = self.chosen.processes
        drawn = (self.chosen.seed, self.chosen.definitions, self.chosen.rare)
        found = [] if self.chosen.no_definitions else examples(*drawn, count)
        parts = in_children([partial(everything_said, found[number::count]) for number in range(count)])
        unchanged: list[Said] = [parts[number % count][number // count] for number in range(len(found))]
        wrong = [
            f"{one.name} ({'suspended at times' if one.suspends else 'alone'}): {'; '.join((*told.strays, *told.wrong, *told.duties, *told.lacking))}"
            for one, told in zip(found, unchanged, strict=True)
            if told.strays or told.wrong or told.duties or told.lacking
        ]
        self.out.write(
            f"{len(found)} explored definitions, of which the unchanged prover differs on {len(wrong)}\n"
        )
        self.out.writelines(f"  {line}\n" for line in wrong)
        judges = list(everybody(found, unchanged, items))
        for module in self.modules:  # some are imported only when they are needed
            import_module(f"stageproof.checker.{module}")
        loaded = Loaded.now()
        gc.freeze()
        changed = dict.fromkeys((one.module, one.statement) for one in self.mine)
        statements = {one: number for number, one in enumerate(changed)}
        watched = in_children(
            [partial(seen, judges[number::count], statements, loaded) for number in range(count)]
        )
        told = [watched[number % count][number // count] for number in range(len(judges))]
        for judge, what in zip(judges, told, strict=True):
            if what is None:
                self.out.write(f"  {judge.name}: fails with the unchanged prover\n")
                self.is_sound = False
        good = [
            (judge, what)
            for judge, what in zip(judges, told, strict=True)
            if what is not None and what.seconds <= self.chosen.longest
        ]
        court = Court([judge for judge, _ in good], [what for _, what in good], statements, loaded)
        self.out.flush()
        patience = (self.chosen.seconds, self.chosen.doubt)
        works = [partial(judged, court, self.mine[number::count], *patience) for number in range(count)]
        reasons: dict[str, str] = {}
        for part in in_children(works):
            reasons |= part
        return self.score(reasons)

    def score(self, reasons: Mapping[str, str]) -> bool:
        """Print how many are killed, and every other."""
        survivors = [one for one in self.mine if reasons[one.key]]
        killed = len(self.mine) - len(survivors)
        self.out.write(f"{killed} of {len(self.mine)} mutants killed\n")
        unexplained = 0
        for one in survivors:
            reason = EQUIVALENT.get(one.key)
            unexplained += reason is None
            self.out.write(f"  {one.name}: {reason or f'SURVIVES: {reasons[one.key]}'}\n")
        mistaken = [one.key for one in self.mine if not reasons[one.key] and one.key in EQUIVALENT]
        self.out.writelines(f"  {key}: is killed, though it is said to be equivalent\n" for key in mistaken)
        unknown = explained_but_unknown(self.modules)
        self.out.writelines(
            f"  {key}: is said to be equivalent, and there is no such mutant\n" for key in unknown
        )
        explained = len(survivors) - unexplained
        if not self.chosen.only:
            self.out.writelines(not_judged())
        minutes = (time.monotonic() - self.began) / 60
        self.out.write(
            f"{killed} killed, {explained} equivalent, {unexplained} neither, in {minutes:.0f} minutes\n"
        )
        return self.is_sound and not (unexplained or mistaken or unknown)


def explained_but_unknown(modules: Iterable[str]) -> list[str]:
    """The keys of EQUIVALENT that are no mutant's: of these modules, and of those that are not changed at all."""
    known = {one.key for module in modules for one in mutants(module)}
    others = tuple(f"{module}." for module in EVERY if module not in modules)
    return [key for key in EQUIVALENT if key not in known and not key.startswith(others)]


def not_judged() -> Iterator[str]:
    """What to know of the modules of LATER: how many, and by module how many mutants."""
    counts = {module: sum(1 for _ in mutants(module)) for module in LATER}
    if counts:
        yield f"NOT JUDGED: {sum(counts.values())} mutants of {len(counts)} modules\n"
    yield from (f"  {module}: {count}\n" for module, count in counts.items())


def chosen_mutants(only: Sequence[str], part: str) -> list[Mutant]:
    """The mutants of the modules whose names hold one of some texts, or a part of them; of those that are held to something
    where no text is given.
    """
    number, _, parts = part.partition("/")
    every = (
        one
        for module in (EVERY if only else TESTS)
        if any(text in module for text in only or [""])
        for one in mutants(module)
    )
    return list(every)[int(number) :: int(parts)]


def main(arguments: list[str]) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--definitions", type=int, default=0, help="how many are drawn (default: 0)")
    parser.add_argument("--rare", type=int, default=0, help="how many have each rare feature (default: 0)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=[], help="modules whose name holds one of these")
    parser.add_argument("--named", nargs="*", default=[""], help="mutants whose name holds one of these")
    parser.add_argument("--part", default="0/1", help="of n parts the one with this number: i/n")
    parser.add_argument("--tests", nargs="*", default=[], help="of the tests only those in these files")
    parser.add_argument("--no-tests", action="store_true", help="hold them against definitions alone")
    parser.add_argument("--no-definitions", action="store_true", help="hold them against tests alone")
    parser.add_argument(
        "--longest", type=float, default=2.0, help="seconds that a judge may take (default: 2)"
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=inf,
        help="of judges, quick ones first, for each mutant (default: all of them)",
    )
    parser.add_argument(
        "--doubt",
        type=float,
        default=10.0,
        help="the same for one that is said to be equivalent (default: 10)",
    )
    parser.add_argument(
        "--trusting", action="store_true", help="leave out those that are said to be equivalent"
    )
    parser.add_argument("--processes", type=int, default=2)
    with os.fdopen(os.dup(1), "w") as out, Path(os.devnull).open("w") as nowhere:
        campaign = Campaign(parser.parse_args(arguments), out)
        os.dup2(nowhere.fileno(), 1)
        files = campaign.files()
        if not files:
            campaign.is_done = campaign.run([])
        else:
            os.chdir(ROOT)
            quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # stageproof is imported already
            given = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", *quiet, *files]
            pytest.main(given, plugins=[campaign])
        return 0 if campaign.is_done else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
