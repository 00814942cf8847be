"""A definition made ready to run."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ...grammar.contract import Domain
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration
from ...grammar.span import Span
from ..configuration import Configuration
from ..decisions.choices import Choices
from ..effects import Effects
from ..history import Subject
from ..values import Value
from .view import Reader, Test


class StepKind(Enum):
    """What a step does. The pilot's work item step is interactive."""

    BACKGROUND = "background"
    INTERACTIVE = "interactive"
    MULESOFT = "mulesoft"
    APPROVAL = "approval"


class Destination(Enum):
    """What a connector leads to."""

    STAGE = "stage"
    DECISION = "decision"
    END = "end"
    MISSING = "missing"


class Target(NamedTuple):
    """Where a connector leads: the place of a stage or decision in the program; `name` is what the connector says."""

    kind: Destination
    place: int
    name: str


class Hole(NamedTuple):
    """A value that the world chooses. `slot` is where the configuration keeps it, None where nothing reads it."""

    name: str
    domain: Domain
    slot: int | None


class Write(NamedTuple):
    """A field that a called flow writes when it completes: `slot` of the record; `value` None: it cannot be known."""

    slot: int
    value: Reader | None


@dataclass(frozen=True, slots=True, eq=False)
class StepProgram:
    """One step. `synchronous` None: it cannot be known. `entry` None: starts with its stage (unless `entry_flow`).

    `asks`: it gives somebody a work item. `exit` and `exit_flow` are the custom exit condition of such a step. Flows
    are indexes of evaluation flows. `outputs` are the names of the output slots.
    """

    index: int
    name: str
    kind: StepKind
    subject: Subject
    item: Subject
    approval: Subject
    synchronous: bool | None
    entry: Test | None
    entry_flow: int | None
    exit: Test | None
    exit_flow: int | None
    outputs: tuple[str, ...]
    holes: tuple[Hole, ...]
    known_outputs: Mapping[str, Hole]
    needed_outputs: tuple[Hole, ...]
    writes: tuple[Write, ...]
    assignee: Reader | None
    assignee_type: str | None
    asks: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class StageProgram:
    """One stage. Without `exit` and `exit_flow` it completes when all steps are Completed.

    `exiting` are the steps with an exit condition of their own, `wakes_on` the record fields whose change wakes it.
    """

    index: int
    name: str
    subject: Subject
    steps: tuple[StepProgram, ...]
    exit: Test | None
    exit_flow: int | None
    following: Target
    fault: Target | None
    in_fault_path: bool
    wakes_on: frozenset[int]
    no_outputs: tuple[tuple[Value, ...], ...]
    has_approvals: bool
    exiting: tuple[StepProgram, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeProgram:
    """One outcome. `before`: the same condition on the record's prior values, where it has to have become true."""

    name: str
    test: Test
    before: Test | None
    target: Target


@dataclass(frozen=True, slots=True, eq=False)
class DecisionProgram:
    """A decision: outcomes in order, then the default."""

    index: int
    name: str
    subject: Subject
    outcomes: tuple[OutcomeProgram, ...]
    default: Target
    span: Span


class Problem(NamedTuple):
    """Something in the definition that cannot be run as it is written, and what the interpreter does about it."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A whole definition, ready to run under some choices.

    `fields` are the record fields that anything reads or writes (`$Record.Status`), `inputs` the input variables,
    `flows` the evaluation flows; `frozen_fields` those that nobody outside may change. `unknown_synchrony` are
    the steps of which it cannot be known whether they are synchronous: they run as asynchronous ones, whose runs
    include those of synchronous ones. `problems` is empty for a definition without errors.
    """

    orchestration: Orchestration
    choices: Choices
    effects: Effects
    stages: tuple[StageProgram, ...]
    decisions: tuple[DecisionProgram, ...]
    entry: Target
    recall: Target | None
    run: Subject
    submission: Subject
    fields: tuple[str, ...]
    field_holes: tuple[Hole, ...]
    field_subjects: tuple[Subject, ...]
    frozen_fields: frozenset[int]
    inputs: tuple[str, ...]
    input_holes: tuple[Hole, ...]
    flows: tuple[str, ...]
    flow_subjects: tuple[Subject, ...]
    filter: Test | None
    refreshes_record: bool
    keeps_outputs: bool
    needs_both_exits: bool
    initial: Configuration
    places: Mapping[str, tuple[int, int]]
    stage_index: Mapping[str, int]
    decision_index: Mapping[str, int]
    unknown_synchrony: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def is_approval(self) -> bool:
        """True for a flow approval process."""
        return self.orchestration.is_approval

    def step(self, name: str) -> StepProgram | None:
        """The step with this API name (Salesforce ignores case)."""
        place = self.places.get(name.casefold())
        return self.stages[place[0]].steps[place[1]] if place else None

    def default_values(self) -> tuple[tuple[str, Value], ...]:
        """The inputs as they are when nobody gives a value."""
        return tuple(zip(self.inputs, self.initial.inputs, strict=True))
