"""A definition without stages."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="The definition has no stage.",
    rationale="All work of an orchestration is done in stages, and an orchestration requires at least one. Without "
    "a stage there is nothing that a run could do.",
    source='Salesforce Help, "Orchestration Stages"',
    bad="""
orchestration Order {
  start autolaunched
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report a definition that has no stage at all."""
    if not orchestration.stages:
        yield Found(
            orchestration.where("name"),
            f"{orchestration.name} has no stage, and an orchestration requires at least one.",
            help="Add a stage with at least one step and lead Start to it.",
        )
