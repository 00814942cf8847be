"""A stage whose next element is the stage itself."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Stage,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A stage leads to itself whatever happened in it.",
    rationale="A connector from a stage is followed each time the stage completes. When it leads back to the same "
    "stage and no decision lies between, a run repeats the stage without limit and is never Completed.",
    source='Salesforce Help, "Orchestration Stages"; "Flow Connectors", Go To',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { interactive Ask calls Form assigned to queue Desk  then go to Check }
  flow Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { interactive Ask calls Form assigned to queue Desk  then Ready }
  decision Ready {
    when Ask.Outputs.isReady = true -> end
    otherwise -> go to Check
  }
  flow Form { type Flow  out isReady: boolean }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report an unconditional connector from a stage to itself."""
    if stage.connector and stage.connector.target.casefold() == stage.name.casefold():
        yield Found(
            stage.connector.where("target"),
            f"Stage {stage.name} leads to itself: each time it completes it starts again, so a run that reaches it "
            "is never Completed.",
            help="Lead to the next element, or put a decision between that can leave the loop.",
        )
