"""A reference to something that is not there."""

from collections.abc import Iterator

from ...grammar.names import GLOBALS
from ...grammar.sites import Use
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import unknown_name_help
from ..rule import Found, Preset, rule

CONSEQUENCES = {
    "entry": "A step that waits for it is not expected to start",
    "exit": "What is to complete by it is not expected to",
    "outcome": "It is null whenever the decision is made",
    "filter": "It is null whenever Start compares with it",
    "input": "The called flow gets nothing",
    "assignee": "Nobody can be found for the work item",
    "default": "The resource starts without a value",
    "formula": "The formula has no value for it",
    "template": "The text has no value for it",
}


@rule(
    on=Use,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A reference names no element, resource or global of the definition.",
    rationale="A reference begins with the API name of a stage, step, decision, outcome or resource of the same "
    "definition, or with a global such as $Record. What begins with another name has no value in any run, whatever "
    "Flow Builder shows for it. A warning where a global is only spelled almost like a known one.",
    source="Metadata API, FlowCondition: leftValueReference; FlowElementReferenceOrValue: elementReference",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Loop.Status = "Completed"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Count calls Look_Up starts when Look.Status = "Completed"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(use: Use, context: Context) -> Iterator[Found]:
    """Report a reference whose first part is unknown; an unknown global only where it looks like a known one."""
    reference = use.reference
    parameters = {parameter.name.casefold() for parameter in context.orchestration.parameters}
    if context.names.resolves(reference) or reference.root.casefold() in parameters:
        return
    if reference.is_global:
        from difflib import get_close_matches

        close = get_close_matches(reference.root, sorted(GLOBALS), n=1, cutoff=0.8)
        if close:
            yield Found(
                reference,
                f'"{reference.text}" begins with {reference.root}, which is no global that is known here.',
                help=f'Did you mean "{close[0]}"?',
                severity=Severity.WARNING,
                confidence=Confidence.LIKELY,
            )
        return
    known = (node.name for nodes in context.names.named.values() for node in nodes)
    yield Found(
        reference,
        f'"{reference.text}" is read here, but nothing in {context.orchestration.name} has the API name '
        f'"{reference.root}". '
        f"{CONSEQUENCES[use.role]}.",
        help=unknown_name_help(reference, use.condition, known),
    )
