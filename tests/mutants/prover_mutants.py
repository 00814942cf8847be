"""`make prover-mutants`: the prover's rules changed one at a time. Does the agreement with exploration notice each?

Definitions are explored once by the interpreter, as runs are alone and as they are suspended at times. Then, for each mutant,
a process of its own loads the prover with that one change and compares what it says with what was explored, until the
first difference: the states that it reaches, its claims, its certificates (a separate checker looks at them). Definitions
whose transition system the change leaves as it was are passed over. What survives that is held against the ordinary
tests of its module, which compare with exploration or with answers worked out by hand. Prints the score and every survivor;
exit code 1 where one is neither killed nor explained in EQUIVALENT, or where an explanation is not needed any more.
"""

from __future__ import annotations

import argparse
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from prover_changes import ROOT, Finder, Mutant, mutants
from prover_equivalents import EQUIVALENT
from prover_examples import Example, Said, examples

OWN: Final = ("checker/proofs/test_own_properties.py", "checker/random_runs/test_property_watch.py")
STANDING: Final = (
    "checker/proofs/test_standing.py",
    "checker/proofs/test_nested_fault_paths.py",
    "checker/proofs/test_assumptions.py",
    "checker/proofs/test_inaction.py",
    "checker/proofs/test_certified.py",
    "checker/all_runs/test_summary_claims.py",
)
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "encoding.encode": OWN,
    "encoding.stages": OWN,
    "encoding.events": OWN,
    "encoding.failing": OWN,
    "encoding.routing": OWN,
    "encoding.news": OWN,
    "encoding.world": OWN,
    "encoding.liveness": OWN,
    "encoding.readings": OWN,
    "encoding.statuses": OWN,
    "fixpoint.reach": (),
    "fixpoint.endless": (),
    "proofs.analysis": STANDING,
    "proofs.verdicts": STANDING,
    "proofs.certified.collect": STANDING,
    "proofs.certified.completion": STANDING,
    "proofs.certified.ending": STANDING,
}
"""The modules whose rules are changed, and the ordinary tests that a survivor is held against."""
PATIENCE: Final = 40
"""Seconds after which a mutant counts as noticed: it goes round for ever."""
PATIENCE_WITH_TESTS: Final = 240
MOST_DIFFERENT: Final = 110
"""Of how many definitions whose transition system a change alters the answers are compared."""


def in_a_child(work: Callable[[], Any], patience: int, mutant: Mutant | None = None) -> Any:
    """What a process of its own makes of some work, with the prover changed; None where it fails or takes too long."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            signal.alarm(patience)
            if mutant is not None:
                Finder.mutant = mutant
                sys.meta_path.insert(0, Finder)
            told = pickle.dumps(work())
            with os.fdopen(write, "wb") as stream:
                stream.write(told)
        except BaseException:  # whatever it is: the parent sees that nothing is told
            os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return pickle.loads(told) if told else None


def everything_said(found: Sequence[Example]) -> list[Said]:
    """What the prover says of each definition."""
    from prover_judges import said

    return [said(one) for one in found]


def first_difference(found: Sequence[Example], unchanged: Sequence[Said], *, is_encoding: bool) -> str:
    """Where the changed prover says something else than the unchanged one; nothing where it does not."""
    from prover_judges import encoded, print_of, said

    looked = 0
    for one, before in zip(found, unchanged, strict=True):
        encoding = encoded(one)
        if is_encoding:
            if print_of(encoding) == before.encoded:
                continue
            looked += 1
            if looked > MOST_DIFFERENT:
                break
        now = said(one, encoding)
        for name in ("names", "strays", "wrong", "certified", "is_accepted", "duties", "lacking"):
            if getattr(now, name) != getattr(before, name):
                return f"{name} of {one.name}"
    return "" if looked or not is_encoding else "-"


def passes_tests(names: Sequence[str]) -> bool:
    """Whether ordinary tests pass with the prover as it is loaded now."""
    import pytest

    os.chdir(ROOT)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        paths = [str(ROOT / "tests" / name) for name in names]
        return pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *paths]) == 0


def survives(mutant: Mutant, found: Sequence[Example], unchanged: Sequence[Said]) -> str:
    """Why nothing notices a mutant, in words; nothing where it is killed."""
    is_encoding = mutant.module.startswith("encoding.")
    told = in_a_child(lambda: first_difference(found, unchanged, is_encoding=is_encoding), PATIENCE, mutant)
    if told is None or told not in ("", "-"):
        return ""
    names = TESTS[mutant.module]
    if names and not in_a_child(lambda: passes_tests(names), PATIENCE_WITH_TESTS, mutant):
        return ""
    return "no definition's transition system differs" if told == "-" else "no answer differs"


def chosen_mutants(only: str, part: str) -> list[Mutant]:
    """The mutants of the modules whose name holds a text, or a part of them."""
    number, _, parts = part.partition("/")
    every: Iterator[Mutant] = (one for module in TESTS if only in module for one in mutants(module))
    return list(every)[int(number) :: int(parts)]


def main(arguments: list[str]) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--definitions", type=int, default=120, help="how many are drawn (default: 120)")
    parser.add_argument("--rare", type=int, default=12, help="how many have each rare feature (default: 12)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="modules whose name holds this")
    parser.add_argument("--named", nargs="*", default=[""], help="mutants whose name holds one of these")
    parser.add_argument("--part", default="0/1", help="of n parts the one with this number: i/n")
    chosen = parser.parse_args(arguments)
    found = examples(chosen.seed, chosen.definitions, chosen.rare)
    unchanged = in_a_child(lambda: everything_said(found), 3600)
    if unchanged is None:
        sys.stdout.write("The unchanged prover fails.\n")
        return 1
    wrong = [
        f"{one.name} ({'suspended at times' if one.suspends else 'alone'}): {'; '.join((*told.strays, *told.wrong, *told.duties, *told.lacking))}"
        for one, told in zip(found, unchanged, strict=True)
        if told.strays or told.wrong or told.duties or told.lacking
    ]
    sys.stdout.write(
        f"{len(found)} explored definitions, of which the unchanged prover differs on {len(wrong)}\n"
    )
    sys.stdout.writelines(f"  {line}\n" for line in wrong)
    sys.stdout.flush()
    if any(name.startswith("stageproof.checker") for name in sys.modules):
        raise RuntimeError("the prover is loaded already: no change would be seen")
    gc.freeze()
    mine = [
        one
        for one in chosen_mutants(chosen.only, chosen.part)
        if any(name in one.name for name in chosen.named)
    ]
    survivors: dict[str, str] = {}
    for number, mutant in enumerate(mine, 1):
        why = survives(mutant, found, unchanged)
        if why:
            survivors[mutant.key] = f"{mutant.name}: {EQUIVALENT.get(mutant.key, f'SURVIVES: {why}')}"
        sys.stderr.write(f"\r{number} of {len(mine)}, {len(survivors)} survive")
        sys.stderr.flush()
    sys.stderr.write("\n")
    killed = [one.key for one in mine if one.key not in survivors]
    sys.stdout.write(f"{len(killed)} of {len(mine)} mutants killed\n")
    sys.stdout.writelines(f"  {line}\n" for line in survivors.values())
    mistaken = [key for key in killed if key in EQUIVALENT]
    sys.stdout.writelines(f"  {key}: is killed, though it is said to be equivalent\n" for key in mistaken)
    return 1 if mistaken or set(survivors) - set(EQUIVALENT) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
