"""A definition whose runs were too many to decide anything about them."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Example, Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Nothing was proved: the proof needed more than its budget.",
    rationale="Every proof is bounded, so that a check always ends. Where the sets it works with grow beyond the budget, "
    "nothing is said of the definition's runs, which is not the same as finding nothing. With --strict this is an error.",
    source="Stageproof's proofs (docs/proofs.md)",
    bad=Example(
        """
orchestration Order {
  start autolaunched -> Work
  stage Work { background A calls F async  background B calls F async  background C calls F async  then end }
  flow F { type AutoLaunchedFlow  async }
}
""",
        budget=10,
    ),
    good="""
orchestration Order {
  start autolaunched -> Work
  stage Work { background A calls F async  background B calls F async  background C calls F async  then end }
  flow F { type AutoLaunchedFlow  async }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Say that nothing was decided, and why."""
    if context.proofs.analysis is None:
        yield Found(
            orchestration.where("name"),
            f"Nothing was decided about the runs of {orchestration.name}: {context.proofs.given_up}.",
            help="Raise --budget, or split the stage that has the most steps waiting for each other.",
        )
