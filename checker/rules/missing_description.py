"""Elements that nobody has described."""

from collections.abc import Iterable, Iterator

from ...grammar.model import Element, Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="Elements have no description.",
    rationale="Whoever has to repair a run at night reads the definition, not the mind of its author.",
    source="Metadata API, FlowElement: description",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  description "an order"
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { description "reads" }
    description "the check"
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Report once how many elements of each kind have none."""
    missing = [
        *_missing("the orchestration", (orchestration,)),
        *_missing("stage", orchestration.stages),
        *_missing("step", [step for _, step in orchestration.steps()]),
        *_missing("decision", orchestration.decisions),
    ]
    if missing:
        yield Found(
            orchestration.where("name"),
            f"Without a description: {listed(missing)}.",
            "Say in a sentence what each stage is for and who is asked.",
        )


def _missing(kind: str, elements: Iterable[Element]) -> Iterator[str]:
    of_kind = tuple(elements)
    silent = [element.name for element in of_kind if not (element.description or "").strip()]
    if not silent:
        return
    if isinstance(of_kind[0], Orchestration):
        yield kind
    else:
        yield f"{len(silent)} of {len(of_kind)} {kind}{'s' if len(of_kind) > 1 else ''}"
