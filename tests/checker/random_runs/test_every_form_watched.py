"""Every form that a statement of a property has is told at every moment of random runs, and as proofs tell it."""

from typing import Final

import pytest
from tested_definitions import known_runs, program_of

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.random_runs.closure import close
from stageproof.engine.events import Begin

FORMS: Final = """
orchestration Forms {
  api 67
  start when Case is created or updated -> First
  field $Record.Size__c: integer 0..2 not null, never changed
  field $Record.Ready__c: boolean not null
  field $Record.Flag__c: boolean not null, changed only by Raise
  parameter level: integer 1..2
  variable urgent: boolean input
  variable limit: number input = 1
  constant Most: number = 1
  formula Large: boolean = "{!$Record.Size__c} > {!Most}"
  formula Larger: boolean = "AND({!Large}, {!A.Outputs.x} > 1)"
  formula Divided: number(2) = "1 / {!A.Outputs.x}"
  formula Circle: boolean = "NOT({!Circle})"
  formula Told: boolean = "{!Yes} && ISPICKVAL({!A.Status}, \\"Completed\\")"
  template Word plain = "size {!$Record.Size__c}"
  flow Ask { async  out x: integer 0..2 not null }
  flow Raise { async  writes $Record.Flag__c = true }
  stage First { background A calls Ask  on error -> Repair  then Choose }
  decision Choose { outcome Yes when A.Outputs.x > level -> Second  otherwise -> end }
  stage Second { background B calls Raise  then end }
  stage Repair { background C calls Raise  then end }
  CLAIM
}
"""
"""All that a statement can read; a parameter that is left open decides which outcome is taken."""

CLAIMS: Final = {
    "parameter": 'never "c": Yes is selected and A.Outputs.x <= level',
    "parameter, broken": 'never "c": Yes is selected and level = 1',
    "parameter that rules out": 'never "c": Yes is selected and level = 2',
    "parameter never null": 'always "c": level is not null',
    "input": 'always "c": urgent = true before Second starts',
    "input with a default": 'never "c": limit = 1 and Second starts',
    "input that is null": 'never "c": urgent is null and run is Completed',
    "input that was set": 'always "c": urgent is set implies urgent is not null',
    "constant": 'never "c": Most = 1 and Second starts',
    "constants compared": 'always "c": Most <> 2 and Most is not null',
    "formula": 'never "c": Large = true and Second starts',
    "formula in a formula": 'always "c": Larger = true implies Large = true',
    "formula in a formula, broken": 'always "c": Larger = true implies Yes is selected',
    "formula with an error": 'never "c": Divided > 1',
    "formula with an error, broken": 'never "c": Divided >= 1',
    "formula that needs itself": 'never "c": Circle = true or Circle <> true',
    "formula on the right": 'never "c": Large = formula boolean "{!$Record.Size__c} <> 2" and First starts',
    "formula of an outcome": 'always "c": Told = true implies Yes is selected',
    "formula of a status": 'never "c": Told = true',
    "template": 'never "c": Word = "size 2" and Second starts',
    "template of a number out of range": 'never "c": Word = "size 3"',
    "text with references": 'never "c": Word = "size {!$Record.Size__c}" and First starts',
    "global constant": 'always "c": $Record.Flag__c = {!$GlobalConstant.True} implies $Record.Flag__c = true',
    "global constant, broken": 'never "c": $Record.Flag__c = {!$GlobalConstant.True}',
    "empty global constant": 'never "c": {!$GlobalConstant.EmptyString} is null',
    "changed": 'always "c": $Record.Size__c is changed before Second starts',
    "not changed": 'never "c": not ($Record.Ready__c is changed) and Second starts',
    "changed and the prior value": 'never "c": $Record.Size__c is changed and $Record.Size__c = $Record__Prior.Size__c',
    "field read anew": 'never "c": $Record.Ready__c = true and run is InProgress',
    "field that a flow writes": 'always "c": $Record.Flag__c is changed implies B is not null',
    "output": 'never "c": A.Outputs.x > 1 and run is Error',
    "output before it is there": 'always "c": A is InProgress implies A.Outputs.x is null',
    "output that nobody has": 'always "c": A.Outputs.other is null',
    "run": 'never "c": run is Error',
    "run starts": 'exactly once "c": run starts',
    "run completes": 'eventually "c": run completes',
    "run fails": 'never "c": run fails',
    "stage as a boolean": 'never "c": First = true and Yes is selected',
    "failed stage as a boolean": 'always "c": First = false implies Repair is null or Repair is not null',
    "stage visited": 'never "c": Second is visited',
    "failed stage visited": 'never "c": First is visited and First is Error',
    "stage erroneous": 'always "c": First is erroneous implies First is Error',
    "step as a boolean": 'always "c": A = true implies A is Completed',
    "step visited": 'always "c": B is visited implies B is Completed',
    "step erroneous": 'never "c": A is erroneous and First is InProgress',
    "step is null": 'never "c": B is null and Second is InProgress',
    "step fails": 'always "c": A fails leads to C starts',
    "step starts": 'exactly once "c": A starts',
    "step completes": 'always "c": A completes before Choose completes',
    "stage fails": 'always "c": First fails before Repair starts',
    "decision": 'always "c": Choose is visited implies First is Completed',
    "decision starts": 'always "c": Choose starts before Second starts',
    "number in a range": 'never "c": $Record.Size__c > 2',
    "blank": 'always "c": Word is not blank',
    "text that begins": 'always "c": Word starts with "size"',
    "what names nothing": 'always "c": Nothing is null',
    "errors do not hold": 'never "c": $Record.Ready__c > 1 or not ($Record.Size__c <> 7)',
    "premise and conclusion": 'always "c": (Yes is selected implies Large = true) implies Second is null or level > 0',
}


@pytest.mark.parametrize("form", CLAIMS)
def test_a_form_is_told_at_every_moment_and_as_proofs_tell_it(form: str) -> None:
    known = known_runs(FORMS, CLAIMS[form])
    closure = close(known, 100_000)
    assert closure.complete
    assert not closure.tally.untold
    (verdict,) = judge_all(known.program)
    assert not verdict.analysis.encoding.space.notes
    by_ending = "for ever" not in verdict.reason
    assert bool(closure.tally.failures) == (verdict.verdict == "refuted" and by_ending), verdict.verdict


@pytest.mark.parametrize(
    ("claim", "is_broken"),
    [
        ('never "c": level = 1', True),
        ('never "c": level <> 1', False),
        ('never "c": tier = "Gold"', True),
        ('never "c": open is null', True),
        ('never "c": limit = 1', True),
        ('never "c": urgent is not null', False),
    ],
)
def test_what_nobody_gives_a_value_has_the_one_that_the_interpreter_begins_with(
    claim: str, is_broken: bool
) -> None:
    parameters = 'parameter tier: one of "Gold", "Silver"  parameter open: text'
    found = judged_run(program_of(FORMS, f"{parameters}  {claim}"), [Begin(())])
    assert found.refusal is None
    assert bool(found.found) is is_broken
