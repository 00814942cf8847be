"""An assignee read through a lookup that may be empty."""

from collections.abc import Iterator

from ...grammar.model import Step
from ...grammar.value import Reference
from ..assignees import asks_somebody, field, reference, relationships
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

ALWAYS_SET = frozenset({"owner", "createdby", "lastmodifiedby"})
"""Relationships, in lower case, that every record has."""
OWNER = "owner:user"
"""An owner who may be a queue instead of a user."""
SEVERITIES = {OWNER: Severity.NOTE}
CONFIDENCES = {"manager": Confidence.LIKELY}


@rule(
    on=Step,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An assignee is read through a relationship that may be empty.",
    rationale="If the lookup is empty, the path yields nothing and nobody can be asked. The run stops in "
    "Error as soon as the step starts, and a wrongly configured assignee is among the errors that cannot be "
    "resumed. A note where the gap is an owner who may be a queue.",
    source='Salesforce Help, "Orchestration Run" (recoverable and non-recoverable errors)',
    bad="""
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Manager.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
    good="""
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report paths through a manager, another lookup, or an owner that may be a queue."""
    if not asks_somebody(step):
        return
    for assignee in step.assignees:
        path = reference(assignee)
        if path is None or path.root.casefold() == "$user" or (field(path) or "Id").endswith("Id"):
            continue
        gaps = [name for name in relationships(path) if name.casefold() not in ALWAYS_SET]
        gap = next((name for name in gaps if name.casefold() != OWNER), gaps[0] if gaps else None)
        if gap is None or _is_tested(path, gap, context):
            continue
        why = "the owner is a queue" if gap.casefold() == OWNER else f"{gap.partition(':')[0]} is empty"
        yield Found(
            assignee.where("value"),
            f"{step.name} is assigned to {path.text}. Where {why}, there is no such user: the run stops "
            "with an error that cannot be resumed.",
            "Test it in a Decision before the stage and assign to a queue where it is empty.",
            severity=SEVERITIES.get(gap.casefold()),
            confidence=CONFIDENCES.get(gap.casefold(), Confidence.POSSIBLE),
        )


def _is_tested(path: Reference, gap: str, context: Context) -> bool:
    """True when some condition looks at the lookup or behind it: then its author has thought of it."""
    parts = path.parts
    lookup = _plain(parts[: parts.index(gap) + 1])
    names = {lookup, lookup + "id", lookup.removesuffix("__r") + "__c"}
    tested = (_plain(use.reference.parts) for use in context.deciding_uses)
    return any(text in names or text.startswith(lookup + ".") for text in tested)


def _plain(parts: tuple[str, ...]) -> str:
    return ".".join(part.partition(":")[0] for part in parts).casefold()
