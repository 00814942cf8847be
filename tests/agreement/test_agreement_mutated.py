"""Examples of the rules with some of their text changed: exploring them finds what is decided of them."""

from __future__ import annotations

from typing import Final

import pytest
from agreement_obligations import obligation_differences
from agreement_truth import SUSPENDED, explored
from findings_compared import differences
from judged_moments import judging
from large_definitions import context_of
from mutated_examples import mutated_examples

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.context import Context
from stageproof.checker.proofs.decided import decided
from stageproof.checker.registry import all_rules

LIMIT: Final = 3000
DRAWN: Final = 80
EVERYTHING: Final = Settings(
    tuple(rule.id for rule in all_rules()),
    prove=True,
    certify="export",
    witnesses=True,
    traces=True,
    fault_table=True,
)
ONCE_WRONG: Final = {
    "a field that a flow writes while the run is suspended, and somebody else after it": """orchestration Drawn {
      start when Case is created -> First
      stage First { background Set_It calls Set then Choose }
      decision Choose { when $Record.Status = "Open" -> Second  otherwise -> end, intended }
      stage Second { background Go calls F }
      flow Set { async  writes $Record.Status = "Open" }
      flow F { async }
    }""",
    "a record that comes to meet that a field is not what it was": """orchestration Drawn {
      start when Case is updated -> First { where Status <> "Draft"  only when changed to meet }
      stage First { background Go calls F then end }
      flow F { async }
    }""",
    "a stage that reads its own status, which can only say one thing": """orchestration Drawn {
      start autolaunched -> First
      stage First { completes when First is not NotStarted  background Go calls F }
      flow F { async }
    }""",
    "an answer that nobody gives before the stage is over": """approval Drawn {
      start autolaunched -> First
      stage First {
        approval Ask calls Form assigned to group Legal
        completes when Go is not NotStarted
        then Choose
      }
      decision Choose { when Ask.Outputs.approvalDecision = "Approved" -> Second  otherwise -> end, intended }
      stage Second { background Go calls F }
      flow F { async }
    }""",
    "a run that goes round for ever by synchronous results alone": """orchestration Drawn {
      field $Record.Kind: one of "Small", "Large" not null, changed only by Pick
      start when Case is created -> First
      stage First { background Go calls Pick then Choose }
      decision Choose { when $Record.Kind = "Large" -> First  otherwise -> end, intended }
      flow Pick { sync  writes $Record.Kind }
    }""",
    "an outcome that two reasons keep from being taken, with a condition in both": """orchestration Drawn {
      start autolaunched -> First
      stage First { completes when Send is not NotStarted  background Look calls F  then Choose }
      decision Choose {
        outcome Urgent when Look.Outputs.level = "High" and Look.Outputs.level = "Top" -> Second
        otherwise -> end, intended
      }
      stage Second { on error -> Second  background Send calls F }
      flow F { async  out level: text }
    }""",
}


@pytest.mark.parametrize("number", range(DRAWN))
def test_what_is_decided_of_a_changed_example_is_what_exploration_finds(number: int) -> None:
    """Of the first one that is small enough to be explored."""
    compared = map(_differences, mutated_examples(7, number))
    assert next(found for found in compared if found is not None) == []


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_what_once_differed_agrees(name: str) -> None:
    assert _differences(context_of(ONCE_WRONG[name], too_large=False)) == []
    outcome = check_source(context_of(ONCE_WRONG[name], too_large=False).source, EVERYTHING, lambda _: None)
    assert not outcome.crashed


def _differences(context: Context) -> list[str] | None:
    """What differs, and the definition; None where it is too large to be explored with suspended runs."""
    program = context.proofs.program
    truth, found = explored(program, LIMIT, 0, SUSPENDED), judging(program, LIMIT, SUSPENDED)
    if truth is None or found is None:
        return None
    told = [*obligation_differences(truth.truth, decided(context).obligations), *differences(found, context)]
    return [*told, context.source.text] if told else []
