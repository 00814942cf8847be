"""A model as the text of an `.orch` file."""

from collections.abc import Iterator

from ..model import APPROVAL_WORKFLOW, Decision, Orchestration, Stage
from ..source import Source
from .format import format_text
from .writing.conditions import parameter_text
from .writing.declarations import (
    contract_text,
    field_text,
    known_text,
    number_text,
    parameter_declaration_text,
    property_text,
    scenario_text,
)
from .writing.elements import (
    constant_text,
    decision_text,
    formula_text,
    kept_with,
    said_by,
    stage_text,
    start_text,
    template_text,
    variable_text,
)
from .writing.values import name_text, text_text

NodeOfGraph = Stage | Decision


def to_text(orchestration: Orchestration) -> str:
    """The model in the language, formatted: parsing it gives the same model.

    Stages and decisions come in the order in which a run meets them, everything else in the order of the model. Of
    contracts, what an author can declare is written.
    """
    kind = "approval" if orchestration.kind == APPROVAL_WORKFLOW else "orchestration"
    groups = "\n\n".join(group for group in _groups(orchestration) if group)
    raw = f"{kind} {name_text(orchestration.name)} {{\n{groups}\n}}\n"
    text, diagnostics = format_text(Source(f"{orchestration.name}.orch", raw))
    if text is None:
        first = diagnostics[0]
        message = (
            f"the text of {orchestration.name} does not parse: {first.message}: {raw[slice(*first.span)]!r}"
        )
        raise AssertionError(message)
    return text


def _groups(orchestration: Orchestration) -> Iterator[str]:
    yield "\n".join(_head(orchestration))
    yield "\n".join(map(variable_text, orchestration.variables))
    yield "\n".join(map(constant_text, orchestration.constants))
    yield "\n".join(map(formula_text, orchestration.formulas))
    yield "\n".join(map(template_text, orchestration.templates))
    yield "\n".join(map(contract_text, orchestration.contracts))
    yield "\n".join(
        (
            *map(field_text, orchestration.fields),
            *map(known_text, orchestration.known),
            *map(parameter_declaration_text, orchestration.parameters),
        )
    )
    if orchestration.start is not None:
        yield start_text(orchestration.start)
    for node in flow_order(orchestration):
        yield stage_text(node) if isinstance(node, Stage) else decision_text(node)
    yield "\n".join(map(property_text, orchestration.properties))
    yield from map(scenario_text, orchestration.scenarios)


def _head(orchestration: Orchestration) -> Iterator[str]:
    yield from said_by(orchestration)
    if orchestration.api_version is not None:
        yield f"api {number_text(orchestration.api_version)}"
    if orchestration.status is not None:
        yield f"status {name_text(orchestration.status)}"
    for setting in orchestration.settings:
        yield f"setting {name_text(setting.name)} {text_text(setting.value)}"
    for parameter in orchestration.metadata:
        yield f"metadata {parameter_text(parameter)}"
    yield from kept_with(orchestration.suppressions, orchestration.layout, orchestration.unknown)


def flow_order(orchestration: Orchestration) -> tuple[NodeOfGraph, ...]:
    """Stages and decisions as a run meets them: from the start, on fault paths, on the other paths of the start.

    What nothing leads to comes last, by name. Elements of the same name stay together, in the order of the model.
    """
    named: dict[str, list[NodeOfGraph]] = {}
    nodes: tuple[NodeOfGraph, ...] = (*orchestration.stages, *orchestration.decisions)
    for node in nodes:
        named.setdefault(node.name, []).append(node)
    order: list[NodeOfGraph] = []
    seen: set[str] = set()

    def follow(first: str | None) -> None:
        stack = [first]
        while stack:
            name = stack.pop()
            if name is not None and name not in seen and name in named:
                seen.add(name)
                order.extend(named[name])
                stack += [target for node in reversed(named[name]) for target in reversed(_targets(node))]

    def follow_with_faults(first: str | None) -> None:
        begin = len(order)
        follow(first)
        while begin < len(order):
            node = order[begin]
            begin += 1
            if isinstance(node, Stage) and node.fault is not None:
                follow(node.fault.target)

    start = orchestration.start
    if start is not None:
        follow_with_faults(start.connector.target if start.connector else None)
        for path in start.paths:
            follow_with_faults(path.connector.target if path.connector else None)
    for name in sorted(named):
        follow_with_faults(name)
    return tuple(order)


def _targets(node: NodeOfGraph) -> list[str]:
    match node:
        case Stage(connector=connector):
            return [connector.target] if connector else []
        case Decision(outcomes=outcomes, default=default):
            connectors = (*(outcome.connector for outcome in outcomes), default)
            return [connector.target for connector in connectors if connector]
