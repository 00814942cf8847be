"""What is proved comes with a certificate that the separate checker accepts, whatever the definition."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from running import program_of

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.certificates.claims import (
    FinitelyOften,
    MeasuredChoice,
    RankedChoice,
    Trap,
)
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.system import Duty
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.certification import Certification, attached, certification
from stageproof.checker.proofs.certified.collect import Certified, certify
from stageproof.checker.proofs.certified.completion import help_arrives
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[3] / "specs"
FILES = sorted(SPECS.glob("*/*.orch"))
RULES = tuple(rule.id for rule in select((), ()))


def _obligations(path: Path, certify: str = "on") -> tuple[Obligation, ...]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    outcome = check_source(source, Settings(RULES, prove=True, certify=certify), lambda _: None)
    assert not outcome.crashed, [finding.message for finding in outcome.findings]
    return outcome.obligations


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_verdict_on_an_example_is_certified(path: Path) -> None:
    obligations = _obligations(path)
    assert {obligation.verdict for obligation in obligations} <= {"proved", "refuted", "assumed"}
    wanted = {"never-waits-forever", "can-complete", "errors-end", "always-ends"}
    missing = [
        obligation.id
        for obligation in obligations
        if obligation.property in wanted and obligation.verdict == "proved" and obligation.certificate is None
    ]
    assert missing == []


@pytest.mark.parametrize("chunk", range(10))
def test_certificates_of_drawn_definitions_are_accepted(chunk: int) -> None:
    for number in range(chunk * 6, chunk * 6 + 6):
        program = program_of_draft(draw(23, number, 0))
        if program is not None:
            made = certification(Analysis(encode(program, suspends=number % 2 == 0)))
            assert made.checked.is_accepted, number


def test_a_move_that_may_lead_out_of_what_can_complete_is_no_choice() -> None:
    """One of 1,600 drawn definitions in which that decides whether measures are enough."""
    program = program_of_draft(draw(23, 274, 0))
    assert program is not None
    made = certification(Analysis(encode(program, suspends=False)))
    assert made.checked.is_accepted
    assert made.certified.claims_about("can complete")


BY_KIND: Final[dict[type, str]] = {
    MeasuredChoice: "then end",
    FinitelyOften: "on error -> Repair  then end }  stage Repair { background B calls F  on error -> Repair  then end",
    RankedChoice: "then Which }  decision Which { when A.Outputs.x = 1 -> end otherwise -> Work",
    Trap: "\n completes when A is Error  then end",
}


def test_a_result_that_may_lead_to_an_error_of_the_engine_is_no_choice_to_make() -> None:
    """Where the flow gives 0, judging Which ends the run in Error, with nobody at rest who could still complete it."""
    program = program_of("""
      flow F { async  out x: integer 0..2 not null }
      formula inverse: number = "1 / {!A.Outputs.x}"
      start autolaunched -> Work
      stage Work { background A calls F  then Which }
      decision Which { when inverse > 0 -> end otherwise -> end }
    """)
    made = certification(Analysis(encode(program, suspends=False)))
    assert made.checked.is_accepted
    assert made.certified.claims_about("can complete")


@pytest.mark.parametrize("kind", BY_KIND, ids=lambda kind: kind.__name__)
def test_each_kind_of_claim_is_made_where_it_is_due(kind: type) -> None:
    program = program_of(
        "flow F { async  out x: integer 0..1 not null }  start autolaunched -> Work "
        f"stage Work {{ background A calls F  {BY_KIND[kind]} }}"
    )
    made = certification(Analysis(encode(program, suspends=False)))
    assert made.checked.is_accepted
    assert kind in {type(claim) for claim in made.certified.certificate.claims}


def test_a_verdict_whose_certificate_is_not_accepted_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    import stageproof.checker.proofs.certified.certification as room

    def lying(analysis: Analysis) -> Certified:
        made = certify(analysis)
        emptied = tuple(0 for _ in made.certificate.invariant)
        return replace(made, certificate=replace(made.certificate, invariant=emptied))

    monkeypatch.setattr(room, "certify", lying)
    path = SPECS / "loan_origination" / "good.orch"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    outcome = check_source(source, Settings(RULES, prove=True, certify="on"), lambda _: None)
    assert outcome.crashed
    assert [finding.rule for finding in outcome.findings if finding.rule == "certificate-rejected"]
    assert {o.verdict for o in outcome.obligations if o.property == "can-complete"} == {"undecided"}


def test_export_gives_the_system_and_the_scripts() -> None:
    path = SPECS / "employee_onboarding" / "seeded.orch"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    outcome = check_source(source, Settings(RULES, prove=True, certify="export"), lambda _: None)
    names = [name for name, _ in outcome.exports]
    assert names[0] == "Employee_Onboarding/certificate.json"
    assert "Employee_Onboarding/invariant.smt2" in names
    assert all(text for _, text in outcome.exports)


def test_attaching_leaves_what_has_no_certificate_alone() -> None:
    program = program_of_draft(draw(23, 0, 0))
    assert program is not None
    made: Certification = certification(Analysis(encode(program)))
    other = Obligation("x:y", "y", "x", "proved")
    assert attached((other,), made) == (other,)


def test_help_arrives_by_a_change_of_the_world_and_by_moves_of_the_engine_alone() -> None:
    program = program_of("""
      field $Record.Ready: boolean not null
      start when Case is created -> First
      stage First {
        background A calls F async
        background B calls F async starts when $Record.Ready = true
        then end
      }
    """)
    analysis = Analysis(encode(program))
    found = help_arrives(analysis)
    assert found is not None
    edges = [analysis.system.edges[edge] for layer in found.layers for edge in layer.edges]
    assert {edge.label.event for edge in edges if edge.duty is not Duty.ENGINE} == {"set"}
    assert Duty.ENGINE in {edge.duty for edge in edges}


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collection_of_dead_objects_is_afterwards_as_it_was(
    monkeypatch: pytest.MonkeyPatch, is_enabled: bool
) -> None:
    program = program_of_draft(draw(23, 0, 0))
    assert program is not None
    before = gc.isenabled()
    try:
        (gc.enable if is_enabled else gc.disable)()
        certification(Analysis(encode(program)))
        assert gc.isenabled() == is_enabled
        monkeypatch.setattr("stageproof.checker.proofs.certified.certification.certify", _failing)
        with pytest.raises(BudgetSpentError):
            certification(Analysis(encode(program)))
        assert gc.isenabled() == is_enabled
    finally:
        (gc.enable if before else gc.disable)()


def _failing(_: Analysis) -> Certified:
    raise BudgetSpentError("too much work")
