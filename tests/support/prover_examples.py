"""What the prover's mutants are held against: explored definitions, with everything that the unchanged prover says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from agreement_campaign import program_of_draft
from agreement_features import features
from agreement_generator import draw
from agreement_truth import ALONE, SUSPENDED, Truth, explored
from prover_children import in_children
from prover_definitions import written_programs

from stageproof.engine.configuration import Configuration
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.program.program import Program

LIMIT: Final = {False: 700, True: 1500}
"""How many configurations a definition may have; the more where runs are suspended too."""
WORLDS: Final[dict[bool, Policy]] = {False: ALONE, True: SUSPENDED}
RARE: Final = (
    "recall path", "record copied at the start", "item exit: evaluation flow", "exit: evaluation flow",
    "writes: number", "writes: constant", "trigger: filter", "only when changed", "reads: input", "shape: logic",
)  # fmt: skip
"""Features that are drawn too seldom to be left to chance: definitions with them are looked for."""


@dataclass(frozen=True, slots=True)
class Example:
    """A definition in one world: what is true of it, and every configuration that runs get into."""

    name: str
    program: Program
    suspends: bool
    truth: Truth
    configurations: tuple[Configuration, ...]
    is_drawn: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What the prover makes of a definition.

    `encoded` stands for the transition system. `strays`: places where it has other states than exploration. `wrong`: where
    its claims are not the truth. `names` of the claims that it made; `certified`: what it certified, `refused` why the
    checker refuses that. `duties`: edges that oblige the wrong ones; `lacking`: what
    the interpreter does and the system does not. `loosely`: where runs rest with every condition left open, and where `not` all do that exist. The unchanged prover has neither strays nor wrong claims, but where the campaign says so.
    """

    encoded: str
    strays: tuple[str, ...]
    wrong: tuple[str, ...]
    names: tuple[str, ...]
    certified: tuple[str, ...]
    is_accepted: bool
    duties: tuple[str, ...]
    lacking: tuple[str, ...]
    loosely: tuple[str, ...]


def examples(seed: int, count: int, rare: int, processes: int) -> list[Example]:
    """The definitions written by hand, `count` drawn ones, and as many more as have each rare feature `rare` times; small ones
    first, those written by hand before the drawn ones. Several processes explore them.
    """
    candidates = [*_written(), *_drawn(seed, count)]
    shares = [
        partial(_explored, candidates[number::processes], -(-rare // processes))
        for number in range(processes)
    ]
    found = [
        Example(candidate.name, candidate.program, suspends, truth, configurations, candidate.is_drawn)
        for number, share in enumerate(in_children(shares))
        for candidate, worlds in zip(candidates[number::processes], share, strict=True)
        for suspends, truth, configurations in worlds
    ]
    return sorted(found, key=lambda one: (one.is_drawn, len(one.configurations)))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A definition that may be explored. `has`: its rare features; it is explored only if they are wanted where `is_spare`."""

    name: str
    program: Program
    has: tuple[str, ...] = ()
    is_drawn: bool = False
    is_spare: bool = False


def _written() -> Iterator[_Candidate]:
    for name, program in written_programs():
        yield _Candidate(name, program)


def _drawn(seed: int, count: int) -> Iterator[_Candidate]:
    for number in range(3 * count):
        draft = draw(seed, number, attempt=1)
        has = tuple(name for name in features(draft) if name in RARE)
        program = program_of_draft(draft) if has or number < count else None
        if program is not None:
            yield _Candidate(f"seed {seed}, number {number}", program, has, True, number >= count)


World = tuple[bool, Truth, tuple[Configuration, ...]]


def _explored(candidates: Sequence[_Candidate], rare: int) -> list[list[World]]:
    """What is true of candidates in both worlds. Each rare feature is wanted `rare` times."""
    wanted = dict.fromkeys(RARE, rare)
    found: list[list[World]] = []
    for one in candidates:
        is_wanted = not one.is_spare or any(wanted[name] > 0 for name in one.has)
        found.append(list(_worlds(one.program)) if is_wanted else [])
        for name in one.has if found[-1] else ():
            wanted[name] -= 1
    return found


def in_both_worlds(name: str, program: Program) -> Iterator[Example]:
    """A definition, explored as its runs are alone and as they are suspended at times; nothing where it is too large."""
    for suspends, truth, configurations in _worlds(program):
        yield Example(name, program, suspends, truth, configurations)


def _worlds(program: Program) -> Iterator[World]:
    for suspends, world in WORLDS.items():
        found = explored(program, LIMIT[suspends], world=world)
        if found is None:
            return
        yield suspends, found.truth, found.found
