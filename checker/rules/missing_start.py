"""A start that leads nowhere."""

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
    summary="Start is missing or leads nowhere.",
    rationale="A run begins at the element that Start leads to. Without it no stage is ever entered: the definition "
    "does nothing, however much it holds.",
    source="Metadata API, FlowStart: connector",
    bad="""
orchestration Order {
  start autolaunched -> end
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
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
    """Report a definition with stages but without a way from Start to them."""
    start = orchestration.start
    if not orchestration.stages or (start and start.connector):
        return
    first = orchestration.stages[0].name
    if start:
        yield Found(
            start,
            f"Start leads nowhere, so no run ever reaches {first} or any other element of {orchestration.name}.",
            help="Connect Start to the first stage or decision.",
        )
    else:
        yield Found(
            orchestration.where("name"),
            f"{orchestration.name} has no Start, so no run ever reaches {first} or any other element.",
            help="Say how a run starts and which element comes first.",
        )
