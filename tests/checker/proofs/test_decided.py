"""What is reported of proofs besides findings."""

from __future__ import annotations

from typing import Final

from large_definitions import context_of

from stageproof.checker.context import Context
from stageproof.checker.proofs.decided import decided
from stageproof.checker.proofs.prove import Proofs, prove

SAMPLED: Final = """orchestration Order {
  start when Order__c is created -> Wait
  stage Wait {
    background Note calls Look async
    completes when Note is Completed and loud = "YES"
    then end
  }
  formula loud: text = "UPPER({!$Record.Word__c})"
  field $Record.Word__c: DOMAIN not null, never changed
  flow Look { type AutoLaunchedFlow  async }
}
"""


def declared(domain: str) -> Context:
    return context_of(SAMPLED.replace("DOMAIN", domain), too_large=False)


def test_samples_are_told_where_they_leave_a_claim_undecided() -> None:
    (told,) = decided(declared("text")).left_out
    assert told.startswith("Proofs of Order rest on samples of values: ")
    assert decided(declared('one of "yes", "no"')).left_out == ()


def test_the_fault_table_is_worked_out_where_it_is_asked_for() -> None:
    context = declared('one of "yes", "no"')
    assert {row.stage for row in decided(context, fault_table=True).fault_table} == {"Wait"}
    assert decided(context).fault_table == ()


def test_what_would_settle_it_are_fewer_values_where_values_made_it_large() -> None:
    program = declared("text").proofs.program
    assert Proofs(program, None).advice.startswith("Raise --budget, or split the stage")
    wide = Proofs(program, None, widest=("$Record.Word__c",))
    assert wide.advice.startswith("Declare fewer values for $Record.Word__c")


def test_each_question_has_the_whole_budget_whatever_the_fixpoints_took() -> None:
    context = declared('one of "yes", "no"')
    made = prove(context.orchestration, lambda _: None, budget=5_000)
    assert made.analysis is not None
    diagrams = made.analysis.model.diagrams
    assert diagrams.limit == len(diagrams.levels) + 5_000


def test_the_contracts_of_called_flows_are_kept_under_their_names_in_lower_case() -> None:
    context = declared('one of "yes", "no"')
    (look,) = context.orchestration.contracts
    found = prove(context.orchestration, lambda name: look if name.casefold() == "look" else None)
    assert found.contracts == {"look": look}
    assert prove(context.orchestration, lambda _: None).contracts == {}
