"""The contract of a called flow, read from its own XML."""

import re
from typing import Final

from .called_flow_nodes import children_of, descendants, is_true, text_of
from .called_flow_values import FlowValues, literal
from .called_flow_writes import writes
from .contract import BASES, Domain, FlowContract, FlowVariable
from .diagnostic import Diagnostic, Problem
from .salesforce.read_values import version
from .salesforce.xml_tree import XmlElement, read_tree
from .source import Source
from .span import Span
from .value import Nil, Reference

ELEMENT_KINDS: Final = frozenset({
    "actionCalls", "apexPluginCalls", "assignments", "collectionProcessors", "customErrors", "decisions",
    "loops", "orchestratedStages", "recordCreates", "recordDeletes", "recordLookups", "recordRollbacks",
    "recordUpdates", "screens", "subflows", "transforms", "waits",
})  # fmt: skip
"""Tags of the elements that a flow can have on its canvas (Metadata API, type Flow)."""
ACTIONS: Final = frozenset({"actionCalls", "apexPluginCalls"})
ACTIONS_MAY_BE_SYNCHRONOUS: Final = 68.0
_PROSE_TAGS: Final = frozenset({"description", "name", "interviewLabel"})
_BARE_TAGS: Final = frozenset({
    "elementReference", "leftValueReference", "expression", "formulaExpression", "filterFormula", "formula",
})  # fmt: skip
_GLOBAL: Final = re.compile(r"\$(User|Profile)(?!\w)", re.IGNORECASE)
_TEMPLATE: Final = re.compile(r"\{![^}]*\$(User|Profile)(?!\w)[^}]*\}", re.IGNORECASE)


def read_contract(source: Source, name: str) -> tuple[FlowContract | None, tuple[Diagnostic, ...]]:
    """Read what a caller may rely on from a flow's XML: screen, autolaunched, evaluation or any other flow.

    `name` is its API name, which the file name gives. None where the text is no flow; the diagnostics say
    why.
    """
    document = read_tree(source)
    if isinstance(document, Diagnostic):
        return None, (document,)
    root = document.root
    if root.tag != "Flow":
        message = f"This file is no flow: its root element is {root.tag}, and Flow was expected."
        return None, (Diagnostic(Span(0, 0), Problem.UNREADABLE_FILE, message),)
    values = FlowValues(root)
    elements = frozenset(child.tag for child in root.children if _is_element(child))
    api_version = version(text_of(root, "apiVersion") or "")
    start = root.child("start")
    globals_read = _globals_read(root, source)
    return FlowContract(
        name=name,
        process_type=text_of(root, "processType"),
        status=text_of(root, "status"),
        api_version=api_version,
        variables=tuple(
            variable
            for node in children_of(root, "variables")
            if (variable := _variable(node, values)) is not None
        ),
        asynchronous=is_asynchronous(elements, api_version),
        elements=elements,
        writes=writes(root, values),
        reads_user="user" in globals_read,
        reads_profile="profile" in globals_read,
        complete=not elements & (ACTIONS | {"subflows"}),
        origin=source.path,
        action_types=frozenset(
            filter(None, (text_of(call, "actionType") for call in children_of(root, "actionCalls")))
        ),
        subflows=tuple(
            dict.fromkeys(filter(None, (text_of(call, "flowName") for call in children_of(root, "subflows"))))
        ),
        trigger_type=text_of(start, "triggerType") if start else None,
        run_mode=text_of(root, "runInMode"),
        span=Span(0, len(source.text)),
    ), ()


def is_asynchronous(elements: frozenset[str], api_version: float | None) -> bool | None:
    """Whether a background step that calls a flow with these elements runs it asynchronously.

    It does when the flow has an Action, Subflow or Wait element ("Flow Orchestration Background Steps"). From
    API 68 on an action may run synchronously when it supports that (Winter '27 release notes): then None, not
    known. A screen waits for a person: interactive steps are all asynchronous ("Flow Orchestration
    Interactive Steps"). None for an orchestration, which no step calls.
    """
    if "orchestratedStages" in elements:
        return None
    if elements & {"subflows", "waits", "screens"}:
        return True
    if elements & ACTIONS:
        return None if api_version is not None and api_version >= ACTIONS_MAY_BE_SYNCHRONOUS else True
    return False


def _is_element(node: XmlElement) -> bool:
    return node.tag in ELEMENT_KINDS or (node.tag != "start" and node.child("locationX") is not None)


def _variable(node: XmlElement, values: FlowValues) -> FlowVariable | None:
    """The variable, where a caller can see it: an input or an output."""
    is_input, is_output = is_true(node, "isInput"), is_true(node, "isOutput")
    if not is_input and not is_output:
        return None
    name = text_of(node, "name") or ""
    default = literal(node.child("value"))
    domain = Domain(
        base=BASES.get((text_of(node, "dataType") or "").casefold(), ""),
        choices=values.possible(name) if is_output else (),
        is_collection=is_true(node, "isCollection"),
        object_type=text_of(node, "objectType"),
    )
    return FlowVariable(
        name=name,
        domain=domain,
        is_input=is_input,
        is_output=is_output,
        default=None if isinstance(default, Nil) else default,
        assigned=values.is_assigned(name) or isinstance(default, Reference),
        span=node.span,
    )


def _globals_read(root: XmlElement, source: Source) -> frozenset[str]:
    """`user` and `profile`, where a reference, formula or template reads `$User` or `$Profile`."""
    if not _GLOBAL.search(source.text):
        return frozenset()
    found: set[str] = set()
    for node in descendants(root):
        if "$" in node.text and node.tag not in _PROSE_TAGS:
            pattern = _GLOBAL if node.tag in _BARE_TAGS else _TEMPLATE
            found.update(match.casefold() for match in pattern.findall(node.text))
    return frozenset(found)
