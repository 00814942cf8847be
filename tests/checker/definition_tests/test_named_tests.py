"""A definition as named tests: what decides a property, and what is said where proof and runs disagree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hired import BREAKS, HOLDS, PLAIN, with_lines

from stageproof.checker.definition_file import DefinitionFileError, Surroundings, definition_file
from stageproof.checker.definition_tests.all_tests import named_tests
from stageproof.checker.definition_tests.any_run import DISAGREEMENT, run_tests
from stageproof.checker.definition_tests.claims import claim_tests
from stageproof.checker.definition_tests.decided import Decided, Verdict
from stageproof.checker.definition_tests.kept import KeptRunError, kept_tests
from stageproof.checker.definition_tests.tested import DefinitionUnderTest, Effort
from stageproof.checker.proofs import prove
from stageproof.engine.scenarios.json_format import file_of, scenario_to_json
from stageproof.engine.scenarios.player import play
from stageproof.engine.scenarios.scenario_file import About, digest_of
from stageproof.grammar.names import Names

EFFORT = Effort(runs=40, moments=300)
NEVER_HELD = "in random runs what it supposes never held"
TODAY = 'Form = formula boolean "TODAY() > DATE(2026, 1, 1)"'
REACHABLE = '  reachable "a laptop": Laptop is Completed'
NEVER_BEGINS = """\
orchestration Hire {
  api 67
  start when Case is created -> Go { where $Record.A__c = 1 and $Record.A__c = 2 }
  field $Record.A__c: number
  stage Go { background Laptop calls Order async  then end }
}
"""


def under_test(folder: Path, text: str) -> DefinitionUnderTest:
    path = folder / "hire.orch"
    path.write_text(text, encoding="utf-8")
    return DefinitionUnderTest(definition_file(path, Surroundings(folder)), 0, EFFORT)


def claims(definition: DefinitionUnderTest) -> dict[str, Decided]:
    return {test.name: test.decide() for test in claim_tests(definition)}


def test_a_property_is_decided_by_proof(tmp_path: Path) -> None:
    found = claims(under_test(tmp_path, with_lines(HOLDS, BREAKS, REACHABLE)))
    assert {name: each.verdict for name, each in found.items()} == {
        'never "a rejected hire gets a laptop"': Verdict.HOLDS,
        'always "no laptop without the form"': Verdict.BROKEN,
        'reachable "a laptop"': Verdict.HOLDS,
    }
    assert {dict(each.measures)["decided_by"] for each in found.values()} == {"proof"}


def test_where_nothing_is_proved_random_runs_decide_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "BUDGET", 1)
    found = claims(under_test(tmp_path, with_lines(HOLDS, BREAKS, REACHABLE)))
    holds = found['never "a rejected hire gets a laptop"']
    assert holds.verdict is Verdict.HOLDS
    assert "decided by random runs: held in" in holds.note
    assert "not proved: " in holds.note
    assert dict(holds.measures)["decided_by"] == "random runs"
    broken = found['always "no laptop without the form"']
    assert broken.verdict is Verdict.BROKEN
    assert "To find it again: stageproof test hire.orch --seed 0 --runs 40 --explore 300" in broken.text
    reached = found['reachable "a laptop"']
    assert reached.verdict is Verdict.HOLDS
    assert reached.note.startswith("decided by random runs: a run gets there; not proved: ")


@pytest.mark.parametrize(
    ("claim", "because"),
    [
        ('reachable "nowhere": Form.Outputs.decision = "Maybe"', ""),
        (
            f'never "on a day": {TODAY} and Go starts',
            "; at some moments of random runs it could not be judged",
        ),
        ('always "no such form": Form.Outputs.decision = "Maybe" implies run is Error', f"; {NEVER_HELD}"),
        ('never "no part of it": Go starts and Form.Outputs.decision = "Maybe"', f"; {NEVER_HELD}"),
    ],
)
def test_what_random_runs_cannot_tell_is_undecided(
    claim: str, because: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "BUDGET", 1)
    (decided,) = claims(under_test(tmp_path, with_lines(f"  {claim}"))).values()
    assert decided.verdict is Verdict.UNDECIDED
    assert decided.text.startswith("not proved: ")
    assert decided.text.endswith(because)


def test_a_run_that_breaks_what_is_proved_is_our_bug_and_said(tmp_path: Path) -> None:
    definition = under_test(tmp_path, with_lines(BREAKS))
    context = definition.definition.context
    (refuted,) = context.own_verdicts
    context.__dict__["own_verdicts"] = (replace(refuted, verdict="proved"),)
    (test,) = run_tests(definition)
    decided = test.decide()
    assert decided.verdict is Verdict.BROKEN
    assert decided.text.startswith(DISAGREEMENT)


def test_the_property_and_not_the_random_runs_fails_where_proof_and_runs_agree(tmp_path: Path) -> None:
    (test,) = run_tests(under_test(tmp_path, with_lines(BREAKS)))
    assert test.decide().verdict is Verdict.HOLDS


def test_a_definition_that_never_begins_is_undecided(tmp_path: Path) -> None:
    (test,) = run_tests(under_test(tmp_path, NEVER_BEGINS))
    decided = test.decide()
    assert decided.verdict is Verdict.UNDECIDED
    assert "no run begins" in decided.text


def test_the_same_seed_gives_the_same_and_another_number_of_runs_is_kept_to(tmp_path: Path) -> None:
    path = tmp_path / "hire.orch"
    path.write_text(PLAIN, encoding="utf-8")
    decided = [
        named_tests(path, Surroundings(tmp_path), seed=3, profile="quick", runs=runs)[-1].decide()
        for runs in (7, 7, None)
    ]
    assert decided[0] == decided[1]
    assert dict(decided[0].measures)["seed"] == "3"


def test_every_test_names_the_line_it_stands_on(tmp_path: Path) -> None:
    text = with_lines(HOLDS, '  scenario "right" { complete Form with decision = "Reject" }')
    path = tmp_path / "hire.orch"
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    for test in named_tests(path, Surroundings(tmp_path), seed=0, profile="quick")[:2]:
        assert test.name.partition(" ")[0] in lines[test.line - 1]


def test_a_kept_scenario_is_played_with_what_it_expects(tmp_path: Path) -> None:
    scenario = '  scenario "too early" { complete Form with decision = "Approve"  expect run is Completed }'
    definition = under_test(tmp_path, with_lines(scenario))
    told = definition.definition.orchestration.scenarios[0]
    text = (tmp_path / "hire.orch").read_text(encoding="utf-8")
    file = file_of(play(definition.program, told), About("a test", "hire.orch", digest_of(text)))
    kept = tmp_path / "kept.json"
    kept.write_text(scenario_to_json(file, Names.of(definition.definition.orchestration)), encoding="utf-8")
    (test,) = kept_tests(kept, Surroundings(tmp_path))
    decided = test.decide()
    assert decided.verdict is Verdict.BROKEN
    assert "kept.json: still fails: run is In Progress, expected Completed." in decided.text


def test_a_file_that_keeps_nothing_and_a_definition_that_is_none_are_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"format_version": 1, "spec": {}}', encoding="utf-8")
    with pytest.raises(KeptRunError, match=r"broken\.json: "):
        tuple(kept_tests(broken, Surroundings(tmp_path)))
    empty = tmp_path / "empty.orch"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(DefinitionFileError, match=r"empty\.orch"):
        definition_file(empty, Surroundings(tmp_path))
