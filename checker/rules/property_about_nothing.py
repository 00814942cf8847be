"""A property of the author that holds because what it speaks of never happens."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A property holds only because what it speaks of never happens.",
    rationale="If the premise of an implication never holds, or a part of what never may be is never true by itself, the "
    "property says nothing about the definition. A name or value in it is probably not the one that was meant. A note tells of properties "
    "that would hold whatever the conditions and connectors were.",
    source="The definition's own properties",
    bad="""
orchestration Hire {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue HR  then Go }
  stage Go { background Laptop calls Order async  then end }
  flow Ask_Form { type Flow  out answer: one of "Yes", "No" not null }
  flow Order { type AutoLaunchedFlow  async }
  never "no laptop against the answer": Form.Outputs.answer = "Never" and Laptop starts
}
""",
    good="""
orchestration Hire {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue HR  then Wanted }
  decision Wanted {
    when Form.Outputs.answer = "Yes" -> Go
    otherwise "No" -> end
  }
  stage Go { background Laptop calls Order async  then end }
  flow Ask_Form { type Flow  out answer: one of "Yes", "No" not null }
  flow Order { type AutoLaunchedFlow  async }
  never "no laptop against the answer": Form.Outputs.answer = "No" and Laptop starts
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each property that is vacuous, and note what would hold of any definition."""
    if not orchestration.properties:
        return
    for verdict in context.own_verdicts:
        if verdict.verdict == "vacuous":
            yield Found(
                verdict.claim,
                f'The property "{verdict.claim.title}" is about nothing: {verdict.reason}.',
                help="Look at the names and values in it; a run in which it matters does not exist.",
            )
        elif verdict.trivial:
            yield Found(
                verdict.claim,
                f'The property "{verdict.claim.title}" says nothing of this definition: {verdict.trivial}.',
                help="Leave it where that is meant; else say what this definition has to see to.",
                severity=Severity.NOTE,
            )
