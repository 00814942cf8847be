"""The errors that strike in a moment (see `engine.tables.situation`).

An announced error is certain to strike where the event or fault names a step that waits for its result, or one that
starts, or an evaluation flow that is asked. Other errors strike only if what they name is asked; that, and errors that nobody announced
(a condition whose types do not compare), is told from what they brought about.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.error_kinds import STRIKES, ErrorKind, Strike
from ...engine.events import Begin, Fail, Recall, Resume
from ...grammar.light_dataclass import dataclass
from .standing import RUN, Element
from .timeline import Timeline

STARTS = (ErrorKind.PREPARE_REQUEST, ErrorKind.ASSIGNEE_UNRESOLVABLE, ErrorKind.ASSIGNEE_INACTIVE)
OUTSIDE = (ErrorKind.DECISION, ErrorKind.PLATFORM)


@dataclass(frozen=True, slots=True)
class Struck:
    """An error that strikes: at a stage, at one of its steps if `step` is given, or outside of stages (`stage` None)."""

    kind: ErrorKind
    stage: Element | None
    step: Element | None
    handled: bool


def strikes(timeline: Timeline) -> tuple[Struck, ...]:
    """Every error that strikes in the moment: in stages first, then outside of them."""
    if _is_platform_error(timeline):
        return (Struck(ErrorKind.PLATFORM, None, None, False),)
    certain = [*_results(timeline), *_starts(timeline), *_stored(timeline), *_asked(timeline)]
    inside = [*certain, *_told(timeline, certain)]
    return (*inside, *_outside(timeline, inside))


def _struck(timeline: Timeline, kind: ErrorKind, stage: Element, step: Element | None) -> Struck:
    recalled = timeline.before.is_recalled or isinstance(timeline.moment.event, Recall)
    return Struck(kind, stage, step, timeline.facts.has_fault_path(stage.stage) and not recalled)


def _stage_of(step: Element) -> Element:
    return Element("stage", step.stage, "", step.visit)


def _results(timeline: Timeline) -> Iterator[Struck]:
    event = timeline.moment.event
    if not isinstance(event, Fail) or STRIKES[event.kind] is not Strike.RESULT:
        return
    step = timeline.result_of()
    if step is not None and not stays_in_progress(timeline, event):
        yield _struck(timeline, event.kind, _stage_of(step), step)


def stays_in_progress(timeline: Timeline, event: Fail) -> bool:
    """Whether the reading holds under which a failed screen flow leaves everything as it is (decision C2)."""
    step = timeline.facts.step(event.element)
    chosen = timeline.facts.choices.chosen("screen-flow-failure")
    return (
        event.kind is ErrorKind.CALLED_FLOW
        and chosen == "stays-in-progress"
        and step is not None
        and step.is_interactive
    )


def _starts(timeline: Timeline) -> Iterator[Struck]:
    announced: dict[str, list[ErrorKind]] = {}
    for fault in timeline.moment.faults:
        if fault.kind in STARTS:
            announced.setdefault(fault.element.rpartition("/")[2].casefold(), []).append(fault.kind)
    for change in timeline.set_to("step", "InProgress"):
        kinds = announced.get(change.element.step.casefold())
        if kinds:
            yield _struck(timeline, kinds.pop(0), _stage_of(change.element), change.element)


def _asked(timeline: Timeline) -> Iterator[Struck]:
    """Errors in an evaluation flow that is seen to be asked: it fails the first time. As an event it fails at once."""
    event, current = timeline.moment.event, timeline.before.stage
    is_event = isinstance(event, Fail) and event.kind is ErrorKind.EVALUATION_FLOW
    if is_event and timeline.is_in_progress and current and not timeline.reached(current, "Completed"):
        yield _struck(timeline, ErrorKind.EVALUATION_FLOW, current, None)
        return
    named = {
        fault.element.casefold()
        for fault in (*timeline.moment.faults, timeline.moment.event)
        if isinstance(fault, Fail) and fault.kind is ErrorKind.EVALUATION_FLOW
    }
    for place, change in enumerate(timeline.moment.changes):
        if change.part == "flow" and change.attribute == "Answer" and change.name.casefold() in named:
            stage = timeline.at(place).stage
            if stage is not None:
                yield _struck(timeline, ErrorKind.EVALUATION_FLOW, stage, None)
                return


def _stored(timeline: Timeline) -> Iterator[Struck]:
    if not isinstance(timeline.moment.event, Resume):
        return
    for event in timeline.before.pending:
        if isinstance(event, Fail):
            step = pending_step(timeline, event.element)
            if step is not None and is_processed(timeline, step, "Error"):
                yield _struck(timeline, event.kind, _stage_of(step), step)
            return


def pending_step(timeline: Timeline, name: str) -> Element | None:
    """The step of the current visit whose result was stored."""
    stage, step = timeline.facts.stage_of(name), timeline.facts.step(name)
    if stage is None or step is None:
        return None
    return timeline.before.latest("step", stage, step.name)


def is_processed(timeline: Timeline, step: Element, status: str) -> bool:
    """Whether a stored result is worked off by the resume: its stage has not ended before its turn."""
    stays = timeline.after.statuses.get(_stage_of(step)) == "InProgress"
    return timeline.reached(step, status) or stays


def _told(timeline: Timeline, certain: list[Struck]) -> Iterator[Struck]:
    explained = [struck.stage for struck in certain]
    asked = [*timeline.moment.faults, timeline.moment.event]
    evaluated = any(isinstance(fault, Fail) and fault.kind is ErrorKind.EVALUATION_FLOW for fault in asked)
    for change in timeline.set_to("stage", "Error"):
        if change.element in explained:
            continue
        step = next(
            (
                other.element
                for other in timeline.set_to("step", "Error")
                if _stage_of(other.element) == change.element
            ),
            None,
        )
        kind = ErrorKind.EVALUATION_FLOW if evaluated else ErrorKind.PROCESS_RESULT
        yield _struck(timeline, ErrorKind.ASSIGNEE_UNRESOLVABLE if step else kind, change.element, step)


def _is_platform_error(timeline: Timeline) -> bool:
    """Whether the moment is an error of the platform: it comes at rest, and nothing else can go wrong in it."""
    event = timeline.moment.event
    return isinstance(event, Fail) and event.kind is ErrorKind.PLATFORM and timeline.is_in_progress


def _outside(timeline: Timeline, inside: list[Struck]) -> Iterator[Struck]:
    if timeline.reached(RUN, "Error") and all(struck.handled for struck in inside):
        decided = any(fault.kind is ErrorKind.DECISION for fault in timeline.moment.faults)
        if not decided and not _may_go_wrong(timeline) and not _goes_round(timeline):
            return
        yield Struck(ErrorKind.DECISION if decided else ErrorKind.PLATFORM, None, None, False)


def _may_go_wrong(timeline: Timeline) -> bool:
    """Whether a decision was evaluated or should have been: one whose condition cannot be, fails unannounced. So does a
    connector that leads to nothing.
    """
    if any(change.part == "decision" for change in timeline.moment.changes):
        return True
    kinds = {"Completed": "next", "Error": "fault"}
    left = [change for change in timeline.changes if change.element.part == "stage" and change.after in kinds]
    event = timeline.moment.event
    start = (
        [("", "start")] if isinstance(event, Begin) else [("", "recall")] if isinstance(event, Recall) else []
    )
    ways = [*start, *((change.element.stage, kinds[change.after]) for change in left)]
    stages = timeline.facts.stages
    return any(
        edge.target is not None and edge.target.casefold() not in stages
        for stage, kind in ways
        for edge in timeline.facts.graph.out(stage)
        if edge.kind == kind
    )


def _goes_round(timeline: Timeline) -> bool:
    """Whether a stage began twice in the moment: a run that comes back to where it was fails (`endless-burst`)."""
    begun = [change.element.stage for change in timeline.begun()]
    return len(set(begun)) < len(begun)
