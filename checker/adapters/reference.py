"""The reference interpreter behind the contract: the engine that every other one is compared with.

It is built so that tests can bend it: the effects, and every method that decides something, can be replaced.
"""

from __future__ import annotations

from ...engine.configuration import Configuration
from ...engine.decisions.choices import Choices, choices
from ...engine.effects import Effects
from ...engine.events import Begin, Event, Fail, Given
from ...engine.history import Change, LogRow
from ...engine.interpreter.advance import Advance, advance
from ...engine.interpreter.refusal import Refusal
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.model import Orchestration
from ..oracle.observation import SeenRow
from .contract import ACCEPTED, Answer, Capabilities, Observation, Part, Told, UnknownEvent, Verdict, breach

PARTS = {
    "run": Part.RUN,
    "stage": Part.STAGE,
    "step": Part.STEP,
    "item": Part.WORK_ITEM,
    "submission": Part.SUBMISSION,
    "approval": Part.APPROVAL_ITEM,
    "decision": Part.DECISION,
}
"""The documents' words for the parts of a history."""


class ReferenceEngine:
    """The reference interpreter as an engine under test."""

    def __init__(self, chosen: Choices | None = None, effects: Effects | None = None) -> None:
        """Follow these readings, with these effects; by default those of the documents."""
        self.chosen = chosen or choices()
        self.effects = effects
        self._program: Program | None = None
        self._configuration: Configuration | None = None
        self._ready: list[Fail] = []
        self._changes: list[Change] = []
        self._log: list[LogRow] = []

    def capabilities(self) -> Capabilities:
        """Everything."""
        return Capabilities("the reference interpreter")

    def reset(self, definition: Orchestration) -> Answer:
        """Make the program of a definition."""
        self._program = compile_orchestration(definition, self.chosen, effects=self.effects)
        self._configuration = self._program.initial
        self._ready.clear()
        self._changes.clear()
        self._log.clear()
        return ACCEPTED

    def start(self, inputs: Given) -> Answer:
        """Begin the run."""
        return self.do(Begin(inputs))

    def do(self, event: Event | UnknownEvent) -> Answer:
        """Work off one event, with the errors that were kept ready for it."""
        if isinstance(event, UnknownEvent):
            return Answer(Verdict.UNSUPPORTED, f"{event.word} is nothing that happens to a run")
        if self._program is None or self._configuration is None:
            raise breach("`reset` comes before everything else")
        faults = tuple(self._ready)
        self._ready.clear()
        result = self.advance(self._program, self._configuration, event, faults)
        if isinstance(result, Refusal):
            return Answer(Verdict.REFUSED, result.reason)
        self._configuration = result.configuration
        self._changes += result.changes
        self._log += result.log
        return ACCEPTED

    def advance(
        self, program: Program, configuration: Configuration, event: Event, faults: tuple[Fail, ...]
    ) -> Advance | Refusal:
        """What comes of an event."""
        return advance(program, configuration, event, faults)

    def inject(self, error: Fail) -> Answer:
        """Keep an error ready for the next event."""
        self._ready.append(error)
        return ACCEPTED

    def observe(self) -> Observation:
        """What was seen since the last call."""
        told = tuple(found for change in self._changes if (found := told_of(change)) is not None)
        rows = tuple(SeenRow(row.kind, row.stage, row.step) for row in self._log)
        self._changes.clear()
        self._log.clear()
        return Observation(told, rows)


def told_of(change: Change) -> Told | None:
    """A change of the interpreter as an engine tells it; None for what no engine is asked to tell."""
    part, name, stage, step = change.subject
    if change.attribute.startswith("Outputs."):
        return Told(Part.OUTPUT, f"{stage}/{step}", change.after, change.before, change.attribute)
    if part == "decision" and change.attribute == "Outcome":
        return Told(Part.DECISION, name, change.after, change.before, change.attribute)
    if change.attribute != "Status" or part not in PARTS:
        return None
    element = "/".join(filter(None, (stage, step))) or part
    return Told(PARTS[part], element, change.after, change.before)
