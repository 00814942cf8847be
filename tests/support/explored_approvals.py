"""What becomes of approvals, as exploration finds it, in the words of the findings about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from explored_runs import Passage, Runs
from explored_told import Wanted

from stageproof.engine.configuration import StageState
from stageproof.engine.events import Cancel, Complete, Recall, Resume, SetField, Suspend
from stageproof.engine.history import Change
from stageproof.engine.program.program import Destination, StepProgram, Target
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus, SubmissionStatus, WorkItemStatus
from stageproof.grammar.flow_graph import FlowGraph
from stageproof.grammar.sites import uses

OUTPUT: Final = "approvalDecision"
OF_PEOPLE: Final = (Cancel, Recall, SetField, Suspend)
"""What people outside of the process do: no way on that the definition has foreseen."""


class Gate(NamedTuple):
    """A decision that lets an approval step's rejection come to none of the stages."""

    decision: str
    step: StepProgram
    stages: frozenset[str]


def approvals(runs: Runs) -> Iterator[Wanted]:
    """The findings about approvals."""
    asking = {
        made.name: made
        for stage, written in zip(runs.program.stages, runs.orchestration.stages, strict=True)
        for made, text in zip(stage.steps, written.steps, strict=True)
        if text.is_approval
    }
    if runs.program.is_approval:
        if _completes(runs, frozenset(step.subject.name for step in asking.values()), None):
            yield Wanted("approved-unasked", "note", frozenset())
        yield from _by_error(runs, asking)
    gates = [gate for gate in _gates(runs, asking) if gate.stages]
    yield from _rejected(runs, gates)
    yield from _unanswered(runs, gates)


def is_failure(change: Change) -> bool:
    """Whether something gets status Error."""
    return change.after in (StepStatus.ERROR, RunStatus.ERROR) and change.attribute == "Status"


def asks(change: Change, steps: frozenset[str]) -> bool:
    """Whether one of the steps gives somebody a work item: one that fails as it starts does not."""
    return change.subject.name in steps and change.after is WorkItemStatus.ASSIGNED


def _completes(runs: Runs, asking: frozenset[str], failing: str | None) -> bool:
    """Whether a run completes, and is Approved, without an error and without one of the steps: from its beginning, or right
    behind an error of a stage.
    """
    found: list[bool] = []

    def move(memory: str | None, passage: Passage) -> str | None:
        alive = memory is not None
        for number, change in enumerate(passage.changes):
            if failing is not None and is_caught(passage.changes, number, failing):
                alive = True
            elif is_failure(change) or asks(change, asking):
                alive = False
            elif alive and change.subject.part == "run" and change.after is RunStatus.COMPLETED:
                found.append(runs.at(passage.edge.target).submission is SubmissionStatus.APPROVED)
        return "alive" if alive else None

    runs.followed("alive" if failing is None else None, move)
    return any(found)


def is_caught(changes: tuple[Change, ...], number: int, stage: str) -> bool:
    """Whether this change is an error of a stage that its fault path catches."""
    change = changes[number]
    following = changes[number + 1] if number + 1 < len(changes) else None
    return (
        change.subject.part == "stage"
        and change.subject.name == stage
        and change.after is StageStatus.ERROR
        and not (
            following is not None and following.after is RunStatus.ERROR and following.subject.part == "run"
        )
    )


def _by_error(runs: Runs, asking: dict[str, StepProgram]) -> Iterator[Wanted]:
    """Fault paths that end as an approval, of stages that lead to somebody who is asked, errors aside."""
    graph = FlowGraph.of(runs.orchestration)
    stages = {step.subject.stage for step in asking.values()}
    steps = frozenset(step.subject.name for step in asking.values())
    for stage in runs.program.stages:
        leads = stage.name in stages or stages & graph.reachable_from(stage.name, fault=False)
        if stage.fault is not None and leads and _completes(runs, steps, stage.name):
            yield Wanted("error-path-approves", "warning", frozenset({stage.name}))


def _gates(runs: Runs, asking: dict[str, StepProgram]) -> Iterator[Gate]:
    read = {
        (use.element.split("/")[1], use.reference.root)
        for use in uses(runs.orchestration)
        if use.role == "outcome" and (use.reference.output or "").casefold() == OUTPUT.casefold()
    }
    for decision in runs.program.decisions:
        for step in asking.values():
            if (decision.name, step.name) not in read:
                continue
            seen = _answers(runs, decision.name, step)
            targets = {outcome.name: outcome.target for outcome in decision.outcomes}
            targets["default outcome"] = decision.default
            approving: set[str] = set()
            rejecting: set[str] = set()
            for name, target in targets.items():
                if (name, "Reject") in seen:
                    rejecting |= _behind(runs, target)
                elif (name, "Approve") in seen:
                    approving |= _behind(runs, target)
            yield Gate(decision.name, step, frozenset(approving - rejecting - {step.subject.stage or ""}))


def _answers(runs: Runs, decision: str, step: StepProgram) -> set[tuple[str, str]]:
    """The outcomes that are taken, with the answer that the step has given then."""
    stage = runs.program.stages[runs.program.places[step.name.casefold()][0]]
    slot = next(number for number, name in enumerate(step.outputs) if name.casefold() == OUTPUT.casefold())
    found: set[tuple[str, str]] = set()
    for passage in runs.passages:
        state = _state(runs, passage.edge.source, stage.index)
        answer = None if state is None else state.outputs[step.index][slot]
        for change in passage.changes:
            if (
                change.subject.name == step.subject.name
                and change.attribute == f"Outputs.{step.outputs[slot]}"
            ):
                answer = change.after
            elif change.subject.part == "stage" and change.subject.name == stage.name:
                if change.after is StageStatus.IN_PROGRESS and change.before is not StageStatus.SUSPENDED:
                    answer = None
            elif change.attribute == "Outcome" and change.subject.name == decision:
                found.add((str(change.after), str(answer)))
    return found


def _state(runs: Runs, node: int, stage: int) -> StageState | None:
    configuration = runs.at(node)
    return configuration.current if configuration.location == stage else configuration.past[stage]


def _behind(runs: Runs, target: Target) -> set[str]:
    """The stages that a connector leads to, through any decisions."""
    found: set[str] = set()
    seen: set[int] = set()
    todo = [target]
    while todo:
        one = todo.pop()
        if one.kind is Destination.STAGE:
            found.add(runs.program.stages[one.place].name)
        elif one.kind is Destination.DECISION and one.place not in seen:
            seen.add(one.place)
            decision = runs.program.decisions[one.place]
            todo += (decision.default, *(outcome.target for outcome in decision.outcomes))
    return found


def _rejected(runs: Runs, gates: list[Gate]) -> Iterator[Wanted]:
    """Stages that are entered after a rejection, with nobody asked in between: the worst of each step is told."""
    for step in {gate.step.name: gate.step for gate in gates}.values():
        of_step = [gate for gate in gates if gate.step.name == step.name]
        quiet, failing = (_entered_after(runs, step, quiet) for quiet in (True, False))
        yield from _one_of(
            "rejection-reaches-approval",
            "error" if any(gate.stages & quiet for gate in of_step) else "warning",
            frozenset({step.name}),
            of_step,
            quiet if any(gate.stages & quiet for gate in of_step) else failing,
        )


def _one_of(
    rule: str, severity: str, names: frozenset[str], gates: list[Gate], entered: frozenset[str]
) -> Iterator[Wanted]:
    """One finding, with any of the stages that are entered past a gate."""
    choices = [
        names | {gate.step.name, gate.decision, stage}
        for gate in gates
        for stage in sorted(gate.stages & entered)
    ]
    if choices:
        yield Wanted(rule, severity, names, frozenset[str]().union(*choices))


def _entered_after(runs: Runs, step: StepProgram, quiet: bool) -> frozenset[str]:
    found: set[str] = set()
    people = _people(runs)

    def move(memory: str | None, passage: Passage) -> str | None:
        event = passage.edge.transition.event
        alive = memory is not None and not isinstance(event, OF_PEOPLE)
        if isinstance(event, Complete) and event.step == step.name and not runs.is_late(passage.edge):
            is_processed = runs.at(passage.edge.source).run is RunStatus.IN_PROGRESS
            alive = alive or (is_processed and dict(event.outputs).get(OUTPUT) == "Reject")
        alive = _walked(passage.changes, alive, quiet, people, found)
        for number, change in enumerate(passage.changes if isinstance(event, Resume) else ()):
            if change.subject.name == step.subject.name and change.after == "Reject":
                alive = _walked(passage.changes[number:], True, quiet, people, found) or alive
        return "alive" if alive else None

    runs.followed(None, move)
    return frozenset(found)


def _people(runs: Runs) -> frozenset[str]:
    return frozenset(step.subject.name for stage in runs.program.stages for step in stage.steps if step.asks)


def _walked(
    changes: tuple[Change, ...], alive: bool, quiet: bool, people: frozenset[str], found: set[str]
) -> bool:
    """Whether the way goes on behind these changes; the stages that are entered are added."""
    for change in changes:
        if not alive:
            return False
        if asks(change, people) or (quiet and is_failure(change)):
            alive = False
        elif change.subject.part == "stage" and change.after is StageStatus.IN_PROGRESS:
            found.add(change.subject.name)
    return alive


def _unanswered(runs: Runs, gates: list[Gate]) -> Iterator[Wanted]:
    for stage in runs.program.stages:
        of_stage = [gate for gate in gates if gate.step.subject.stage == stage.name]
        if stage.fault is None or not of_stage:
            continue
        entered = {gate.step.name: _entered_unanswered(runs, gate.step) for gate in of_stage}
        choices = [
            {stage.name, gate.step.name, gate.decision, target}
            for gate in of_stage
            for target in gate.stages & entered[gate.step.name]
        ]
        if choices:
            yield Wanted(
                "error-passes-approval", "warning", frozenset({stage.name}), frozenset[str]().union(*choices)
            )


def _entered_unanswered(runs: Runs, step: StepProgram) -> frozenset[str]:
    found: set[str] = set()
    people = _people(runs)
    stage = runs.program.places[step.name.casefold()][0]

    def move(memory: str | None, passage: Passage) -> str | None:
        event = passage.edge.transition.event
        alive = memory is not None and not isinstance(event, OF_PEOPLE)
        begin = _unanswered_behind(runs, passage, stage, step)
        alive = _walked(passage.changes, alive, True, people, found)
        if begin is not None:
            alive = _walked(passage.changes[begin:], True, True, people, found) or alive
        return "alive" if alive else None

    runs.followed(None, move)
    return frozenset(found)


def _unanswered_behind(runs: Runs, passage: Passage, stage: int, step: StepProgram) -> int | None:
    """Behind which change the step's stage has failed for the last time, while it had not answered."""
    name = runs.program.stages[stage].name
    state = _state(runs, passage.edge.source, stage)
    status = StepStatus.NOT_STARTED if state is None else state.steps[step.index]
    answered = state is not None and (
        status is StepStatus.COMPLETED or state.items[step.index] is WorkItemStatus.COMPLETED
    )
    begin: int | None = None
    stopped = False
    for number, change in enumerate(passage.changes):
        if change.attribute != "Status":
            continue
        if change.subject.part == "stage" and change.subject.name == name:
            if change.after is StageStatus.IN_PROGRESS and change.before is not StageStatus.SUSPENDED:
                answered, stopped = False, False
            elif is_caught(passage.changes, number, name) and not answered:
                begin = number + 1
        elif change.subject.name == step.subject.name:
            if change.subject.part == "step":
                stopped = change.after in (StepStatus.ERROR, StepStatus.DISCONTINUED)
                answered = answered or change.after is StepStatus.COMPLETED
            elif change.subject.part == "item" and change.after is WorkItemStatus.COMPLETED and not stopped:
                answered = True
    return begin
