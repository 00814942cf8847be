"""Properties watched on runs and properties decided by proof agree: two judges of one claim."""

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.features import parts_of

READY = """
orchestration Ready {
  start when Case is created -> Watch { where Ready__c = false }
  field $Record.Ready__c: boolean not null
  stage Watch {
    background Wait calls Do
    completes when $Record.Ready__c = true
    then end
  }
  flow Do { async }
  CLAIM
}
"""
"""A change of the field completes the stage at once, unless the run is suspended."""

WRITTEN = """
orchestration Written {
  start when Case is created -> First { where Flag__c = false }
  flow Raise { async  writes $Record.Flag__c = true }
  flow Do { async }
  field $Record.Flag__c: boolean not null, changed only by Raise
  stage First {
    background Raise_It calls Raise
    background Other calls Do
    then Sort
  }
  decision Sort { when $Record.Flag__c = true -> Second  otherwise -> end }
  stage Second { background Last calls Do  then end }
  CLAIM
}
"""
"""A flow writes the field, and while the run is suspended its result is stored."""

QUOTE = """
approval Quote_Release {
  start when Quote is updated -> Review { path recall -> Undo }
  stage Review { approval Manager calls Ask assigned to group Managers  then end }
  stage Undo { background Undo_It calls Do  then end }
  flow Do { async }
  CLAIM
}
"""
"""A submission can be recalled, but not while the run is suspended, and nobody suspends it on the recall path."""

VISITS = """
orchestration Visits {
  start autolaunched -> First
  flow Ask { async  out again: boolean not null }
  stage First {
    background B calls Ask starts when A is Error
    background A calls Ask
    completes when A is Completed
    then Choose
  }
  decision Choose { outcome Yes when A.Outputs.again = true -> First  otherwise -> end }
  CLAIM
}
"""

CLAIMS = [
    (ONBOARDING, 'never "a": HR_Data.Outputs.decision = "Reject" and Laptop starts'),
    (ONBOARDING, 'never "b": Fix fails'),
    (ONBOARDING, 'never "c": Laptop is Error and Laptop is Completed'),
    (ONBOARDING, 'always "e": Prepare is Error implies run is not Error'),
    (ONBOARDING, 'always "g": Fix is Discontinued implies run is Completed'),
    (ONBOARDING, 'always "h": HR_Data completes before Laptop starts'),
    (ONBOARDING, 'always "i": Create completes before Fix starts'),
    (ONBOARDING, 'always "j": Prepare fails leads to Fix starts'),
    (ONBOARDING, 'always "k": HR_Data starts leads to Laptop starts'),
    (ONBOARDING, 'eventually "l": HR_Data starts'),
    (ONBOARDING, 'eventually "m": run is Completed'),
    (ONBOARDING, 'exactly once "n": Prepare starts'),
    (ONBOARDING, 'exactly once "o": Laptop starts'),
    (RETRY, 'exactly once "p": Pay starts'),
    (RETRY, 'never "r": Person starts and Pay.Outputs.paid = true'),
    (RETRY, 'always "s": Pay.Outputs.paid = false implies Ask is null or Ask is not Completed'),
    (ONBOARDING, 'never "sa": run is Suspended'),
    (ONBOARDING, 'never "sb": Prepare is Suspended and run is Suspended'),
    (ONBOARDING, 'never "sc": Prepare is InProgress and run is Suspended'),
    (ONBOARDING, 'never "sd": Prepare is Suspended and run is Canceled'),
    (ONBOARDING, 'never "se": Laptop is Completed and Provision is Suspended'),
    (ONBOARDING, 'always "sf": Laptop is InProgress implies Provision is InProgress'),
    (
        ONBOARDING,
        'always "sg": Laptop is InProgress implies Provision is InProgress or Provision is Suspended',
    ),
    (ONBOARDING, 'always "sh": Prepare is Canceled implies run is not Suspended'),
    (ONBOARDING, 'always "si": Prepare is Canceled implies run is InProgress or run is Canceled'),
    (ONBOARDING, 'always "sj": run is Suspended before Provision starts'),
    (ONBOARDING, 'always "sk": Prepare is Suspended before run is Suspended'),
    (ONBOARDING, 'always "sl": Prepare completes before Provision is Suspended'),
    (ONBOARDING, 'always "sm": run is Suspended leads to run is InProgress'),
    (ONBOARDING, 'always "sn": run is Suspended leads to run is Suspended and Laptop is Completed'),
    (ONBOARDING, 'eventually "so": run is Suspended or run is Completed or run is Error'),
    (ONBOARDING, 'eventually "sp": run is Suspended'),
    (ONBOARDING, 'never "sq": Laptop is InProgress and not (Laptop starts)'),
    (ONBOARDING, 'exactly once "sr": Prepare starts'),
    (RETRY, 'exactly once "ss": run is InProgress'),
    (RETRY, 'always "st": Pay is InProgress implies run is InProgress or Charge is not InProgress'),
    (READY, 'never "ta": run is Suspended and $Record.Ready__c = true'),
    (READY, 'never "tb": Watch is InProgress and Wait is InProgress and $Record.Ready__c = true'),
    (READY, 'never "tc": Watch is Suspended and run is InProgress and $Record.Ready__c = true'),
    (READY, 'never "td": Watch is Canceled and $Record.Ready__c = true'),
    (READY, 'always "te": $Record.Ready__c = true leads to Watch is Completed'),
    (READY, 'never "tf": Wait completes and Watch is Suspended'),
    (READY, 'always "tg": $Record.Ready__c = true before Wait completes'),
    (WRITTEN, 'never "ua": First is Suspended and $Record.Flag__c = true'),
    (WRITTEN, 'never "ub": First is InProgress and Raise_It is InProgress and $Record.Flag__c = true'),
    (WRITTEN, 'never "uc": Raise_It is Completed and $Record.Flag__c = false'),
    (WRITTEN, 'always "ud": $Record.Flag__c = true implies Raise_It is Completed'),
    (WRITTEN, 'never "ue": Other is Completed and $Record.Flag__c = true and Raise_It is InProgress'),
    (VISITS, 'exactly once "wa": B is NotStarted'),
    (VISITS, 'never "wb": A.Outputs.again = true and A is InProgress'),
    (VISITS, 'never "wc": A.Outputs.again = true and Choose starts'),
    (VISITS, 'never "wd": Choose is visited and First starts'),
    (QUOTE, 'always "va": Review is Canceled implies run is not Suspended'),
    (QUOTE, 'never "vb": Undo is Suspended'),
    (QUOTE, 'never "vc": run is Suspended and Manager is Completed'),
    (QUOTE, 'always "vd": run is Suspended implies Review is Suspended'),
    (QUOTE, 'always "ve": Manager starts before run is Suspended'),
]
"""The last ones are about runs that are suspended at times: what they look like then, and as they are resumed."""


@pytest.mark.parametrize(("text", "claim"), CLAIMS, ids=[claim.partition(":")[0] for _, claim in CLAIMS])
def test_what_exploration_breaks_is_refuted_and_what_it_keeps_is_proved(text: str, claim: str) -> None:
    known = known_runs(text, claim)
    closure = close(known, 100_000)
    assert closure.complete
    (verdict,) = judge_all(known.program)
    broken = bool(closure.tally.failures)
    # Not coming to something by waiting or going round for ever ends no run: proofs alone can tell.
    by_ending = verdict.reason not in (
        "the run waits for ever without it",
        "the run goes round for ever without it",
    )
    assert broken == (verdict.verdict == "refuted" and by_ending), (verdict.verdict, verdict.reason)
    if broken and verdict.path is not None:
        (failure,) = closure.tally.failures.values()
        assert failure.minimal


def test_a_premise_that_never_held_is_not_among_those_that_did() -> None:
    claim = 'always "never so": HR_Data.Outputs.decision = "Maybe" implies run is Completed'
    closure = close(
        known_runs(ONBOARDING, claim + ' always "so": Fix starts implies run is InProgress'), 100_000
    )
    assert set(closure.tally.premises) == {"so"}


def test_features_are_words_of_a_kind() -> None:
    closure = close(known_runs(RETRY), 100_000)
    kinds = {parts_of(word)[0].value for word in closure.tally.features}
    assert kinds == {"row", "status", "change", "connector", "outcome", "error", "event", "end"}
