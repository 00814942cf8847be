"""What the prover's mutants are held against: explored definitions, with everything that the unchanged prover says.

Nothing of the prover is loaded here, nor by those who only ask for examples: each mutant loads it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agreement_campaign import program_of_draft
from agreement_drafts import Draft
from agreement_features import features
from agreement_generator import draw
from agreement_truth import ALONE, SUSPENDED, Truth, explored
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


@dataclass(frozen=True, slots=True)
class Said:
    """What the prover makes of a definition.

    `encoded` stands for the transition system. `strays`: places where it has other states than exploration. `wrong`: where
    its claims are not the truth. `names` of the claims that it made; `certified`: what it certified, `refused` why the
    checker refuses that. `duties`: edges that oblige the wrong ones; `lacking`: what
    the interpreter does and the system does not. The unchanged prover has neither strays nor wrong claims, but where the campaign says so.
    """

    encoded: str
    strays: tuple[str, ...]
    wrong: tuple[str, ...]
    names: tuple[str, ...]
    certified: tuple[str, ...]
    is_accepted: bool
    duties: tuple[str, ...]
    lacking: tuple[str, ...]


def examples(seed: int, count: int, rare: int) -> list[Example]:
    """The definitions written by hand, `count` drawn ones, and as many more as have each rare feature `rare` times;
    small ones first, those written by hand before the drawn ones.
    """
    written: list[Example] = []
    found: list[Example] = []
    for name, program in written_programs():
        written += in_both_worlds(name, program)
    wanted: dict[str, int] = dict.fromkeys(RARE, rare)
    for number in range(3 * count):
        draft = draw(seed, number, attempt=1)
        has = [name for name in features(draft) if wanted.get(name, 0) > 0]
        if number >= count and not has:
            continue
        drawn = list(_drawn(f"seed {seed}, number {number}", draft))
        if drawn:
            for name in has:
                wanted[name] -= 1
        found += drawn
    return [*sorted(written, key=_size), *sorted(found, key=_size)]


def _size(example: Example) -> int:
    return len(example.configurations)


def _drawn(name: str, draft: Draft) -> Iterator[Example]:
    program = program_of_draft(draft)
    if program is not None:
        yield from in_both_worlds(name, program)


def in_both_worlds(name: str, program: Program) -> Iterator[Example]:
    """A definition, explored as its runs are alone and as they are suspended at times; nothing where it is too large."""
    for suspends, world in WORLDS.items():
        found = explored(program, LIMIT[suspends], world=world)
        if found is None:
            return
        yield Example(name, program, suspends, found.truth, found.found)
