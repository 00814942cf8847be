"""Something that no run ever reaches."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="No run reaches a stage, step or outcome.",
    rationale="With every value and every error tried, no run starts this stage or step, or takes this outcome. The "
    "conditions to blame are named, as few as possible: if any one of them could hold, it would be reached. Where that takes "
    "more than one change, they are told in as many reasons, and one condition of each has to change. Where nothing "
    "gives or writes the value that a condition asks for, that is said too. Steps that wait for each other in a circle never start. "
    "Outcomes are tried in order, so one whose data earlier ones catch is never taken. A default outcome that is never "
    "taken is not reported.",
    source='Salesforce Help, "Orchestration Steps", entry conditions; Metadata API, FlowDecision',
    bad="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Enough }
  decision Enough {
    when Score.Outputs.score >= 600 -> Grant
    otherwise "Too little" -> Talk
  }
  stage Talk { interactive Advice calls Advise assigned to queue Desk  then Special }
  decision Special {
    when Score.Outputs.score > 650 -> Grant
    otherwise "No" -> end, intended
  }
  stage Grant { background Pay calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
  flow Advise { type Flow }
}
""",
    good="""
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Enough }
  decision Enough {
    when Score.Outputs.score >= 600 -> Grant
    otherwise "Too little" -> Talk
  }
  stage Talk { interactive Advice calls Advise assigned to queue Desk  then Special }
  decision Special {
    when Score.Outputs.score > 550 -> Grant
    otherwise "No" -> end, intended
  }
  stage Grant { background Pay calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
  flow Advise { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report every outcome that earlier ones shadow; of anything else the first with the conditions to blame."""
    from ..proofs.unreached import unreached

    missing = unreached(context.wide_proofs or context.proofs)
    for shadowed in missing.shadowed:
        outcome, decision = shadowed.outcome, shadowed.decision
        catching = listed([each.name for each in shadowed.caught_by])
        behind = f" So this is never reached either: {listed(shadowed.behind)}." if shadowed.behind else ""
        yield Found(
            outcome.where("name"),
            f"Outcome {outcome.name} of decision {decision.name} is never taken: whatever meets its conditions meets those "
            f"of {catching} first.{behind}",
            help=f"Try {outcome.name} before {catching}, change one of them, or remove what is never taken.",
            element=context.path(decision.name, outcome.name),
            related=tuple((each.where("name"), f"{each.name} is tried first") for each in shadowed.caught_by),
        )
    for found in missing.others:
        node = context.names.get(found.element.rpartition("/")[2]) or orchestration
        others = f" Never reached either: {listed(found.others)}." if found.others else ""
        yield Found(
            node.where("name"),
            f"{found.element} is never reached: {found.why.sentence}.{others}",
            help=found.why.what_to_do,
            element=context.path(*found.element.split("/")),
            related=found.why.places,
        )
