"""A decision on a variable that nothing sets."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Variable
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A condition reads a variable that is always null.",
    rationale="An orchestration has no element that assigns a variable. A variable that is no input and has no "
    "default value is null in every run, so a condition on it has the same result every time.",
    source='Salesforce Help, "Orchestrations": elements are stages and decisions only',
    bad="""
orchestration Order {
  start autolaunched -> Priority
  variable level: text
  decision Priority {
    outcome Urgent when level = "High" -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Priority
  variable level: text input
  decision Priority {
    outcome Urgent when level = "High" -> Ship
    otherwise -> end, intended
  }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each deciding read of such a variable; one that an output is mapped to is another rule's matter."""
    unset = {
        variable.name.casefold(): variable for variable in orchestration.variables if _is_unset(variable)
    }
    if not unset:
        return
    for _, step in orchestration.steps():
        for mapping in step.outputs:
            unset.pop((mapping.variable or "").casefold(), None)
    for use in context.deciding_uses:
        variable = unset.get(use.reference.root.casefold())
        if variable and use.role != "input":
            yield Found(
                use.reference,
                f"{variable.name} is null in every run: it is no input, has no default value, and an orchestration "
                "cannot assign it.",
                help="Make it an input that the caller sets, give it a default, or read a step's output instead.",
                related=((variable.where("name"), "declared here"),),
                element=use.element,
            )


def _is_unset(variable: Variable) -> bool:
    return variable.value is None and not variable.is_input
