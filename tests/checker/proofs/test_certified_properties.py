"""What was proved of the author's own properties is certified: by invariants, and by fair ranks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from agreement_generator import draw
from large_definitions import with_members
from running import program_of
from status_claims import claims

from stageproof.checker.certificates.claims import FairRank, Unreached
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.diagrams.diagrams import EMPTY, EVERYTHING
from stageproof.checker.encoding.places import Rest
from stageproof.checker.proofs.certified import properties
from stageproof.checker.proofs.certified.collect import WITH_ERRORS
from stageproof.checker.proofs.certified.ending import ending
from stageproof.checker.proofs.certified.progress import progress_of
from stageproof.checker.proofs.certified.properties import CertifiedProperties, certified_properties
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

ASKED = """orchestration Asked {
  start autolaunched -> Ask
  flow Form { type Flow  out answer: one of "Yes", "No" not null }
  flow Do { type AutoLaunchedFlow  async }
  stage Ask {
    interactive Person calls Form assigned to queue Desk
    on error -> Repair
    then Answer
  }
  decision Answer { when Person.Outputs.answer = "Yes" -> Work otherwise -> go to Ask }
  stage Work { background Job calls Do async  then end }
  stage Repair { background Mend calls Do async  then go to Ask }
  never "work without a yes": Person.Outputs.answer = "No" and Job starts
  reachable "both at once": Person is InProgress and Job is InProgress
  always "asked first": Person completes before Job starts
  always "work comes to an end": Job starts leads to Job completes or Job fails
  never "nothing": Job is Completed and Ask is InProgress and Answer is Yes
}
"""


def verdicts_of(text: str) -> tuple[OwnVerdict, ...]:
    return judge_all(program_of(text))


def obligations_of(text: str, certify: str = "on") -> dict[str, Obligation]:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify=certify)
    outcome = check_source(Source("asked.orch", text), settings, lambda _: None)
    return {one.id.rpartition(":")[2]: one for one in outcome.obligations if ":property:" in one.id}


def test_each_kind_of_property_gets_the_certificate_of_its_kind() -> None:
    found = obligations_of(
        ASKED.replace('  never "nothing": Job is Completed and Ask is InProgress and Answer is Yes\n', "")
    )
    assert {name: (one.verdict, one.certificate) for name, one in found.items()} == {
        "work without a yes": ("proved", "invariant"),
        "both at once": ("refuted", "invariant"),
        "asked first": ("proved", "invariant"),
        "work comes to an end": ("proved", "fair rank"),
    }


@pytest.mark.parametrize("number", range(40))
def test_whatever_no_run_shows_is_certified(number: int) -> None:
    text = draw(5, number).text()
    program = program_of(text)
    verdicts = verdicts_of(with_members(text, claims(program.orchestration, f"certified {number}")))
    made = certified_properties(verdicts)
    counts: Counter[str] = Counter()
    for place, one in enumerate(verdicts):
        is_shown = one.verdict == ("proved" if one.claim.kind == "reachable" else "refuted")
        if is_shown or one.verdict == "assumed":
            assert place not in made.kinds
        else:
            assert made.kinds[place] is not None
            assert made.is_accepted(place), (one.claim.title, one.verdict)
            counts[str(made.kinds[place])] += 1
    assert all(one.checked.is_accepted for one in made.certificates)


@pytest.mark.parametrize("place", range(4))
def test_what_is_not_so_is_rejected(place: int) -> None:
    """Of each property is claimed that no run gets to the first of its moments, and that nothing at all stays for ever."""
    one = verdicts_of(ASKED)[place]
    reached = next(
        location
        for location, states in enumerate(one.analysis.reached)
        if states != EMPTY and one.analysis.system.locations[location].rests
    )
    lie = replace(
        one, verdict="refuted" if one.claim.kind == "reachable" else "proved", never=((reached, EVERYTHING),)
    )
    made = certified_properties((lie,))
    assert not made.is_accepted(0)
    assert not any(one.checked.is_accepted for one in made.certificates[:1])


def test_a_run_that_may_end_before_is_no_proof_that_it_happens() -> None:
    """Left alone, Job may fail: then it does not complete. The rank is right, that runs do not end before is not."""
    text = ASKED.replace("leads to Job completes or Job fails", "leads to Job completes")
    refuted = verdicts_of(text)[3]
    assert refuted.verdict == "refuted"
    memory = len(refuted.analysis.system.variables) - 2
    owing = refuted.analysis.model.diagrams.literal(memory, 0b010)
    made = certified_properties((replace(refuted, verdict="proved", path=None, owing=owing),))
    assert [one.checked.is_accepted for one in made.certificates] == [True, False]
    assert not made.is_accepted(0)


def test_a_run_that_waits_for_ever_is_no_proof_that_it_happens() -> None:
    """While a stage waits for work that is under way, nothing is said to have happened."""
    proved = verdicts_of(ASKED)[3]
    certificates = certified_properties((proved,)).certificates
    (rank,) = (
        claim
        for one in certificates
        for claim in one.certified.certificate.claims
        if isinstance(claim, FairRank)
    )
    places = proved.analysis.encoding.places
    assert any(isinstance(places[location], Rest) for location, _ in rank.starts)
    assert not any(isinstance(places[location], Rest) for location, _ in rank.waiting)


def test_what_people_may_put_off_again_and_again_is_never_certified() -> None:
    """Asking again is a loop that people may repeat: no proof rests on their leaving it, without a word."""
    text = ASKED.replace("    on error -> Repair\n", "").replace(
        "Job starts leads to Job completes or Job fails", "Person starts leads to Job starts or run is Error"
    )
    assumed = verdicts_of(text)[3]
    assert assumed.verdict == "assumed"
    memory = len(assumed.analysis.system.variables) - 2
    owing = assumed.analysis.model.diagrams.literal(memory, 0b010)
    made = certified_properties((replace(assumed, verdict="proved", owing=owing),))
    assert made.kinds == {0: None}


def test_a_loop_without_end_has_no_rank() -> None:
    """Errors alone lead round: nobody leaves that loop for sure."""
    eventually = verdicts_of(
        ASKED.replace('never "nothing"', 'eventually "it works": Job starts\n  never "nothing"')
    )[4]
    assert eventually.verdict == "refuted"
    memory = len(eventually.analysis.system.variables) - 2
    owing = eventually.analysis.model.diagrams.literal(memory, 0b010)
    made = certified_properties((replace(eventually, verdict="proved", path=None, owing=owing),))
    assert made.kinds == {0: None}


def test_without_a_certificate_a_verdict_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "ending", lambda *_, **__: None)
    found = obligations_of(ASKED)["work comes to an end"]
    assert (found.verdict, found.certificate) == ("undecided", None)
    assert "its certificate was not made" in (found.reason or "")


def test_a_certificate_that_is_not_accepted_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CertifiedProperties, "is_accepted", lambda *_: False)
    found = obligations_of(ASKED)["asked first"]
    assert (found.verdict, found.reason) == ("undecided", "its certificate was not accepted")


def test_certificates_of_properties_are_exported_beside_that_of_the_definition() -> None:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify="export")
    outcome = check_source(Source("asked.orch", ASKED), settings, lambda _: None)
    folders = dict.fromkeys(name.partition("/")[0] for name, _ in outcome.exports)
    assert list(folders) == [
        "Asked",
        "Asked_properties_1",
        "Asked_properties_2",
        "Asked_properties_3",
        "Asked_properties_3_undisturbed",
    ]
    contents = dict(outcome.exports)["Asked_properties_2/contents.txt"]
    assert '(property: 3 "asked first")' in contents


def test_a_property_that_says_nothing_has_the_invariant_that_shows_it() -> None:
    made = certified_properties(verdicts_of(ASKED)[4:])
    assert made.kinds == {0: "invariant"}
    assert made.is_accepted(0)
    (one,) = made.certificates
    assert all(isinstance(claim, Unreached) for claim in one.certified.certificate.claims)


def test_what_a_run_may_wait_for_once_nothing_is_owed_any_more_is_no_excuse_before() -> None:
    text = ASKED.replace(
        "stage Work { background Job calls Do async  then end }",
        """
      field $Record.Ready: boolean not null
      stage Work { background Job calls Do async  then Wait }
      stage Wait { background Rest calls Do async
        completes when $Record.Ready = true and Rest is Completed
        then end }
    """,
    )
    proved = verdicts_of(text)[3]
    analysis = proved.analysis
    assert proved.verdict == "proved"
    assert analysis.waiting
    rank = ending(analysis, WITH_ERRORS, progress_of(analysis, WITH_ERRORS), frozenset(), proved.owing)
    assert rank is not None
    assert all(analysis.model.diagrams.is_subset(states, proved.owing) for _, states in rank.waiting)
