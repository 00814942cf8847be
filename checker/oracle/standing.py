"""Where an observed run stands, told from its changes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, NamedTuple

from ...engine.error_kinds import ErrorKind
from ...engine.events import Complete, Fail
from ...engine.values import Value, kept
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
DAYS_14: Final = Fraction(14 * 24 * 60)
"""So many minutes a failed run can be resumed."""
LONG_AGO: Final = DAYS_14 + 1
"""No row tells failures apart that are older than 14 days."""
COUNTED: Final = ("stage", "InProgress")
"""What at most one element may be, whatever its visit (row `stage-status-one-in-progress`)."""


@dataclass(slots=True)
class Standing:
    """A run between two changes. Names of outputs, fields, inputs, flows and decisions are folded to lower case.

    `current` is the stage whose visit began last. `pending` are the results that arrived while the run was suspended
    or failed. `failed_at` and `failure` tell when and for what kind of error the run failed. `minutes` is the time by
    which the run stands here, counted as the observation counts it.
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
    minutes: Fraction = Fraction(0)

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

    def renewed(self) -> Standing:
        """A standing from which everything to come is judged alike, free of what no row can tell any more.

        The latest visit of each stage is its first, earlier ones are forgotten (but for a stage still In Progress, visit
        0 and below: at most one may be). The clock stands at 0, so the next moment's `minutes` count from here. What has
        no value is as if it had never had one. The order of everything is that of its names.
        """
        return replace(
            self,
            statuses=dict(sorted(self._renumbered().items())),
            visits={stage: 1 for stage, visit in sorted(self.visits.items()) if visit},
            outputs={name: value for name, value in sorted(self.outputs.items()) if value is not None},
            fields={name: value for name, value in sorted(self.fields.items()) if value is not None},
            inputs=dict(sorted(self.inputs.items())),
            answers={flow: True for flow, answer in sorted(self.answers.items()) if answer},
            outcomes=dict(sorted(self.outcomes.items())),
            failed_at=None if self.failed_at is None else max(self.failed_at - self.minutes, -LONG_AGO),
            minutes=Fraction(0),
        )

    def _renumbered(self) -> dict[Element, str]:
        found: dict[Element, str] = {}
        earlier: dict[str, int] = {}
        for element in sorted(self.statuses, key=lambda element: -element.visit):
            status, latest = self.statuses[element], self.visits.get(element.stage, 0)
            if element.visit == latest:
                found[element._replace(visit=min(latest, 1))] = status
            elif (element.part, status) == COUNTED:
                found[element._replace(visit=earlier.get(element.stage, 0))] = status
                earlier[element.stage] = earlier.get(element.stage, 0) - 1
        return found

    def key(self) -> Hashable:
        """Equal for standings that are equal. Of renewed standings: what the verdict on everything to come depends on."""
        return (
            tuple(sorted(self.statuses.items())),
            tuple(sorted(self.visits.items())),
            self.current,
            *(
                tuple((name, kept(value)) for name, value in sorted(values.items()))
                for values in (self.fields, self.inputs, self.outcomes)
            ),
            tuple((name, kept(value)) for name, value in sorted(self.outputs.items())),
            tuple(sorted(self.answers.items())),
            self.pending,
            self.failed_at,
            self.failure,
            (self.is_recalled, self.is_rejected, self.has_failed),
            self.minutes,
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

    def forget_outputs(self, steps: tuple[str, ...]) -> None:
        """A new visit of a stage begins: the outputs of its steps are null again (decision `outputs-on-revisit`)."""
        for key in [key for key in self.outputs if key[0] in steps]:
            del self.outputs[key]
