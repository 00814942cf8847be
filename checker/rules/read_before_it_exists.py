"""An output that is read before its step has completed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule

if TYPE_CHECKING:
    from ..proofs.analysis import Analysis
    from ..proofs.results_read import StageRead


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A step is assigned by, or called with, an output that does not exist yet.",
    rationale="An output is null until its step has completed, and null again when the stage is visited anew. The assignee and "
    "the inputs of a step are worked out once, as it starts. A warning where some run starts a step whose assignee is such an "
    "output (a run shows a work item that is assigned to null, so nobody is asked; the platform may make that the error "
    "assignee-unresolvable, after which no run can be resumed), or whose input is one in every run, or must not be null. A note, once for the orchestration, where an input is null on some paths only, or a condition waits for an output that "
    'cannot come any more; and where the status of a stage that was not visited is an input, or lets an "is not" hold.',
    source='Salesforce Help, "Orchestration Stages": reference automatic output resources only in elements that run '
    "after the stage starts",
    bad="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask {
    background Look calls Look_Up async
    interactive Read calls Read_It assigned to user Look.Outputs.owner
    then end
  }
  flow Look_Up { type AutoLaunchedFlow  async  out owner: text not null }
  flow Read_It { type Flow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ask
  stage Ask {
    background Look calls Look_Up async
    interactive Read calls Read_It assigned to user Look.Outputs.owner starts when Look is Completed
    then end
  }
  flow Look_Up { type AutoLaunchedFlow  async  out owner: text not null }
  flow Read_It { type Flow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Warn of values that are used up; note the rest once."""
    from ..proofs.evidence import shortest_run
    from ..proofs.not_there import NotThere, not_there

    analysis = context.proofs.analysis
    if analysis is None:
        return
    noted: list[NotThere] = []
    for found in not_there(analysis, orchestration):
        read = found.read
        flow = getattr(read.reader, "calls", None) or ""
        consequence = found.consequence(context.contract(flow))
        if not consequence:
            noted.append(found)
            continue
        when = "In every run" if found.always else "In some run"
        yield Found(
            read.reference,
            f"{when} {read.reader.name} starts before {read.source.name} has completed, so {read.reference.text} does not exist "
            f"then. {consequence}",
            help=f"Start {read.reader.name} after {read.source.name} is Completed, or take the value from somewhere else.",
            element=context.path(read.stage.name, read.reader.name),
            trace=shortest_run(analysis, found.location, found.states),
        )
    if noted:
        first = noted[0]
        told = listed(tuple(dict.fromkeys(found.noted for found in noted)))
        yield Found(
            first.read.reference,
            f"On some path an output is read that does not exist there: {told}. It is null then.",
            help="Leave it so where null is meant; else lead that path past the step, or give the value another source.",
            severity=Severity.NOTE,
            element=context.path(*dict.fromkeys((first.read.stage.name, first.read.reader.name))),
            trace=shortest_run(analysis, first.location, first.states),
        )
    yield from _statuses(analysis, orchestration, context)


def _statuses(analysis: "Analysis", orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note once the statuses of stages that no run has come to."""
    from ..proofs.evidence import shortest_run
    from ..proofs.not_visited import not_visited

    found = list(not_visited(analysis, orchestration))
    if not found:
        return
    first = found[0]
    told = listed(tuple(dict.fromkeys(f"{one.read.reference.text} by {_reader(one.read)}" for one in found)))
    stages = listed(tuple(dict.fromkeys(one.read.source.name for one in found)))
    only_handed_over = all(one.read.use == "input" for one in found)
    holds = "" if only_handed_over else ', so "is not" holds'
    ask = (
        "Leave it so where null is meant"
        if only_handed_over
        else f"Ask for the visit too (and {first.read.source.name} is visited), or name the status that is meant"
    )
    when = "In every run" if all(one.always for one in found) else "On some path"
    yield Found(
        first.read.reference,
        f"{when} a status is read of a stage that was not visited: {told}. It is null then{holds}.",
        help=f"{ask}; else lead the run through {stages} first.",
        severity=Severity.NOTE,
        element=context.path(first.read.reader.name),
        related=tuple((one.read.reference, "here too") for one in found[1:]),
        trace=shortest_run(analysis, first.location, first.states),
    )


def _reader(read: "StageRead") -> str:
    name = read.reader.name
    if read.clause is not None and read.clause.decision is not None:
        return f"outcome {name} of {read.clause.decision.name}"
    words = {"input": "an input", "entry": "the entry condition", "exit": "the exit condition"}
    return f"{words[read.use]} of {name}"
