"""A property of the author that some run violates."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..property_advice import OF_KIND
from ..rule import Found, Preset, rule


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
            help=advice(verdict) or OF_KIND[verdict.claim.kind],
            trace=own_trace(verdict),
        )
