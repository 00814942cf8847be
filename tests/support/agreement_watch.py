"""What happens on the edges of an exploration, collected while it goes on."""

from __future__ import annotations

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Fail, Publish, Resume
from stageproof.engine.exploration.graph import Edge
from stageproof.engine.history import Change
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import StageStatus, StepStatus

NEVER_WAITS = "the run goes round and never waits: "


class Watch:
    """Called with each edge and what came of its event; the sets are those of `agreement_truth.Truth`.

    `caught`: edges on which fault paths are taken, with their stages. `errors`: what went wrong, by the node behind it.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.stages = {stage.name: stage.name for stage in program.stages}
        effects = program.effects
        self.untaken = (effects.run_fails.row, effects.run_fails_in_fault_path.row)
        self.starts: set[str] = set()
        self.completes: set[str] = set()
        self.fails: set[str] = set()
        self.discontinues: set[str] = set()
        self.cancels: set[str] = set()
        self.outcomes: set[tuple[str, str]] = set()
        self.fault_paths: set[str] = set()
        self.completes_before: set[tuple[str, str]] = set()
        self.breaks_off: set[str] = set()
        self.together: set[tuple[str, str]] = set()
        self.overlooked: set[str] = set()
        self.restarts: set[str] = set()
        self.caught: list[tuple[Edge, set[str]]] = []
        self.errors: dict[int, set[tuple[str, str]]] = {}
        self._by_status = {
            StepStatus.IN_PROGRESS.value: self.starts,
            StepStatus.COMPLETED.value: self.completes,
            StepStatus.ERROR.value: self.fails,
            StepStatus.DISCONTINUED.value: self.discontinues,
            StepStatus.CANCELED.value: self.cancels,
        }
        self._in_progress: dict[int, frozenset[str]] = {}

    def __call__(self, edge: Edge, result: Advance) -> None:
        """Note what happens on an edge."""
        running = set(self._in_progress.get(edge.source, ()))
        stopped: list[str] = []
        for change in result.changes:
            if change.attribute == "Outcome":
                self.outcomes.add((change.subject.name, str(change.after)))
            elif change.attribute != "Status":
                continue
            elif change.subject.part == "stage":
                self._status(change)
                if change.after is StageStatus.COMPLETED:
                    self.completes_before |= {(change.subject.name, step) for step in stopped}
                stopped = []
            elif change.subject.part == "step":
                self._step(edge, change, running, stopped)
        self._in_progress.setdefault(edge.target, frozenset(running))
        if result.message.startswith(NEVER_WAITS):
            self.breaks_off.add(result.message.rpartition(" ")[2])
        self._paths(edge, result.changes)
        self._errors(edge)
        if isinstance(edge.transition.event, Publish) and not edge.transition.faults:
            self._published(result.changes)

    def _step(self, edge: Edge, change: Change, running: set[str], stopped: list[str]) -> None:
        """A step gets a status: `running` are the steps in progress, `stopped` those just Discontinued."""
        name = change.subject.name
        self._status(change)
        if change.after is StepStatus.IN_PROGRESS:
            self.together |= {_pair(name, other) for other in running if other != name}
            running.add(name)
            if isinstance(edge.transition.event, Resume) and change.before is not StepStatus.NOT_STARTED:
                self.restarts.add(name)
            return
        running.discard(name)
        if change.before is StepStatus.IN_PROGRESS and change.after is StepStatus.DISCONTINUED:
            stopped.append(name)

    def _paths(self, edge: Edge, changes: tuple[Change, ...]) -> None:
        """The fault paths that are taken: a stage fails, and it is not the run that fails next because of it."""
        caught: set[str] = set()
        for place, change in enumerate(changes):
            if change.subject.part == "stage" and change.after is StageStatus.ERROR:
                following = changes[place + 1] if place + 1 < len(changes) else None
                if following is None or following.because not in self.untaken:
                    caught.add(change.subject.name)
        if caught:
            self.fault_paths |= caught
            self.caught.append((edge, caught))

    def _published(self, changes: tuple[Change, ...]) -> None:
        """What a published event brings to another status first."""
        for change in changes:
            is_step = change.subject.part == "step"
            if change.attribute != "Status" or not (is_step or change.subject.part == "stage"):
                continue
            if not (is_step and change.after is StepStatus.DISCONTINUED):
                self.overlooked.add(change.subject.name)
                return

    def _status(self, change: Change) -> None:
        found = self._by_status.get(str(change.after))
        if found is not None:
            found.add(change.subject.name)

    def _errors(self, edge: Edge) -> None:
        event, faults = edge.transition
        told = (event, *faults) if isinstance(event, Fail) else faults
        for fault in told:
            assert isinstance(fault, Fail)
            element = self._element(fault)
            if element is not None:
                self.errors.setdefault(edge.target, set()).add((element, fault.kind.value))

    def _element(self, fault: Fail) -> str | None:
        """The element by its whole name: of an evaluation the stage; None where only the flow is named, for the same
        error is told of the stage too.
        """
        if fault.kind is ErrorKind.PLATFORM:
            return "run"
        step = self.program.step(fault.element)
        if fault.kind is ErrorKind.EVALUATION_FLOW:
            return step.subject.stage if step is not None else self.stages.get(fault.element)
        return fault.element if step is None else step.subject.name


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
