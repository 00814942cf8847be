"""What an engine tells, as the judge reads it."""

import pytest
from adapter_runs import definition

from stageproof.checker.adapters.contract import AdapterError, Capabilities, Observation, Part, Sight, Told
from stageproof.checker.adapters.elements import change_of, row_of
from stageproof.checker.adapters.filling_in import changes_seen
from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.observation import SeenChange, SeenRow
from stageproof.checker.oracle.standing import Standing
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Complete, Event, Resume
from stageproof.engine.kinds import Kind

LOOP = """
orchestration Loop {
  api 67
  flow Make { async }
  start autolaunched -> Work
  stage Work { background Make_One calls Make then Again }
  decision Again { when Make_One.Outputs.more = true -> Work otherwise -> end }
}
"""
FACTS = Facts.of(definition(LOOP), choices())
EVENT: Event = Complete("Make_One")


def standing(*changes: SeenChange) -> Standing:
    found = Standing()
    for change in changes:
        found.take(change)
    return found


def stage(before: str | None, after: str) -> SeenChange:
    return SeenChange("stage", "Work", "Work", None, "Status", before, after)


def step(before: str | None, after: str) -> SeenChange:
    return SeenChange("step", "Work/Make_One", "Work", "Make_One", "Status", before, after)


AFTER_ONE_VISIT = (stage(None, "InProgress"), step(None, "NotStarted"), step("NotStarted", "Completed"))


@pytest.mark.parametrize(
    ("path", "status", "event", "before"),
    [
        ("Work", "Completed", EVENT, "InProgress"),
        ("Work#2", "InProgress", EVENT, None),
        ("work", "Completed", EVENT, "InProgress"),
    ],
    ids=["what stood before", "a visit by its number", "another spelling"],
)
def test_what_stood_before_is_known_where_the_engine_does_not_say_it(
    path: str, status: str, event: Event, before: str | None
) -> None:
    change = change_of(FACTS, standing(*AFTER_ONE_VISIT), event, Told(Part.STAGE, path, status))
    assert (change.name, change.before, change.after) == ("Work", before, status)


@pytest.mark.parametrize("ended", ["Completed", "Error", "Canceled", "Discontinued"])
def test_a_stage_that_ended_begins_a_new_visit_unless_it_is_resumed(ended: str) -> None:
    past = standing(*AFTER_ONE_VISIT, stage("InProgress", ended))
    told = Told(Part.STAGE, "Work", "InProgress")
    assert change_of(FACTS, past, EVENT, told).before is None
    assert change_of(FACTS, past, Resume(), told).before == ended
    assert change_of(FACTS, past, Resume(), told, frozenset({"Work"})).before is None


def test_steps_are_named_with_or_without_their_stage() -> None:
    for path in ("Make_One", "Work/Make_One", "Work#1/Make_One"):
        change = change_of(FACTS, standing(*AFTER_ONE_VISIT), EVENT, Told(Part.STEP, path, "Error"))
        assert (change.name, change.stage, change.step) == ("Work/Make_One", "Work", "Make_One")


@pytest.mark.parametrize(
    "told",
    [
        Told(Part.STAGE, "Wrok", "InProgress"),
        Told(Part.STEP, "Make_Oen", "InProgress"),
        Told(Part.DECISION, "Agian", "x", attribute="Outcome"),
        Told(Part.STAGE, "", "InProgress"),
        Told(Part.STAGE, "Work#0", "InProgress"),
        Told(Part.STEP, "Nowhere/Make_One", "InProgress"),
    ],
    ids=lambda told: told.element or "nothing",
)
def test_names_that_the_definition_does_not_have_are_told(told: Told) -> None:
    with pytest.raises(AdapterError, match="which the definition does not have"):
        change_of(FACTS, Standing(), EVENT, told)


def test_rows_of_the_log_get_the_stage_of_their_step() -> None:
    assert row_of(FACTS, SeenRow(Kind.START_STEP, None, "make_one")) == SeenRow(
        Kind.START_STEP, "Work", "Make_One"
    )
    with pytest.raises(AdapterError, match='Is "Work" meant'):
        row_of(FACTS, SeenRow(Kind.START_STAGE, "Wrok"))


def seen(
    reference: tuple[SeenChange, ...], told: tuple[Told, ...], capabilities: Capabilities
) -> tuple[SeenChange, ...]:
    return changes_seen(
        FACTS, standing(*AFTER_ONE_VISIT[:2]), EVENT, reference, Observation(told), capabilities
    )


REFERENCE = (
    step("NotStarted", "InProgress"),
    SeenChange("step", "Work/Make_One", "Work", "Make_One", "Outputs.more", None, True),
    step("InProgress", "Completed"),
    stage("InProgress", "Completed"),
)
STEPS_ONLY = Capabilities("steps", parts=frozenset({Part.STEP}))


def test_what_is_not_shown_stands_where_the_reference_has_it() -> None:
    told = (Told(Part.STEP, "Make_One", "InProgress"), Told(Part.STEP, "Make_One", "Completed"))
    assert seen(REFERENCE, told, STEPS_ONLY) == REFERENCE


def test_what_is_not_shown_comes_last_where_the_engine_shows_nothing_of_it() -> None:
    told = (Told(Part.STEP, "Make_One", "InProgress"), Told(Part.STEP, "Make_One", "Error"))
    found = seen(REFERENCE, told, STEPS_ONLY)
    assert [change.after for change in found] == ["InProgress", "Error", True, "Completed"]


def test_what_an_engine_shows_beside_what_it_says_it_shows_is_not_heard() -> None:
    told = (Told(Part.RUN, "run", "Canceled"), Told(Part.STEP, "Make_One", "InProgress"))
    assert all(change.part != "run" for change in seen(REFERENCE[:1], told, STEPS_ONLY))


STATES = Capabilities("states", sight=Sight.STATES, log=False, parts=frozenset({Part.STAGE, Part.STEP}))


def test_states_that_agree_with_the_reference_are_taken_for_its_changes() -> None:
    told = (Told(Part.STEP, "Make_One", "Completed"), Told(Part.STAGE, "Work", "Completed"))
    assert seen(REFERENCE, told, STATES) == REFERENCE


def test_a_state_that_stayed_as_it_was_is_no_change() -> None:
    told = (Told(Part.STEP, "Make_One", "NotStarted"), Told(Part.STAGE, "Work", "InProgress"))
    assert [change.attribute for change in seen(REFERENCE, told, STATES)] == ["Outputs.more"]


def test_a_state_that_is_another_takes_the_place_of_what_the_reference_has() -> None:
    told = (Told(Part.STEP, "Make_One", "Error"), Told(Part.STAGE, "Work", "Discontinued"))
    found = [change.after for change in seen(REFERENCE, told, STATES)]
    assert found == [True, "Error", "Discontinued"]


def test_a_state_that_the_reference_leaves_alone_comes_last() -> None:
    told = (Told(Part.STEP, "Make_One", "Discontinued"), Told(Part.STAGE, "Work", "Canceled"))
    assert [change.after for change in seen((), told, STATES)] == ["Discontinued", "Canceled"]
