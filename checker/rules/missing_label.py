"""Elements that people would see without a label."""

from collections.abc import Iterator
from itertools import chain

from ...grammar.model import Element, Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    preset=Preset.PEDANTIC,
    summary="Elements have no label.",
    rationale="The metadata requires a label of the orchestration, its steps and the outcomes of its decisions, so a "
    "deploy without it fails; stages and decisions usually have one too. People see it in Flow Builder and in the "
    "list of runs.",
    source="Metadata API, Flow: label; FlowStageStep: label; FlowRule: label",
    bad="""
orchestration Order {
  label "Order"
  start autolaunched -> Check
  stage Check {
    label "Check"
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  label "Order"
  start autolaunched -> Check
  stage Check {
    label "Check"
    background Look calls Look_Up { label "Look it up" }
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    """Report once which elements have none or an empty one."""
    stages, decisions = orchestration.stages, orchestration.decisions
    kinds: tuple[tuple[str, tuple[Element, ...]], ...] = (
        ("orchestration", (orchestration,)),
        ("stage", stages),
        ("step", tuple(chain.from_iterable(stage.steps for stage in stages))),
        ("decision", decisions),
        ("outcome", tuple(chain.from_iterable(decision.outcomes for decision in decisions))),
    )
    missing = [
        f"{kind} {element.name}"
        for kind, elements in kinds
        for element in elements
        if not (element.label or "").strip()
    ]
    if missing:
        yield Found(
            orchestration.where("name"),
            f"Without a label: {listed(missing, 12)}. A deploy is refused where the orchestration, a step or an outcome has "
            "none.",
            "Give each of them a label.",
        )
