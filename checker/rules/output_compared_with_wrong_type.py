"""A comparison that the type of an output decides."""

from collections.abc import Iterator

from ...grammar.contract_words import domain_words
from ...grammar.sites import Clause
from ...grammar.wording import value_words
from ..approvals import DECISION
from ..context import Context
from ..finding import Confidence, Severity
from ..parameter_types import admits, domain_of, takes
from ..rule import Found, Preset, rule

VERDICTS = {"EqualTo": "never", "NotEqualTo": "always"}


@rule(
    on=Clause,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An output is compared with a value that it never has.",
    rationale="The comparison comes out the same in every run, so what it decides is decided already: a step "
    "never starts, a stage never completes, or an outcome is never taken.",
    source="Metadata API, FlowCondition; the contract of the called flow",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state = "open"
    completes when Look is Completed
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow  out state: one of "Open", "Closed" }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It starts when Look.Outputs.state = "Open"
    completes when Look is Completed
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow  out state: one of "Open", "Closed" }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Compare literals with the domain of the output on the left of `=` and `<>`."""
    for condition in clause.requirements.conditions:
        name = condition.left.output
        right = condition.right
        if name is None or right is None or condition.operator not in VERDICTS:
            continue
        if name.casefold() == DECISION.casefold():
            continue
        domain, given = domain_of(condition.left, context), domain_of(right, context)
        if domain is None or given is None or len(given.choices) != 1:
            continue
        if not takes(domain, given) or not admits(domain, right):
            verdict = VERDICTS[condition.operator]
            yield Found(
                right,
                f"{condition.left.text} is {domain_words(domain)}, so comparing it with "
                f"{value_words(right)} is {verdict} true.",
                "Compare it with a value that the flow returns; text is compared with upper and lower case.",
            )
