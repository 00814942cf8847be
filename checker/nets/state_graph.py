"""Plain state graphs, read from a small text format.

One thing a line; `#` begins a comment. Names are words without white space, `:` and `#`, or stand in double quotes.

    start Draft
    end Done
    Draft -> Review : submit
    Review -> Draft : reject
    Review -> Done  : approve

`start` names the one state where a run begins, `end` a state in which it may end (there may be several, or none).
An arrow is a move; the word behind its colon is what it is called, without one `Draft -> Review` is its name. States
need no line of their own: `state Name` is for one that no arrow touches.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...grammar.diagnostic import Diagnostic, Problem
from ...grammar.light_dataclass import dataclass
from ...grammar.source import Source
from ...grammar.span import Span
from ..encoding.system import Duty, Edge, Label, Location, System

_NAME: Final = r'(?:"[^"\n]*"|(?:(?!->)[^\s:#"])+)'
_LINE: Final = re.compile(
    rf"[ \t\ufeff]*(?:(?P<word>start|end|state)[ \t]+(?P<name>{_NAME})"
    rf"|(?P<source>{_NAME})[ \t]*->[ \t]*(?P<target>{_NAME})(?:[ \t]*:[ \t]*(?P<label>{_NAME}))?)?"
    r"[ \t]*(?:#.*)?"
)


class Move(NamedTuple):
    """From one state to another (their numbers)."""

    source: int
    target: int
    name: str


@dataclass(frozen=True, slots=True)
class StateGraph:
    """`start` and `ends` are numbers of states."""

    states: tuple[str, ...]
    start: int
    ends: tuple[int, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class GraphReading:
    """What a text says. `graph` is None where anything in it is wrong; `diagnostics` say what."""

    graph: StateGraph | None
    diagnostics: tuple[Diagnostic, ...]


def read_state_graph(source: Source) -> GraphReading:
    """Read a state graph."""
    numbers: dict[str, int] = {}
    starts: list[int] = []
    ends: dict[int, None] = {}
    moves: list[Move] = []
    wrong: list[Diagnostic] = []

    def state(written: str) -> int:
        return numbers.setdefault(written, len(numbers))

    for number, begin in enumerate(source.line_starts(), 1):
        line = source.line_text(number)
        match = _LINE.fullmatch(line)
        if match is None:
            expected = "“start State”, “end State”, “state State” or “State -> State : name” was expected"
            wrong.append(_problem(begin, line, f"This line is not understood; {expected}."))
        elif match["word"] is not None:
            place = state(_plain(match["name"]))
            if match["word"] == "start":
                starts.append(place)
                if len(starts) > 1:
                    wrong.append(_problem(begin, line, "A second start; a run begins in one state."))
            elif match["word"] == "end":
                ends[place] = None
        elif match["source"] is not None:
            before, after, label = (_plain(match[part]) for part in ("source", "target", "label"))
            moves.append(Move(state(before), state(after), label or f"{before} -> {after}"))
    if not starts:
        wrong.append(_problem(0, source.text, "No line says where a run begins.", "Write “start State”."))
    if wrong:
        return GraphReading(None, tuple(wrong))
    return GraphReading(StateGraph(tuple(numbers), starts[0], tuple(ends), tuple(moves)), ())


def system_of_graph(graph: StateGraph) -> System:
    """A state graph as a transition system: a location for each state, no variables; edge `n` is move `n`.

    Only an end that no move leaves is marked as one: elsewhere a run may still go on.
    """
    ends = set(graph.ends) - {move.source for move in graph.moves}
    locations = tuple(
        Location(name, rests=True, end="Completed" if number in ends else "")
        for number, name in enumerate(graph.states)
    )
    edges = tuple(
        Edge(move.source, move.target, Label("move", move.name), Duty.RESULT) for move in graph.moves
    )
    return System((), locations, edges, graph.start)


def _plain(written: str | None) -> str:
    """A name without the quotes it may stand in."""
    return (written or "").strip('"')


def _problem(begin: int, line: str, message: str, advice: str = "") -> Diagnostic:
    return Diagnostic(Span(begin, begin + len(line)), Problem.SYNTAX_ERROR, message, advice)
