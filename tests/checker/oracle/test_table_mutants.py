"""The mutants of the tables reach every record, and those that speak of definitions are all noticed.

The others need random runs: `make oracle-mutants`.
"""

from __future__ import annotations

from collections import Counter

import pytest
from table_mutants import TableMutant, table_mutants
from tables_judged import changed_rules, fate_of_definitions, is_of_definitions, readings_of

from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import NotCheckable

MUTANTS = tuple(table_mutants())


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
