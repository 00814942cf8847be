"""What was not decided of the runs of a definition, and why."""

from collections.abc import Iterator
from typing import Final

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Example, Found, Preset, rule

ADVICE: Final = {
    True: "Let fewer flows of one stage write to fields that conditions look at.",
    False: "Declare which values there are: an integer with its range, or one of some texts or numbers.",
}
"""What to do, by whether some order of late results was not followed; else values are only sampled."""


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Something was not decided: it needed more than the budget, or values were only sampled.",
    rationale="Every proof is bounded, so that a check always ends. Where the sets it works with grow beyond the budget, each "
    "claim is decided by itself; what is left is undecided, which is not the same as finding nothing. A value that goes through a formula or is "
    "compared with another one is put to z3; where that does not settle it, samples stand for all its values unless its domain is "
    "declared: what some run shows is certain then, what no run does is not. With --strict this is an error.",
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
    """Say that nothing was decided, or not everything, and why."""
    from ..encoding.events import UNFOLLOWED
    from ..proofs.obligations import obligations_of

    analysis = context.proofs.analysis
    if analysis is None:
        claims = obligations_of(context)
        decided = sum(one.verdict != "undecided" for one in claims)
        if decided < len(claims):
            beginning = (
                f"Only {decided} of {len(claims)} claims about the runs of {orchestration.name} were decided"
                if decided
                else f"Nothing was decided about the runs of {orchestration.name}"
            )
            yield Found(
                orchestration.where("name"),
                f"{beginning}: {context.proofs.told}.",
                help=context.proofs.advice,
            )
        return
    yield from _properties(orchestration, context)
    samples = list(dict.fromkeys(analysis.encoding.space.notes))
    if samples and any(one.verdict == "undecided" for one in obligations_of(context)):
        first, *others = samples
        yield Found(
            orchestration.where("name"),
            f"Not everything is decided about the runs of {orchestration.name}: {first}"
            + (f", and {len(others)} more" if others else "")
            + ".",
            help=ADVICE[first.startswith(UNFOLLOWED)],
        )


def _properties(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """The author's own that need larger sets than the rest."""
    for verdict in context.own_verdicts if orchestration.properties else ():
        if verdict.verdict == "undecided":
            yield Found(
                verdict.claim,
                f'Whether the property "{verdict.claim.title}" holds was not decided: {verdict.reason}.',
                help="Raise --budget, or say it of fewer statuses and values at a time.",
            )
