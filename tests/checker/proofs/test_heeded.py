"""Answers that make no difference: the interpreter goes the same way after either."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Final

import pytest
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.heeded import Heeded
from stageproof.engine.events import Begin, Complete
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

ASK = "calls standard_approvals__EvaluateApproval assigned to group Team"
CONDITIONS = (
    'A.Outputs.approvalDecision = "Approve"',
    'A.Outputs.approvalDecision = "Reject"',
    'B.Outputs.approvalDecision = "Approve"',
    "C.Outputs.large = true",
    "C.Outputs.large = false",
)


def _drawn(number: int) -> Program:
    """An approval process with two approvers and one decision."""
    chance = Random(number)

    def condition() -> str:
        one, two, three = chance.choices(CONDITIONS, k=3)
        return chance.choice(
            (
                one,
                f"{one} and {two}",
                f"{one} or {two}",
                f"({one} or {two}) and {three}",
                f"({one} and {two}) or {three}",
            )
        )

    outcomes = "\n".join(
        f"    when {condition()} -> {chance.choice(('Yes', 'No'))}" for _ in range(chance.randint(1, 2))
    )
    text = f"""approval Drawn {{
  setting runInMode "SystemModeWithoutSharing"
  start approval -> Ask
  stage Ask {{ approval A {ASK}  approval B {ASK}  background C calls Do_It async  then Which }}
  decision Which {{
{outcomes}
    otherwise -> {chance.choice(("Yes", "No"))}
  }}
  stage Yes {{ background Y calls Do_It async  then end }}
  stage No {{ background N calls Do_It async  then end }}
  flow Do_It {{ type AutoLaunchedFlow  async  out large: boolean not null }}
}}
"""
    orchestration = parse(Source("drawn.orch", text)).orchestration
    assert orchestration is not None
    return compile_orchestration(orchestration)


def _matters(program: Program) -> bool:
    """Whether, for some answers of B and C, another answer of A makes another stage start."""
    for other, large in product(("Approve", "Reject"), (True, False)):
        ends: set[int | None] = set()
        for answer in ("Approve", "Reject"):
            run = new_run(program)
            for event in (
                Begin(()),
                Complete("A", (("approvalDecision", answer),)),
                Complete("B", (("approvalDecision", other),)),
                Complete("C", (("large", large),)),
            ):
                result = apply(program, run, event)
                assert not isinstance(result, Refusal), result
                run = result
            ends.add(run.configuration.location)
        if len(ends) > 1:
            return True
    return False


def test_an_answer_makes_no_difference_exactly_where_no_run_shows_one_and_a_rejection_is_shown() -> None:
    seen: dict[tuple[bool, bool], int] = {}
    shown: list[bool] = []
    for number in range(300):
        program = _drawn(number)
        heeded = Heeded(Analysis(encode(program)), program.stages[program.stage_index["ask"]].steps[0])
        is_read = any(True for _ in heeded.readers())
        ignored = is_read and heeded.makes_no_difference()
        if is_read:
            assert ignored is not _matters(program), number
        if ignored:
            decision = next(heeded.readers())
            steps = heeded.run_with_rejection(decision)
            shown.append(any('complete A with approvalDecision = "Reject"' in step.event for step in steps))
        seen[is_read, ignored] = seen.get((is_read, ignored), 0) + 1
    assert all(shown)
    assert len(shown) == seen[True, True] >= 10
    assert seen[True, False] >= 100


ASKED: Final = """approval Drawn {{
  setting runInMode "SystemModeWithoutSharing"
  start approval -> Ask
  stage Ask {{
    approval A {ask}{entry}
    background B calls Do_It async
    {exit}
    on error -> go to Which
    then Which
  }}
  decision Which {{
    {outcomes}
    otherwise -> Yes
  }}
  stage Yes {{ background Y calls Do_It async  then end }}
  stage No {{ background N calls Do_It async  then end }}
  flow Do_It {{ type AutoLaunchedFlow  async  out text: text }}
}}
"""


def _heeded(outcomes: str, entry: str = "", exit_condition: str = "") -> Heeded:
    text = ASKED.format(ask=ASK, outcomes=outcomes, entry=entry, exit=exit_condition)
    program = program_of(text)
    return Heeded(Analysis(encode(program)), program.stages[0].steps[0])


def test_where_an_error_leads_says_nothing_of_the_difference_between_answers() -> None:
    """After an error there is no answer, and a decision goes another way because of it; a rejection is shown without one."""
    heeded = _heeded('when A.Outputs.approvalDecision = "Approve" -> Yes  when A is Discontinued -> No')
    assert heeded.makes_no_difference()
    (decision,) = heeded.readers()
    assert [step.event for step in heeded.run_with_rejection(decision)] == [
        "begin",
        'complete A with approvalDecision = "Reject"',
        "fail B with called-flow",
    ]


def test_an_answer_that_is_never_given_is_not_said_to_make_no_difference() -> None:
    outcomes = 'when A.Outputs.approvalDecision = "Approve" -> Yes'
    heeded = _heeded(outcomes, " starts when A is Completed", "completes when B is Completed")
    assert [decision.name for decision in heeded.readers()] == ["Which"]
    assert not heeded.makes_no_difference()


@pytest.mark.parametrize("operator", ["=", "contains"])
def test_an_answer_that_is_compared_with_another_value_may_make_a_difference(operator: str) -> None:
    heeded = _heeded(f"when A.Outputs.approvalDecision {operator} B.Outputs.text -> No")
    assert [decision.name for decision in heeded.readers()] == ["Which"]
    assert not heeded.makes_no_difference()


def test_a_rejection_is_shown_where_an_approval_comes_first_among_the_answers() -> None:
    heeded = _heeded('when A.Outputs.approvalDecision = "Reject" -> Yes')
    assert heeded.makes_no_difference()
    (decision,) = heeded.readers()
    events = [step.event for step in heeded.run_with_rejection(decision)]
    assert 'complete A with approvalDecision = "Reject"' in events
