"""The words for what an exploration shows."""

from __future__ import annotations

from ...engine.exploration.answers import DEFAULT_OUTCOME, End, elements
from ...engine.exploration.graph import Graph, Reached
from ...engine.exploration.policy import Happening
from ...engine.statuses import label


def end_words(end: End) -> str:
    """`Completed`, `Error, which somebody can resume`, `Completed, submission Rejected`."""
    words = label(end.run)
    if end.submission is not None and end.submission.value != end.run.value:
        words += f", submission {label(end.submission)}"
    if end.run == "Error":
        words += ", and somebody can resume it" if end.resumable else ", which nobody can resume"
    return words


def element_words(element: Reached) -> str:
    """`step Prepare/Badge never starts`, and the like."""
    match element.part:
        case "fault path":
            return f"the fault path of stage {element.name} is never taken"
        case "decision" if element.value == DEFAULT_OUTCOME:
            return f"the default outcome of {element.name} is never taken"
        case "decision":
            return f"the outcome {element.value} of {element.name} is never taken"
        case part:
            return f"{part} {element.name} never starts"


def extent_words(graph: Graph) -> str:
    """`exhaustive: 977 configurations, 1,824 transitions`, or where it stopped."""
    size = f"{counted(len(graph), 'configuration')}, {counted(graph.edge_count, 'transition')}"
    stop = graph.stop
    if stop is not None:
        return (
            f"not exhaustive: stopped at {size}. {stop.explored:,} were looked at, {stop.waiting:,} were not: every run "
            f"of fewer than {counted(stop.distance, 'event')} is covered. --limit takes it further, --without and "
            "--faults make less of it."
        )
    return f"exhaustive: {size}" if graph.complete else f"not exhaustive: {size}"


HELP = frozenset({Happening.SET, Happening.EVALUATE, Happening.PUBLISH})
"""What may get a run going again that waits for nobody."""


def doubt_words(
    graph: Graph, *, needs_all: bool = True, needed: frozenset[Happening] = frozenset(Happening)
) -> str:
    """What a claim about every run is limited to, with a blank before it; nothing where it is not.

    `needs_all`: the claim is about what an exploration that stopped has not seen, too. `needed`: the claim might not
    hold if more of these events took part.
    """
    restricted = graph.policy.without
    if graph.policy.faults is not None:
        restricted |= {Happening.FAIL}
    if needs_all and graph.stop is not None:
        return " as far as it was explored"
    if graph.notes:
        return " with the values that were tried"
    if restricted & needed:
        return " with what took part"
    return ""


def is_shortest(graph: Graph, events: int) -> bool:
    """Whether nothing shorter than a run of so many events can have been left unseen."""
    return graph.stop is None or events <= graph.stop.distance + 1


def part_words(graph: Graph) -> str:
    """`stage, step and fault path`: the parts that the definition has; empty where it has none."""
    found = dict.fromkeys(
        "outcome" if element.part == "decision" else element.part
        for element in elements(graph.program)
        if element.part != "fault path" or graph.policy.has_strikes
    )
    ordered = [part for part in ("stage", "step", "outcome", "fault path") if part in found]
    return " and ".join([", ".join(ordered[:-1]), *ordered[-1:]] if len(ordered) > 1 else ordered)


def scope_words(graph: Graph) -> str:
    """What took part: one sentence."""
    left_out = sorted(happening.value for happening in graph.policy.without)
    words = "Everything that may happen took part" if not left_out else f"Left out: {', '.join(left_out)}"
    match graph.policy.faults:
        case None:
            words += "; any number of errors in a run, one in each event."
        case 0:
            words += "; no errors."
        case number:
            words += f"; at most {counted(number, 'error')} in a run."
    return f"{words} Values stand for all others: those the definition compares with, and their neighbours."


def counted(number: int, noun: str) -> str:
    """`1 event`, `1,824 transitions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
