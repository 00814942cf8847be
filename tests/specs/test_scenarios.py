"""The examples tell their best and worst runs, and every row on errors, fault paths and resuming is seen in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from stageproof.checker.oracle.aftermath import aftermath
from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import ObservedMoment, observe
from stageproof.checker.oracle.registry import judge_row
from stageproof.checker.oracle.scene import Scene
from stageproof.checker.oracle.situations import subjects
from stageproof.checker.oracle.standing import Standing
from stageproof.checker.oracle.subject import in_reach
from stageproof.checker.oracle.timeline import Timeline
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Event, Resume
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.engine.scenarios.played import Played, Verdict
from stageproof.engine.scenarios.player import play
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import Keeps, NeverBecomes, Refused, Resumable
from stageproof.engine.tables.row import TableRow
from stageproof.grammar.language.parse import parse
from stageproof.grammar.scenario import Cannot
from stageproof.grammar.source import Source

SPECS: Final = Path(__file__).parents[2] / "specs"
NAMES: Final = sorted(path.parent.name for path in SPECS.glob("*/good.orch"))
TWINS: Final = tuple((name, twin) for name in NAMES for twin in ("good", "seeded"))

TABLES: Final = ("fault-path-", "error-sets-", "error-kind-", "resume-", "suspend-", "cancel-", "recall-")
ROWS: Final = {row.id: row for row in all_rows() if row.id.startswith(TABLES)}

NO_SCENARIO: Final = {
    "fault-path-own": "says what a definition may hold; no run could contradict it",
    "recall-path": "says what a recall path may hold; no run could contradict it",
    "fault-path-elements": "says what a definition may hold; no run could contradict it",
    "error-kind-two-mails": "emails are no part of a run that scenarios can look at",
    "error-kind-too-long-input": "a scenario gives no values to called flows, so none can be too long",
    "error-kind-mulesoft-action-older": "the row is of the older edition, which the examples are not played under",
}

NO_RUN_SHOWS: Final = {
    "contract_approval": "locks on records are no part of a run",
    "ringi_approval": "the flag is a field of a record that the definition does not read",
    "transaction_dispute": "that money is paid twice happens outside; both twins repeat what failed",
}


@cache
def program_of(name: str, twin: str) -> Program:
    path = SPECS / name / f"{twin}.orch"
    orchestration = parse(Source(path.name, path.read_text(encoding="utf-8"))).orchestration
    assert orchestration is not None
    return compile_orchestration(orchestration, choices())


@cache
def played_in(name: str, twin: str) -> tuple[Played, ...]:
    program = program_of(name, twin)
    return tuple(play(program, scenario) for scenario in program.orchestration.scenarios)


def titles(name: str, twin: str = "good") -> list[str]:
    return [played.scenario.title for played in played_in(name, twin)]


def row_of(played: Played) -> str:
    return played.scenario.title.partition(":")[0]


def shown_rows() -> Iterator[tuple[TableRow, Played]]:
    for name in NAMES:
        for played in played_in(name, "good"):
            if row_of(played) in ROWS:
                yield ROWS[row_of(played)], played


def refused_events(played: Played) -> dict[int, tuple[Event, ...]]:
    """The events that were refused as the scenario says, by the number of the moment before."""
    found: dict[int, tuple[Event, ...]] = {}
    number = 0
    for step in played.steps:
        if step.moment is not None:
            number = step.moment.number
        elif isinstance(step.told, Cannot) and step.refusal is not None:
            found[number] = (*found.get(number, ()), *step.events)
    return found


def seen_by_the_judge(played: Played) -> Iterator[tuple[Scene, tuple[Scene, ...]]]:
    """Each moment, and for each event refused after it the moment that there would be had it been accepted."""
    facts = Facts.of(played.program.orchestration, choices())
    standing = Standing()
    for moment in observe(played.run.moments(), refused_events(played)):
        scene = laid_open(facts, standing, moment)
        standing = scene.timeline.after
        following = replace(moment, number=moment.number + 1, changes=(), log=(), faults=(), refused=())
        yield (
            scene,
            tuple(laid_open(facts, standing, replace(following, event=event)) for event in moment.refused),
        )


def laid_open(facts: Facts, before: Standing, moment: ObservedMoment) -> Scene:
    scene = Scene.of(Timeline.of(facts, before, moment))
    aftermath(scene)
    return scene


def shows(row: TableRow, scene: Scene, refused: tuple[Scene, ...]) -> bool:
    """Whether a row says something of a moment, or forbids what was refused after it."""
    match row.demand:
        case Refused() | Resumable(possible=False):
            return any(judge_row(row, other).violations for other in refused)
        case Resumable(kind=kind):
            before = scene.timeline.before
            return isinstance(scene.timeline.moment.event, Resume) and before.failure is kind
        case NeverBecomes(when=when):
            return bool(subjects(scene, when))
        case Keeps(item=item, status=status, when=when):
            return any(
                scene.timeline.path(element)[0] == status
                for subject in subjects(scene, when)
                for element in in_reach(scene.timeline, subject, item)
            )
        case _:
            verdict = judge_row(row, scene)
            return bool(verdict.explained or verdict.logged)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_tells_its_happy_and_its_worst_path(name: str) -> None:
    kinds = Counter(title.partition(":")[0] for title in titles(name))
    assert (kinds["happy path"], kinds["worst path"]) == (1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_of_a_good_twin_is_met(name: str) -> None:
    told = {played.scenario.title: played.verdict for played in played_in(name, "good")}
    assert {title: verdict for title, verdict in told.items() if verdict is not Verdict.MET} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_expects_something(name: str) -> None:
    idle = [
        played.scenario.title
        for played in played_in(name, "good")
        if not any(step.expectations for step in played.steps)
    ]
    assert idle == []


@pytest.mark.parametrize("name", NAMES)
def test_no_run_of_a_scenario_breaks_a_row_of_the_tables(name: str) -> None:
    for played in played_in(name, "good"):
        seen = observe(played.run.moments(), refused_events(played))
        assert judge(played.program.orchestration, seen) == (), played.scenario.title


@pytest.mark.parametrize(("name", "twin"), TWINS)
def test_titles_are_unique_in_a_file(name: str, twin: str) -> None:
    assert [title for title, number in Counter(titles(name, twin)).items() if number > 1] == []


def test_every_row_has_a_scenario_or_a_reason_why_there_is_none() -> None:
    shown = {row.id for row, _ in shown_rows()}
    assert shown | NO_SCENARIO.keys() == ROWS.keys()
    assert shown & NO_SCENARIO.keys() == set()


@pytest.mark.parametrize(
    ("row", "played"), [pytest.param(row, played, id=row.id) for row, played in shown_rows()]
)
def test_a_scenario_named_after_a_row_shows_the_row(row: TableRow, played: Played) -> None:
    assert any(shows(row, scene, refused) for scene, refused in seen_by_the_judge(played))


def test_no_scenario_is_named_after_a_row_that_does_not_exist() -> None:
    known = {row.id for row in all_rows()} | {"happy path", "worst path", "planted"}
    named = {
        row_of(played) for name in NAMES for played in played_in(name, "good") if ":" in played.scenario.title
    }
    assert named - known == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NO_RUN_SHOWS])
def test_the_planted_mistake_shows_in_the_seeded_twin_alone(name: str) -> None:
    good, seeded = (
        [played.verdict for played in played_in(name, twin) if row_of(played) == "planted"]
        for twin in ("good", "seeded")
    )
    assert good == [Verdict.MET]
    assert len(seeded) == 1
    assert seeded[0] in (Verdict.UNMET, Verdict.REFUSED)


def test_what_no_run_shows_has_no_scenario() -> None:
    without = {name for name in NAMES if not any(title.startswith("planted") for title in titles(name))}
    assert without == NO_RUN_SHOWS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_seeded_twin_tells_the_same_scenarios_as_far_as_it_has_what_they_name(name: str) -> None:
    good, seeded = program_of(name, "good"), program_of(name, "seeded")
    playable = [
        scenario
        for scenario in good.orchestration.scenarios
        if play(seeded, scenario).verdict is not Verdict.NOT_PLAYABLE
    ]
    assert list(seeded.orchestration.scenarios) == playable


def test_the_readme_lists_every_example_with_its_scenarios_and_rows() -> None:
    lines = (SPECS / "README.md").read_text(encoding="utf-8").splitlines()
    for name in NAMES:
        ids = sorted(row_of(played) for played in played_in(name, "good") if row_of(played) in ROWS)
        shown = ", ".join(f"`{row}`" for row in ids) or "–"
        bug = "no" if name in NO_RUN_SHOWS else "yes"
        assert f"| [{name}]({name}) | {len(titles(name))} | {bug} | {shown} |" in lines
