"""What becomes of a stage in which nobody acts: it waits, something else leads on, or only the world may."""

import pytest
from running import program_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.inaction import asked
from stageproof.grammar.source import Source

STAGE = """
orchestration Contract {{
  start when Contract is created -> Review
  stage Review {{
    interactive Legal calls Look assigned to queue Legal
    {more}
    then end
  }}
  flow Look {{ type Flow }}
  flow Wait {{ type AutoLaunchedFlow  async }}
  flow Note {{ type AutoLaunchedFlow  sync }}
  flow Is_Late {{ type EvaluationFlow  out isOrchestrationConditionMet: boolean }}
}}
"""


@pytest.mark.parametrize(
    ("more", "verdict", "certificate"),
    [
        ("", "proved", None),
        ("background Deadline calls Wait", "proved", None),
        (
            "background Deadline calls Wait\n    completes when Legal is Completed or Deadline is Completed",
            "refuted",
            "invariant",
        ),
        ("completes when flow Is_Late returns true", "assumed", None),
        ('completes when $Record.Status = "Late"', "assumed", None),
        (
            'background Deadline calls Wait\n    completes when Deadline is Completed and $Record.Status = "Late"',
            "assumed",
            None,
        ),
        (
            'background Later calls Note starts when $Record.Status = "Late"\n    completes when Later is Completed',
            "assumed",
            None,
        ),
    ],
)
def test_a_stage_waits_if_nobody_acts_and_nothing_else_leads_on(
    more: str, verdict: str, certificate: str | None
) -> None:
    outcome = check_source(
        Source("contract.orch", STAGE.format(more=more)),
        Settings(("waits-for-people",), prove=True, certify="on", traces=True),
        lambda _: None,
    )
    assert not outcome.crashed
    (claim,) = [one for one in outcome.obligations if one.property == "waits-if-nobody-acts"]
    assert (claim.element, claim.verdict, claim.certificate) == ("Contract/Review", verdict, certificate)
    assert bool(claim.trace) == (verdict == "proved")
    assert bool(outcome.findings) == (verdict == "proved")


def test_a_stage_without_people_is_not_asked() -> None:
    text = "orchestration Order { start autolaunched -> Work stage Work { background A calls F async then end } flow F { async } }"
    outcome = check_source(Source("order.orch", text), Settings((), prove=True), lambda _: None)
    assert "waits-if-nobody-acts" not in {one.property for one in outcome.obligations}


def test_only_those_are_asked_whose_work_items_can_be_open_where_nothing_else_leads_on() -> None:
    program = program_of("""
      start autolaunched -> Review
      stage Review {
        interactive Legal calls Look assigned to queue Q
        interactive Never calls Look assigned to queue Q starts when Legal is Error
        completes when Legal is Completed
        then end
      }
    """)
    analysis = Analysis(encode(program))
    assert asked(analysis, program.stages[0], analysis.inaction.lost) == (0,)


def test_the_world_leads_out_of_a_stage_whose_status_is_read_afterwards() -> None:
    program = program_of("""
      field $Record.Late: boolean not null
      start when Case is created -> Review
      stage Review {
        interactive Legal calls Look assigned to queue Q
        completes when $Record.Late = true
        then Choose
      }
      decision Choose { when Review is Completed and Legal is Discontinued -> end otherwise -> Review }
    """)
    analysis = Analysis(encode(program))
    assert analysis.inaction.waiting
    assert not analysis.inaction.lost
