"""Finding, breadth first, the shortest run of the built-in definitions in which each row demands something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ....engine.decisions.choices import Choices
from ....engine.enabled import enabled
from ....engine.events import Cancel, Event, Fail, Reassign, Recall, Resume, Suspend
from ....engine.exploration.fillings import SOMEBODY, Filler
from ....engine.exploration.policy import Happening, Policy
from ....engine.exploration.strikes import struck
from ....engine.interpreter.advance import Advance
from ....engine.tables.catalogue import rows_of
from ....engine.tables.row import TableRow
from ....grammar.light_dataclass import dataclass
from ....grammar.model import Orchestration
from ...oracle.aftermath import aftermath
from ...oracle.facts import Facts
from ...oracle.observation import ObservedMoment
from ...oracle.scene import Scene
from ...oracle.standing import Standing
from ...oracle.timeline import Timeline
from ..asked import asks, is_probe
from ..model import Model, Programs, seen_in
from .level import Level, level_of
from .scenario import Move, Scenario, definitions

LONGEST: Final = 9
"""Events of a run at most."""
WIDEST: Final = 1500
"""Runs of one definition that are followed at each length."""
MOST_FAULTS: Final = 2
EVENTS: Final = {
    Level.CORE: (Happening.REASSIGN,),
    Level.ERRORS: (Happening.FAIL,),
    Level.RESUME: (Happening.FAIL, Happening.RESUME, Happening.WAIT),
    Level.SUSPEND: (Happening.SUSPEND, Happening.RESUME),
    Level.CANCEL: (Happening.CANCEL,),
    Level.EVALUATION_FLOWS: (
        Happening.EVALUATE, Happening.PUBLISH, Happening.FAIL, Happening.SUSPEND, Happening.RESUME,
    ),
    Level.APPROVALS: (Happening.RECALL, Happening.FAIL),
}  # fmt: skip
"""What happens in the runs of a level, besides begin and complete."""


@dataclass(frozen=True, slots=True, eq=False)
class _Reached:
    """Where a search has come to."""

    model: Model
    standing: Standing
    moves: tuple[Move, ...] = ()
    faults: int = 0


def rows_of_level(level: Level, chosen: Choices) -> tuple[TableRow, ...]:
    """The mandatory rows of a level, in the order of the tables."""
    return tuple(row for row in rows_of(chosen.profile) if level_of(row, chosen) == level)


@cache
def scenarios(level: Level, chosen: Choices) -> Mapping[str, Scenario]:
    """By the id of each row of the level the shortest run in which it demands something. None where none was found."""
    wanted = {row.id: row for row in rows_of_level(level, chosen)}
    found: dict[str, Scenario] = {}
    searches = [
        _Search(Programs(definition, chosen), level)
        for definition in definitions().values()
        if _belongs(definition, level)
    ]
    for _ in range(LONGEST):
        for search in searches:
            for move, scene in search.deepen():
                for id in [id for id, row in wanted.items() if is_probe(row) is move[-1].refused]:
                    if asks(wanted[id], scene):
                        del wanted[id]
                        found[id] = Scenario(search.name, move)
        if not wanted:
            break
    return MappingProxyType(found)


def _belongs(definition: Orchestration, level: Level) -> bool:
    """Whether a level may ask for a definition: approvals and evaluation flows only where it is about them."""
    if definition.is_approval:
        return level is Level.APPROVALS
    asks_flows = any(
        call is not None
        for stage in definition.stages
        for call in (stage.exit_flow, *(step.entry_flow or step.exit_flow for step in stage.steps))
    )
    return not asks_flows or level is Level.EVALUATION_FLOWS


class _Search:
    """The runs of one definition, one event longer each time."""

    def __init__(self, programs: Programs, level: Level) -> None:
        self.name = programs.definition.name
        self.facts = Facts.of(programs.definition, programs.chosen)
        self.filler = Filler(programs.program)
        self.policy = Policy(frozenset(Happening) - frozenset(EVENTS[level]), faults=MOST_FAULTS, strikes=1)
        start = Model.of(programs)
        self.frontier: list[_Reached] = [_Reached(start, Standing())]
        self.known = {start.configuration}

    def deepen(self) -> Iterator[tuple[tuple[Move, ...], Scene]]:
        """Every run that is one event longer, with its last moment; and those whose last event is refused."""
        reached, self.frontier = self.frontier, []
        for place in reached:
            yield from self._probes(place)
            for event, faults, result in self._following(place):
                scene = self._scene(place, event, faults, result)
                moves = (*place.moves, Move(event, faults))
                yield moves, scene
                count = place.faults + len(faults) + isinstance(event, Fail)
                if result.configuration not in self.known and len(self.frontier) < WIDEST:
                    self.known.add(result.configuration)
                    self.frontier.append(
                        _Reached(place.model.taking(event, result), scene.timeline.after, moves, count)
                    )

    def _following(self, place: _Reached) -> Iterator[tuple[Event, tuple[Fail, ...], Advance]]:
        model = place.model
        for template in enabled(model.program, model.configuration):
            if not self.policy.allows(template.event):
                continue
            if isinstance(template.event, Fail) and place.faults >= MOST_FAULTS:
                continue
            for event in self.filler.events(model.configuration, template):
                result = model.advance(event)
                if not isinstance(result, Advance):
                    continue
                yield event, (), result
                if self.policy.has_strikes and place.faults < MOST_FAULTS:
                    for transition, struck_result in struck(
                        model.program, model.configuration, event, result.changes, 1, self.policy
                    ):
                        yield event, transition.faults, struck_result

    def _scene(self, place: _Reached, event: Event, faults: tuple[Fail, ...], result: Advance) -> Scene:
        moment = place.model.moment(event, faults, *seen_in(result))
        return _scene(self.facts, place.standing, moment)

    def _probes(self, place: _Reached) -> Iterator[tuple[tuple[Move, ...], Scene]]:
        model = place.model
        if model.configuration.run is None:
            return
        tried: list[Event] = [Suspend(), Resume(), Cancel(), Recall()]
        tried += (
            Reassign(step.name, "User", SOMEBODY)
            for stage in model.program.stages
            for step in stage.steps
            if step.asks
        )
        for event in tried:
            if not isinstance(model.advance(event), Advance):
                moves = (*place.moves, Move(event, (), refused=True))
                yield moves, _scene(self.facts, place.standing, model.moment(event, (), (), ()))


def _scene(facts: Facts, standing: Standing, moment: ObservedMoment) -> Scene:
    scene = Scene.of(Timeline.of(facts, standing, moment))
    aftermath(scene)
    return scene
