"""Damage done at random to certificates of real definitions is rejected, or what is still accepted is true."""

from collections import Counter
from functools import cache
from random import Random

import pytest
from certificate_damages import DAMAGES, Subject
from explicit_certificates import Truth

from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.obligation import INVARIANT
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import certify
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

FIRST_OF_TWO = """
orchestration First {
  start autolaunched -> Ask
  stage Ask {
    interactive Answer calls Form assigned to queue Desk
    background Look calls Work starts when Answer.Outputs.big = true
    completes when Answer is Completed or Look is Completed
    then end
  }
  flow Work { type AutoLaunchedFlow  async }
  flow Form { type Flow  out big: boolean not null }
}
"""
COUNTED = """
orchestration Counted {
  start when Order__c is created -> Charge
  stage Charge { background Pay calls Work  on error -> Count  then end }
  stage Count { background Add calls Count_One  then Pause }
  stage Pause { background Wait calls Work  then Again }
  decision Again { when $Record.Tries__c < 2 -> go to Charge  otherwise "no" -> end, intended }
  flow Work { type AutoLaunchedFlow  async }
  flow Count_One { type AutoLaunchedFlow  sync  writes $Record.Tries__c = $Record.Tries__c + 1 }
  field $Record.Tries__c: integer 0..2 not null, changed only by Count_One
}
"""


@cache
def _subject(text: str) -> Subject:
    parsed = parse(Source("damaged.orch", text))
    assert parsed.orchestration is not None
    assert not parsed.diagnostics
    analysis = Analysis(encode(compile_orchestration(parsed.orchestration), suspends=False))
    return Subject(analysis.system, certify(analysis).certificate)


@pytest.mark.parametrize(
    ("text", "count"), [(FIRST_OF_TWO, 92), (COUNTED, 8)], ids=["first of two", "counted"]
)
def test_every_damage_to_a_certificate_is_rejected_or_leaves_what_is_true(text: str, count: int) -> None:
    subject = _subject(text)
    assert check(*subject).is_accepted
    outcomes: Counter[str] = Counter()
    for number in range(count):
        damaged = DAMAGES[number % len(DAMAGES)](Random(number), subject)
        checked = check(*damaged)
        if checked.problems:
            outcomes["of the wrong shape"] += 1
            continue
        truth = Truth(*damaged)
        is_closed = all(one.obligation.claim != INVARIANT for one in checked.unmet)
        assert is_closed == truth.is_invariant(), number
        for place, claim in enumerate(damaged.certificate.claims):
            assert not checked.is_proved(place) or truth.is_true(claim), (number, claim)
        outcomes["accepted" if checked.is_accepted else "rejected"] += 1
    assert outcomes["rejected"] >= count // 2
    assert outcomes["accepted"] >= count // 8
