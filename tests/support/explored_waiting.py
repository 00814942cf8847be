"""Where runs wait, as exploration finds it, in the words of the findings about it."""

from __future__ import annotations

from collections.abc import Iterator

from explored_runs import Runs
from explored_told import Wanted

from stageproof.checker.prose import SHOWN
from stageproof.engine.events import Publish
from stageproof.engine.exploration.graph import Edge
from stageproof.engine.program.program import StageProgram
from stageproof.engine.statuses import RunStatus, StepStatus


def waiting(runs: Runs) -> Iterator[Wanted]:
    """The findings about runs that wait."""
    due = {node: runs.due(node) for node in runs.nodes() if runs.at(node).run is RunStatus.IN_PROGRESS}
    idle = frozenset(node for node, steps in due.items() if not steps)
    moving = [node for node in runs.nodes() if node not in idle]
    helped = idle & runs.backward(moving, runs.is_help)
    yield from _for_ever(runs, idle - helped)
    yield from _for_the_world(runs, helped, moving)
    yield from _for_people(runs, due, idle)
    trapped = runs.stages(runs.trapped(), due=True)
    if trapped:
        yield Wanted("cannot-complete", "error", trapped)


def _for_ever(runs: Runs, stuck: frozenset[int]) -> Iterator[Wanted]:
    """Steps named are Not Started in one of the states; those that are in all of them are named."""
    for stage in runs.program.stages:
        nodes = [node for node in stuck if runs.at(node).location == stage.index]
        if nodes:
            idle = [frozenset(_not_started(runs, stage, node)) for node in nodes]
            always, once = idle[0].intersection(*idle), frozenset[str]().union(*idle)
            yield Wanted("stage-waits-forever", "error", always | {stage.name}, once)


def _not_started(runs: Runs, stage: StageProgram, node: int) -> Iterator[str]:
    current = runs.at(node).current
    assert current is not None
    for step in stage.steps:
        if current.steps[step.index] is StepStatus.NOT_STARTED:
            yield step.name


def _for_the_world(runs: Runs, helped: frozenset[int], moving: list[int]) -> Iterator[Wanted]:
    woken = runs.backward(
        moving, lambda edge: not isinstance(edge.transition.event, Publish) and runs.is_help(edge)
    )
    published = {
        edge.edge.source
        for node in helped
        for edge in runs.leaving(node)
        if isinstance(edge.edge.transition.event, Publish)
        and not edge.fails
        and edge.edge.target not in helped
    }
    stages = runs.stages(helped)
    overlooked: set[str] = set()
    noted: set[str] = set()
    for stage in runs.program.stages:
        asks = stage.exit_flow is not None or any(
            step.entry_flow is not None or step.exit_flow is not None for step in stage.steps
        )
        nodes = {node for node in helped - woken if runs.at(node).location == stage.index}
        if not (nodes if asks else nodes & published):
            continue
        overlooked.add(stage.name)
        if stage.exit_flow is not None or (stage.exit is not None and asks):
            noted.add(stage.name)
        else:
            yield Wanted("nobody-looks", "warning", frozenset({stage.name}))
    if noted:
        yield Wanted("nobody-looks", "note", frozenset(noted))
    if stages - overlooked:
        yield Wanted("waits-for-the-world", "note", stages - overlooked)


def _for_people(runs: Runs, due: dict[int, tuple[str, ...]], idle: frozenset[int]) -> Iterator[Wanted]:
    asking = {step.name for stage in runs.program.stages for step in stage.steps if step.asks}
    people = frozenset(node for node, steps in due.items() if steps and set(steps) <= asking)
    rest = people | idle

    def out(edge: Edge) -> bool:
        return edge.target not in rest or runs.at(edge.source).location != runs.at(edge.target).location

    left = {
        passage.edge.source
        for node in rest
        for passage in runs.leaving(node)
        if runs.is_help(passage.edge) and (out(passage.edge) or passage.entered)
    }
    lost = people - runs.backward(left, runs.is_help)
    if lost:
        found = {step for node in lost for step in due[node]}
        steps = [step.name for stage in runs.program.stages for step in stage.steps if step.name in found]
        yield Wanted("waits-for-people", "note", runs.stages(lost).union(steps[:SHOWN]))
