"""Every verdict that the contract gives a certificate to has one, and it is of the right kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from agreement_generator import draw
from corpus_folder import CORPUS
from large_definitions import context_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.encoding.statuses import COMPLETED
from stageproof.checker.proofs.certified.collect import WITH_ERRORS
from stageproof.checker.proofs.certified.ending import seldom
from stageproof.checker.proofs.certified.safety import never
from stageproof.checker.proofs.decided import decided
from stageproof.checker.proofs.reachability import is_existential
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

SPECS: Final = Path(__file__).parents[3] / "specs"
KINDS: Final = {
    ("can-complete", "proved"): "ranked choice",
    ("can-complete", "refuted"): "closed set",
    ("always-ends", "proved"): "fair rank",
    ("errors-end", "proved"): "fair rank",
    ("fault-path-ends", "proved"): "fair rank",
    ("leads-to", "proved"): "fair rank",
    ("eventually", "proved"): "fair rank",
    ("exactly-once", "proved"): "fair rank",
}
"""All others: an invariant."""


def is_owed(one: Obligation) -> bool:
    """Whether a verdict is of the kind that no run shows."""
    if (one.property, one.verdict) in KINDS:
        return True
    return one.verdict == ("refuted" if is_existential(one.property) else "proved")


def uncertified(obligations: tuple[Obligation, ...]) -> list[tuple[str, str, str | None]]:
    return [
        (one.id, one.verdict, one.certificate)
        for one in obligations
        if is_owed(one) and one.certificate != KINDS.get((one.property, one.verdict), "invariant")
    ]


def checked(path: Path) -> tuple[Obligation, ...]:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify="on")
    source = Source(path.name, path.read_text(encoding="utf-8"))
    outcome = check_source(source, settings, lambda _: None)
    assert not outcome.crashed, "a certificate was rejected"
    return outcome.obligations


@pytest.mark.parametrize(
    "path", sorted(SPECS.rglob("*.orch")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_verdict_on_a_spec_that_no_run_shows_is_certified(path: Path) -> None:
    assert uncertified(checked(path)) == []


def test_every_verdict_on_the_corpus_that_no_run_shows_is_certified() -> None:
    if not CORPUS.exists():
        pytest.skip(f"the corpus of real definitions is not here: {CORPUS}")
    paths = sorted(CORPUS.rglob("*.flow-meta.xml"))
    found = [(path.name, *one) for path in paths for one in uncertified(checked(path))]
    assert found == []


@pytest.mark.parametrize("chunk", range(4))
def test_every_verdict_on_a_drawn_definition_that_no_run_shows_is_certified(chunk: int) -> None:
    counts: Counter[str | None] = Counter()
    for number in range(chunk * 15, chunk * 15 + 15):
        found = decided(context_of(draw(91, number).text(), too_large=False), "on")
        assert found.problem is None, found.problem
        obligations = found.obligations
        assert uncertified(obligations) == [], number
        counts.update(one.certificate for one in obligations)
    assert min(counts["invariant"], counts["fair rank"], counts["ranked choice"]) > 3


STAGE: Final = """
orchestration Order {
  start autolaunched -> Work
  flow Do { type AutoLaunchedFlow  async  out size: integer 0..3 LEFT }
  stage Work {
    background A calls Do
    background B calls Do
    completes when EXIT
    then Which
  }
  decision Which { outcome Two when A.Outputs.size = 2 -> end otherwise -> end }
}
"""


def told(text: str) -> Counter[tuple[str, str]]:
    analysis = context_of(text, too_large=False).proofs.analysis
    assert analysis is not None
    return Counter(subject for subject, _ in never(analysis) if subject[0].startswith("never"))


def test_a_stage_that_leaves_no_step_behind_is_certified_and_one_that_does_is_not() -> None:
    text = STAGE.replace("LEFT", "not null")
    subject = "never completes-after-steps", "Work"
    assert told(text.replace("EXIT", "all steps are Completed"))[subject] > 0
    assert told(text.replace("EXIT", "A is Completed and B is Completed"))[subject] > 0
    assert told(text.replace("EXIT", "A is Completed"))[subject] == 0


def test_requirements_that_no_null_meets_are_certified_and_those_that_one_does_are_not() -> None:
    text = STAGE.replace("EXIT", "all steps are Completed")
    subject = "never null-decides", "Which/Two"
    assert told(text.replace("LEFT", "not null"))[subject] > 0
    assert told(text.replace("LEFT", ""))[subject] == 0


def test_a_stage_that_never_rests_never_waits() -> None:
    text = STAGE.replace("LEFT", "not null")
    assert told(text.replace("EXIT", "all steps are Completed"))["never waits", "Work"] == 1
    assert told(text.replace("EXIT", "Work is InProgress"))["never waits", "Work"] == 1
    assert told(text.replace("EXIT", "A is Error"))["never waits", "Work"] == 0


def test_that_no_run_completes_where_none_rests_is_shown_from_the_beginning() -> None:
    """The stage completes at once, and leads back to itself: the platform ends such a run."""
    text = (
        STAGE.replace("LEFT", "not null")
        .replace("EXIT", "Work is InProgress")
        .replace("then Which", "then Work")
    )
    obligations = decided(context_of(text, too_large=False), "on").obligations
    (found,) = (one for one in obligations if one.property == "can-complete")
    assert (found.verdict, found.certificate) == ("refuted", "closed set")


def test_where_no_run_begins_there_is_nothing_that_cannot_complete() -> None:
    text = STAGE.replace("LEFT", "not null").replace("EXIT", "A is Completed")
    text = text.replace(
        "start autolaunched -> Work",
        'start when Case is created -> Work { where Kind__c = "A" and Kind__c = "B" }',
    )
    analysis = context_of(text, too_large=False).proofs.analysis
    assert analysis is not None
    assert not analysis.begins
    assert analysis.cannot_complete == {}


ROUND: Final = """
orchestration Order {
  start autolaunched -> Work
  flow Do { type AutoLaunchedFlow  async }
  field $Record.Ready__c: boolean not null
  stage Work {
    background A calls Do
    completes when $Record.Ready__c = true
    on error -> Repair
    then end
  }
  stage Repair { background B calls Do  on error -> Repair  then end }
}
"""


def test_an_error_that_cannot_come_any_more_counts_for_nothing() -> None:
    """Repair goes round, the fault path of Work ends: once A has completed, no error leads into it any more."""
    context = context_of(ROUND, too_large=False)
    analysis = context.proofs.analysis
    assert analysis is not None
    work = analysis.program.stages[analysis.program.stage_index["work"]]
    found = seldom(analysis, work, WITH_ERRORS, analysis.rework)
    assert found is not None
    (rest,) = (number for number, place in analysis.rests if place.stage == work.index)
    done = analysis.model.diagrams.literal(analysis.encoding.statuses.step(work.index, 0), 1 << COMPLETED)
    none, *_ = found.ranks[rest]
    assert none.rank == 0
    assert analysis.model.diagrams.meets(none.states, done)
