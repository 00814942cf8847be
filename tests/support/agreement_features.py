"""What a campaign was made of: features of the drawn definitions, and how often each property came out each way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agreement_drafts import Atom, Draft
from agreement_truth import Truth

REQUIRED: Final = {
    "Go To loop": 0.30,
    "data guard": 0.30,
    "nested fault path": 0.20,
}
"""Features that a campaign must have in at least this share of its definitions."""
EVERY_KIND: Final = (
    "entry: with the stage", "entry: condition", "entry: evaluation flow",
    "exit: all steps", "exit: condition", "exit: evaluation flow",
    "item exit: condition", "item exit: evaluation flow", "outcome: condition", "trigger: filter",
    "shape: all", "shape: any", "shape: not", "shape: mixed", "shape: logic",
    "reads: status", "reads: output", "reads: field", "reads: input", "reads: decision", "reads: null test",
    "step: background", "step: interactive", "step: mulesoft", "step: approval",
    "flow: sync", "flow: async", "flow: unknown", "writes: number", "writes: constant",
    "field: free", "field: never changed", "field: changed only by",
    "fault path: none", "fault path: to a repair", "fault path: empty", "fault path: shared", "fault path: joins back",
    "recall path", "approval process", "record-triggered", "autolaunched", "record copied at the start",
    "only when changed",
)  # fmt: skip
"""Features of which a campaign must have at least one definition in a hundred."""
EACH_WAY: Final = 0.05
"""The share of definitions in which each property must hold, and must not."""


def features(draft: Draft) -> set[str]:
    """What a definition has."""
    return {*_conditions(draft), *_elements(draft), *_paths(draft)}


def _conditions(draft: Draft) -> Iterator[str]:
    words = {
        "entry": "entry",
        "exit": "item exit",
        "stage": "exit",
        "outcome": "outcome",
        "filter": "trigger",
    }
    for where, condition in draft.conditions():
        what = "evaluation flow" if condition.flow else "filter" if where == "filter" else "condition"
        yield f"{words[where]}: {what}"
        if not condition.flow:
            yield f"shape: {condition.shape}"
    if any(step.entry is None for step in draft.steps()):
        yield "entry: with the stage"
    if any(stage.exit is None for stage in draft.stages):
        yield "exit: all steps"
    decisions = {decision.name for decision in draft.decisions}
    for atom in draft.atoms():
        yield from _atom(atom, decisions)


def _atom(atom: Atom, decisions: set[str]) -> Iterator[str]:
    is_input = bool({"urgent", "limit"} & set(atom.names))
    is_field = "$Record" in atom.text or "Computed" in atom.names
    is_output = ".Outputs." in atom.text
    if is_field:
        yield "reads: field"
    elif is_output:
        yield "reads: output"
    elif is_input:
        yield "reads: input"
    else:
        yield "reads: decision" if decisions & set(atom.names) else "reads: status"
    if "null" in atom.text:
        yield "reads: null test"
    if len(atom.names) > 1 and (is_field or is_output) and "Computed" not in atom.names:
        yield "reads: two values"
    if is_field or is_output or is_input:
        yield "data guard"


def _elements(draft: Draft) -> Iterator[str]:
    contracts = {contract.name: contract for contract in draft.contracts}
    for step in draft.steps():
        yield f"step: {step.kind}"
        contract = contracts.get(step.calls)
        if step.kind == "background":
            yield f"flow: {contract.mode or 'unknown' if contract else 'unknown'}"
        for write in contract.writes if contract else ():
            yield "writes: number" if "+" in write else "writes: constant"
    read = draft.reads()
    for declared in draft.declared:
        if declared.name in read and declared.name.startswith("$"):
            bound = "changed only by" if " by " in declared.line else "free"
            yield f"field: {'never changed' if declared.line.endswith('never changed') else bound}"
    for decision in draft.decisions:
        if any(outcome.only_changed for outcome in decision.outcomes):
            yield "only when changed"
    if draft.is_approval:
        yield "approval process"
    if draft.recall is not None:
        yield "recall path"
    yield "record-triggered" if draft.is_record_triggered else "autolaunched"
    if draft.api < 58 and any("$Record" in atom.text for atom in draft.atoms()):
        yield "record copied at the start"


def _paths(draft: Draft) -> Iterator[str]:
    following: dict[str, set[str]] = {stage.name: {stage.then} for stage in draft.stages}
    for decision in draft.decisions:
        following[decision.name] = {decision.default, *(outcome.target for outcome in decision.outcomes)}
    entry = draft.entry or draft.stages[0].name
    main = _reach(following, {entry})
    if any(name in _reach(following, following[name]) for name in main):
        yield "Go To loop"
    both = {name: set(targets) for name, targets in following.items()}
    faults = {stage.name: stage.fault for stage in draft.stages if stage.fault is not None}
    for name, target in faults.items():
        both[name].add(target)
    live = _reach(both, {entry})
    for name in sorted(live):
        if name in faults:
            target = faults[name]
            yield "fault path: empty" if target in main else "fault path: to a repair"
            if name not in main and target not in main:
                yield "nested fault path"
            if list(faults.values()).count(target) > 1:
                yield "fault path: shared"
            if target not in main and _reach(following, {target}) & main:
                yield "fault path: joins back"
            if name in _reach(both, {target}):
                yield "fault path: comes back"
        elif name in following and name[0] not in "CS":
            yield "fault path: none"


def _reach(following: dict[str, set[str]], found: set[str]) -> set[str]:
    todo = [name for name in found if name in following]
    reached = set(todo)
    while todo:
        for name in following[todo.pop()]:
            if name in following and name not in reached:
                reached.add(name)
                todo.append(name)
    return reached


def properties(draft: Draft, truth: Truth) -> dict[str, bool]:
    """Each property of a definition, and whether it holds."""
    stages = {stage.name for stage in draft.stages}
    steps = {f"{stage.name}/{step.name}" for stage in draft.stages for step in stage.steps}
    outcomes = {
        (decision.name, outcome)
        for decision in draft.decisions
        for outcome in (*(outcome.name for outcome in decision.outcomes), "default outcome")
    }
    faults = {stage.name for stage in draft.stages if stage.fault is not None}
    ends = {end[0] for end in truth.ends}
    found = {
        "every stage starts": stages <= truth.starts,
        "every step starts": steps <= truth.starts,
        "every stage completes": stages <= truth.completes,
        "every step completes": steps <= truth.completes,
        "every step can fail": steps <= truth.fails,
        "no step is Discontinued": not truth.discontinues & steps,
        "every outcome is taken": outcomes <= truth.outcomes,
        "every fault path is taken": faults <= truth.fault_paths,
        "some run completes": "Completed" in ends,
        "a run can fail and be resumed": any(end[1] for end in truth.ends),
        "no stage waits for ever": not truth.waits_for_ever,
        "no stage waits for help": not truth.waits_for_help,
        "no stage waits for people": not truth.waits_for_people,
        "every burst comes to rest": not truth.breaks_off,
        "no stage completes before its steps": not truth.completes_before,
        "option to complete": not truth.cannot_complete,
        "ends without errors": not truth.endless,
        "ends with errors": not truth.endless_with_errors,
        "a loop can be left": not truth.never_ends,
        "no fault path repeats": not truth.fault_path_repeats,
        "an error can be survived": any(end[2] == "Completed" for end in truth.error_ends),
        "every error can be survived": truth.errors
        <= {(end[0], end[1]) for end in truth.error_ends if end[2] == "Completed"}
        | {pair for pair in truth.errors if pair[1] in ("platform", "decision")},
        "no two steps together": not truth.together,
        "nothing is read too early": not truth.reads_null,
        "nothing is overlooked": not truth.overlooked,
    }
    if truth.interfered is not None:
        found["a resume restarts nothing"] = not truth.restarts
    return found
