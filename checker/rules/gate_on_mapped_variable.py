"""A gate on a variable that an output is mapped to."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..approvals import DECISION, mapped_variables
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A condition reads a variable that is filled only by an output mapping.",
    rationale="The metadata has a place to assign a step's output to a variable, and the documents call it reserved. "
    "Practitioners found such a variable null after the step, so a gate on it took the default path: requests were "
    "approved after one level, or never. A warning where the output is not an approval's decision.",
    source="Metadata API, FlowStageStep: outputParameters, assignToReference; null observed by practitioners, API 62 to 67",
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  variable answer: text
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {
      output approvalDecision -> answer
    }
    then Approved
  }
  decision Approved {
    when answer = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  variable answer: text
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {
      output approvalDecision -> answer
    }
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each deciding read of such a variable; for outputs other than an approval's decision, warn."""
    mapped = mapped_variables(orchestration)
    if not mapped:
        return
    for use in context.deciding_uses:
        sources = mapped.get(use.reference.root.casefold())
        if sources and use.role != "input":
            step, output = sources[0]
            severity, known = Severity.WARNING, "may leave the variable null"
            if output.casefold() == DECISION.casefold():
                severity, known = Severity.ERROR, "was observed to leave the variable null"
            yield Found(
                use.reference,
                f"{use.reference.root} is filled by mapping {output} of {step.name} to it. The documentation "
                f"calls such a mapping reserved, and it {known}, so this condition may never see the value.",
                help=f"Read {step.name}.Outputs.{output} directly.",
                related=((step.where("name"), f"{step.name} maps {output}"),),
                element=use.element,
                severity=severity,
            )
