"""An assignee that cannot be worked out fails its step as it starts: for those values, each time, and for no others."""

from __future__ import annotations

from typing import Final

import pytest
from agreement_located import missing_paths
from agreement_prover import Answers, differences
from agreement_truth import ALONE, explored
from running import program_of

from stageproof.checker.certificates.check import check
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import certify
from stageproof.checker.proofs.verdicts import claims_of

DECLARED: Final = """
  field $Record.Size: integer 0..2 not null, never changed
  formula Person: text = "IF(10 / {!$Record.Size} > 5, \\"anna@example.com\\", \\"ben@example.com\\")"
  start when Case is created -> First
"""
UNCAUGHT: Final = DECLARED + "stage First { interactive A calls F assigned to user Person then end }"
CAUGHT: Final = (
    DECLARED
    + """
  stage First { interactive A calls F assigned to user Person on error -> Mend then end }
  stage Mend { interactive B calls G assigned to queue Q then end }
"""
)
ROUND: Final = (
    DECLARED
    + """
  stage First { interactive A calls F assigned to user Person on error -> Again then end }
  stage Again { then First }
"""
)
TWO: Final = (
    DECLARED
    + """
  stage First { interactive A calls F assigned to user Person then Second }
  stage Second { interactive B calls F assigned to user "ben@example.com" then end }
"""
)
LATER: Final = DECLARED.replace(", never changed", "") + (
    """
  stage First {
    background A calls F async
    interactive B calls G assigned to user Person starts when A is Completed
    then end
  }
"""
)


JOINED: Final = UNCAUGHT.replace("user Person", 'user "x{!Person}"')


@pytest.mark.parametrize("text", [UNCAUGHT, CAUGHT, ROUND, TWO, LATER, JOINED])
def test_what_an_assignee_comes_to_is_what_exploring_finds(text: str) -> None:
    program = program_of(text)
    found = explored(program)
    assert found is not None
    analysis = Analysis(encode(program, suspends=False))
    assert analysis.encoding.space.notes == []
    assert not differences(found.truth, Answers(claims_of(analysis)))
    assert not missing_paths(program, ALONE, limit=120).edges
    assert check(analysis.system, certify(analysis).certificate).is_accepted


def test_a_run_without_any_assignee_that_can_be_worked_out_never_waits_for_a_person() -> None:
    analysis = Analysis(encode(program_of(ROUND.replace("0..2", "0..0")), suspends=False))
    assert not any(analysis.is_taken(edge) for edge in analysis.edges_of("complete", "A"))
    assert claims_of(analysis)["breaks_off"] == {"Again"}
