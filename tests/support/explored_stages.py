"""Steps side by side, and how stages end with them, as exploration finds it, in the words of the findings about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from explored_runs import Passage, Runs
from explored_told import Wanted

from stageproof.checker.assignees import reference
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Resume
from stageproof.engine.history import Change
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from stageproof.grammar.contract import FieldWrite, Sum
from stageproof.grammar.model import Orchestration, Step
from stageproof.grammar.sites import uses
from stageproof.grammar.value import Boolean, Number, Text

Pairs = set[tuple[str, str]]

AGAIN: Final = (StepStatus.ERROR, StepStatus.DISCONTINUED)
"""The statuses from which a resume starts a step again."""


def stages(runs: Runs) -> Iterator[Wanted]:
    """The findings about stages and their steps."""
    yield from _early(runs)
    yield from _writers(runs, _due_together(runs))
    yield from _locks(runs, _in_progress_together(runs))
    yield from _final(runs)


def _due_together(runs: Runs) -> Pairs:
    """The steps whose results may come in any order."""
    found: Pairs = set()
    for node in runs.nodes():
        if runs.at(node).run is RunStatus.IN_PROGRESS and not runs.at(node).queue:
            found.update(combinations(sorted(runs.due(node)), 2))
    return found


def _in_progress_together(runs: Runs) -> Pairs:
    """The steps that have status In Progress in one moment."""
    found: Pairs = set()
    for passage in runs.passages:
        source = runs.at(passage.edge.source)
        going: set[str] = set()
        if source.location is not None and source.current is not None:
            steps = runs.program.stages[source.location].steps
            going = {
                step.name for step in steps if source.current.steps[step.index] is StepStatus.IN_PROGRESS
            }
        for change in passage.changes:
            if change.subject.part == "step" and change.attribute == "Status":
                assert change.subject.step is not None
                going.discard(change.subject.step)
                if change.after is StepStatus.IN_PROGRESS:
                    going.add(change.subject.step)
                    found.update(combinations(sorted(going), 2))
    return found


def _writers(runs: Runs, together: Pairs) -> Iterator[Wanted]:
    """Steps that set one thing, each to something of its own, in an order that nobody knows."""
    for stage in runs.orchestration.stages:
        setting: dict[str, dict[str, tuple[Step, str]]] = {}
        things: dict[str, str] = {}
        for step in stage.steps:
            for name, value in _set_by(runs.orchestration, step):
                things.setdefault(name.casefold(), name.rpartition(".")[2])
                setting.setdefault(name.casefold(), {})[step.name] = (step, value)
        for thing, by_step in setting.items():
            pairs = [
                pair
                for pair in combinations(sorted(by_step), 2)
                if pair in together and _differ(*by_step[pair[0]], *by_step[pair[1]])
            ]
            if pairs:
                yield Wanted(
                    "parallel-writers", "warning", frozenset({stage.name, things[thing]}).union(*pairs)
                )


def _set_by(orchestration: Orchestration, step: Step) -> Iterator[tuple[str, str]]:
    """What a step sets, and to what: `?` is something that nobody knows, `+` is more than before."""
    read = {use.reference.root.casefold() for use in uses(orchestration)}
    for mapping in step.outputs:
        if mapping.variable and mapping.variable.casefold() in read:
            yield mapping.variable, "?"
    for contract in orchestration.contracts:
        if step.calls and contract.name.casefold() == step.calls.casefold():
            for write in contract.writes:
                if isinstance(write.value, Sum):
                    yield write.field, "+"
                else:
                    yield write.field, _written(write) or f"? {contract.name}"


def _written(write: FieldWrite) -> str:
    """A value that the contract tells; nothing where it tells none."""
    match write.value:
        case Text(value=value) | Number(value=value) | Boolean(value=value):
            return repr(value)
        case _:
            return ""


def _differ(first: Step, before: str, second: Step, last: str) -> bool:
    """Whether it matters which comes last. The same flow called with the same inputs writes the same; sums come to the same."""
    if before.startswith("? "):
        return before != last or first.inputs != second.inputs
    return before != last or before == "?"


def _locks(runs: Runs, together: Pairs) -> Iterator[Wanted]:
    """Each step that locks the record while an earlier one of its stage does."""
    for stage in runs.orchestration.stages:
        locking = [step for step in stage.steps if step.is_approval and step.locks_record]
        for number, step in enumerate(locking):
            others = [
                other.name for other in locking[:number] if tuple(sorted((other.name, step.name))) in together
            ]
            if others:
                yield Wanted("two-locks-at-once", "error", frozenset({stage.name, others[0], step.name}))


def _final(runs: Runs) -> Iterator[Wanted]:
    """Where an error is final, and a fault path would help: any error in a stage of an approval process; else a MuleSoft action
    and an assignee that comes from somewhere. What may go wrong in every step of a run is left out. The rule reads the text
    alone: what no run starts (never-reached says so) may be named too. On the recall path no error is caught; it should be one
    stage of its own (recall-path-not-background says so).
    """
    found: set[str] = set()
    recalled: set[str] = set()
    asked = {step.name for _, step in runs.orchestration.steps() if any(map(reference, step.assignees))}
    for passage in runs.passages:
        after, failure = runs.at(passage.edge.target), runs.at(passage.edge.target).failure
        if after.run is not RunStatus.ERROR or failure is None or failure.resumable or after.location is None:
            continue
        if failure.kind in (ErrorKind.DECISION, ErrorKind.PLATFORM):
            continue
        stage = runs.program.stages[after.location]
        if runs.program.is_approval:
            (recalled if after.recalling and stage.fault is not None else found).add(stage.name)
        elif failure.step is not None:
            step = stage.steps[failure.step].name
            by_assignee = failure.kind in (ErrorKind.ASSIGNEE_INACTIVE, ErrorKind.ASSIGNEE_UNRESOLVABLE)
            if failure.kind is ErrorKind.MULESOFT_ACTION or (by_assignee and step in asked):
                found.add(step)
    beside = recalled | _never_started(runs)
    yield Wanted("failure-cannot-be-resumed", "note", frozenset(found), frozenset(beside), optional=not found)


def _never_started(runs: Runs) -> frozenset[str]:
    """Steps of which no run waits for a result, and stages in which no step completes or fails."""
    due = {step for node in runs.nodes() for step in runs.due(node)}
    started = {
        change.subject.name
        for passage in runs.passages
        for change in passage.changes
        if change.attribute == "Status" and change.after in (StepStatus.COMPLETED, StepStatus.ERROR)
    }
    found: set[str] = set()
    for stage in runs.program.stages:
        found |= {step.name for step in stage.steps if step.name not in due}
        if not any(step.subject.name in started for step in stage.steps):
            found.add(stage.name)
    return frozenset(found)


def repeats(runs: Runs) -> Iterator[Wanted]:
    """The steps whose flow a resume starts a second time, in runs that people resume after errors."""
    found: set[str] = set()
    once = {
        contract.name.casefold() for contract in runs.orchestration.contracts if contract.idempotent is False
    }
    calling = {step.name for _, step in runs.orchestration.steps() if (step.calls or "").casefold() in once}
    for passage in runs.passages:
        source = runs.at(passage.edge.source)
        if source.run is not RunStatus.ERROR or not isinstance(passage.edge.transition.event, Resume):
            continue
        for change in passage.changes:
            if (
                change.subject.step in calling
                and change.after is StepStatus.IN_PROGRESS
                and change.before in AGAIN
            ):
                assert change.subject.step is not None
                found.add(change.subject.step)
    for step in sorted(found):
        yield Wanted("repeats-on-resume", "warning", frozenset({step}))


class _Moment:
    """What happens to steps in one moment: `held`, whose work item somebody holds; `started` in it; `stopped` just now."""

    def __init__(self, runs: Runs, passage: Passage, started: frozenset[str]) -> None:
        source = runs.at(passage.edge.source)
        self.started = set(started) if source.queue else set[str]()
        self.stored = bool(source.stored)
        self.stopped: list[str] = []
        self.held: set[str] = set()
        if source.location is not None and source.current is not None:
            self.held = {
                step.subject.name
                for step in runs.program.stages[source.location].steps
                if source.current.items[step.index] is WorkItemStatus.ASSIGNED
            }

    def of_step(self, change: Change) -> None:
        """Follow a step's status."""
        name = change.subject.name
        if change.after is StepStatus.IN_PROGRESS:
            self.started.add(name)
        elif change.after is StepStatus.DISCONTINUED and name in self.held:
            self.stopped.append(name)
        else:
            self.started.discard(name)

    def cut_off(self, change: Change) -> tuple[list[str], list[str]]:
        """The steps whose work item somebody holds as a stage completes, and those that were started in this moment. Results
        that were stored while a run was suspended are worked off one after the other: that is no such moment.
        """
        stopped = self.stopped if change.after is StageStatus.COMPLETED else []
        self.stopped = []
        return stopped, [] if self.stored else [step for step in stopped if step in self.started]


def _cut_off(runs: Runs) -> tuple[set[str], set[str]]:
    """The steps that are cut off in some run, and those that are in the moment in which they start."""
    found: set[str] = set()
    at_once: set[str] = set()

    def move(memory: frozenset[str] | None, passage: Passage) -> frozenset[str] | None:
        moment = _Moment(runs, passage, memory or frozenset())
        for change in passage.changes:
            if change.attribute != "Status":
                continue
            if change.subject.part == "item":
                of_item = moment.held.add if change.after is WorkItemStatus.ASSIGNED else moment.held.discard
                of_item(change.subject.name)
            elif change.subject.part == "step":
                moment.of_step(change)
            elif change.subject.part == "stage":
                stopped, started = moment.cut_off(change)
                found.update(stopped)
                at_once.update(started)
        return frozenset(moment.started) or None if runs.at(passage.edge.target).queue else None

    runs.followed(None, move)
    return found, at_once


def _early(runs: Runs) -> Iterator[Wanted]:
    """The steps of which somebody holds a work item as their stage completes. A stage is warned of once, with the first step
    that is gone as it starts; those behind it are not told.
    """
    found, at_once = _cut_off(runs)
    noted: set[str] = set()
    for stage, written in zip(runs.program.stages, runs.orchestration.stages, strict=True):
        warned = False
        for step, text in zip(stage.steps, written.steps, strict=True):
            if step.subject.name not in found or warned:
                continue
            asks_flow = stage.exit_flow is not None or step.entry_flow is not None
            warned = step.subject.name in at_once and bool(text.entry) and not asks_flow
            if warned:
                yield Wanted("stage-completes-early", "warning", frozenset({stage.name, step.name}))
            else:
                noted |= {stage.name, step.name}
    if noted:
        yield Wanted("stage-completes-early", "note", frozenset(noted))
