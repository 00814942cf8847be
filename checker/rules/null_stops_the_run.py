"""A null because of which a condition cannot be judged."""

from collections.abc import Iterator

from ...grammar.sites import Clause
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..subjects import subject_of


@rule(
    on=Clause,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="Where a value is null, judging a condition is an error.",
    rationale="Most conditions can be judged on null: a comparison with it simply does not hold. A formula can fail on it, by "
    "a division by what null is replaced with, for instance. Where some run judges such a condition with null, and no other "
    "value is an error there, that run stops: an error in a decision ends it for good, one in a stage takes the stage's fault "
    "path if it has one.",
    source='Salesforce Help, "Error Handling in Orchestrations"; "Formula Operators and Functions", BLANKVALUE',
    bad="""
orchestration Order {
  start autolaunched -> Ask
  formula Share: number = "100 / BLANKVALUE({!Count.Outputs.pieces}, 0)"
  stage Ask { background Count calls Count_Them async  then Enough }
  decision Enough {
    outcome Large when Share > 10 -> Check
    otherwise "Small" -> Pay
  }
  stage Check { background Look calls Count_Them async  then end }
  stage Pay { background Send calls Count_Them async  then end }
  flow Count_Them { type AutoLaunchedFlow  async  out pieces: integer 1..100 }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  formula Share: number = "100 / BLANKVALUE({!Count.Outputs.pieces}, 100)"
  stage Ask { background Count calls Count_Them async  then Enough }
  decision Enough {
    outcome Large when Share > 10 -> Check
    otherwise "Small" -> Pay
  }
  stage Check { background Look calls Count_Them async  then end }
  stage Pay { background Send calls Count_Them async  then end }
  flow Count_Them { type AutoLaunchedFlow  async  out pieces: integer 1..100 }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report the first value whose null is an error, with the run."""
    from ..proofs.evidence import nearest_run
    from ..proofs.examples import keys_of
    from ..proofs.nulls import nulls, stopping

    analysis = context.proofs.analysis
    if analysis is None or clause.role == "filter":
        return
    for found in nulls(analysis, clause, keys_of(analysis, clause.requirements.conditions)):
        stopped = stopping(analysis, found)
        if stopped:
            ends = "the run ends in Error"
            if clause.stage is not None and clause.stage.fault is not None:
                ends = f"{clause.stage.name} is in Error and its fault path is taken"
            value = analysis.encoding.space.spelled(found.key)
            yield Found(
                clause.requirements,
                f"Where {value} is null, {subject_of(clause)} cannot be judged: {ends}.",
                help=f"Ask whether {value} is null first, or replace null by a value that the formula can work with.",
                trace=nearest_run(analysis, stopped),
            )
            return
