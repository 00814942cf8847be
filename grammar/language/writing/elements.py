"""Stages, steps, decisions, the start and the resources as text."""

from collections.abc import Iterator

from ...declaration import Suppression
from ...layout import Layout, UnknownXml
from ...model import (
    Assignee,
    Connector,
    Constant,
    Decision,
    Element,
    Formula,
    Outcome,
    ScheduledPath,
    Stage,
    Start,
    Step,
    TextTemplate,
    Variable,
)
from ...value import Reference, Text
from ..building.stages import ASSIGNEE_KINDS, STEP_KINDS
from ..building.start import RECALL
from ..keywords import keywords
from ..text import encode
from .conditions import call_text, mapping_text, parameter_text, requirements_text
from .values import is_identifier, name_text, reference_text, text_text, type_text, value_text

_STEP_WORDS = {api: word for word, api in STEP_KINDS.items()} | {"createWorkItem": "work item"}
_ASSIGNEE_WORDS = {api: word for word, api in ASSIGNEE_KINDS.items()}
_EVENTS = {"Create": "created", "Update": "updated", "CreateAndUpdate": "created or updated"}


def braces(members: list[str], *, open_lines: bool = False) -> str:
    """Members in braces. `open_lines`: on lines of their own even where there is one."""
    return (
        f"{{\n{chr(10).join(members)}\n}}" if open_lines or len(members) > 1 else f"{{ {''.join(members)} }}"
    )


def with_braces(head: str, members: list[str]) -> str:
    """A head, and members in braces where there are any."""
    return f"{head} {braces(members)}" if members else head


def said_by(element: Element, *, label: bool = True) -> Iterator[str]:
    """What every element may say."""
    if label and element.label is not None:
        yield f"label {text_text(element.label)}"
    if element.description is not None:
        yield f"description {text_text(element.description)}"


def kept_with(
    suppressions: tuple[Suppression, ...], layout: Layout, unknown: tuple[UnknownXml, ...]
) -> Iterator[str]:
    """Suppressions, layout and unknown XML."""
    for suppression in suppressions:
        yield suppression_text(suppression)
    yield from layout_texts(layout, unknown)


def suppression_text(suppression: Suppression) -> str:
    """`suppress rule-id because "…"`."""
    plain = all(map(is_identifier, suppression.rule.split("-"))) and suppression.rule.islower()
    plain = plain and suppression.rule.isascii() and "_" not in suppression.rule
    rule = suppression.rule if plain and suppression.rule not in keywords() else encode(suppression.rule)
    reason = "" if suppression.reason is None else f" because {text_text(suppression.reason)}"
    return f"suppress {rule}{reason}"


def layout_texts(layout: Layout, unknown: tuple[UnknownXml, ...]) -> Iterator[str]:
    """`layout { … }` and `xml …`."""
    if layout != Layout():
        members = [f"at {layout.location[0]} {layout.location[1]}"] if layout.location else []
        members += [f"form {text_text(form.path)} {text_text(form.skeleton)}" for form in layout.forms]
        yield f"layout {braces(members)}"
    for xml in unknown:
        place = f" at {text_text(xml.path)}" if xml.path else ""
        yield f"xml{place} {text_text(xml.xml)}"


def destination_text(connector: Connector | None, *, intended: bool = False) -> str:
    """What stands after an arrow."""
    if connector is None:
        return "end, intended" if intended else "end"
    return f"go to {name_text(connector.target)}" if connector.go_to else name_text(connector.target)


def _own_connector(connector: Connector | None) -> str:
    """The braces right after an arrow."""
    members = list(layout_texts(connector.layout, connector.unknown)) if connector else []
    return f" {braces(members)}" if members else ""


def _inner_connector(connector: Connector | None) -> Iterator[str]:
    """`connector { … }` inside the braces of its element."""
    members = list(layout_texts(connector.layout, connector.unknown)) if connector else []
    if members:
        yield f"connector {braces(members)}"


def stage_text(stage: Stage) -> str:
    """`stage Name { … }`."""
    members = list(said_by(stage))
    members += map(step_text, stage.steps)
    if stage.exit is not None:
        members.append(f"completes when {requirements_text(stage.exit)}")
    if stage.exit_flow is not None:
        members.append(f"completes when {call_text(stage.exit_flow)}")
    if stage.runs_as_user is not None:
        members.append("runs as user" if stage.runs_as_user else "not runs as user")
    if stage.fault is not None or stage.fault_ends:
        members.append(f"on error -> {destination_text(stage.fault)}{_own_connector(stage.fault)}")
    after = destination_text(stage.connector, intended=stage.ends_intended)
    members.append(f"then {after}{_own_connector(stage.connector)}")
    members += kept_with(stage.suppressions, stage.layout, stage.unknown)
    return f"stage {name_text(stage.name)} {braces(members, open_lines=True)}"


def step_text(step: Step) -> str:
    """`background Name calls Flow …`."""
    word = _STEP_WORDS.get(step.action_type or "")
    if word is None:
        word = "step null" if step.action_type is None else f"step {text_text(step.action_type)}"
    clauses = [word, name_text(step.name)]
    if step.calls is not None:
        clauses.append(f"calls {name_text(step.calls)}")
    clauses += map(assignee_text, step.assignees)
    if step.asynchronous:
        clauses.append("async")
    if step.entry is not None:
        clauses.append(f"starts when {requirements_text(step.entry)}")
    if step.entry_flow is not None:
        clauses.append(f"starts when {call_text(step.entry_flow)}")
    return with_braces(" ".join(clauses), list(_step_members(step)))


def _step_members(step: Step) -> Iterator[str]:
    yield from said_by(step)
    if step.exit is not None:
        yield f"completes when {requirements_text(step.exit)}"
    if step.exit_flow is not None:
        yield f"completes when {call_text(step.exit_flow)}"
    for parameter in step.inputs:
        yield f"input {parameter_text(parameter)}"
    for mapping in step.outputs:
        yield f"output {mapping_text(mapping)}"
    for mock in step.mocks:
        yield f"mock {parameter_text(mock)}"
    flags = {
        "locks record": step.locks_record,
        "assignee may edit": step.assignee_can_edit,
        "runs as user": step.runs_as_user,
        "simulated": step.simulated,
    }
    yield from (words for words, said in flags.items() if said)
    if step.subtype is not None:
        yield f"subtype {name_text(step.subtype)}"
    yield from kept_with(step.suppressions, step.layout, step.unknown)


def assignee_text(assignee: Assignee) -> str:
    """`assigned to queue HR`."""
    kind = _ASSIGNEE_WORDS.get(assignee.kind) or f"kind {text_text(assignee.kind)}"
    is_named = assignee.kind in ("Queue", "Group")
    match assignee.value:
        case None:
            return f"assigned to {kind}"
        case Text(value=value) if is_named:
            return f"assigned to {kind} {name_text(value)}"
        case Reference(text=text) if is_named and is_identifier(text):
            return f"assigned to {kind} {{!{text}}}"
        case Reference(text=text):
            return f"assigned to {kind} {reference_text(text)}"
        case _:
            return f"assigned to {kind} {value_text(assignee.value)}"


def decision_text(decision: Decision) -> str:
    """`decision Name { … }`."""
    members = list(said_by(decision))
    for number, outcome in enumerate(decision.outcomes, start=1):
        members.append(_outcome(outcome, f"{decision.name}_Outcome_{number}"))
    label = "" if decision.default_label is None else f" {text_text(decision.default_label)}"
    target = destination_text(decision.default, intended=decision.default_intended)
    members.append(f"otherwise{label} -> {target}{_own_connector(decision.default)}")
    members += kept_with(decision.suppressions, decision.layout, decision.unknown)
    return f"decision {name_text(decision.name)} {braces(members, open_lines=True)}"


def _outcome(outcome: Outcome, implied_name: str) -> str:
    head = ""
    if outcome.name != implied_name or outcome.label is not None:
        label = "" if outcome.label is None else f" label {text_text(outcome.label)}"
        head = f"outcome {name_text(outcome.name)}{label} "
    target = destination_text(outcome.connector, intended=outcome.ends_intended)
    members = list(said_by(outcome, label=False))
    members += _change_text(outcome.requires_change)
    members += _inner_connector(outcome.connector)
    members += kept_with(outcome.suppressions, outcome.layout, outcome.unknown)
    return with_braces(f"{head}when {requirements_text(outcome.requirements)} -> {target}", members)


def _change_text(requires_change: bool | None) -> Iterator[str]:
    if requires_change is not None:
        yield "only when changed to meet" if requires_change else "also when unchanged"


def start_text(start: Start) -> str:
    """`start when Case is created -> Stage { … }`."""
    event = _EVENTS.get(start.record_trigger_type or "")
    members: list[str] = []
    if start.is_record_triggered and event is not None and start.object is not None:
        head = f"when {name_text(start.object)} is {event}"
    elif start.trigger_type is None and start.record_trigger_type is None:
        head = "autolaunched"
    else:
        head = f"trigger {'null' if start.trigger_type is None else name_text(start.trigger_type)}"
        if start.record_trigger_type is not None:
            head += f" {name_text(start.record_trigger_type)}"
    if start.object is not None and not head.startswith("when "):
        members.append(f"object {name_text(start.object)}")
    if start.filters is not None:
        members.append(f"where {requirements_text(start.filters, status=False)}")
    if start.filter_formula is not None:
        members.append(f"formula {text_text(start.filter_formula)}")
    members += _change_text(start.requires_change)
    members += (f"schedule {name_text(tag)} {text_text(value)}" for tag, value in start.schedule)
    members += map(_path, start.paths)
    members += (f"setting {name_text(tag)} {text_text(value)}" for tag, value in start.settings)
    members += _inner_connector(start.connector)
    members += kept_with(start.suppressions, start.layout, start.unknown)
    return with_braces(f"start {head} -> {destination_text(start.connector)}", members)


def _path(path: ScheduledPath) -> str:
    is_recall = path.name == "" and path.path_type == RECALL
    members = list(said_by(path))
    if path.path_type is not None and not is_recall:
        members.append(f"type {name_text(path.path_type)}")
    members += (f"setting {name_text(tag)} {text_text(value)}" for tag, value in path.settings)
    members += _inner_connector(path.connector)
    members += kept_with(path.suppressions, path.layout, path.unknown)
    head = f"path {'recall' if is_recall else name_text(path.name)}"
    return with_braces(f"{head} -> {destination_text(path.connector)}", members)


def _resource_members(element: Element) -> list[str]:
    return [*said_by(element), *kept_with(element.suppressions, element.layout, element.unknown)]


def variable_text(variable: Variable) -> str:
    """`variable name: type input = value { … }`."""
    kind = "collection of " if variable.is_collection else ""
    needs_api_value = variable.data_type == "Apex" and variable.object_type is not None
    kind += f"type {encode(variable.data_type)}" if needs_api_value else type_text(variable.data_type)
    if variable.scale is not None:
        kind += f"({variable.scale})"
    is_class = variable.data_type == "Apex" and variable.object_type is None
    if variable.object_type is not None:
        kind += f" {text_text(variable.object_type)}"
    if variable.apex_class is not None:
        kind += f"{'' if is_class else ' class'} {text_text(variable.apex_class)}"
    flags = (" input" if variable.is_input else "") + (" output" if variable.is_output else "")
    value = "" if variable.value is None else f" = {value_text(variable.value)}"
    head = f"variable {name_text(variable.name)}: {kind}{flags}{value}"
    return with_braces(head, _resource_members(variable))


def constant_text(constant: Constant) -> str:
    """`constant name: type = value`."""
    value = "" if constant.value is None else f" = {value_text(constant.value)}"
    head = f"constant {name_text(constant.name)}: {type_text(constant.data_type)}{value}"
    return with_braces(head, _resource_members(constant))


def formula_text(formula: Formula) -> str:
    """`formula name: type = "…"`."""
    kind = "" if formula.data_type is None else f": {type_text(formula.data_type)}"
    kind += "" if formula.scale is None else f"({formula.scale})"
    head = f"formula {name_text(formula.name)}{kind} = {text_text(formula.expression)}"
    return with_braces(head, _resource_members(formula))


def template_text(template: TextTemplate) -> str:
    """`template name plain = "…"`."""
    kind = "" if template.plain is None else " plain" if template.plain else " rich"
    head = f"template {name_text(template.name)}{kind} = {text_text(template.text)}"
    return with_braces(head, _resource_members(template))
