"""Two things with one API name."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..named_elements import NamedElement, named_elements
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Two elements or resources have the same API name.",
    rationale="Stages, steps, decisions, outcomes and resources share one set of API names, in which case does not "
    "matter; a reference gives nothing but that name. With two of a name the definition cannot be activated, and a "
    "reader cannot tell which one is meant.",
    source='Salesforce Help, "Stage Flow Orchestration Resource", API Name',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { background look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { background Look_2 calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the second and later bearers of a name, in the order in which they stand in the file."""
    if all(len(nodes) == 1 for nodes in context.names.named.values()):
        return
    bearers: dict[str, list[NamedElement]] = {}
    for named in named_elements(context):
        bearers.setdefault(named.node.name.casefold(), []).append(named)
    for several in bearers.values():
        first, *others = sorted(several, key=lambda named: named.node.where("name"))
        for other in others:
            yield Found(
                other.node.where("name"),
                f"The API name {other.node.name} is used twice, by {first.words} and by {other.words}. API names are "
                "unique within a definition.",
                help="Rename one of them, and the references that mean it.",
                related=((first.node.where("name"), f"{first.words} has the name already"),),
                element=other.element,
            )
