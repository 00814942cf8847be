"""Every edge of an encoding as a step of the interpreter: a run that takes it, on to where it rests, replayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from agreement_located import located
from agreement_paths import Box, Paths

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import Encoding
from stageproof.checker.encoding.places import Held, Place
from stageproof.checker.encoding.system import Duty, Edge, Label
from stageproof.checker.fixpoint.paths import Path, cube, valuations
from stageproof.checker.fixpoint.shortest import Shortest
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.witness.replay import replay
from stageproof.checker.witness.story import story
from stageproof.engine.history import Change
from stageproof.engine.statuses import RunStatus

SEEN: Final = {
    "start": ("step", "InProgress"),
    "enter": ("stage", "InProgress"),
    "exit": ("step", "Completed"),
    "complete stage": ("stage", "Completed"),
    "cancel": ("run", "Canceled"),
}
"""What the interpreter tells of a move of the engine or the world: whose status, and what it becomes."""


@dataclass(slots=True)
class Models:
    """`replayed` and `never` are edges: those that the interpreter took, and those that no reached state can take. `wrong`
    says in words what went another way.
    """

    replayed: list[int] = field(default_factory=list[int])
    never: list[int] = field(default_factory=list[int])
    wrong: list[str] = field(default_factory=list[str])


def edge_models(analysis: Analysis) -> Models:
    """Take a model of every edge, and replay it."""
    found = Models()
    for number in range(len(analysis.system.edges)):
        if analysis.states_taking(number) == EMPTY:
            found.never.append(number)
            continue
        problem = _problem(analysis, number)
        if problem:
            edge = analysis.system.edges[number]
            places = [analysis.system.locations[place].name for place in (edge.source, edge.target)]
            found.wrong.append(f"edge {number} {edge.label} from “{places[0]}” to “{places[1]}”: {problem}")
        else:
            found.replayed.append(number)
    return found


def _problem(analysis: Analysis, number: int) -> str:
    path = path_through(analysis, number)
    if path is None:
        return _never_begins(analysis, number)
    encoding, model, edges = analysis.encoding, analysis.model, analysis.system.edges
    replayed = replay(analysis.program, story(encoding, model, path))
    if replayed.refused is not None:
        return f"refused: {replayed.refused.reason}"
    assert replayed.configuration is not None
    if isinstance(encoding.places[edges[path.edges[-1]].target], Held):
        return "" if replayed.configuration.run is RunStatus.SUSPENDED else "the run is not suspended"
    after = located(encoding, replayed.configuration)
    if after is None:
        return "no place for the configuration"
    last = edges[path.edges[-1]].target
    if after.location != last:
        rests = analysis.system.locations
        return f"it comes to “{rests[after.location].name}”, not to “{rests[last].name}”"
    end = valuations(model, path)[-1]
    for variable, value in after.values.items():
        if end[variable] != value:
            of = analysis.system.variables[variable]
            return f"{of.name} is {of.values[value]}, not {of.values[end[variable]]}"
    changes = [change for advance in replayed.advances for change in advance.changes]
    return "" if _is_told(edges[number].label, changes) else "the interpreter tells nothing of it"


def _never_begins(analysis: Analysis, number: int) -> str:
    """No record meets the entry conditions: then no run begins, and all others rest or end."""
    if analysis.system.edges[number].label.event != "begin" or analysis.begins:
        return "no run takes it and rests"
    way = analysis.shortest.path_to(analysis.system.edges[number].source, analysis.states_taking(number))
    assert way is not None
    behind = analysis.model.moves[number].forward(way.states[-1])
    path = Path((*way.edges, number), (*way.states, cube(analysis.model, behind)))
    replayed = replay(analysis.program, story(analysis.encoding, analysis.model, path))
    return "" if replayed.refused is not None else "a run begins that nothing meets"


def path_through(analysis: Analysis, number: int) -> Path | None:
    """A shortest run to an edge, the edge, and moves of the engine, and stored results, on to where the run rests."""
    model, edge = analysis.model, analysis.system.edges[number]
    behind = model.moves[number].forward(analysis.states_taking(number))
    onward = Shortest(model, start=(edge.target, behind), excluded=_events(analysis))
    for place, location in enumerate(analysis.system.locations):
        if not (location.rests or location.end) or _is_resumed(analysis.encoding.places[place]):
            continue
        rest = onward.path_to(place, analysis.reached[place])
        if rest is None:
            continue
        wanted = model.diagrams.intersection(
            analysis.states_taking(number), model.moves[number].backward(rest.states[0])
        )
        way = analysis.shortest.path_to(edge.source, wanted)
        if way is not None:
            return Path((*way.edges, number, *rest.edges), (*way.states, *rest.states))
    return None


def _events(analysis: Analysis) -> frozenset[int]:
    """The edges of the world, but for stored results that a resume works off."""
    return frozenset(
        number
        for number, edge in enumerate(analysis.system.edges)
        if edge.duty is not Duty.ENGINE and not _is_resumed(analysis.encoding.places[edge.source])
    )


def _is_resumed(place: Place) -> bool:
    return isinstance(place, Held) and place.resumed


def _is_told(label: Label, changes: list[Change]) -> bool:
    if label.event not in SEEN:
        return True
    part, status = SEEN[label.event]
    name = label.element
    return any(
        change.subject.part == part
        and change.attribute == "Status"
        and change.after == status
        and (part == "run" or change.subject.name.rpartition("/")[2] == name)
        for change in changes
    )


def edges_taken(encoding: Encoding, limit: int) -> frozenset[int] | None:
    """The edges that some run takes, found one box of states at a time, without any decision diagram; None where there are
    more boxes than the limit.
    """
    system = encoding.system
    paths = Paths(system)
    numbers = {id(edge): number for number, edge in enumerate(system.edges)}
    todo = [(system.initial, box) for box in _beginnings(paths)]
    seen = set(todo)
    taken: set[int] = set()
    while todo:
        location, box = todo.pop()
        for edge in paths.outgoing[location]:
            for after in paths.taken(edge, box):
                taken.add(numbers[id(edge)])
                state = edge.target, after
                if state not in seen:
                    if len(seen) >= limit:
                        return None
                    seen.add(state)
                    todo.append(state)
    return frozenset(taken)


def _beginnings(paths: Paths) -> Iterator[Box]:
    """The boxes of states that runs begin in."""
    system = paths.system
    start = Edge(system.initial, system.initial, Label("begin"), Duty.ENGINE, system.begins)
    yield from paths.taken(start, paths.box({}))
