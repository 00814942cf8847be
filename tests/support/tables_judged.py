"""`make oracle-mutants`, second half: every record of the tables changed or dropped: does a verdict on runs tell?

A mutant is noticed where a correct run breaks a row (a false alarm), where a damaged run breaks none any more (missed),
where the row is no longer among those that a damaged run breaks, while others that say the same still are (unnamed), or
where other rows are among them than before (told otherwise).
"""

from __future__ import annotations

from functools import cache
from itertools import chain

from damaged_moments import Extent, corpus, damages
from limit_definitions import limit_definitions
from mutation_score import Score, score_of
from observed_runs import SeenMoment
from table_mutants import TableMutant, table_mutants

from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge_definition, judge_moment
from stageproof.checker.oracle.rulebook import Rulebook, rulebook
from stageproof.checker.oracle.rules import DAYS
from stageproof.checker.oracle.scene import Scene
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.tables.demand import Limit, Operators
from stageproof.engine.tables.row import TableRow


def score(extent: Extent) -> Score:
    """What became of every mutant on the moments of such a corpus. None needs an explanation."""
    return score_of({mutant.name: fate_of(mutant, extent) for mutant in table_mutants()}, {})


def fate_of(mutant: TableMutant, extent: Extent) -> str:
    """What becomes of a mutant: false alarm, missed, unnamed, told otherwise or survived."""
    return fate_of_definitions(mutant) if is_of_definitions(mutant.row) else _fate_on_runs(mutant, extent)


def _fate_on_runs(mutant: TableMutant, extent: Extent) -> str:
    chosen = readings_of(mutant.row)
    rules, kept = changed_rules(mutant, chosen), corpus(chosen, extent)
    both = Rulebook.of(chosen, [row for row in (mutant.row, mutant.changed) if row is not None])
    speaking = kept.speaking.get(mutant.row.id, ())
    if any(
        both.speaking(_scene(seen)) and _broken(rules, _scene(seen)) for seen in chain(speaking, kept.others)
    ):
        return "false alarm"
    unnamed = False
    for seen in kept.breaking_row(mutant.row.id):
        broken = _broken(rules, _scene(seen))
        if not broken:
            return "missed"
        unnamed = unnamed or mutant.row.id not in broken
    if unnamed:
        return "unnamed"
    usual = rulebook(chosen)
    for seen in chain(kept.damaged(), chain.from_iterable(map(damages, chain(speaking, kept.others)))):
        scene = seen.scene()
        if both.speaking(scene) and _broken(rules, scene) != _broken(usual, scene):
            return "told otherwise"
    return "survived"


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


def _broken(rules: Rulebook, scene: Scene) -> set[str]:
    return {violation.row for violation in judge_moment(rules, scene)}


@cache
def _scene(seen: SeenMoment) -> Scene:
    """The scene of a moment that is kept, and looked at for many mutants."""
    return seen.scene()


def is_of_definitions(row: TableRow) -> bool:
    """Whether the row speaks of definitions alone."""
    return isinstance(row.demand, Operators) or (isinstance(row.demand, Limit) and row.demand.name != DAYS)
