"""From a definition to a transition system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...engine.program.program import Destination, Program
from ...grammar.condition import Condition
from ...grammar.contract import FlowContract
from ...grammar.light_dataclass import dataclass
from ...grammar.names import Names
from .alike import Alike
from .building import MOST_LOCATIONS, Building
from .comparisons import comparisons
from .data.atoms import conditions_of
from .data.key import Key
from .data.space import DataSpace
from .events import Events
from .failing import Failing
from .guard import Guard, In, all_of, read_by
from .liveness import forgetful
from .places import Begin, End, Enter, Exits, Follow, Held, Judging, Place, Rest, Starts, Triggered
from .readings import named_in, readings
from .round_trips import RoundTrips
from .routing import Routing
from .stages import Stages
from .statuses import StatusVariables
from .system import Edge, Map, System
from .world import WorldData


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """A definition as a transition system, and how to find one's way in it.

    `places` are the points of control by location. `space` turns values into regions and back, `statuses` knows
    which variable holds which status. `live` are the variables (as bits) that mean something at a location.
    """

    program: Program
    system: System
    places: tuple[Place, ...]
    location_of: Mapping[Place, int]
    statuses: StatusVariables
    space: DataSpace
    live: tuple[int, ...]


def encode(
    program: Program,
    contracts: Mapping[str, FlowContract] | None = None,
    watched: tuple[str, ...] = (),
    *,
    suspends: bool = True,
    claims: bool = False,
    suspended: bool = False,
    relaxed: Sequence[Condition] = (),
    some: bool = False,
    read_in: Mapping[str, Sequence[str]] | None = None,
    wide: bool = False,
    most: int = MOST_LOCATIONS,
) -> Encoding:
    """Encode a definition. `contracts` are those of called flows, by name in lower case; `watched` are steps whose statuses
    are kept, although the definition does not read them, up to where a decision reads their outputs. `suspends`: whether
    runs are suspended at times. `claims`: what the author's properties look at is kept to the end; `suspended`: they see
    runs while they are suspended, and as they are resumed.
    `relaxed`: conditions that may hold or not, as it happens, each time they are judged; `some`: each of them may, or is as it
    is, the whole run. `read_in`: by API name of a stage
    in lower case, the stages and steps whose results are read there; their statuses are kept that long (those of its own steps
    in any case, but for steps that it has not come to as it is entered). `wide`: conditions
    that regions of values do not decide may hold or not too, so that every run of the definition is one of the system, and
    others may be.

    Raises `TooLargeError` for a definition with more than `most` points of control.
    """
    orchestration = program.orchestration
    names = Names.of(orchestration)
    read_in = read_in or {}
    read = readings(orchestration, names, (*watched, *_from_elsewhere(program, read_in)))
    statuses = StatusVariables(program, names, read, suspended=suspended)
    known = _called(program, contracts or {})
    apart = _judged_of(program) if suspended else ()
    space = DataSpace(
        program,
        statuses.term,
        len(statuses.variables),
        known.values(),
        relaxed,
        some=some,
        wide=wide,
        apart=apart,
    )
    world = WorldData(program, space, known)
    variables = (*statuses.variables, *space.variables)
    building = Building(program, statuses, [len(variable.values) for variable in variables], most)
    failing = Failing(building)
    stages = Stages(building, world, failing)
    routing = Routing(building, world, stages, failing)
    events = Events(building, world, stages, failing, suspends=suspends, wide=wide)
    alike = Alike(building, events)
    building.at(Begin())
    while building.todo:
        place = building.todo.pop()
        if not alike.tell(place):
            first = len(building.edges)
            _lead_on(place, events, routing, stages)
            alike.learn(place, first)
    system = System(
        variables,
        tuple(building.locations),
        _with_free_choice(building, space.left_open.chosen_anew),
        0,
        _initially(statuses),
    )
    kept = [*([] if statuses.run is None else [statuses.run]), *_left_open(program, space)]
    if some:
        kept += space.left_open.free.values()
    if claims:
        kept += _claimed(program, space, statuses)
    asked = _asked(building, space, watched, read_in)
    forgotten, live = forgetful(system, kept, asked)
    rounds = RoundTrips(building, stages, failing, is_open=bool(space.chosen_anew))
    broken = rounds.broken_off(system, forgotten, live)
    if broken is not system:
        forgotten, live = forgetful(broken, kept, asked)
    places = tuple(building.places)
    if space.open_atoms:
        known_of = comparisons(program, space, known, places, forgotten.edges)
        forgotten = replace(forgotten, comparisons=known_of)
    return Encoding(program, forgotten, places, building.places, statuses, space, live)


def _lead_on(place: Place, events: Events, routing: Routing, stages: Stages) -> None:
    """Make the edges that lead on from a place."""
    match place:
        case Begin():
            events.begin(place)
        case Triggered():
            events.triggered(place)
        case Follow():
            routing.follow(place)
        case Enter():
            stages.enter(place)
        case Exits():
            stages.exits(place)
        case Starts():
            stages.starts(place)
        case Rest():
            events.rest(place)
        case Held():
            events.held(place)
        case End() | Judging():
            pass


def _left_open(program: Program, space: DataSpace) -> list[int]:
    """The variables of open parameters: it is asked for which of their values something holds."""
    found = (space.where(Key("input", parameter.name), 0) for parameter in program.orchestration.parameters)
    return sorted({where[0] for where in found if where is not None})


def _judged_of(program: Program) -> Iterator[Condition]:
    """The conditions of the author's properties."""
    for claim in program.orchestration.properties:
        for side in (claim.statement, claim.second):
            if side is not None:
                yield from conditions_of(side)


def _claimed(program: Program, space: DataSpace, statuses: StatusVariables) -> list[int]:
    """The variables that the author's properties look at."""
    found: set[int] = set()
    for condition in _judged_of(program):
        judged = space.condition(condition)
        found.update(read_by(judged.true), read_by(judged.error))
    for claim in program.orchestration.properties:
        for side in (claim.statement, claim.second):
            for name in named_in(side) if side is not None else ():
                found.update(_statuses_of(name.casefold(), program, statuses))
    return sorted(found)


def _with_free_choice(building: Building, choice: tuple[Map, ...]) -> tuple[Edge, ...]:
    """The edges, each of which chooses anew what is left open."""
    if not choice:
        return tuple(building.edges)
    return tuple(edge._replace(updates=(*edge.updates, *choice)) for edge in building.edges)


def _statuses_of(name: str, program: Program, statuses: StatusVariables) -> Iterator[int]:
    """The variables that tell what happens to an element."""
    if name in program.places:
        yield statuses.step(*program.places[name])
    for index, variable in (
        (program.stage_index.get(name), statuses.stage),
        (program.decision_index.get(name), statuses.outcome),
    ):
        number = None if index is None else variable(index)
        if number is not None:
            yield number


def _from_elsewhere(program: Program, read_in: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a stage reads that is none of its own steps."""
    for stage, found in read_in.items():
        index = program.stage_index[stage]
        yield from (name for name in found if name not in program.places or program.places[name][0] != index)


def _asked(
    building: Building, space: DataSpace, watched: tuple[str, ...], read_in: Mapping[str, Sequence[str]]
) -> dict[int, tuple[int, ...]]:
    """Where a stage is in progress, somebody may ask what status its steps have (as it is entered, those that were looked at:
    the others are not started), and those that it reads; at a decision, what status those of the watched steps have whose
    outputs it reads.
    """
    program, statuses = building.program, building.statuses
    own = {
        stage.index: tuple(statuses.step(stage.index, step.index) for step in stage.steps)
        for stage in program.stages
    }
    others = {
        stage.index: tuple(
            variable
            for name in read_in.get(stage.name.casefold(), ())
            for variable in _statuses_of(name, program, statuses)
        )
        for stage in program.stages
    }
    kept = {program.places[name.casefold()] for name in watched if name.casefold() in program.places}
    of_decision = {
        index: tuple(statuses.step(*place) for place in sorted({*_places_read(index, program, space)} & kept))
        for index in range(len(program.decisions))
    }
    found: dict[int, tuple[int, ...]] = {}
    for place, location in building.places.items():
        match place:
            case Enter(stage=stage, step=step):
                found[location] = (*own[stage][:step], *others[stage])
            case Exits() | Starts() | Rest() | Held():
                found[location] = (*own[place.stage], *others[place.stage])
            case Follow(target=target) if target.kind is Destination.DECISION:
                found[location] = of_decision[target.place]
            case _:
                pass
    return found


def _places_read(decision: int, program: Program, space: DataSpace) -> Iterator[tuple[int, int]]:
    """The steps, by stage and step, whose outputs a decision reads."""
    for outcome in program.orchestration.decisions[decision].outcomes:
        for condition in outcome.requirements.conditions:
            for key in space.keys(condition):
                step = key.name.partition("/")[2].partition(".")[0]
                if key.kind == "output" and step in program.places:
                    yield program.places[step]


def _initially(statuses: StatusVariables) -> Guard:
    return all_of(In(variable, 1 << value) for variable, value in sorted(statuses.initial().items()))


def _called(program: Program, contracts: Mapping[str, FlowContract]) -> dict[tuple[int, int], FlowContract]:
    declared = {contract.name.casefold(): contract for contract in program.orchestration.contracts}
    found: dict[tuple[int, int], FlowContract] = {}
    for place, stage in enumerate(program.orchestration.stages):
        for number, step in enumerate(stage.steps):
            name = (step.calls or "").casefold()
            contract = contracts.get(name) or declared.get(name)
            if contract is not None:
                found[place, number] = contract
    return found
