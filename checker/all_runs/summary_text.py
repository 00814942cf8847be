"""An exploration in plain words, with the shortest run to each end and to each trap."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.exploration.graph import Transition
from ..reports.style import Style
from ..traces.columns import wrapped
from ..traces.text_table import text_table
from ..traces.trace import trace_of
from .summary import Place, Summary
from .wording import counted, element_words, end_words, extent_words, scope_words

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
    return "\n".join(lines) + "\n"


def _statements(summary: Summary) -> Iterator[str]:
    graph = summary.graph
    yield extent_words(graph)
    yield scope_words(graph)
    yield from (f"note: {note}." for note in graph.notes)
    if len(graph) == 1:
        yield "No run begins: no values were found with which the trigger's conditions hold."
        return
    for end in summary.ends:
        shortest = counted(graph.distances[end.node], "event")
        yield f"ends: {end_words(end)}: {counted(end.nodes, 'configuration')}, after {shortest} at least"
    doubt = "" if graph.stop is None else " as far as it was explored"
    yield from (f"never: {element_words(element)}{doubt}" for element in summary.never)
    if not summary.never and graph.stop is None:
        yield "reached: every stage, step, outcome and fault path" + (
            "" if graph.policy.has_strikes else " that needs no error"
        )
    yield from (f"mistake: {message}" for message in graph.mistakes)
    if summary.waits_forever is not None:
        yield f"waits for ever: nobody is obliged to act and nothing helps, {_where(summary.waits_forever)}"
    if summary.waits_for_the_world is not None:
        yield (
            "waits for the world: only a record change, an evaluation flow or a published event helps, "
            f"{_where(summary.waits_for_the_world)}"
        )
    if summary.endless is not None:
        yield f"turns for ever: results lead round and round to no end, {_where(summary.endless)}"
    if summary.stuck is not None:
        yield f"cannot complete: Completed is out of reach, {_where(summary.stuck)}"
    elif graph.stop is None:
        yield "can always complete: from every configuration In Progress or Suspended some run leads to Completed"
    yield from (f"rework: {' and '.join(stages)} may repeat any number of times" for stages in summary.rework)


def _where(place: Place) -> str:
    where = f" of {', '.join(place.stages)}" if place.stages else ""
    return f"in {counted(place.count, 'configuration')}{where}"


def _runs(summary: Summary) -> Iterator[tuple[str, tuple[Transition, ...]]]:
    graph = summary.graph
    for message, edge in graph.mistakes.items():
        yield f"The shortest run to a mistake ({message}):", graph.through(edge)
    for title, place in (
        ("The shortest run that waits for ever:", summary.waits_forever),
        ("The shortest run that turns for ever:", summary.endless),
        ("The shortest run that can no longer complete:", summary.stuck),
    ):
        if place is not None and not _is_told(summary, place):
            yield title, graph.shortest(place.node)
    for end in summary.ends:
        yield f"The shortest run that ends in {end_words(end)}:", graph.shortest(end.node)


def _is_told(summary: Summary, place: Place) -> bool:
    """The run that cannot complete is often the very one that waits or turns for ever: it is shown once."""
    others = (summary.waits_forever, summary.endless)
    return place is summary.stuck and any(other is not None and other.node == place.node for other in others)
