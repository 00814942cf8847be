"""What a step waits for, whatever else its entry condition asks."""

from collections.abc import Iterator

from ..engine.statuses import StepStatus, label
from ..grammar.condition import All, Condition, Logic, Row
from ..grammar.light_dataclass import dataclass
from ..grammar.model import Step
from ..grammar.value import Text


@dataclass(frozen=True, slots=True)
class Wait:
    """A step starts only once the step named `step` has status `status` (API value)."""

    step: str
    status: str
    condition: Condition

    @property
    def label(self) -> str:
        """The status as people see it."""
        return label(self.status)


def waits(step: Step) -> Iterator[Wait]:
    """The statuses without which a step cannot start: conditions that its entry joins by AND alone.

    Not Started is left out: it is what a step is before anything happens.
    """
    if not step.entry:
        return
    for number in _needed(step.entry.logic):
        condition = step.entry.conditions[number - 1] if number <= len(step.entry.conditions) else None
        if condition and condition.operator == "EqualTo" and condition.left.is_status:
            wanted = condition.right
            if isinstance(wanted, Text) and wanted.value != StepStatus.NOT_STARTED:
                yield Wait(condition.left.root, wanted.value, condition)


def _needed(logic: Logic) -> Iterator[int]:
    match logic:
        case Row():
            yield logic.number
        case All():
            for part in logic.parts:
                yield from _needed(part)
        case _:
            return
