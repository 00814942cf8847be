"""`make oracle-mutants`, second half: every record of the tables changed or dropped: does a verdict on random runs tell?

A mutant is noticed where a correct run breaks a row (a false alarm), where a damaged run breaks none any more (missed),
or where the row is no longer among those that a damaged run breaks, while others that say the same still are (unnamed).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Final

from damaged_moments import corpus
from limit_definitions import limit_definitions
from observed_runs import SeenMoment
from table_mutants import TableMutant, table_mutants

from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge_definition, judge_moment
from stageproof.checker.oracle.rulebook import Rulebook, rulebook
from stageproof.checker.oracle.rules import DAYS
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.tables.demand import Limit, Operators
from stageproof.engine.tables.row import TableRow

_AGAIN: Final = "the situation holds of steps in Error or Discontinued alone, and either starts again"
EQUIVALENT: Final[dict[str, str]] = {
    "resume-stage: whatever it had": "the current stage of a failed run that is resumed was Error in any case",
    "resume-background-error: whatever it had": _AGAIN,
    "resume-background-discontinued: whatever it had": _AGAIN,
    "resume-interactive: whatever it had": _AGAIN,
    "resume-interactive-discontinued: whatever it had": _AGAIN,
    "stage-status-completed-run-in-progress: whatever it had": "an exit condition is met of a stage In Progress alone",
}
"""Survivors that no run can tell from the original, with the reason. Keyed by the mutant's name."""


def score(runs: int) -> tuple[Counter[str], list[str]]:
    """How many mutants were noticed by so many random runs, and how; and the survivors."""
    counts: Counter[str] = Counter()
    survivors: list[str] = []
    for mutant in table_mutants():
        fate = fate_of_definitions(mutant) if is_of_definitions(mutant.row) else fate_of(mutant, runs)
        if fate == "survived" and mutant.name in EQUIVALENT:
            fate = "equivalent"
        counts[fate] += 1
        if fate == "survived":
            survivors.append(mutant.name)
    return counts, survivors


def fate_of(mutant: TableMutant, runs: int) -> str:
    """What becomes of a mutant: false alarm, missed, unnamed or survived."""
    chosen = readings_of(mutant.row)
    rules, kept = changed_rules(mutant, chosen), corpus(chosen, runs)
    speaking = kept.speaking.get(mutant.row.id, ())
    if any(_broken(rules, seen) for seen in chain(speaking, kept.others)):
        return "false alarm"
    unnamed = False
    for seen in kept.breaking_row(mutant.row.id):
        broken = _broken(rules, seen)
        if not broken:
            return "missed"
        unnamed = unnamed or mutant.row.id not in broken
    return "unnamed" if unnamed else "survived"


def fate_of_definitions(mutant: TableMutant) -> str:
    """What becomes of a mutant that speaks of definitions."""
    chosen = readings_of(mutant.row)
    rules, changed = rulebook(chosen), changed_rules(mutant, chosen)
    for definition in limit_definitions():
        facts = Facts.of(definition, chosen)
        before, after = set(judge_definition(facts, rules)), set(judge_definition(facts, changed))
        if before != after:
            return "missed" if before - after else "false alarm"
    return "survived"


def readings_of(row: TableRow) -> Choices:
    """Readings and a profile under which the row is judged: the default ones wherever it is."""
    for profile in row.profiles:
        usual = choices(profile)
        if all(usual.chosen(decision) == reading for decision, reading in row.readings):
            return usual
    return choices(row.profiles[0], dict(row.readings))


def changed_rules(mutant: TableMutant, chosen: Choices) -> Rulebook:
    """The rulebook with the mutant in place of its row."""
    rows = rulebook(chosen).rows
    changed = (mutant.changed if row.id == mutant.row.id else row for row in rows)
    return Rulebook.of(chosen, [row for row in changed if row is not None])


def _broken(rules: Rulebook, seen: SeenMoment) -> set[str]:
    return {violation.row for violation in judge_moment(rules, seen.scene())}


def is_of_definitions(row: TableRow) -> bool:
    """Whether the row speaks of definitions alone."""
    return isinstance(row.demand, Operators) or (isinstance(row.demand, Limit) and row.demand.name != DAYS)
