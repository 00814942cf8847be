"""Many drawn definitions, each explored and held against a prover; what came out, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from agreement_drafts import Draft
from agreement_features import EACH_WAY, EVERY_KIND, REQUIRED, features, properties
from agreement_generator import draw
from agreement_minimise import minimised
from agreement_prover import Prover, Says, differences
from agreement_truth import ALONE, Explored, Truth, explored

from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

LIMIT: Final = 1500
"""How many configurations a drawn definition may have; one with more is drawn anew, smaller."""
INTERFERED_LIMIT: Final = 3000
INTERFERED_EVERY: Final = 3
"""Every so many definitions, runs that are suspended and resumed are explored too."""
ATTEMPTS: Final = 8
MORE_STRIKES: Final = replace(ALONE, strikes=6)
"""Where a prover says something else, more errors of one moment are followed before that counts as a disagreement."""


@dataclass(frozen=True, slots=True)
class Case:
    """A drawn definition and what is true of it. `attempt` counts how often it was drawn anew."""

    number: int
    attempt: int
    draft: Draft
    program: Program
    explored: Explored


def program_of_draft(draft: Draft) -> Program | None:
    """The program of a definition; None where it has mistakes, as a minimised one may."""
    parsed = parse(Source("drawn.orch", draft.text()))
    if parsed.diagnostics or parsed.orchestration is None:
        return None
    program = compile_orchestration(parsed.orchestration)
    return None if program.problems else program


def case(seed: int, number: int) -> Case:
    """The definition with this number, drawn until exploring it ends."""
    for attempt in range(ATTEMPTS):
        draft = draw(seed, number, attempt)
        program = program_of_draft(draft)
        if program is None:
            raise ValueError(f"definition {number} of seed {seed} has mistakes:\n{draft.text()}")
        interfered = INTERFERED_LIMIT if number % INTERFERED_EVERY == 0 else 0
        found = explored(program, LIMIT, interfered)
        if found is not None:
            return Case(number, attempt, draft, program, found)
    raise ValueError(f"definition {number} of seed {seed} was too large {ATTEMPTS} times")


@dataclass(slots=True)
class Tally:
    """What a campaign, or a part of one, came to. Parts are added in any order."""

    definitions: int = 0
    drawn_anew: int = 0
    configurations: int = 0
    edges: int = 0
    features: Counter[str] = field(default_factory=Counter[str])
    holds: Counter[str] = field(default_factory=Counter[str])
    fails: Counter[str] = field(default_factory=Counter[str])
    disagreements: dict[int, str] = field(default_factory=dict[int, str])

    def add(self, other: Tally) -> None:
        self.definitions += other.definitions
        self.drawn_anew += other.drawn_anew
        self.configurations += other.configurations
        self.edges += other.edges
        self.features += other.features
        self.holds += other.holds
        self.fails += other.fails
        self.disagreements |= other.disagreements


def campaign(seed: int, numbers: Iterable[int], prover: Prover | None) -> Tally:
    """Explore the definitions with these numbers, and compare what a prover says of each."""
    tally = Tally()
    for number in numbers:
        found = case(seed, number)
        truth = found.explored.truth
        tally.definitions += 1
        tally.drawn_anew += found.attempt
        tally.configurations += found.explored.configurations
        tally.edges += found.explored.edges
        tally.features.update(features(found.draft))
        for name, holds in properties(found.draft, truth).items():
            (tally.holds if holds else tally.fails)[name] += 1
        if prover is not None and _compared(found.program, truth, prover):
            tally.disagreements[number] = _smallest(found.draft, prover, f"seed {seed}, number {number}")
    return tally


def disagreement(draft: Draft, prover: Prover, only: frozenset[str] | None = None) -> tuple[str, ...]:
    """Where exploration and prover differ on a definition, a line each; nothing where it cannot be explored.

    `only`: the fields that are looked at. A prover that raises disagrees too.
    """
    program = program_of_draft(draft)
    found = None if program is None else explored(program, LIMIT)
    if program is None or found is None:
        return ()
    return _compared(program, found.truth, prover, only)


def _compared(
    program: Program, truth: Truth, prover: Prover, only: frozenset[str] | None = None
) -> tuple[str, ...]:
    try:
        answers = prover(program)
    except Exception as error:  # a crash of the prover is a finding like any other
        return (f"the prover raises {type(error).__name__}: {error}",) if only is None or "" in only else ()
    undecided = [f"undecided: {words}" for words in answers.undecided if only is None or "undecided" in only]
    lines = _told(truth, answers, only)
    if lines:
        deeper = explored(program, 4 * LIMIT, INTERFERED_LIMIT, MORE_STRIKES)
        lines = lines if deeper is None else _told(deeper.truth, answers, only)
    return (*undecided, *lines)


def _told(truth: Truth, answers: Says, only: frozenset[str] | None) -> list[str]:
    return [
        str(difference)
        for difference in differences(truth, answers)
        if only is None or difference.field in only
    ]


def _smallest(draft: Draft, prover: Prover, name: str) -> str:
    """The smallest definition with a disagreement of the same kind, and both answers."""
    kinds = frozenset(_kind(line) for line in disagreement(draft, prover))
    small = minimised(draft, lambda candidate: bool(disagreement(candidate, prover, kinds)), tries=300)
    lines = "\n".join(f"  {line}" for line in disagreement(small, prover))
    return f"{name}:\n{small.text()}{lines}\n"


def _kind(line: str) -> str:
    return "" if line.startswith("the prover raises") else line.partition(":")[0]


def shortfalls(tally: Tally) -> list[str]:
    """What a campaign lacks to mean anything: features too rare, properties that come out one way only."""
    found: list[str] = []
    wanted = {**dict.fromkeys(EVERY_KIND, 0.01), **REQUIRED}
    for name, share in wanted.items():
        has = tally.features[name] / tally.definitions
        if has < share:
            found.append(f"{name}: {has:.1%} of the definitions have it, and {share:.0%} should")
    for name in sorted({*tally.holds, *tally.fails}):
        total = tally.holds[name] + tally.fails[name]
        least = min(tally.holds[name], tally.fails[name]) / total
        if least < EACH_WAY:
            found.append(f"{name}: comes out one way in only {least:.1%}, and {EACH_WAY:.0%} should")
    return found


def report(tally: Tally) -> str:
    """The histogram, and every disagreement minimised."""
    count = tally.definitions
    lines = [
        f"{count} definitions, {tally.drawn_anew} times one was too large and drawn anew",
        f"{tally.configurations:,} configurations, {tally.edges:,} edges",
        "",
        "feature                                   share of definitions",
    ]
    lines += (f"  {name:<40}{tally.features[name] / count:7.1%}" for name in sorted(tally.features))
    lines += ["", "property                                  holds  does not hold"]
    for name in sorted({*tally.holds, *tally.fails}):
        total = tally.holds[name] + tally.fails[name]
        lines.append(f"  {name:<40}{tally.holds[name] / total:6.1%}  {tally.fails[name] / total:6.1%}")
    lines.append("")
    for number in sorted(tally.disagreements):
        lines.append(tally.disagreements[number])
    lines.append(f"{len(tally.disagreements)} of {count} definitions with a disagreement")
    return "\n".join(lines) + "\n"
