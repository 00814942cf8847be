"""Who is asked: what the assignees of a definition are."""

from collections.abc import Iterator

from ..grammar.condition import Parameter
from ..grammar.model import Assignee, Orchestration, Stage, Step
from ..grammar.value import Nil, Reference, Text

ASSIGNEE_INPUT = "actioninput__assignee"
CHAIN_INPUT = "actioninput__approvalchainname"
LITERAL_KINDS = {"User": "users", "Group": "groups", "Queue": "queues"}
"""Kinds of assignee whose value may be a literal, and the kind of `known` list that names them."""


def asks_somebody(step: Step) -> bool:
    """Interactive, approval and work item steps wait for a person."""
    return step.is_interactive or step.is_approval


def assignees(orchestration: Orchestration) -> Iterator[tuple[Stage, Step, Assignee]]:
    """Every assignee of a step that asks somebody, in file order."""
    for stage, step in orchestration.steps():
        if asks_somebody(step):
            for assignee in step.assignees:
                yield stage, step, assignee


def literal(assignee: Assignee) -> str | None:
    """The text that is written, white space included; None where it is a reference, a template or missing."""
    value = assignee.value
    return value.value if isinstance(value, Text) and not value.references else None


def reference(assignee: Assignee) -> Reference | None:
    """The reference that yields the assignee at run time."""
    value = assignee.value
    if isinstance(value, Text) and len(value.references) == 1:
        return value.references[0]
    return value if isinstance(value, Reference) else None


def is_empty(assignee: Assignee) -> bool:
    """Nothing is written: no value, or a text without a character that counts."""
    value = assignee.value
    return value is None or isinstance(value, Nil) or (isinstance(value, Text) and not value.value.strip())


def platform_input(step: Step, name: str) -> Parameter | None:
    """The input with this name in lower case, where it has a value."""
    return next((i for i in step.inputs if i.name.casefold() == name and i.value is not None), None)


def relationships(path: Reference) -> tuple[str, ...]:
    """The relationships that a path goes through: `$Record.Owner:User.Manager.Email` goes through two."""
    parts = path.parts
    begin = 3 if path.output is not None else 1
    return parts[begin:-1]


def field(path: Reference) -> str | None:
    """The record field that a path ends in; None for a variable, a status or an output itself."""
    parts = path.parts
    return parts[-1] if len(parts) > (3 if path.output is not None else 1) and not path.is_status else None
