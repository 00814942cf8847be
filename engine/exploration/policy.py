"""Which events of the world take part in an exploration."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, assert_never

from ...grammar.light_dataclass import dataclass
from ..events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)


class Happening(StrEnum):
    """The events of the world by the word that a scenario has for them; `begin` and `complete` always take part.

    `late`: a flow that nobody waits for any more finishes, and writes fields.
    """

    FAIL = "fail"
    SET = "set"
    EVALUATE = "evaluate"
    PUBLISH = "publish"
    WAIT = "wait"
    REASSIGN = "reassign"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    RECALL = "recall"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the world may do: everything, but for `without`, and at most `faults` errors in one run (None: any number).

    `strikes`: how many errors may strike while one event is worked off, one after the other. `everywhere`: they
    strike wherever they can: evaluation flows fail on the way too, not only when the run waits for them, and what one
    event passes several times fails each time (such an edge cannot always be told to a run as events). `stops_at_error`: a failed run is taken for one that ended, for nobody resumes it; what its flows still do is left out.
    """

    without: frozenset[Happening] = frozenset()
    faults: int | None = None
    strikes: int = 1
    everywhere: bool = False
    stops_at_error: bool = False

    def allows(self, event: Event) -> bool:
        """Whether an event takes part. The number of errors is counted elsewhere."""
        happening = happening_of(event)
        if happening is Happening.FAIL and self.faults == 0:
            return False
        return happening is None or happening not in self.without

    @property
    def has_strikes(self) -> bool:
        """Whether errors that strike on the way take part."""
        return self.faults != 0 and Happening.FAIL not in self.without

    @property
    def counts_faults(self) -> bool:
        """Whether a run has to remember how many errors it had."""
        return self.has_strikes and self.faults is not None


EVERYTHING: Final = Policy()
"""All that `enabled` offers."""
OBLIGED: Final = Policy(frozenset(Happening) - {Happening.FAIL})
"""Results and errors alone (design ruling `obliged`): what has to happen in the end, or is in nobody's hands."""
WITHOUT_PEOPLE_IN_CHARGE: Final = Policy(
    frozenset({
        Happening.REASSIGN, Happening.SUSPEND, Happening.RESUME, Happening.CANCEL, Happening.RECALL, Happening.WAIT,
    })
)  # fmt: skip
"""Nobody touches the run as a whole, nor who a work item belongs to."""


def happening_of(event: Event) -> Happening | None:
    """What an event is called, None for those that always take part."""
    match event:
        case Begin() | Complete():
            return None
        case Fail():
            return Happening.FAIL
        case SetField():
            return Happening.SET
        case Evaluate():
            return Happening.EVALUATE
        case Publish():
            return Happening.PUBLISH
        case Wait():
            return Happening.WAIT
        case Reassign():
            return Happening.REASSIGN
        case Suspend():
            return Happening.SUSPEND
        case Resume():
            return Happening.RESUME
        case Cancel():
            return Happening.CANCEL
        case Recall():
            return Happening.RECALL
        case _:
            assert_never(event)
