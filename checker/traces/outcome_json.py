"""The outcomes of a definition's scenarios as JSON, version 1. Keys are added, never renamed."""

from collections.abc import Iterable
from json import dumps

from ...engine.program.program import Problem, Program
from ...engine.records.values_json import Data, to_data
from ...engine.scenarios.played import Fate, Played, PlayedStep
from ...engine.scenarios.played import Verdict as Verdicts
from ...grammar.source import Source
from ...grammar.span import Span
from .event_words import event_words
from .json_trace import json_trace
from .outcome import Outcome
from .what_next import told_briefly, what_next

SCHEMA_VERSION = 1


def outcomes_json(program: Program, source: Source, outcomes: Iterable[Outcome], version: str) -> str:
    """Every outcome with its trace, and what is known of the definition. Lines and columns are 1-based."""
    outcomes = tuple(outcomes)
    verdicts = [outcome.played.verdict for outcome in outcomes if outcome.played is not None]
    data: Data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stageproof", "version": version},
        "profile": program.choices.profile,
        "decisions": dict(program.choices.changed()),
        "path": source.path,
        "orchestration": program.orchestration.name,
        "scenarios": [_outcome(outcome) for outcome in outcomes],
        "problems": [_problem(source, problem) for problem in program.problems],
        "unknown_synchrony": program.unknown_synchrony,
        "summary": {verdict.value: verdicts.count(verdict) for verdict in Verdicts},
    }
    return dumps(data, ensure_ascii=False, indent=2) + "\n"


def _outcome(outcome: Outcome) -> Data:
    played = outcome.played
    data: dict[str, Data] = {
        "title": outcome.title,
        "verdict": played.verdict.value if played else None,
        "trace": json_trace(outcome.blocks()),
        "next": what_next(outcome.program, outcome.run.configuration),
    }
    if played is None:
        return data
    refused = next((step for step in played.steps if step.fate is Fate.REFUSED), None)
    return {
        **data,
        **_place(outcome.source, played.scenario.span),
        "filled": {name: to_data(value) for name, value in played.filled},
        "expectations": [each for step in played.steps for each in _expectations(outcome, step)],
        "refusal": _refusal(outcome, played, refused) if refused else None,
        "problems": [_problem(outcome.source, problem) for problem in played.problems],
    }


def _problem(source: Source | None, problem: Problem) -> Data:
    return {"message": problem.message, **_place(source, problem.span)}


def _expectations(outcome: Outcome, step: PlayedStep) -> list[Data]:
    way = outcome.way_to(step) if step.fate is Fate.UNMET else ()
    return [
        {
            "met": each.met,
            "expected": each.expected,
            "actual": each.actual or None,
            "shortest_way": () if each.met else way,
            **_place(outcome.source, each.statement.span),
        }
        for each in step.expectations
    ]


def _refusal(outcome: Outcome, played: Played, step: PlayedStep) -> Data:
    span = step.told.span if step.told is not None else played.scenario.span
    return {
        "event": "; ".join(map(event_words, step.events)),
        "reason": step.refusal.reason if step.refusal else None,
        "why": (step.refusal.because or None) if step.refusal else None,
        "instead": told_briefly(step.enabled),
        **_place(outcome.source, span),
    }


def _place(source: Source | None, span: Span) -> dict[str, Data]:
    if source is None:
        return {"line": None, "column": None, "end_line": None, "end_column": None}
    begin, end = source.position(span.start), source.position(span.end)
    return {"line": begin.line, "column": begin.column, "end_line": end.line, "end_column": end.column}
