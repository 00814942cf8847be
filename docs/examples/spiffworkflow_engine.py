"""A small orchestration engine on SpiffWorkflow: SpiffWorkflow moves the tokens, the engine keeps statuses and a log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from spiffworkflow_bpmn import (
    MAIN,
    NotSupportedError,
    expression,
    outcome_task,
    process_of,
    signal_of,
    to_bpmn,
)

from stageproof.grammar.model import Orchestration, Stage, Step
from stageproof.interpreter import Value


class Changed(NamedTuple):
    """A status, an output or an outcome that changed."""

    part: str
    element: str
    after: Value
    attribute: str = "Status"


class Logged(NamedTuple):
    """A milestone."""

    kind: str
    stage: str | None = None
    step: str | None = None


class NotPossibleError(Exception):
    """Something that cannot be done to a run as it stands."""


class OrchestrationEngine:
    """One run of one definition."""

    def __init__(self, definition: Orchestration) -> None:
        """Translate the definition. Raises NotSupportedError for what this engine cannot run."""
        self._refuse(definition)
        self.stages = {stage.name: stage for stage in definition.stages}
        self.steps = {step.name: step for stage in definition.stages for step in stage.steps}
        self.taken = {
            outcome_task(outcome.name): (one.name, outcome.name)
            for one in definition.decisions
            for outcome in one.outcomes
        } | {f"else_{one.name}": (one.name, "default outcome") for one in definition.decisions}
        parser: Any = BpmnParser()
        parser.add_bpmn_io(BytesIO(to_bpmn(definition).encode()))
        self._specs = {name: parser.get_spec(name) for name in (MAIN, *map(process_of, definition.stages))}
        environment = TaskDataEnvironment(self._functions())
        self._scripts: Any = PythonScriptEngine(environment)
        self.run_status: str | None = None
        self.status: dict[str, str] = {}
        self.items: dict[str, str] = {}
        self.outputs: dict[tuple[str, str], Value] = {}
        self.failing: list[tuple[str, str]] = []
        self.changes: list[Changed] = []
        self.log: list[Logged] = []
        self._stopped: set[str] = set()
        self._current: Stage | None = None
        self._main: Any = None
        self._inside: Any = None

    @staticmethod
    def _refuse(definition: Orchestration) -> None:
        if definition.is_approval:
            raise NotSupportedError("a flow approval process")
        known = {contract.name: contract for contract in definition.contracts}
        for _, step in definition.steps():
            contract = known.get(step.calls or "")
            if step.is_background and (contract is None or not contract.asynchronous):
                raise NotSupportedError(f"{step.name} is not known to be asynchronous")

    # ------------------------------------------------------------------ what can be done to a run

    def begin(self) -> None:
        """Start the run."""
        if self.run_status is not None:
            raise NotPossibleError("the run has begun already")
        self._main = BpmnWorkflow(self._specs[MAIN], script_engine=self._scripts)
        self._set_run("InProgress", "StartInstance")
        self._advance()

    def complete(self, step: str, outputs: Mapping[str, Value]) -> None:
        """A step's flow, or a person, is done."""
        if self._is_late(step):
            return
        found = self._waiting(step)
        if found.is_interactive:
            self._close_item(found.name, logged=True)
        if not found.is_interactive or found.exit is None:
            self._complete_step(found, outputs)
        else:
            self._keep(found, outputs)
        self._settle()

    def fail(self, step: str) -> None:
        """Instead of a result there is an error."""
        if not self._is_late(step):
            self._fail_step(self._waiting(step))

    def break_down(self) -> None:
        """The platform fails."""
        if self.run_status != "InProgress":
            raise NotPossibleError("the run is not in progress")
        self._fail_outside()

    def reassign(self, step: str) -> None:
        """A work item is given to somebody else."""
        found = self._waiting(step)
        if not found.is_interactive:
            raise NotPossibleError(f"{found.name} has no work item")
        self._write("ReassignWorkItem", self._stage.name, found.name)

    def _is_late(self, name: str) -> bool:
        """Whether this is the result of a flow that was stopped: it comes once, and nobody waits for it."""
        name = name.rpartition("/")[2]
        is_late = name in self._stopped
        self._stopped.discard(name)
        return is_late

    def _waiting(self, name: str) -> Step:
        step = self.steps.get(name.rpartition("/")[2])
        if step is None:
            raise NotPossibleError(f"there is no step {name}")
        if self.run_status != "InProgress" or self._current is None or step not in self._current.steps:
            raise NotPossibleError(f"nobody waits for {step.name}")
        if self.status.get(step.name) != "InProgress":
            raise NotPossibleError(f"{step.name} is not in progress")
        if step.is_interactive and self.items.get(step.name) != "Assigned":
            raise NotPossibleError(f"{step.name} has no open work item")
        return step

    @property
    def _stage(self) -> Stage:
        """The stage that the run is in."""
        if self._current is None:
            raise NotPossibleError("the run is in no stage")
        return self._current

    # ------------------------------------------------------------------ how a run goes on

    def _advance(self) -> None:
        """Let the main process go on to its next stage, or to its end."""
        self._current = None
        try:
            self._main.do_engine_steps(
                will_complete_task=self._at_gateway, did_complete_task=self._took_outcome
            )
        except _DecisionFailsError:
            self._fail_outside()
            return
        task = self._main.get_next_task(state=TaskState.READY, manual=True)
        if task is None:
            self._set_run("Completed", "EndInstance")
            return
        self._enter(self.stages[task.task_spec.name])

    def _at_gateway(self, task: Any) -> None:
        if ("decision", task.task_spec.name) in self.failing:
            self.failing.remove(("decision", task.task_spec.name))
            raise _DecisionFailsError

    def _took_outcome(self, task: Any) -> None:
        name = task.task_spec.name
        if name in self.taken:
            decision, outcome = self.taken[name]
            self.changes.append(Changed("decision", decision, outcome, "Outcome"))

    def _enter(self, stage: Stage) -> None:
        self._current = stage
        self._set_stage(stage, "InProgress", "StartStage")
        for step in stage.steps:
            self._set_step(stage, step, "NotStarted")
            self._stopped.discard(step.name)
            for key in [key for key in self.outputs if key[0] == step.name]:
                del self.outputs[key]
        self._inside = BpmnWorkflow(self._specs[process_of(stage)], script_engine=self._scripts)
        self._inside.do_engine_steps()
        self._settle()

    def _settle(self) -> None:
        """Complete and start what can be, until nothing changes."""
        stage = self._current
        while stage is not None and stage is self._current and self.run_status == "InProgress":
            if self._complete_steps(stage):
                continue
            if self._is_done(stage):
                self._complete_stage(stage)
                return
            if not self._start_steps(stage):
                return

    def _complete_steps(self, stage: Stage) -> bool:
        done = [
            step
            for step in stage.steps
            if step.is_interactive
            and step.exit is not None
            and self.status[step.name] == "InProgress"
            and self._holds(expression(step.exit))
        ]
        for step in done:
            self._close_item(step.name)
            self._complete_step(step, {})
        return bool(done)

    def _start_steps(self, stage: Stage) -> bool:
        """Start what SpiffWorkflow has ready, after signals for the conditions that hold. In the order of the steps."""
        started = False
        for step in stage.steps:
            if self.status[step.name] != "NotStarted":
                continue
            if step.entry is not None and self._holds(expression(step.entry)):
                event = SignalEventDefinition(signal_of(step.name))
                self._inside.send_event(BpmnEvent(event))
                self._inside.do_engine_steps()
            if self._inside.get_next_task(state=TaskState.READY, spec_name=step.name) is not None:
                started = True
                if not self._start(stage, step):
                    return False
        return started

    def _start(self, stage: Stage, step: Step) -> bool:
        self._set_step(stage, step, "InProgress", "StartStep")
        if ("step", step.name) in self.failing:
            self.failing.remove(("step", step.name))
            self._fail_step(step)
            return False
        if step.is_interactive:
            self._set_item(stage, step, "Assigned")
            self._write("StartWorkItem", stage.name, step.name)
        return True

    def _is_done(self, stage: Stage) -> bool:
        if stage.exit is not None:
            return self._holds(expression(stage.exit))
        return bool(self._inside.is_completed())

    def _complete_step(self, step: Step, outputs: Mapping[str, Value]) -> None:
        self._keep(step, outputs)
        task = self._inside.get_next_task(state=TaskState.READY, spec_name=step.name)
        task.run()
        self._inside.do_engine_steps()
        self._set_step(self._stage, step, "Completed", "EndStep")

    def _keep(self, step: Step, outputs: Mapping[str, Value]) -> None:
        for name, value in outputs.items():
            self.outputs[step.name, name] = value
            self.changes.append(
                Changed("output", f"{self._stage.name}/{step.name}", value, f"Outputs.{name}")
            )

    def _complete_stage(self, stage: Stage) -> None:
        self._stop_steps(stage)
        self._set_stage(stage, "Completed", "EndStage")
        self._leave(stage)

    def _leave(self, stage: Stage) -> None:
        self._inside.cancel()
        self._main.get_next_task(state=TaskState.READY, spec_name=stage.name).run()
        self._advance()

    # ------------------------------------------------------------------ errors

    def _fail_step(self, step: Step) -> None:
        stage = self._stage
        task = self._inside.get_next_task(state=TaskState.READY, spec_name=step.name)
        task.error()
        self._set_step(stage, step, "Error", "FailStep")
        self._stop_steps(stage)
        self._set_stage(stage, "Error", "FailStage")
        if stage.fault is not None or stage.fault_ends:
            self._leave(stage)
        else:
            self._inside.cancel()
            self._set_run("Error", "FailInstance")

    def _fail_outside(self) -> None:
        stage = self._current
        if stage is not None:
            self._stop_steps(stage)
            self._set_stage(stage, "Discontinued", "DiscontinueStage")
            self._inside.cancel()
        self._set_run("Error", "FailInstance")

    def _stop_steps(self, stage: Stage) -> None:
        for step in stage.steps:
            if self.status[step.name] == "InProgress":
                self._set_step(stage, step, "Discontinued", "DiscontinueStep")
                if not step.is_interactive:
                    self._stopped.add(step.name)
        for step in stage.steps:
            self._close_item(step.name)

    # ------------------------------------------------------------------ what is kept

    def _set_run(self, status: str, kind: str) -> None:
        self.run_status = status
        self.changes.append(Changed("run", "run", status))
        self._write(kind)

    def _set_stage(self, stage: Stage, status: str, kind: str) -> None:
        self.status[stage.name] = status
        self.changes.append(Changed("stage", stage.name, status))
        self._write(kind, stage.name)

    def _set_step(self, stage: Stage, step: Step, status: str, kind: str = "") -> None:
        self.status[step.name] = status
        self.changes.append(Changed("step", f"{stage.name}/{step.name}", status))
        if kind:
            self._write(kind, stage.name, step.name)

    def _set_item(self, stage: Stage, step: Step, status: str) -> None:
        self.items[step.name] = status
        self.changes.append(Changed("work item", f"{stage.name}/{step.name}", status))

    def _close_item(self, name: str, *, logged: bool = False) -> None:
        if self.items.get(name) == "Assigned":
            self._set_item(self._stage, self.steps[name], "Completed")
            if logged:
                self._write("EndWorkItem", self._stage.name, name)

    def _write(self, kind: str, stage: str | None = None, step: str | None = None) -> None:
        self.log.append(Logged(kind, stage, step))

    # ------------------------------------------------------------------ conditions

    def _status(self, name: str) -> str | None:
        return self.status.get(name)

    def _holds(self, text: str) -> bool:
        return bool(self._scripts.environment.evaluate(text, {}))

    def _functions(self) -> dict[str, Callable[..., object]]:
        """What the expressions may call. Null equals null alone, and is neither greater nor less than anything."""
        return {
            "status": self._status,
            "output": lambda step, name: self.outputs.get((step, name)),
            "has_failed": lambda stage: self.status.get(stage) == "Error",
            "fraction": Fraction,
            "date": date.fromisoformat,
            "equal": lambda left, right: left == right,
            "unequal": lambda left, right: left != right,
            "greater": lambda left, right: None not in (left, right) and left > right,
            "at_least": lambda left, right: None not in (left, right) and left >= right,
            "less": lambda left, right: None not in (left, right) and left < right,
            "at_most": lambda left, right: None not in (left, right) and left <= right,
            "is_null": lambda left, right: (left is None) is (right is not False),
        }


class _DecisionFailsError(Exception):
    """An error that was kept ready strikes as a decision is evaluated."""
