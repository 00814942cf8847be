"""A field of $Record that has just been changed."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage, Step
from ...grammar.sites import Use
from ..bursts import stages_in_same_burst
from ..context import DECIDING, Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..writes import step_writes

REFRESHED_FROM = 58


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A condition reads a field of $Record that a step before it has written.",
    rationale="One document calls $Record a copy from the start of the run, another says that it is "
    "refreshed each time the run resumes, from API 58 on. By both, a run that goes on without a rest from "
    "the step that writes the field to the condition that reads it sees the old value.",
    source="Automate Your Business Processes with Salesforce Flow, global variables and Record Refresh",
    bad="""
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  sync  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
    good="""
orchestration Order {
  start when Case is created -> Prepare { where Priority = "High" }
  stage Prepare {
    background Set_Status calls Set_It
    then Route
  }
  decision Route {
    outcome Open when $Record.Status = "Open" -> Post
    otherwise -> end, intended
  }
  stage Post { background Posting calls Post_It }
  flow Set_It { type AutoLaunchedFlow  async  writes $Record.Status = "Open" }
  flow Post_It { type AutoLaunchedFlow  sync }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each element and field once: outcomes in the same burst, below API 58 everything that comes later."""
    if orchestration.start is None or not orchestration.start.object:
        return
    api = orchestration.api_version
    is_copy = api is not None and api < REFRESHED_FROM
    seen: set[tuple[str, str]] = set()
    for use in context.uses:
        parts = use.reference.parts
        if use.role not in DECIDING or use.reference.root.casefold() != "$record" or len(parts) != 2:
            continue
        name = use.element.removeprefix(f"{orchestration.name}/").partition("/")[0]
        if (name, parts[1].casefold()) in seen or (use.role != "outcome" and not is_copy):
            continue
        writer = _writer(name, parts[1], is_copy, context)
        if writer:
            seen.add((name, parts[1].casefold()))
            yield _found(use, name, writer, is_copy)


def _writer(name: str, field: str, is_copy: bool, context: Context) -> Step | None:
    start = context.orchestration.start
    key = ((start.object or "") if start else "").casefold(), field.casefold()
    for stage in _earlier(name, context) if is_copy else stages_in_same_burst(name, context):
        for step in stage.steps:
            if any(write.key == key for write in step_writes(step, context)):
                return step
    return None


def _earlier(name: str, context: Context) -> Iterator[Stage]:
    for stage in context.orchestration.stages:
        if name in context.graph.reachable_from(stage.name):
            yield stage


def _found(use: Use, name: str, writer: Step, is_copy: bool) -> Found:
    why = (
        "below API 58 $Record is a copy from the start of the run"
        if is_copy
        else "$Record is refreshed at most when the run resumes, and between the two it does not rest"
    )
    return Found(
        use.reference,
        f"{name} reads {use.reference.text}, which {writer.name} has written just before: {why}, so the old "
        "value may decide.",
        f"Return the value from {writer.calls} and read {writer.name}.Outputs instead.",
        related=((writer.where("calls"), f"{writer.name} writes it"),),
    )
