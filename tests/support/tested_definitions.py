"""Definitions for tests of random runs, and what they are made ready with."""

from __future__ import annotations

from stageproof.checker.campaigns.plan import Plan
from stageproof.checker.campaigns.subject import Subject
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

ONBOARDING = """
orchestration Onboarding {
  start when Employee__c is created -> Prepare
  flow Create_User { async  out userId: text }
  flow HR_Form { type Flow  out decision: one of "Approve", "Reject" not null }
  flow Do { async }
  flow Fix_Form { type Flow }
  stage Prepare {
    interactive HR_Data calls HR_Form assigned to queue HR
    background Create calls Create_User
    on error -> Ask_IT
    then Cleared
  }
  decision Cleared {
    when HR_Data.Outputs.decision = "Approve" -> Provision
    otherwise -> end
  }
  stage Provision { background Laptop calls Do async  then end }
  stage Ask_IT { interactive Fix calls Fix_Form assigned to group IT  then go to Cleared }
  CLAIM
}
"""
"""A definition of a few hundred states; `CLAIM` stands for properties and scenarios."""

RETRY = """
orchestration Retry {
  start when Order__c is created -> Charge
  flow Charge_Card { async  out paid: boolean not null }
  stage Charge { background Pay calls Charge_Card  then Paid }
  decision Paid {
    when Pay.Outputs.paid = true -> end
    otherwise -> Ask
  }
  stage Ask { interactive Person calls Form assigned to queue Desk  then go to Charge }
  flow Form { type Flow }
  CLAIM
}
"""
"""A definition that goes round: its runs have no longest one, its states close."""


def program_of(text: str, claim: str = "", chosen: Choices | None = None) -> Program:
    """The program of a definition with these claims in it."""
    parsed = parse(Source("tested.orch", text.replace("CLAIM", claim)))
    assert not parsed.diagnostics, parsed.diagnostics
    assert parsed.orchestration is not None
    return compile_orchestration(parsed.orchestration, chosen or choices())


def known_runs(text: str, claim: str = "", faults: FaultModel | None = None) -> KnownRuns:
    """The graph of its runs, of which only the beginning is known."""
    return KnownRuns(program_of(text, claim), faults or FaultModel())


def plan_of(text: str, claim: str = "", **parts: object) -> Plan:
    """A campaign on it."""
    subject = Subject("tested.orch", text.replace("CLAIM", claim), choices())
    return Plan(subject, FaultModel(), **parts)  # type: ignore[arg-type]  # the parts of a plan
