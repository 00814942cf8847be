"""That each run ends is claimed of every run that begins, and of no other state before one."""

from __future__ import annotations

import pytest
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import Triggered
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import WITH_ERRORS
from stageproof.checker.proofs.certified.ending import ending
from stageproof.checker.proofs.certified.progress import progress_of


@pytest.mark.parametrize("where", ["", '{ where Kind = "new" }'])
def test_each_run_that_begins_is_one_that_ends(where: str) -> None:
    analysis = Analysis(
        encode(
            program_of(f"""
              field $Record.Kind: one of "old", "new" not null
              start when Case is created -> First {where}
              stage First {{ background A calls F async  on error -> Second  then Choose }}
              decision Choose {{ when $Record.Kind = "new" -> Second otherwise -> end }}
              stage Second {{ background B calls F async  then end }}
            """)
        )
    )
    claim = ending(analysis, WITH_ERRORS, progress_of(analysis, WITH_ERRORS))
    assert claim is not None
    (start,) = claim.starts
    assert analysis.encoding.places[start.location] == Triggered()
    diagrams = analysis.model.diagrams
    taken = [analysis.states_taking(edge) for edge, _ in analysis.edges("trigger")]
    assert start.states == diagrams.union_of(taken)
    assert analysis.begins
