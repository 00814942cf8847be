"""A resource that nothing reads."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Variable
from ..context import Context
from ..finding import Confidence, Severity
from ..platform_variables import PLATFORM_VARIABLES
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="A variable, constant, formula or template is never read.",
    rationale="It has no effect on any run. What was meant to read it may be missing, or it was left behind.",
    source="the definition itself",
    bad="""
orchestration Order {
  start autolaunched -> Check
  variable limit: number input
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  variable limit: number input
  stage Check {
    background Look calls Look_Up { input limit = limit }
  }
  flow Look_Up { type AutoLaunchedFlow  in limit: number }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report resources that no condition, input, assignee, formula, template or setting reads."""
    read = {use.reference.root.casefold() for use in context.uses}
    start = orchestration.start
    texts = [setting.value for setting in orchestration.settings] + [
        (start.filter_formula or "") if start else ""
    ]
    resources = (
        *orchestration.variables,
        *orchestration.constants,
        *orchestration.formulas,
        *orchestration.templates,
    )
    for resource in resources:
        name = resource.name.casefold()
        is_output = isinstance(resource, Variable) and resource.is_output
        if (
            name in read
            or name in PLATFORM_VARIABLES
            or is_output
            or any(name in text.casefold() for text in texts)
        ):
            continue
        yield Found(
            resource.where("name"),
            f"Nothing reads {resource.name}.",
            "Remove it, or use it where it was meant.",
            element=context.path(resource.name),
        )
