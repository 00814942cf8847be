"""An orchestration as BPMN that SpiffWorkflow runs: one process for the stages and decisions, one for each stage.

In the main process a stage is a task that somebody outside completes, followed by a gateway that leads to its fault path
where it failed. In the process of a stage each step is a task; one with an entry condition waits for a signal first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from stageproof.grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row
from stageproof.grammar.model import Connector, Decision, Orchestration, Stage
from stageproof.grammar.value import Boolean, Date, Number, Reference, Text, Value

NAMESPACE: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MAIN: Final = "main"
OPERATORS: Final = {
    "EqualTo": "equal",
    "NotEqualTo": "unequal",
    "GreaterThan": "greater",
    "GreaterThanOrEqualTo": "at_least",
    "LessThan": "less",
    "LessThanOrEqualTo": "at_most",
    "IsNull": "is_null",
}
"""The operators this engine knows, and the functions of its expressions."""


class NotSupportedError(Exception):
    """Something in a definition that this engine cannot run."""


def to_bpmn(definition: Orchestration) -> str:
    """All processes of a definition. Raises NotSupportedError."""
    parts = [f'<process id="{MAIN}" isExecutable="true">{"".join(_main(definition))}</process>']
    for stage in definition.stages:
        inside = "".join(_stage(stage))
        parts.append(f'<process id={quoteattr(process_of(stage))} isExecutable="true">{inside}</process>')
        parts += (
            f"<signal id={quoteattr(signal_of(step.name))} name={quoteattr(signal_of(step.name))}/>"
            for step in stage.steps
        )
    return (
        f'<definitions xmlns="{NAMESPACE}" id="all" targetNamespace="example">{"".join(parts)}</definitions>'
    )


def process_of(stage: Stage) -> str:
    """The name of the process of a stage."""
    return f"stage_{stage.name}"


def signal_of(step: str) -> str:
    """The name of the signal that a step with an entry condition waits for."""
    return f"start_{step}"


def _main(definition: Orchestration) -> Iterator[str]:
    number = iter(range(1_000_000))

    def flow(source: str, target: str, condition: str = "", name: str = "") -> str:
        inside = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        id = name or f"flow_{next(number)}"
        return f'<sequenceFlow id="{id}" sourceRef={quoteattr(source)} targetRef={quoteattr(target)}>{inside}</sequenceFlow>'

    yield '<startEvent id="start"/><endEvent id="end"/>'
    yield flow("start", _target(definition.start.connector if definition.start else None))
    for stage in definition.stages:
        name, after = stage.name, f"after_{stage.name}"
        yield f"<userTask id={quoteattr(name)} name={quoteattr(name)}/>"
        if stage.fault is None and not stage.fault_ends:
            yield flow(name, _target(stage.connector))
            continue
        yield f'<exclusiveGateway id={quoteattr(after)} default="went_{name}"/>'
        yield flow(name, after)
        yield flow(after, _target(stage.connector), name=f"went_{name}")
        yield flow(after, _target(stage.fault), f"has_failed({name!r})")
    for decision in definition.decisions:
        yield from _decision(decision, flow)


def _decision(decision: Decision, flow: Callable[..., str]) -> Iterator[str]:
    """A gateway, and a task of its own for each outcome that is passed when it is taken."""
    if not decision.outcomes:
        raise NotSupportedError(f"{decision.name} has no outcomes")
    default = f"else_{decision.name}"
    yield f'<exclusiveGateway id={quoteattr(decision.name)} default="default_{decision.name}"/>'
    yield f"<scriptTask id={quoteattr(default)}><script>pass</script></scriptTask>"
    yield flow(decision.name, default, name=f"default_{decision.name}")
    yield flow(default, _target(decision.default))
    for outcome in decision.outcomes:
        taken = outcome_task(outcome.name)
        yield f"<scriptTask id={quoteattr(taken)}><script>pass</script></scriptTask>"
        yield flow(decision.name, taken, expression(outcome.requirements))
        yield flow(taken, _target(outcome.connector))


def outcome_task(outcome: str) -> str:
    """The name of the task that a run passes when it takes an outcome."""
    return f"outcome_{outcome}"


def _target(connector: Connector | None) -> str:
    return connector.target if connector is not None else "end"


def _stage(stage: Stage) -> Iterator[str]:
    yield '<startEvent id="start"/><parallelGateway id="fork"/>'
    yield '<sequenceFlow id="to_fork" sourceRef="start" targetRef="fork"/>'
    for number, step in enumerate(stage.steps):
        if step.entry_flow is not None or step.exit_flow is not None:
            raise NotSupportedError(f"{step.name} asks an evaluation flow")
        if step.is_approval:
            raise NotSupportedError(f"{step.name} is an approval step")
        name, ends = quoteattr(step.name), f"end_{number}"
        first = name
        if step.entry is not None:
            first = quoteattr(f"wait_{step.name}")
            yield f"<intermediateCatchEvent id={first}><signalEventDefinition signalRef={quoteattr(signal_of(step.name))}/></intermediateCatchEvent>"
            yield f'<sequenceFlow id="waited_{number}" sourceRef={first} targetRef={name}/>'
        yield f'<userTask id={name} name={name}/><endEvent id="{ends}"/>'
        yield f'<sequenceFlow id="fork_{number}" sourceRef="fork" targetRef={first}/>'
        yield f'<sequenceFlow id="done_{number}" sourceRef={name} targetRef="{ends}"/>'
    if stage.exit_flow is not None:
        raise NotSupportedError(f"{stage.name} asks an evaluation flow")


def expression(requirements: Requirements) -> str:
    """A condition as an expression of the script engine."""
    return _logic(requirements.logic, requirements.conditions)


def _logic(logic: Logic, rows: tuple[Condition, ...]) -> str:
    match logic:
        case Row(number):
            return _condition(rows[number - 1])
        case All(parts):
            return "(" + " and ".join(_logic(part, rows) for part in parts) + ")" if parts else "True"
        case Any(parts):
            return "(" + " or ".join(_logic(part, rows) for part in parts) + ")" if parts else "False"
        case Not(part):
            return f"(not {_logic(part, rows)})"
        case _:
            raise NotSupportedError("custom logic that cannot be read")


def _condition(condition: Condition) -> str:
    if condition.operator not in OPERATORS:
        raise NotSupportedError(f"the operator {condition.operator}")
    return f"{OPERATORS[condition.operator]}({_value(condition.left)}, {_value(condition.right)})"


def _value(value: Value | None) -> str:
    match value:
        case None:
            return "None"
        case Reference() if value.is_status:
            return f"status({value.root!r})"
        case Reference() if value.output is not None:
            return f"output({value.root!r}, {value.output!r})"
        case Text(value=text) | Boolean(value=text):
            return repr(text)
        case Number(value=number):
            return f"fraction({str(number)!r})"
        case Date(value=day):
            return f"date({day.isoformat()!r})"
        case _:
            raise NotSupportedError(f"the value {value}")
