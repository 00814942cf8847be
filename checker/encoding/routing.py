"""Following connectors: to a stage, through decisions, to the end of the run."""

from __future__ import annotations

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import DecisionProgram, Destination, Target
from .building import Building
from .failing import Failing
from .guard import TRUE, Guard, all_of, any_of, negation
from .places import End, Follow
from .stages import Stages
from .system import Duty, Label, Update
from .world import WorldData

RUN_COMPLETED = 1
RUN_CANCELED = 3


class Routing:
    """Makes the edges of connectors and decisions."""

    def __init__(self, building: Building, data: WorldData, stages: Stages, failing: Failing) -> None:
        """Say where edges go, and who makes those into stages and of errors."""
        self.building = building
        self.data = data
        self.stages = stages
        self.failing = failing

    def follow(self, place: Follow) -> None:
        """The edges from a connector that is followed."""
        program = self.building.program
        match place.target.kind:
            case Destination.STAGE:
                self.stages.entering(place, program.stages[place.target.place])
            case Destination.DECISION:
                self._decide(place, program.decisions[place.target.place])
            case Destination.MISSING:
                self.failing.outside(place, None, ErrorKind.PLATFORM, Duty.ENGINE, element=place.target.name)
            case Destination.END:
                end, status = ("Canceled", RUN_CANCELED) if place.recalling else ("Completed", RUN_COMPLETED)
                label = Label("recalled" if place.recalling else "complete run")
                self.building.edge(
                    place, End(end), label, Duty.ENGINE, TRUE, self.failing.run_becomes(status)
                )

    def _decide(self, place: Follow, decision: DecisionProgram) -> None:
        written = self.building.program.orchestration.decisions[decision.index]
        earlier: list[Guard] = []
        errors: list[Guard] = []
        for number, (outcome, made) in enumerate(zip(written.outcomes, decision.outcomes, strict=True)):
            space = self.data.space
            judge = space.requirements if made.before is None else space.becoming
            true, error = judge(outcome.requirements)
            still = all_of(negation(guard) for guard in earlier)
            errors.append(all_of((still, error)))
            self._take(place, decision, number, outcome.name, made.target, all_of((still, true)))
            earlier += [true, error]
        default = all_of(negation(guard) for guard in earlier)
        self._take(place, decision, -1, "default outcome", decision.default, default)
        error = any_of(errors)
        self.failing.outside(place, None, ErrorKind.DECISION, Duty.ENGINE, error, element=decision.name)
        self.failing.outside(
            place, None, ErrorKind.DECISION, Duty.STRIKE, negation(error), element=decision.name
        )

    def _take(
        self, place: Follow, decision: DecisionProgram, number: int, name: str, target: Target, guard: Guard
    ) -> None:
        updates: list[Update] = []
        variable = self.building.statuses.outcome(decision.index)
        if variable is not None:
            updates.append(self.building.becomes(variable, number + 2))
        following = Follow(target, place.recalling)
        label = Label("take", f"{decision.name}/{name}")
        self.building.edge(place, following, label, Duty.ENGINE, guard, updates)
