"""A stage that can wait with nobody obliged to do anything."""

from collections.abc import Iterator
from typing import Final

from ...grammar.model import Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

HELP: Final = (
    "Give the stage an exit condition that holds then too, or decide before the stage whether it is needed."
)


@rule(
    on=Stage,
    proves=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A stage can wait forever although every person acts and every flow finishes.",
    rationale="A stage with the default exit condition completes when every step is Completed. A step whose entry "
    "condition stays false is Not Started and never completes; a custom exit condition may be out of reach in the same "
    "way. When no step is in progress and no change of the record, no evaluation flow and no published event can get "
    "the stage going, the run stays In Progress until somebody cancels it. Decided for every run and every value.",
    source='Salesforce Help, "Orchestration Stages", Stage Condition; "Orchestration Steps", entry conditions',
    bad="""
orchestration Order {
  start autolaunched -> Prepare
  stage Prepare {
    interactive Form calls Ask assigned to queue Sales
    background Laptop calls Order_Laptop async starts when Form.Outputs.laptop = true
    then end
  }
  flow Ask { type Flow  out laptop: boolean not null }
  flow Order_Laptop { type AutoLaunchedFlow  async }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Prepare
  stage Prepare {
    interactive Form calls Ask assigned to queue Sales
    background Laptop calls Order_Laptop async starts when Form is Completed
    then end
  }
  flow Ask { type Flow  out laptop: boolean not null }
  flow Order_Laptop { type AutoLaunchedFlow  async }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report a stage in which some run rests and nothing that may happen helps."""
    from ..proofs.evidence import nearest, shortest_run
    from ..proofs.standing import certainty, not_started, pivotal

    analysis = context.proofs.analysis
    if analysis is None:
        yield from _shown(stage, context)
        return
    severity, confidence = certainty(analysis)
    here = {place: states for place, states in analysis.stuck.items() if analysis.stage_at(place) is stage}
    if not here:
        return
    location = nearest(analysis, here)
    states = here[location]
    idle = not_started(analysis, location, states)
    waits = (
        f"{listed(tuple(step.name for step in idle))} never {'starts' if len(idle) == 1 else 'start'}, no other step"
        if idle
        else "no step"
    )
    related = (
        *((step.entry or step, f"{step.name} waits for this") for step in idle),
        *(
            (row, "this would complete the stage, and does not hold")
            for row in pivotal(analysis, states, stage.exit)
        ),
    )
    yield Found(
        stage.where("name"),
        f"Stage {stage.name} can wait forever: {waits} is in progress, and nothing that may happen "
        "completes the stage.",
        help=HELP,
        related=related,
        severity=severity,
        confidence=confidence,
        trace=shortest_run(analysis, location, states),
    )


def _shown(stage: Stage, context: Context) -> Iterator[Found]:
    """What a walked run shows where the definition is too large for its sets."""
    from ..proofs.asked import WAITS
    from ..proofs.shown import run_shown

    claim = f"{stage.name}:{WAITS}"
    if context.loose is not None and claim in context.loose.shown:
        yield Found(
            stage.where("name"),
            f"Stage {stage.name} can wait forever: no step is in progress, and nothing that may happen completes the stage.",
            help=HELP,
            trace=run_shown(context.loose, claim),
        )
