"""Where runs go round, as exploration finds it, in the words of the findings about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from explored_approvals import is_caught
from explored_runs import Passage, Runs, is_answer, is_obliged
from explored_told import Wanted

from stageproof.engine.events import Complete, Resume, Suspend
from stageproof.engine.exploration.graph import Edge
from stageproof.engine.statuses import RunStatus

AGAIN: Final = "errors-repeat-forever"
AT_ONCE: Final = 2
"""How often a stage fails in one moment that may go on like this: further errors are not followed where they change nothing."""


def rounds(runs: Runs) -> Iterator[Wanted]:
    """The findings about runs that go round."""
    yield from errors_again(runs)
    circles = list(runs.circles(is_answer))
    never_left = _never_left(runs, circles)
    rests = {
        node for node in never_left if not runs.at(node).queue and runs.at(node).run is RunStatus.IN_PROGRESS
    }
    for_ever = runs.stages(rests - runs.trapped())
    if for_ever:
        yield Wanted("goes-round-forever", "error", for_ever)
    part = {node: number for number, nodes in enumerate(circles) for node in nodes}
    repeated = {
        stage
        for node in part
        if node not in never_left
        for passage in runs.leaving(node)
        if is_answer(passage.edge) and part.get(passage.edge.target) == part[node]
        for stage in passage.entered
    }
    if repeated:
        yield Wanted("rework-without-limit", "note", frozenset(repeated))


def _never_left(runs: Runs, circles: list[tuple[int, ...]]) -> frozenset[int]:
    """Where results lead round, and neither they nor the world lead to an end, nor to where nobody is obliged to act."""

    def leads_on(edge: Edge) -> bool:
        event = edge.transition.event
        return not edge.transition.faults and (
            is_answer(edge) or runs.is_help(edge) or isinstance(event, Suspend | Resume | Complete)
        )

    idle = {
        node for node in runs.nodes() if runs.at(node).run is RunStatus.IN_PROGRESS and not runs.due(node)
    }
    turning = runs.backward((node for nodes in circles for node in nodes), is_answer)
    return turning - runs.backward(idle | runs.over(), leads_on)


def errors_again(runs: Runs) -> Iterator[Wanted]:
    """Stages whose fault path errors bring back to them without end. Where people or flows may repeat something without any
    error, which of its outcomes take part is not compared; nor what errors that strike again and again in one moment do, of
    which exploration follows three. A stage is told itself, or beside another.
    """
    has_rework = any(True for _ in runs.circles(is_answer))
    part = {node: number for number, nodes in enumerate(runs.circles(is_obliged)) for node in nodes}
    every = frozenset(stage.name for stage in runs.program.stages)
    some: set[str] = set()
    certain: set[str] = set()
    for stage in runs.program.stages:
        turns = [
            passage.edge
            for passage in runs.passages
            if is_obliged(passage.edge)
            and part.get(passage.edge.source, -1) == part.get(passage.edge.target, -2)
            and _caught(passage, stage.name)
        ]
        names = frozenset({stage.name})
        at_once = any(_caught(passage, stage.name) >= AT_ONCE for passage in runs.passages)
        if not turns and not at_once:
            continue
        forced = _forced(runs, stage.name, turns)
        some |= names
        if has_rework or (at_once and not forced):
            yield Wanted(AGAIN, "warning", names, every, optional=True)
            yield Wanted(AGAIN, "note", names, every, optional=True)
        else:
            certain |= names
            yield Wanted(AGAIN, "warning" if forced else "note", names, every, optional=True)
    yield Wanted(f"{AGAIN}, in all", "", frozenset(certain), frozenset(some), optional=not certain)


def _caught(passage: Passage, stage: str) -> int:
    """How often an error of a stage is caught on an edge."""
    return sum(is_caught(passage.changes, number, stage) for number in range(len(passage.changes)))


def _forced(runs: Runs, stage: str, turns: list[Edge]) -> bool:
    """Whether errors alone, and the order in which results come, bring a run back to a stage again and again, whatever is
    answered.
    """
    leaving = _leaving(runs, stage, turns)
    alive = {edge.target for edge in turns} - leaving
    while alive:
        goals = {edge.source for edge in turns if edge.target in alive}
        able = alive & runs.backward(goals, is_obliged)
        if able == alive:
            return True
        alive = able
    return False


def _leaving(runs: Runs, stage: str, turns: list[Edge]) -> frozenset[int]:
    """The nodes from which answers can keep a run from entering the stage again, whatever fails on the way."""
    back = runs.backward((edge.source for edge in turns), is_obliged)
    leaving = {node for node in runs.nodes() if node not in back}
    while True:
        more = {node for node in back - leaving if _can_leave(runs, node, stage, leaving)}
        if not more:
            return frozenset(leaving)
        leaving |= more


def _can_leave(runs: Runs, node: int, stage: str, leaving: set[int]) -> bool:
    by_event: dict[str, dict[object, bool]] = {}
    for passage in runs.leaving(node):
        event = passage.edge.transition.event
        if not is_obliged(passage.edge) or runs.is_late(passage.edge):
            continue
        answers = isinstance(event, Complete)
        kind = event.step if isinstance(event, Complete) else str(event)
        able = passage.edge.target in leaving and stage not in passage.entered
        given = by_event.setdefault(f"{answers} {kind}", {})
        given[event] = given.get(event, True) and able
    return all(any(given.values()) for given in by_event.values())
