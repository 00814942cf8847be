"""A name that says nothing."""

import re
from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import count, listed
from ..rule import Found, Preset, rule

COPIED = re.compile(
    r"(?:copy_(?:\d+_)?of_.*|(?:approval_|background_|interactive_|mulesoft_)?(?:stage|step|decision|outcome)"
    r"(?:_\d+)+(?:_of_.*)?)",
    re.IGNORECASE,
)


@rule(
    on=Orchestration,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="Elements have the name that Flow Builder gave them.",
    rationale="Run lists, logs and errors show these names. Stage_1 or Copy_1_of_Review tells nobody where "
    "a run stands, and an API name is hard to change once something refers to it.",
    source='Salesforce Help, "Orchestration Run" (stage and step names in the run log)',
    bad="""
orchestration Order {
  start autolaunched -> Stage_1
  stage Stage_1 {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report once all stages, steps, decisions and outcomes with such a name."""
    elements = [
        *((stage, stage.name) for stage in orchestration.stages),
        *((step, f"{stage.name}/{step.name}") for stage, step in orchestration.steps()),
        *((decision, decision.name) for decision in orchestration.decisions),
        *((outcome, f"{d.name}/{outcome.name}") for d in orchestration.decisions for outcome in d.outcomes),
    ]
    copied = [(element, path) for element, path in elements if COPIED.fullmatch(element.name)]
    if copied:
        names = listed([element.name for element, _ in copied])
        verb = "has" if len(copied) == 1 else "have"
        yield Found(
            copied[0][0].where("name"),
            f"{count(len(copied), 'element')} {verb} a name that says nothing of what happens there: "
            f"{names}.",
            "Name stages and steps after what they do.",
            element=context.path(copied[0][1]),
        )
