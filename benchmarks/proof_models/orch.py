"""A case in our language."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case, Decision, Outcome, Stage


def to_orch(case: Case) -> str:
    """The `.orch` text. Variables are fields of the record that only the flows of the definition change."""
    return "\n".join([f"orchestration {case.name} {{", *(f"  {line}" for line in _members(case)), "}", ""])


def _members(case: Case) -> Iterator[str]:
    yield f'label "{case.name.replace("_", " ")}"'
    yield 'description "Generated for measurements."'
    yield "api 67"
    yield "status Active"
    how = "when Case is created" if case.sizes else "autolaunched"
    yield f"start {how} -> {case.first}"
    counters = case.counters()
    for variable, size in enumerate(case.sizes):
        writers = [flow for flow, written in case.writes if variable in written]
        writers += [flow for flow, written in case.counts if written == variable]
        bounds = "0.." if variable in counters else f"0..{size - 1}"
        changed = f"changed only by {', '.join(writers)}" if writers else "never changed"
        yield f"field {_field(variable)}: integer {bounds} not null, {changed}"
    writes, counts = dict(case.writes), dict(case.counts)
    for flow in sorted({step.flow for stage in case.stages for step in stage.steps} | {*writes, *counts}):
        parts = ["type AutoLaunchedFlow", "async"]
        ways = int(flow.rpartition("_")[2]) if "Ask_" in flow else 0
        if ways:
            parts.append(f"out way: integer 0..{ways} not null")
        parts += [f"writes {_field(variable)}" for variable in writes.get(flow, ())]
        if flow in counts:
            parts.append(f"writes {_field(counts[flow])} = {_field(counts[flow])} + 1")
        yield f"flow {flow} {{ {'; '.join(parts)} }}"
    for stage in case.stages:
        yield from _stage(stage)
    for decision in case.decisions:
        yield from _decision(decision, case)


def _stage(stage: Stage) -> Iterator[str]:
    yield f"stage {stage.name} {{"
    yield f'  label "{stage.name}"'
    for step in stage.steps:
        condition = " and ".join(f"{name} is Completed" for name in step.after)
        starts = f" starts when {condition}" if condition else ""
        yield f'  background {step.name} calls {step.flow} async{starts} {{ label "{step.name}" }}'
    if stage.error is not None:
        yield f"  on error -> {stage.error}"
    yield f"  then {stage.then or 'end'}"
    yield "}"


def _decision(decision: Decision, case: Case) -> Iterator[str]:
    yield f"decision {decision.name} {{"
    for number, outcome in enumerate(decision.outcomes):
        condition = " and ".join(_conditions(decision, number, outcome, case))
        target = _target(outcome.target)
        yield f'  outcome {decision.name}_{number} label "{number}" when {condition} -> {target}'
    yield f'  otherwise "Otherwise" -> {_target(decision.otherwise)}'
    yield "}"


def _conditions(decision: Decision, number: int, outcome: Outcome, case: Case) -> Iterator[str]:
    if decision.asks is not None:
        yield f"{decision.asks}.Outputs.way = {number}"
    if outcome.variable is None:
        return
    field = _field(outcome.variable)
    if outcome.variable in case.counters():
        yield f"{field} < {len(outcome.values)}"
    else:
        either = " or ".join(f"{field} = {value}" for value in outcome.values)
        yield f"({either})" if len(outcome.values) > 1 else either


def _target(name: str) -> str:
    return name or "end, intended"


def _field(variable: int) -> str:
    return f"$Record.V{variable}__c"
