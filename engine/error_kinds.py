"""The closed list of errors that can be injected, and when each strikes (design ruling `error-kinds`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ..grammar.light_dataclass import dataclass


class ErrorKind(StrEnum):
    """What can go wrong in a run."""

    CALLED_FLOW = "called-flow"
    ASSIGNEE_INACTIVE = "assignee-inactive"
    ASSIGNEE_UNRESOLVABLE = "assignee-unresolvable"
    MULESOFT_ACTION = "mulesoft-action"
    PREPARE_REQUEST = "prepare-request"
    PROCESS_RESULT = "process-result"
    EVALUATION_FLOW = "evaluation-flow"
    DECISION = "decision"
    PLATFORM = "platform"


class Strike(StrEnum):
    """The moment at which a kind of error strikes."""

    START = "start"
    RESULT = "result"
    EVALUATION = "evaluation"
    DECISION = "decision"
    ANY = "any"


STRIKES: Final = {
    ErrorKind.CALLED_FLOW: Strike.RESULT,
    ErrorKind.ASSIGNEE_INACTIVE: Strike.START,
    ErrorKind.ASSIGNEE_UNRESOLVABLE: Strike.START,
    ErrorKind.MULESOFT_ACTION: Strike.RESULT,
    ErrorKind.PREPARE_REQUEST: Strike.START,
    ErrorKind.PROCESS_RESULT: Strike.RESULT,
    ErrorKind.EVALUATION_FLOW: Strike.EVALUATION,
    ErrorKind.DECISION: Strike.DECISION,
    ErrorKind.PLATFORM: Strike.ANY,
}
"""When each kind strikes: as a step starts, in place of its result, as conditions are evaluated, as a decision is."""


@dataclass(frozen=True, slots=True)
class ErrorEffect:
    """What an error of one kind means.

    `resumable`: a run that failed so can be resumed. `caught`: a fault path catches it. `row` is the table row or
    decision that says so.
    """

    resumable: bool
    caught: bool
    row: str
