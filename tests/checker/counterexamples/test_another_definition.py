"""A kept run is told apart that was kept for another definition, and one that a change of its own definition made stale."""

import json
from functools import cache

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs, program_of

from stageproof.checker.counterexamples.again import Again, play_again
from stageproof.checker.counterexamples.saved import saved
from stageproof.checker.random_runs.closure import close
from stageproof.engine.scenarios.kept_for import Given, belonging
from stageproof.engine.scenarios.replay import Outcome
from stageproof.engine.scenarios.scenario_file import About, digest_of
from stageproof.grammar.source import Source

NEVER = 'never "no laptop": Laptop starts'
BROKEN = ONBOARDING.replace("CLAIM", NEVER)
WITHOUT_FORM = BROKEN.replace("interactive HR_Data", "interactive Data").replace(
    "HR_Data.Outputs", "Data.Outputs"
)
RENAMED = BROKEN.replace("orchestration Onboarding", "orchestration Hiring")


@cache
def kept() -> str:
    known = known_runs(ONBOARDING, NEVER)
    (failure,) = close(known, 100_000).tally.failures.values()
    source = Source("flows/onboarding.orch", BROKEN)
    return saved(known.program, failure, source, "stageproof test", (("mode", "test"),))


def nameless() -> str:
    data = json.loads(kept())
    del data["spec"]["name"]
    return json.dumps(data)


def again(definition: str, path: str = "flows/onboarding.orch", file: str | None = None) -> Again:
    program = program_of(definition)
    given = Given.of(program.orchestration.name, path, definition)
    return play_again(file or kept(), given, lambda _: program)


def test_a_run_is_kept_with_the_name_of_its_definition() -> None:
    assert json.loads(kept())["spec"] == {
        "path": "flows/onboarding.orch", "digest": digest_of(BROKEN), "name": "Onboarding",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["flows/onboarding.orch", "flows/retry.orch"])
def test_a_run_of_a_definition_of_another_name_is_not_played_and_both_are_named(path: str) -> None:
    other = RETRY.replace("CLAIM", "")
    found = again(other, path)
    assert found.outcome is Outcome.ANOTHER
    assert found.file is None
    assert found.reason == (
        f"It was kept for Onboarding in flows/onboarding.orch ({digest_of(BROKEN)[:19]}…); "
        f"given is Retry in {path} ({digest_of(other)[:19]}…)."
    )


def test_a_run_that_another_definition_would_not_break_is_not_called_fixed() -> None:
    mended = RENAMED.replace('"Approve" -> Provision', '"Approve" -> end')
    assert again(mended).outcome is Outcome.ANOTHER
    assert again(mended.replace("orchestration Hiring", "orchestration Onboarding")).outcome is Outcome.FIXED


def test_a_definition_that_was_moved_is_the_same() -> None:
    assert again(BROKEN, "elsewhere/new.orch").outcome is Outcome.STILL_FAILS


def test_a_run_that_its_changed_definition_cannot_play_is_stale_and_says_at_which_event_and_why() -> None:
    found = again(WITHOUT_FORM)
    assert found.outcome is Outcome.STALE
    assert "Event 1 cannot be played any more: " in found.reason
    assert "HR_Data" in found.reason
    assert "flows/onboarding.orch was changed since the run was kept." in found.reason


def test_a_property_that_is_gone_makes_a_run_stale_of_the_same_definition() -> None:
    found = again(BROKEN.replace(NEVER, ""))
    assert found.outcome is Outcome.STALE
    assert 'There is no property "no laptop" any more. flows/onboarding.orch was changed' in found.reason


def test_a_file_without_a_name_is_of_another_definition_only_where_it_cannot_be_played() -> None:
    other = RETRY.replace("CLAIM", "")
    found = again(other, "flows/retry.orch", nameless())
    assert found.outcome is Outcome.ANOTHER
    assert found.reason.startswith("It was kept for flows/onboarding.orch (sha256:")
    assert again(other, file=nameless()).outcome is Outcome.STALE
    assert again(BROKEN, "flows/retry.orch", nameless()).outcome is Outcome.STILL_FAILS
    assert again(RENAMED, "flows/hiring.orch", nameless()).outcome is Outcome.STILL_FAILS


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        ([("A", "z.orch", "2"), ("A", "y.orch", "1")], 1),
        ([("A", "y.orch", "2"), ("A", "x.orch", "3")], 1),
        ([("B", "x.orch", "2"), ("A", "y.orch", "3")], 1),
        ([("B", "y.orch", "2"), ("B", "x.orch", "3")], 1),
        ([("B", "y.orch", "2")], None),
        ([], None),
    ],
    ids=["text", "path and name", "name before path", "path", "nothing", "none"],
)
def test_the_definition_that_a_run_belongs_to_is_found_by_text_name_and_path(
    candidates: list[tuple[str, str, str]], chosen: int | None
) -> None:
    about = About("stageproof", "x.orch", "1", name="A")
    found = belonging(about, [(Given(*each), number) for number, each in enumerate(candidates)])
    assert (None if found is None else found[1]) == chosen
