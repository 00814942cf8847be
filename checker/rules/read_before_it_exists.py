"""An output that is read before its step has completed."""

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
    from ..proofs.evidence import nearest_run
    from ..proofs.not_there import NotThere, not_there
    from ..proofs.not_visited import advice_on, not_visited, told_of

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
            trace=nearest_run(analysis, found.states),
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
            trace=nearest_run(analysis, first.states),
        )
    unvisited = tuple(not_visited(analysis, orchestration))
    if unvisited:
        early = unvisited[0]
        yield Found(
            early.read.reference,
            told_of(unvisited),
            help=advice_on(unvisited),
            severity=Severity.NOTE,
            element=context.path(early.read.reader.name),
            related=tuple((one.read.reference, "here too") for one in unvisited[1:]),
            trace=nearest_run(analysis, early.states),
        )
