"""A definition as BPMN, for the benchmark: a stage is a sub-process, its steps are user tasks, decisions are gateways.

Covers what the benchmarked example uses: steps that start with their stage or when one other step is Completed,
stages that complete with all their steps, outcomes that compare one boolean output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import quoteattr

from stageproof.grammar.condition import Condition
from stageproof.grammar.model import Connector, Decision, Orchestration, Outcome, Stage
from stageproof.grammar.value import Boolean

NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"


class Flows:
    """Gives every sequence flow an id."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0

    def between(self, source: str, target: str, condition: str = "") -> str:
        """A sequence flow."""
        self.count += 1
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        return f'<sequenceFlow id="flow{self.count}" sourceRef={quoteattr(source)} targetRef={quoteattr(target)}>{inside}</sequenceFlow>'


def to_bpmn(orchestration: Orchestration, *, flat: bool = False) -> str:
    """The definition as one BPMN process `process`. `flat`: the steps stand in the process, without sub-processes."""
    flows = Flows()
    parts = [*_process(orchestration, flows, flat)]
    return (
        f'<definitions xmlns="{NAMESPACE}" id="definitions" targetNamespace="benchmark">'
        f'<process id="process" isExecutable="true">{"".join(parts)}</process></definitions>'
    )


def _process(orchestration: Orchestration, flows: Flows, flat: bool) -> Iterator[str]:
    entries = {stage.name: _entry(stage) if flat else stage.name for stage in orchestration.stages}

    def target(connector: Connector | None) -> str:
        return entries.get(connector.target, connector.target) if connector else "end"

    yield '<startEvent id="start"/><endEvent id="end"/>'
    yield flows.between("start", target(orchestration.start.connector if orchestration.start else None))
    for stage in orchestration.stages:
        if flat:
            yield from _steps(stage, flows, target(stage.connector))
            continue
        inside = "".join(_stage(stage, flows))
        yield f"<subProcess id={quoteattr(stage.name)} name={quoteattr(stage.name)}>{inside}</subProcess>"
        yield flows.between(stage.name, target(stage.connector))
    for decision in orchestration.decisions:
        yield from _decision(decision, flows, target)


def _stage(stage: Stage, flows: Flows) -> Iterator[str]:
    start, end = f"{stage.name}_start", f"{stage.name}_end"
    yield f'<startEvent id="{start}"/><endEvent id="{end}"/>'
    yield flows.between(start, _entry(stage))
    yield from _steps(stage, flows, end)


def _steps(stage: Stage, flows: Flows, following: str) -> Iterator[str]:
    fork, join = f"{stage.name}_fork", f"{stage.name}_join"
    first, last = _first(stage), _last(stage)
    if len(first) > 1:
        yield f'<parallelGateway id="{fork}"/>'
    if len(last) > 1:
        yield f'<parallelGateway id="{join}"/>'
        yield flows.between(join, following)
    for step in stage.steps:
        yield f"<userTask id={quoteattr(step.name)} name={quoteattr(step.name)}/>"
        if step.entry:
            yield flows.between(_after(step.entry.conditions), step.name)
        elif len(first) > 1:
            yield flows.between(fork, step.name)
        if step.name in last:
            yield flows.between(step.name, join if len(last) > 1 else following)


def _first(stage: Stage) -> list[str]:
    return [step.name for step in stage.steps if not step.entry]


def _last(stage: Stage) -> list[str]:
    awaited = {_after(step.entry.conditions) for step in stage.steps if step.entry}
    return [step.name for step in stage.steps if step.name not in awaited]


def _entry(stage: Stage) -> str:
    first = _first(stage)
    return first[0] if len(first) == 1 else f"{stage.name}_fork"


def _after(conditions: tuple[Condition, ...]) -> str:
    (condition,) = conditions
    return condition.left.root


def _decision(decision: Decision, flows: Flows, target: Callable[[Connector | None], str]) -> Iterator[str]:
    default = flows.between(decision.name, target(decision.default))
    number = f"flow{flows.count}"
    yield f'<exclusiveGateway id="{decision.name}" default="{number}"/>{default}'
    for outcome in decision.outcomes:
        yield flows.between(decision.name, target(outcome.connector), _expression(outcome))


def _expression(outcome: Outcome) -> str:
    (condition,) = outcome.requirements.conditions
    wanted = condition.right.value if isinstance(condition.right, Boolean) else None
    return f"{condition.left.output} == {wanted}"
