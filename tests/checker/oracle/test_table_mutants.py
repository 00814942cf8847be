"""The mutants of the tables reach every record, and those that speak of definitions are all noticed.

Of the others a fixed sample is judged on a few moments; all of them: `make oracle-mutants`.
"""

from __future__ import annotations

from collections import Counter

import pytest
from campaign_definitions import LEVELS
from damaged_moments import Extent
from mutation_score import Score, score_of
from table_mutants import TableMutant, table_mutants
from tables_judged import (
    changed_rules,
    fate_of,
    fate_of_definitions,
    is_of_definitions,
    readings_of,
)

from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import NotCheckable

MUTANTS = tuple(table_mutants())
EVERY, FIRST = 131, 11
SAMPLE = tuple(mutant for mutant in MUTANTS[FIRST::EVERY] if not is_of_definitions(mutant.row))
FEW_MOMENTS = Extent(100, LEVELS, frozenset(mutant.row.id for mutant in SAMPLE), per_row=4)


def test_every_row_that_is_judged_has_mutants_each_of_its_own_name() -> None:
    assert {mutant.row.id for mutant in MUTANTS} == {
        row.id for row in all_rows() if not isinstance(row.demand, NotCheckable)
    }
    assert Counter(mutant.name for mutant in MUTANTS).most_common(1)[0][1] == 1


def test_a_mutant_stands_in_the_rulebook_in_place_of_its_row() -> None:
    for mutant in MUTANTS[::40]:
        rows = {row.id: row for row in changed_rules(mutant, readings_of(mutant.row)).rows}
        assert rows.get(mutant.row.id) == mutant.changed


@pytest.mark.parametrize(
    "mutant",
    [mutant for mutant in MUTANTS if is_of_definitions(mutant.row)],
    ids=lambda mutant: mutant.name,
)
def test_a_limit_or_operator_that_is_changed_is_noticed(mutant: TableMutant) -> None:
    assert fate_of_definitions(mutant) in ("missed", "false alarm")


def test_each_of_a_sample_of_changed_rows_is_noticed() -> None:
    fates = {mutant.name: fate_of(mutant, FEW_MOMENTS) for mutant in SAMPLE}
    assert score_of(fates, {}).survivors == ()


def test_a_row_that_is_not_changed_is_not_noticed() -> None:
    row, smallest = SAMPLE[0].row, Extent(1, LEVELS[:1], per_row=1)
    assert fate_of(TableMutant(f"{row.id}: as it is", row, row), smallest) == "survived"


def test_an_explanation_of_a_mutant_that_was_noticed_or_does_not_exist_is_told() -> None:
    fates = {"a": "survived", "b": "missed", "c": "never reached"}
    score = score_of(fates, dict.fromkeys(("a", "b", "d"), "no run can tell"))
    assert score == Score(
        Counter(equivalent=1, missed=1, **{"never reached": 1}),
        ("never reached: c",),
        ("b: missed", "d: there is no such mutant"),
    )
