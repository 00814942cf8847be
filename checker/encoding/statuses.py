"""The variables that hold statuses, outcomes and what evaluation flows answer."""

from __future__ import annotations

from typing import Final, NamedTuple

from ...engine.program.program import Program
from ...engine.values import Value
from ...grammar.model import Decision, Outcome, Stage, Step
from ...grammar.names import Names
from .ordering import groups_of, order_of
from .readings import Readings
from .system import Variable

NOT_STARTED: Final = 0
IN_PROGRESS: Final = 1
FINISHED: Final = 2
"""In Progress still, but the work item is finished: nobody holds one (decision `screen-done-exit-open`)."""
COMPLETED: Final = 3
ERROR: Final = 4
DISCONTINUED: Final = 5
CANCELED: Final = 6
NEVER: Final = 7
STEP_VALUES: Final = (
    "NotStarted", "InProgress", "InProgress, work item finished", "Completed", "Error", "Discontinued", "Canceled", "null",
)  # fmt: skip
STEP_READ: Final = (
    "NotStarted",
    "InProgress",
    "InProgress",
    "Completed",
    "Error",
    "Discontinued",
    "Canceled",
    None,
)
SLOT_VALUES: Final = STEP_VALUES[:4]
STAGE_VALUES: Final = ("null", "InProgress", "Completed", "Error", "Discontinued", "Canceled")
STAGE_READ: Final = (None, "InProgress", "Completed", "Error", "Discontinued", "Canceled")
STAGE_TRUTH: Final = (None, None, True, False, None, None)
RUN_VALUES: Final = ("InProgress", "Completed", "Error", "Canceled")
SUSPENDED: Final = "Suspended"
"""The last value of run and stages, where somebody looks at runs while they are suspended."""


class StatusTerm(NamedTuple):
    """A reference that reads a status: the variable, and for each of its values what the reference then is."""

    variable: int
    values: tuple[Value, ...]


class StatusVariables:
    """Gives out variable numbers, from 0 on. What only its own stage reads shares a *slot* with other stages."""

    def __init__(
        self, program: Program, names: Names, readings: Readings, *, suspended: bool = False
    ) -> None:
        """Make the variables of a definition. `suspended`: run and stages are Suspended at times."""
        more = (SUSPENDED,) if suspended else ()
        self.suspended = suspended
        self._stage_read = (*STAGE_READ, *more)
        self._stage_truth = (*STAGE_TRUTH, *(None for _ in more))
        self._run_values = (*RUN_VALUES, *more)
        self._program = program
        self._names = names
        self.variables: list[Variable] = []
        slots = max((len(stage.steps) for stage in program.stages), default=0)
        self._slots = [self._add(f"step {place}", SLOT_VALUES) for place in range(slots, 0, -1)][::-1]
        self._places = self._in_order()
        self._own: dict[tuple[int, int], int] = {}
        self._stages: dict[int, int] = {}
        self._outcomes: dict[int, int] = {}
        for stage in program.stages:
            for step in sorted(stage.steps, key=lambda step: -self._place(stage.index, step.index)):
                if step.name.casefold() in readings.steps:
                    path = f"{stage.name}/{step.name}.Status"
                    self._own[stage.index, step.index] = self._add(path, STEP_VALUES)
            if stage.name.casefold() in readings.stages:
                self._stages[stage.index] = self._add(f"{stage.name}.Status", (*STAGE_VALUES, *more))
        for decision in program.decisions:
            if decision.name.casefold() in readings.decisions:
                names_of = ("null", "default outcome", *(outcome.name for outcome in decision.outcomes))
                self._outcomes[decision.index] = self._add(f"{decision.name} outcome", names_of)
        self.run = self._add("run.Status", self._run_values) if readings.run or suspended else None
        self.answers = [self._add(f"{flow} answers", ("false", "true")) for flow in program.flows]
        self.late: dict[tuple[int, int], int] = {}
        for stage in program.stages:
            for step in stage.steps:
                if not step.asks and any(
                    write.value is not None and write.slot in program.frozen_fields for write in step.writes
                ):
                    name = f"{stage.name}/{step.name} may finish late"
                    self.late[stage.index, step.index] = self._add(name, ("false", "true"))

    def _add(self, name: str, values: tuple[str, ...]) -> int:
        self.variables.append(Variable(name, values))
        return len(self.variables) - 1

    def _in_order(self) -> dict[int, dict[int, int]]:
        """By stage, the slots of steps that have not the one of their own place."""
        orchestration = self._program.orchestration
        groups = groups_of(orchestration, self._names)
        found: dict[int, dict[int, int]] = {}
        for number, stage in enumerate(orchestration.stages):
            order = order_of(stage, groups.get(stage.name, ()))
            moved = {step: place for place, step in enumerate(order) if step != place}
            if moved:
                found[number] = moved
        return found

    def _place(self, stage: int, step: int) -> int:
        moved = self._places.get(stage)
        return step if moved is None else moved.get(step, step)

    def is_slot(self, stage: int, step: int) -> bool:
        """Whether the status of a step is forgotten when its stage is left."""
        return (stage, step) not in self._own

    def step(self, stage: int, step: int) -> int:
        """The variable that holds the status of a step while its stage is in progress."""
        return self._own.get((stage, step), self._slots[self._place(stage, step)])

    def stage(self, stage: int) -> int | None:
        """The variable that holds the status of a stage; None where nobody reads it."""
        return self._stages.get(stage)

    def outcome(self, decision: int) -> int | None:
        """The variable that holds the outcome of a decision's latest visit; None where nobody reads it."""
        return self._outcomes.get(decision)

    def initial(self) -> dict[int, int]:
        """The values that the variables begin with; those not listed do not matter."""
        begin = dict.fromkeys(self._own.values(), NEVER)
        begin |= dict.fromkeys([*self._stages.values(), *self._outcomes.values(), *self.late.values()], 0)
        if self.run is not None:
            begin[self.run] = 0
        return begin

    def term(self, text: str) -> StatusTerm | None:
        """What a reference such as `Prepare.Status`, `Cleared` or `run.Status` reads; None where it is no status."""
        root, _, rest = text.partition(".")
        if text.casefold() == "run.status" and self.run is not None:
            return StatusTerm(self.run, self._run_values)
        found = self._names.get(root)
        match found:
            case Stage(name=name):
                return self._stage_term(self._program.stage_index[name.casefold()], rest)
            case Step(name=name):
                return self._step_term(name, rest)
            case Decision(name=name):
                return self._outcome_term(name, None)
            case Outcome():
                return self._outcome_term(None, found)
            case _:
                return None

    def _stage_term(self, stage: int, rest: str) -> StatusTerm | None:
        variable = self.stage(stage)
        if variable is None:
            return None
        if rest.casefold() == "status":
            return StatusTerm(variable, self._stage_read)
        return None if rest else StatusTerm(variable, self._stage_truth)

    def _step_term(self, name: str, rest: str) -> StatusTerm | None:
        stage, step = self._program.places[name.casefold()]
        variable = self.step(stage, step)
        values = STEP_READ[: len(self.variables[variable].values)]
        if rest.casefold() == "status":
            return StatusTerm(variable, values)
        if rest:
            return None
        return StatusTerm(
            variable, tuple(None if value is None else value == "Completed" for value in values)
        )

    def _outcome_term(self, decision: str | None, outcome: Outcome | None) -> StatusTerm | None:
        for place, written in enumerate(self._program.orchestration.decisions):
            for number, candidate in enumerate(written.outcomes):
                if candidate is outcome:
                    variable = self.outcome(place)
                    if variable is None:
                        return None
                    size = len(self.variables[variable].values)
                    return StatusTerm(variable, tuple(value == number + 2 for value in range(size)))
        if decision is None:
            return None
        variable = self.outcome(self._program.decision_index[decision.casefold()])
        if variable is None:
            return None
        size = len(self.variables[variable].values)
        return StatusTerm(variable, tuple(None if value == 0 else True for value in range(size)))
