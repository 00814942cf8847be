"""That a run can complete, where a condition that nothing decides may hold or not: only if both ways lead there."""

from __future__ import annotations

from typing import Final

import pytest
from running import program_of

from stageproof.checker.certificates.check import check
from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import certify

EITHER: Final = """
  start when Case is created -> First
  field $Record.Size__c: integer 0.. not null, changed only by Count
  field $Record.Most__c: integer 0.. not null, never changed
  flow Count { type AutoLaunchedFlow  async  writes $Record.Size__c = $Record.Size__c + 1 }
  stage First { background A calls Count async  then Choose }
  decision Choose {
    when $Record.Size__c < $Record.Most__c -> Small
    otherwise -> Large
  }
  stage Small { background B calls Count async  then %s }
  stage Large { background C calls Count async  then %s }
  stage Round { background D calls Count async  then go to Round }
"""


@pytest.mark.parametrize(
    ("small", "large", "is_forced"),
    [("end", "end", True), ("Round", "end", False), ("end", "Round", False), ("go to First", "end", False)],
)
def test_both_ways_have_to_lead_to_the_end(small: str, large: str, is_forced: bool) -> None:
    analysis = Analysis(encode(program_of(EITHER % (small, large)), wide=True))
    found = analysis.forced_completion
    assert (found is not None) is is_forced
    certified = certify(analysis)
    assert bool(certified.claims_about("can complete")) is is_forced
    assert check(analysis.system, certified.certificate).is_accepted
    rests = {number for number, _ in analysis.rests if analysis.reached[number] != EMPTY}
    able = {} if found is None else {place.location: place.states for place in found.able}
    assert able == ({number: analysis.reached[number] for number in rests} if is_forced else {})
    looks_at = analysis.model.diagrams.looks_at
    for layer in found.layers if found else ():
        assert not looks_at(layer.states) & analysis.encoding.space.open
