"""The words for what an exploration shows."""

from __future__ import annotations

from ...engine.exploration.answers import DEFAULT_OUTCOME, End
from ...engine.exploration.graph import Graph, Reached
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
