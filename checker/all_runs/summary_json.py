"""An exploration as JSON, for machines. API values; element paths as everywhere."""

from __future__ import annotations

import json

from ...engine.exploration.graph import Graph, Transition
from ..traces.event_words import event_words
from .summary import Place, Summary

SCHEMA_VERSION = 1


def summary_json(summary: Summary, version: str) -> str:
    """The summary as one object. A run is the list of its events as a scenario writes them."""
    graph = summary.graph
    stop = graph.stop
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stageproof", "version": version},
        "profile": graph.program.choices.profile,
        "orchestration": graph.program.orchestration.name,
        "exhaustive": graph.complete,
        "configurations": len(graph),
        "transitions": graph.edge_count,
        "events_without_effect": graph.irrelevant,
        "stopped": None if stop is None else stop._asdict(),
        "without": sorted(happening.value for happening in graph.policy.without),
        "faults": graph.policy.faults,
        "notes": list(graph.notes),
        "completes": summary.completion.value,
        "ends": [
            {
                "run": end.run.value,
                "resumable": end.resumable,
                "submission": None if end.submission is None else end.submission.value,
                "configurations": end.nodes,
                "shortest": _events(graph.shortest(end.node)),
                "causes": [
                    {
                        "error": cause.kind.value,
                        "configurations": cause.nodes,
                        "shortest": _events(graph.shortest(cause.node)),
                    }
                    for cause in end.causes
                ],
            }
            for end in summary.ends
        ],
        "never_reached": [element._asdict() for element in summary.never],
        "mistakes": [
            {"message": message, "shortest": _events(graph.through(edge))}
            for message, edge in graph.mistakes.items()
        ],
        "waits_forever": _place(graph, summary.waits_forever),
        "waits_for_the_world": _place(graph, summary.waits_for_the_world),
        "turns_forever": _place(graph, summary.endless),
        "cannot_complete": _place(graph, summary.stuck),
        "rework": [list(stages) for stages in summary.rework],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _place(graph: Graph, place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "configurations": place.count,
        "stages": list(place.stages),
        "shortest": _events(graph.shortest(place.node)),
    }


def _events(path: tuple[Transition, ...]) -> list[str]:
    return [event_words(event) for step in path for event in (step.event, *step.faults)]
