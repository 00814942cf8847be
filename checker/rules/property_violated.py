"""A property of the author that some run violates."""

from collections.abc import Iterator
from typing import Final

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

OTHERWISE: Final = "Change the definition, or claim less."
HELP: Final = {
    "always": "Change the definition, or say in the property when it need not hold (implies).",
    "never": "Change the definition, or name in the property the case that is meant (and …).",
    "reachable": "Let some path lead there. Every part of it has to hold in one and the same moment: starts, completes and "
    "fails speak of the change itself.",
    "before": "Let the first come on every path to the second.",
}


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A property that the author demands does not hold in every run.",
    rationale="always, never, eventually, leads to, before and exactly once are claims about every run, with every value and "
    "every error; reachable is one about some run. The shortest run that shows the opposite is given. It is assumed "
    "that nobody cancels or recalls the run and the platform does not fail, where something has to happen in the end.",
    source="The definition's own properties; Stageproof's decision when-judged",
    bad="""
orchestration Hire {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue HR  on error -> Help  then Go }
  stage Help { interactive Fix calls Ask_Form assigned to queue HR  then go to Go }
  stage Go { background Laptop calls Order async  then end }
  flow Ask_Form { type Flow }
  flow Order { type AutoLaunchedFlow  async }
  always "no laptop without the form": Form completes before Laptop starts
}
""",
    good="""
orchestration Hire {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue HR  on error -> Help  then Go }
  stage Help { interactive Fix calls Ask_Form assigned to queue HR  then end }
  stage Go { background Laptop calls Order async  then end }
  flow Ask_Form { type Flow }
  flow Order { type AutoLaunchedFlow  async }
  always "no laptop without the form": Form completes before Laptop starts
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each property that is refuted."""
    if not orchestration.properties:
        return
    from ..proofs.own.advice import advice
    from ..proofs.own.verdicts import own_trace

    for verdict in context.own_verdicts:
        if verdict.verdict != "refuted":
            continue
        why = f": {verdict.reason}" if verdict.reason else ""
        values = f" It holds for {verdict.good_values}." if verdict.good_values else ""
        yield Found(
            verdict.claim,
            f'The property "{verdict.claim.title}" does not hold{why}.{values}',
            help=advice(verdict) or HELP.get(verdict.claim.kind, OTHERWISE),
            trace=own_trace(verdict),
        )
