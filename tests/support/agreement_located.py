"""Where a configuration of the interpreter lies in the encoding of its definition, and which edges stand for an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from agreement_paths import Paths, State

from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.encode import Encoding, encode
from stageproof.checker.encoding.places import Begin, End, Place, Rest
from stageproof.checker.encoding.statuses import FINISHED, SLOT_VALUES, STAGE_READ, STEP_READ
from stageproof.checker.encoding.system import Edge as SystemEdge
from stageproof.engine.configuration import Configuration, StageState
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin as BeginRun
from stageproof.engine.events import Cancel, Complete, Evaluate, Event, Fail, Publish, Recall, SetField
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge, Transition
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.interpreter.refusal import is_over
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus, StepStatus, WorkItemStatus
from stageproof.engine.values import Value

RUN_READ = (RunStatus.IN_PROGRESS, RunStatus.COMPLETED, RunStatus.ERROR, RunStatus.CANCELED)


def located(encoding: Encoding, configuration: Configuration) -> State | None:
    """The state of the encoding that a configuration is, with the variables that mean something there; None where there is
    no place for it.
    """
    place = _place(configuration)
    location = encoding.location_of.get(place) if place is not None else None
    if location is None:
        return None
    values = dict(_statuses(encoding, configuration))
    values |= encoding.space.valuation(dict(_data(encoding.program, configuration)))
    live = encoding.live[location]
    return State(location, {number: value for number, value in values.items() if live >> number & 1})


def _place(configuration: Configuration) -> Place | None:
    match configuration.run:
        case None:
            return Begin()
        case RunStatus.IN_PROGRESS:
            assert configuration.location is not None
            return Rest(configuration.location, configuration.queue, configuration.recalling)
        case RunStatus.SUSPENDED:
            return None
        case RunStatus.ERROR:
            return End("Error", not is_over(configuration))
        case status:
            return End(status.value)


def _statuses(encoding: Encoding, configuration: Configuration) -> Iterator[tuple[int, int]]:
    program, statuses = encoding.program, encoding.statuses
    for stage in program.stages:
        state = configuration.past[stage.index]
        if stage.index == configuration.location:
            state = configuration.current
        variable = statuses.stage(stage.index)
        if variable is not None:
            yield variable, STAGE_READ.index(None if state is None else state.status.value)
        for step in stage.steps:
            is_slot = statuses.is_slot(stage.index, step.index)
            if not is_slot or stage.index == configuration.location:
                value = _step_value(state, step.index)
                if not is_slot or value < len(SLOT_VALUES):
                    yield statuses.step(stage.index, step.index), value
            late = statuses.late.get((stage.index, step.index))
            if late is not None:
                yield late, int(_may_finish_late(configuration, state, stage.index, step.index))
    for decision in program.decisions:
        outcome = statuses.outcome(decision.index)
        if outcome is not None:
            taken = configuration.outcomes[decision.index]
            yield outcome, 0 if taken is None else taken + 2
    if statuses.run is not None:
        yield statuses.run, RUN_READ.index(configuration.run) if configuration.run in RUN_READ else 0
    for answer, given in zip(statuses.answers, configuration.answers, strict=True):
        yield answer, int(given)


def _step_value(state: StageState | None, step: int) -> int:
    if state is None:
        return STEP_READ.index(None)
    status, item = state.steps[step], state.items[step]
    if status is StepStatus.IN_PROGRESS and item is WorkItemStatus.COMPLETED:
        return FINISHED
    return STEP_READ.index(status.value)


def _may_finish_late(configuration: Configuration, state: StageState | None, stage: int, step: int) -> bool:
    stopped = (StepStatus.DISCONTINUED, StepStatus.CANCELED)
    return state is not None and state.steps[step] in stopped and (stage, step) not in configuration.reported


def _data(program: Program, configuration: Configuration) -> Iterator[tuple[Key, Value]]:
    """The data as conditions read it. What changed outside is told at once, unless it is kept apart: then the run reads
    it anew at the next event, unless a synchronous result comes first.
    """
    for slot, name in enumerate(program.inputs):
        yield Key("input", name), configuration.inputs[slot]
    for slot, name in enumerate(program.fields):
        apart = program.refreshes_record and any(
            write.slot == slot and write.value is not None and step.synchronous
            for stage in program.stages
            for step in stage.steps
            for write in step.writes
        )
        if not program.refreshes_record:
            yield Key("field", name), configuration.record[slot]
        elif not apart:
            yield Key("field", name), configuration.world[slot]
        elif configuration.queue:
            yield Key("field", name), configuration.record[slot]
        yield Key("world", name), configuration.world[slot]
    for stage in program.stages:
        state = configuration.past[stage.index]
        if stage.index == configuration.location:
            state = configuration.current
        outputs = stage.no_outputs if state is None else state.outputs
        for step in stage.steps:
            for output, value in zip(step.outputs, outputs[step.index], strict=True):
                yield Key("output", f"{step.subject.name}.{output}"), value


def stands_for(event: Event) -> Callable[[SystemEdge], bool]:
    """Which edges of the world stand for an event."""
    match event:
        case BeginRun():
            word, element = "begin", None
        case Complete(step=step):
            return lambda edge: (
                edge.label.event in ("complete", "complete late") and edge.label.element == step
            )
        case Fail(kind=ErrorKind.EVALUATION_FLOW) | Publish():
            word, element = "publish", None
        case Fail(element=element, kind=kind):
            return lambda edge: (
                edge.label.event == "fail"
                and edge.label.element == element
                and kind.value in edge.label.kinds
            )
        case SetField(field=name):
            word, element = "set", name
        case Evaluate(flow=flow):
            word, element = "evaluate", flow
        case Cancel():
            word, element = "cancel", None
        case Recall():
            word, element = "recall", None
        case _:
            return lambda edge: False
    return lambda edge: edge.label.event == word and element in (None, edge.label.element)


def strikes_of(transition: Transition) -> int:
    """How many errors strike behind the edge of the world."""
    event = transition.event
    in_a_condition = isinstance(event, Fail) and event.kind is ErrorKind.EVALUATION_FLOW
    return len(transition.faults) + in_a_condition


@dataclass(slots=True)
class Missing:
    """Edges of an exploration that are no paths of the encoding, in words; `checked` counts all that were looked at."""

    checked: int = 0
    edges: list[str] = field(default_factory=list[str])


def missing_paths(program: Program, world: Policy, limit: int = 400, *, wide: bool = False) -> Missing:
    """Look at every edge of an exploration of at most so many configurations."""
    encoding = encode(program, suspends=False, wide=wide)
    paths = Paths(encoding.system)
    found = Missing()
    told: list[Edge] = []

    def watch(edge: Edge, result: Advance) -> None:
        told.append(edge)

    graph = explore(program, events=world, limit=limit, watch=watch)
    for edge in told:
        if graph.configurations[edge.target].run is None:
            continue  # before the run, where the beginning brings all of that
        found.checked += 1
        before, after = (located(encoding, graph.configurations[node]) for node in (edge.source, edge.target))
        event = edge.transition.event
        if before is None or after is None:
            what = "before" if before is None else "after"
            found.edges.append(f"{edge.transition}: no place for the configuration {what} it")
        elif not paths.leads(
            before,
            after,
            stands_for(event),
            strikes_of(edge.transition),
            may_stay=isinstance(event, SetField | Evaluate | Publish | Complete)
            and not edge.transition.faults,
        ):
            source, target = (encoding.system.locations[state.location].name for state in (before, after))
            found.edges.append(f"{edge.transition}: no path from “{source}” to “{target}”")
    return found
