"""Where an observed run stands, told from its changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from ...engine.error_kinds import ErrorKind
from ...engine.events import Complete, Fail
from ...engine.values import Value
from .observation import STATUS, SeenChange


class Element(NamedTuple):
    """What has a status: `part` is run, submission, stage, step, item or approval. Visits of a stage count from 1."""

    part: str
    stage: str = ""
    step: str = ""
    visit: int = 0

    def __str__(self) -> str:
        return "/".join(filter(None, (self.stage, self.step))) or self.part


RUN = Element("run")
SUBMISSION = Element("submission")


@dataclass(slots=True)
class Standing:
    """A run between two changes. Names of outputs, fields, inputs, flows and decisions are folded to lower case.

    `current` is the stage whose visit began last. `pending` are the results that arrived while the run was suspended
    or failed. `failed_at` and `failure` tell when and for what kind of error the run failed.
    """

    statuses: dict[Element, str] = field(default_factory=dict[Element, str])
    visits: dict[str, int] = field(default_factory=dict[str, int])
    current: str | None = None
    outputs: dict[tuple[str, str], Value] = field(default_factory=dict[tuple[str, str], Value])
    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    inputs: dict[str, Value] = field(default_factory=dict[str, Value])
    answers: dict[str, bool] = field(default_factory=dict[str, bool])
    outcomes: dict[str, Value] = field(default_factory=dict[str, Value])
    pending: tuple[Complete | Fail, ...] = ()
    failed_at: Fraction | None = None
    failure: ErrorKind | None = None
    is_recalled: bool = False
    is_rejected: bool = False
    has_failed: bool = False

    def copy(self) -> Standing:
        """A standing of its own."""
        return replace(
            self,
            statuses=dict(self.statuses),
            visits=dict(self.visits),
            outputs=dict(self.outputs),
            fields=dict(self.fields),
            inputs=dict(self.inputs),
            answers=dict(self.answers),
            outcomes=dict(self.outcomes),
        )

    @property
    def run(self) -> str | None:
        """The status of the run."""
        return self.statuses.get(RUN)

    @property
    def stage(self) -> Element | None:
        """The latest visit of the stage that was entered last."""
        return None if self.current is None else self.latest("stage", self.current)

    def latest(self, part: str, stage: str, step: str = "") -> Element:
        """A stage, step or work item of the stage's latest visit."""
        return Element(part, stage, step, self.visits.get(stage, 0))

    def status(self, part: str, stage: str, step: str = "") -> str | None:
        """The status of a stage, step or work item of the stage's latest visit."""
        return self.statuses.get(self.latest(part, stage, step))

    def element(self, change: SeenChange) -> Element:
        """What a change of status is about, before it is taken."""
        stage = change.stage or ""
        match change.part:
            case "stage":
                begins = change.before is None
                return Element("stage", stage, "", self.visits.get(stage, 0) + begins)
            case "step" | "item" | "approval":
                return self.latest(change.part, stage, change.step or "")
            case _:
                return Element(change.part)

    def take(self, change: SeenChange) -> None:
        """Follow one change."""
        if change.attribute == STATUS:
            self._take_status(change)
        elif change.attribute.startswith("Outputs."):
            name = change.attribute.partition(".")[2]
            self.outputs[(change.step or "").casefold(), name.casefold()] = change.after
        elif change.attribute == "Value":
            kept = self.inputs if change.part == "input" else self.fields
            kept[change.name.casefold()] = change.after
        elif change.attribute == "Outcome":
            self.outcomes[change.name.casefold()] = change.after

    def _take_status(self, change: SeenChange) -> None:
        element = self.element(change)
        if change.after is None:
            self.statuses.pop(element, None)
            return
        self.statuses[element] = str(change.after)
        if element.part == "stage" and change.before is None:
            self.visits[element.stage] = element.visit
            self.current = element.stage
            self.has_failed = self.has_failed or change.after == "Error"
        if element.part == "stage" and change.after == "Error":
            self.has_failed = True

    def forget_outputs(self, steps: tuple[str, ...]) -> None:
        """A new visit of a stage begins: the outputs of its steps are null again (decision `outputs-on-revisit`)."""
        for key in [key for key in self.outputs if key[0] in steps]:
            del self.outputs[key]
