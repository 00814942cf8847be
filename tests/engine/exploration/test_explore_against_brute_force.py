"""Exploration against an independent one, written as plainly as can be; and against random runs."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from hypothesis import Phase, assume, given, settings
from random_runs import Played, plays
from running import program_of

from stageproof.engine.configuration import Configuration
from stageproof.engine.enabled import Template, enabled
from stageproof.engine.events import Event, Reassign, SetField, Wait
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Reached
from stageproof.engine.exploration.policy import Happening, Policy
from stageproof.engine.history import Run
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run, strikes_passed
from stageproof.engine.values import Value

Values = dict[str, tuple[Value, ...]]

CASES: Final[dict[str, tuple[str, Values]]] = {
    "two in parallel": (
        """
        start autolaunched -> Main
        stage Main { background A calls F async background B calls F async then end }
        """,
        {},
    ),
    "fault path and loop": (
        """
        start autolaunched -> Main
        stage Main { background A calls F async on error -> Repair then end }
        stage Repair { interactive Fix calls G assigned to queue Q then go to Main }
        """,
        {},
    ),
    "values": (
        """
        flow F { async out ok: boolean not null }
        flow G { sync out size: integer 0..2 }
        start autolaunched -> Main
        stage Main { background A calls F background B calls G then Choose }
        decision Choose {
          when A.Outputs.ok = true and B.Outputs.size > 1 -> end
          when B.Outputs.size is null -> go to Main
          otherwise -> Other
        }
        stage Other { background C calls H async starts when flow Ready returns true then end }
        """,
        {"ok": (True, False), "size": (*map(Fraction, range(3)), None)},
    ),
    "record": (
        """
        field $Record.Status: one of "New", "Done"
        start when Case is created -> Main
        stage Main {
          background A calls F async starts when $Record.Status = "Done"
          completes when A is Completed or $Record.Status is null
          then end
        }
        """,
        {"$Record.Status": ("New", "Done", None)},
    ),
    "approval": (
        """
        approval Test {
          api 67
          start autolaunched -> Main { path recall -> Undo }
          stage Main { approval A calls Ask assigned to user "x" then end }
          stage Undo { background U calls F async then end }
        }
        """,
        {"approvalDecision": ("Approve", "Reject")},
    ),
}
"""Definitions with the values that their holes can take."""


@pytest.mark.parametrize("case", CASES)
def test_the_same_configurations_are_found_with_the_same_fewest_events(case: str) -> None:
    text, values = CASES[case]
    program = program_of(text)
    graph = explore(program, events=Policy(frozenset({Happening.WAIT})))
    assert graph.complete
    assert dict(zip(graph.configurations, graph.distances, strict=True)) == brute_force(program, values)


def brute_force(program: Program, values: Values) -> dict[Configuration, int]:
    """Every configuration with the fewest events before it: whole runs, told event by event to `apply`."""
    runs = [new_run(program)]
    distances = {program.initial: 0}
    known: set[object] = set()
    distance = 0
    while runs:
        distance += 1
        following: list[Run] = []
        for run in runs:
            for event in possible(program, run, values):
                after = apply(program, run, event)
                assert isinstance(after, Run), (event, after)
                assert after.last is not None
                last = after.last
                key = (after.configuration, last.before.configuration, last.event, last.faults)
                if key not in known:
                    known.add(key)
                    distances.setdefault(after.configuration, distance)
                    following.append(after)
        runs = following
    return distances


def possible(program: Program, run: Run, values: Values) -> Iterator[Event]:
    """What may be told next: enabled events with all values, and errors that struck in the last moment."""
    for template in enabled(program, run.configuration):
        if not isinstance(template.event, Wait | Reassign):
            yield from fillings(template, values)
    if run.last is not None and not run.last.faults:
        yield from strikes_passed(program, run.last.changes)


def fillings(template: Template, values: Values) -> Iterator[Event]:
    names = [hole.name for hole in template.holes if hole.name in values]
    if isinstance(template.event, SetField) and not names:
        return
    for chosen in product(*(values[name] for name in names)):
        yield template.fill(tuple(zip(names, chosen, strict=True)))


@settings(max_examples=60, phases=[Phase.generate])
@given(plays())
def test_what_a_random_run_does_is_found_by_exploring_everything(played: Played) -> None:
    """The representative values stand for all others: no random value leads to a status that they do not."""
    assume(all(len(moment.faults) < 2 for moment in played.moments))
    graph = explore(played.program, limit=600)
    assume(graph.complete)
    for moment in played.moments:
        for change in moment.changes:
            if change.attribute in ("Status", "Outcome"):
                assert Reached(change.subject.part, change.subject.name, str(change.after)) in graph.reached


@settings(max_examples=40)
@given(plays())
def test_every_shortest_run_replays_to_its_configuration(played: Played) -> None:
    graph = explore(played.program, limit=60)
    for node, configuration in enumerate(graph.configurations):
        assert repr(graph.replay(graph.shortest(node)).configuration) == repr(configuration)
