"""A variable as assignee that is always empty."""

from collections.abc import Iterator

from ...grammar.model import Step, Variable
from ...grammar.value import Nil
from ..assignees import CHAIN_INPUT, asks_somebody, platform_input, reference
from ..context import Context
from ..finding import Confidence, Severity
from ..platform_variables import PLATFORM_VARIABLES
from ..rule import Found, Preset, rule


@rule(
    on=Step,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A step is assigned to a variable that nothing can set.",
    rationale="An orchestration cannot assign a value to a variable: it has the value of its caller, or its "
    "default. A record-triggered run has no caller, so the variable stays empty and the assignee is "
    "none; that error cannot be resumed.",
    source='Salesforce Help, "Orchestrations" and "Orchestration Run"',
    bad="""
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  variable recordId: text input
  variable approver: text input
  stage Ask {
    interactive Form calls Ask_Form assigned to user approver {
      input ActionInput__RecordId = recordId
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, context: Context) -> Iterator[Found]:
    """Report variables without default that are no input, or an input of a run that nobody calls."""
    if not asks_somebody(step) or platform_input(step, CHAIN_INPUT):
        return
    for assignee in step.assignees:
        path = reference(assignee)
        variable = context.names.get(path.root) if path else None
        if not isinstance(variable, Variable) or not _is_empty(variable, context):
            continue
        why = (
            "a record-triggered run has no caller to set it"
            if variable.is_input
            else "it is no input and an orchestration cannot assign it"
        )
        yield Found(
            assignee.where("value"),
            f"{step.name} is assigned to {variable.name}, which is always empty: it has no default, and "
            f"{why}.",
            "Read the assignee from the record or from the output of an earlier step, or give the variable a "
            "default value. (If an approval chain supplies the approver, name it in "
            "ActionInput__ApprovalChainName.)",
        )


def _is_empty(variable: Variable, context: Context) -> bool:
    start = context.orchestration.start
    is_called = start is None or not start.is_record_triggered
    return (
        (variable.value is None or isinstance(variable.value, Nil))
        and not (variable.is_input and is_called)
        and variable.name.casefold() not in PLATFORM_VARIABLES
        and not _is_mapped(variable, context)
    )


def _is_mapped(variable: Variable, context: Context) -> bool:
    name = variable.name.casefold()
    mappings = (mapping for _, step in context.orchestration.steps() for mapping in step.outputs)
    return any((mapping.variable or "").partition(".")[0].casefold() == name for mapping in mappings)
