"""A name that no element can have."""

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from ...grammar.model import Orchestration
from ...grammar.span import Span
from ..context import Context
from ..finding import Confidence, Severity
from ..named_elements import named_elements
from ..rule import Found, Preset, rule

LONGEST = 80
ALLOWED = frozenset(ascii_letters + digits + "_")
_FLAWLESS = re.compile(r"[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)*+")


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="An API name breaks the rules for API names.",
    rationale="An API name begins with a letter, holds only the letters A to Z, digits and underscores, has no two "
    "underscores in a row and none at its end, and is at most 80 characters long. Salesforce refuses a definition "
    "with any other name.",
    source='Salesforce Help, "Stage Flow Orchestration Resource", API Name',
    bad="""
orchestration Order {
  start autolaunched -> Check_
  stage Check_ { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check_2
  stage Check_2 { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report every name in the definition that is no API name; XML does not hold the definition's own."""
    if "name" in orchestration.spans:
        yield from _judge(orchestration.name, orchestration.where("name"), orchestration.name)
    if all(not _fault(node.name) for nodes in context.names.named.values() for node in nodes):
        return
    for named in named_elements(context):
        yield from _judge(named.node.name, named.node.where("name"), named.element)


def _judge(name: str, span: Span, element: str) -> Iterator[Found]:
    reason = _fault(name)
    if reason:
        yield Found(
            span,
            f'"{name}" is no API name: {reason}.',
            help="Use a letter first, then letters, digits and single underscores.",
            element=element,
        )


def _fault(name: str) -> str:
    if _FLAWLESS.fullmatch(name) and len(name) <= LONGEST:
        return ""
    if not ALLOWED.issuperset(name):
        wrong = next(character for character in name if character not in ALLOWED)
        return f'"{wrong}" is neither a letter from A to Z nor a digit nor an underscore'
    if name[:1] not in ascii_letters or not name:
        return "it does not begin with a letter"
    if "__" in name:
        return "it has two underscores in a row"
    if name.endswith("_"):
        return "it ends with an underscore"
    if len(name) > LONGEST:
        return f"it has {len(name)} characters, and {LONGEST} is the limit"
    return ""
