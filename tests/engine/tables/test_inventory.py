"""The rows of the tables against the inventory: two people read the documents, each for himself, and agree."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from stageproof.engine.tables import catalogue
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.row import Evidence

INVENTORY: Final = Path(catalogue.__file__).with_name("inventory.tsv")
LINES: Final = INVENTORY.read_text(encoding="utf-8").splitlines()
LISTED: Final = [tuple(line.split("\t")) for line in LINES[1:]]
TRANSCRIBED: Final = {
    (row.document, row.table, row.label) for row in all_rows() if row.evidence is not Evidence.INFERRED
}
"""The rows that stand in a document; what was concluded from several of them stands in none."""


def shown(addresses: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"\n  {' | '.join(address)}" for address in sorted(addresses)) or " nothing"


def test_the_inventory_begins_with_its_header_and_has_three_cells_a_line() -> None:
    assert LINES[0] == "document\ttable\tlabel"
    assert [
        line for line in LISTED if len(line) != 3 or not all(cell and cell == cell.strip() for cell in line)
    ] == []


def test_every_row_of_the_documents_is_transcribed_and_every_transcribed_row_is_in_the_documents() -> None:
    listed = set(LISTED)
    assert listed == TRANSCRIBED, (
        f"\nonly in the inventory:{shown(listed - TRANSCRIBED)}\nonly in the tables:{shown(TRANSCRIBED - listed)}"
    )


def test_no_row_is_listed_twice() -> None:
    assert [line for line, times in Counter(LISTED).items() if times > 1] == []
