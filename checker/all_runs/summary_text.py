"""An exploration in plain words, with the shortest run to each end and to each trap.

Runs that complete and runs that go wrong are shown as tables. Those that end Canceled or by an injected error are told
in a line for each kind of error: they are many, alike, and nothing is wrong with the definition.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.events import Begin
from ...engine.exploration.answers import End
from ...engine.exploration.graph import Graph, Transition
from ...engine.exploration.policy import Happening
from ...engine.exploration.without_errors import shortest_without_errors
from ...engine.interpreter.beginning import refuse_begin
from ...engine.statuses import RunStatus
from ..reports.style import Style
from ..traces.columns import wrapped
from ..traces.event_words import event_words
from ..traces.text_table import text_table
from ..traces.trace import trace_of
from .summary import Completion, Place, Summary
from .wording import (
    HELP,
    counted,
    doubt_words,
    element_words,
    end_words,
    extent_words,
    is_shortest,
    part_words,
    scope_words,
)

WIDTH = 100


def summary_text(
    summary: Summary, style: Style | None = None, columns: int | None = None, *, quiet: bool = False
) -> str:
    """The whole summary; `quiet`: without the runs."""
    style = style or Style()
    room = columns or WIDTH
    lines: list[str] = []
    for line in _statements(summary):
        lines += wrapped(line, room, "  ")
    if quiet:
        return "\n".join(lines) + "\n"
    for title, path in _runs(summary):
        lines += ["", style.paint("bold", title), ""]
        lines.append(
            text_table(trace_of(summary.graph.program, summary.graph.replay(path)), style, room).rstrip()
        )
    other = list(_other_ends(summary))
    if other:
        title = "The shortest runs to the other ends:" if _is_exact(summary) else "Runs to the other ends:"
        lines += ["", style.paint("bold", title), ""]
        for line in other:
            lines += wrapped(line, room, "      ")
    return "\n".join(lines) + "\n"


def _statements(summary: Summary) -> Iterator[str]:
    graph = summary.graph
    yield extent_words(graph)
    yield scope_words(graph)
    yield from (f"note: {note}." for note in graph.notes)
    if len(graph) == 1:
        if graph.stop is None:
            yield f"No run begins: {_why_no_run(graph)}."
        return
    doubt = doubt_words(graph)
    for end in summary.ends:
        at_least = " at least" if is_shortest(graph, graph.distances[end.node]) else ""
        yield (
            f"ends: {end_words(end)}: {counted(end.nodes, 'configuration')}, "
            f"after {counted(graph.distances[end.node], 'event')}{at_least}"
        )
    yield from (f"never: {element_words(element)}{doubt}" for element in summary.never)
    if not summary.never and graph.stop is None and part_words(graph):
        yield f"reached: every {part_words(graph)}" + (
            "" if graph.policy.has_strikes else " that needs no error"
        )
    yield from (f"mistake: {message}" for message in graph.mistakes)
    if summary.waits_forever is not None:
        here = doubt_words(graph, needs_all=False, needed=HELP)
        yield f"waits for ever: nobody is obliged to act and nothing helps{here}, {_where(summary.waits_forever)}"
    if summary.waits_for_the_world is not None:
        yield (
            "waits for the world: only a record change, an evaluation flow or a published event helps, "
            f"{_where(summary.waits_for_the_world)}"
        )
    if summary.endless is not None:
        here = doubt_words(graph, needs_all=False, needed=frozenset({Happening.FAIL}))
        yield f"turns for ever: results lead round and round to no end{here}, {_where(summary.endless)}"
    yield from _completing(summary)
    yield from (f"rework: {' and '.join(stages)} may repeat any number of times" for stages in summary.rework)


def _completing(summary: Summary) -> Iterator[str]:
    """Whether runs complete: never vacuously, and no more than was seen."""
    graph = summary.graph
    doubt = doubt_words(graph)
    if summary.completion is Completion.NEVER:
        yield f"never completes: no run ends Completed{doubt}"
    elif not summary.completes:
        yield f"not seen to complete: no run was found that ends Completed{doubt}"
    if summary.stuck is not None and summary.completion is not Completion.NEVER:
        here = doubt_words(graph, needs_all=False)
        yield f"cannot complete: Completed is out of reach{here}, {_where(summary.stuck)}"
    elif summary.completion is Completion.ALWAYS:
        going = (RunStatus.IN_PROGRESS, RunStatus.SUSPENDED)
        if any(configuration.run in going for configuration in graph.configurations):
            yield (
                "can always complete: from every configuration In Progress or Suspended some run leads to Completed"
                f"{doubt}, but where an error or a recall has settled it already"
            )
        else:
            yield f"can complete: no run goes on after it begins{doubt}"


def _why_no_run(graph: Graph) -> str:
    if graph.program.filter is None:
        refusal = refuse_begin(graph.program, graph.program.initial, Begin())
        if refusal is not None:
            return refusal.reason
    return "no values were found with which the trigger's conditions hold"


def _where(place: Place) -> str:
    where = f" of {', '.join(place.stages)}" if place.stages else ""
    return f"in {counted(place.count, 'configuration')}{where}"


def _runs(summary: Summary) -> Iterator[tuple[str, tuple[Transition, ...]]]:
    graph = summary.graph
    for message, edge in graph.mistakes.items():
        yield f"The shortest run to a mistake ({message}):", graph.through(edge)
    is_never = summary.completion is Completion.NEVER
    for words, place in (
        ("waits for ever", summary.waits_forever),
        ("turns for ever", summary.endless),
        ("can no longer complete", None if is_never else summary.stuck),
    ):
        if place is not None and not _is_told(summary, place):
            path = graph.shortest(place.node)
            yield f"{_shortest(graph, path)} that {words}:", path
    for end in summary.ends:
        if end.run is RunStatus.COMPLETED:
            yield _completed(graph, end)


def _completed(graph: Graph, end: End) -> tuple[str, tuple[Transition, ...]]:
    """The run to show of an end: one in which nothing fails, where there is one."""
    shortest = graph.shortest(end.node)
    path = shortest_without_errors(graph, end)
    if path is None:
        return f"{_shortest(graph, shortest)} that ends in {end_words(end)}, after an error:", shortest
    without = " without errors" if len(path) > graph.distances[end.node] else ""
    return f"{_shortest(graph, path)}{without} that ends in {end_words(end)}:", path


def _shortest(graph: Graph, path: tuple[Transition, ...]) -> str:
    events = sum(1 + len(step.faults) for step in path)
    return "The shortest run" if is_shortest(graph, events) else "A run"


def _other_ends(summary: Summary) -> Iterator[str]:
    """A line for each other end, and for each kind of error in it."""
    graph = summary.graph
    for end in summary.ends:
        if end.run is RunStatus.COMPLETED:
            continue
        if not end.causes:
            yield f"  {end_words(end)}: {_told(graph, end.node)}"
            continue
        yield f"  {end_words(end)}:"
        for cause in end.causes:
            yield f"    {cause.kind.value}, {counted(cause.nodes, 'configuration')}: {_told(graph, cause.node)}"


def _is_exact(summary: Summary) -> bool:
    """Whether no shorter run to any end, by any kind of error, can have been left unseen."""
    distances = summary.graph.distances
    nodes = [node for end in summary.ends for node in (end.node, *(cause.node for cause in end.causes))]
    return all(is_shortest(summary.graph, distances[node]) for node in nodes)


def _told(graph: Graph, node: int) -> str:
    path = graph.shortest(node)
    return "; ".join(" and ".join(map(event_words, (step.event, *step.faults))) for step in path)


def _is_told(summary: Summary, place: Place) -> bool:
    """The run that cannot complete is often the very one that waits or turns for ever: it is shown once."""
    others = (summary.waits_forever, summary.endless)
    return place is summary.stuck and any(other is not None and other.node == place.node for other in others)
