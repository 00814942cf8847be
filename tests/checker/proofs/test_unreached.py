"""What no run reaches is told once for each reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.proofs.loose import loosened
from stageproof.checker.proofs.prove import Proofs
from stageproof.checker.proofs.reachability import Reaching
from stageproof.checker.proofs.unreached import unreached
from stageproof.checker.proofs.why import why_not
from stageproof.grammar.source import Source

FLOWS: Final = """
  flow Get { async  out low: integer 0..9 not null  out high: integer 0..9 not null }
  flow Do { async }
"""
TWO_REASONS: Final = """
  start autolaunched -> Ask
  stage Ask { background A calls Get  then One }
  decision One { when A.Outputs.low > 10 -> Left  otherwise -> Two }
  decision Two { when A.Outputs.high > 20 -> Right  otherwise -> end }
  stage Left { background L calls Do  then Left_Too }
  stage Left_Too { background M calls Do  then end }
  stage Right { background R calls Do  then end }
"""


def proofs_of(text: str) -> Proofs:
    source = Source("order.orch", f"orchestration Order {{\n{text}{FLOWS}}}\n")
    orchestration = read_definition(source).orchestration
    assert orchestration is not None
    return Context(orchestration, source, lambda _: None).proofs


def test_two_reasons_are_told_apart_each_with_what_it_alone_keeps_from_being_reached() -> None:
    found = unreached(proofs_of(TWO_REASONS)).others
    assert [(one.element, one.others, len(one.why.conditions)) for one in found] == [
        ("Left", ("Left_Too", "One/One_Outcome_1"), 1),
        ("Right", ("Two/Two_Outcome_1",), 1),
    ]


def test_a_shadowed_outcome_keeps_from_being_reached_what_its_fault_path_leads_to_too() -> None:
    """Earlier outcomes catch whatever comes to the decision, though not whatever there is."""
    found = unreached(
        proofs_of("""
  start autolaunched -> Ask
  stage Ask { background A calls Get  then Big }
  decision Big { when A.Outputs.low > 5 -> Which  otherwise -> end }
  decision Which {
    outcome First when A.Outputs.low > 3 -> Done
    outcome Second when A.Outputs.low > 1 -> Look
    otherwise -> end
  }
  stage Done { background D calls Do  then end }
  stage Look { background L calls Do  on error -> Mend  then end }
  stage Mend { background M calls Do  then end }
""")
    )
    (shadowed,) = found.shadowed
    assert (shadowed.outcome.name, [one.name for one in shadowed.caught_by]) == ("Second", ["First"])
    assert shadowed.behind == ("Look", "Mend")
    assert found.others == ()


def test_nobody_is_blamed_where_that_is_too_large_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = proofs_of(TWO_REASONS)

    def spent(*_: object) -> None:
        raise BudgetSpentError("too large", ())

    monkeypatch.setattr(why_not, "why_not", spent)
    assert [(one.element, one.why.is_open, one.others) for one in unreached(proofs).others] == [
        (element, True, ())
        for element in ("Left", "Left_Too", "Right", "One/One_Outcome_1", "Two/Two_Outcome_1")
    ]


def test_nobody_is_blamed_where_only_an_invariant_rules_out_what_is_never_reached() -> None:
    proofs = proofs_of(TWO_REASONS)
    assert proofs.analysis is not None
    loose = loosened(
        replace(
            proofs, analysis=None, given_up="it is said to be too large", encoding=proofs.analysis.encoding
        )
    )
    assert loose is not None
    found = unreached(loose.proofs).others
    assert found
    assert all(one.why.is_open for one in found)


def test_after_one_question_that_is_too_large_no_other_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def spent(_: object, claim: Reaching, __: object) -> None:
        asked.append(claim.element)
        raise BudgetSpentError("too large", ())

    monkeypatch.setattr(why_not, "why_not", spent)
    assert len(unreached(proofs_of(TWO_REASONS)).others) == 5
    assert asked == ["Left"]
