"""The levels of conformance, and which rows belong to each: told from what a row demands and when."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, assert_never

from ....engine.decisions.choices import Choices
from ....engine.error_kinds import ErrorKind
from ....engine.tables.demand import (
    Act,
    AtMostOne,
    Becomes,
    CompletesWhen,
    Entry,
    Evaluates,
    Exit,
    Item,
    Keeps,
    Limit,
    Logs,
    NeverBecomes,
    NeverLogs,
    NoStatus,
    NotCheckable,
    Operators,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)
from ....engine.tables.row import TableRow
from ....engine.tables.situation import Situation
from ...oracle.rules import DAYS


class Level(StrEnum):
    """What an engine can conform to, the first being what every run needs."""

    CORE = "core"
    ERRORS = "errors"
    RESUME = "resume"
    SUSPEND = "suspend"
    CANCEL = "cancel"
    EVALUATION_FLOWS = "evaluation-flows"
    APPROVALS = "approvals"


OF_SITUATION: Final = {
    Level.CORE: (
        Situation.RUN_BEGINS, Situation.RUN_REACHES_END, Situation.RUN_COMPLETED, Situation.STAGE_REACHED,
        Situation.STAGE_STARTED, Situation.STAGE_STARTED_OR_RESUMED, Situation.STAGE_NOT_YET_STARTED,
        Situation.STAGE_EXIT_MET, Situation.STAGE_COMPLETED, Situation.STEP_ENTRY_MET, Situation.STEP_STARTED,
        Situation.FLOW_FINISHES, Situation.STEP_EXIT_MET, Situation.STEP_COMPLETED,
        Situation.INTERACTIVE_STEP_STARTED, Situation.WORK_ITEM_FINISHED, Situation.WORK_ITEM_REASSIGNED,
        Situation.WORK_ITEM_NOT_OPEN,
    ),
    Level.ERRORS: (
        Situation.RUN_REACHES_END_IN_FAULT_PATH, Situation.RUN_REACHES_END_AFTER_REJOINING, Situation.RUN_FAILED,
        Situation.ERROR_OUTSIDE_STAGES, Situation.ERROR_IN_STAGE_UNHANDLED, Situation.ERROR_AT_STEP_UNHANDLED,
        Situation.CALLED_FLOW_FAILS_UNHANDLED, Situation.ONLY_HANDLED_ERRORS,
        Situation.EMPTY_FAULT_PATH_LEADS_TO_STAGE, Situation.ERROR_HANDLED_BY_FAULT_PATH,
        Situation.FAULT_PATH_STAGE_FAILS, Situation.STAGE_WITHOUT_FAULT_PATH_FAILS, Situation.STAGE_FAILS,
        Situation.STEP_FAILS, Situation.BACKGROUND_STEP_FAILS, Situation.BACKGROUND_FLOW_FAILS,
        Situation.BACKGROUND_STEP_FAILS_UNHANDLED, Situation.INTERACTIVE_STEP_FAILS,
        Situation.INTERACTIVE_STEP_FAILS_UNHANDLED, Situation.SCREEN_FLOW_FAILS, Situation.MULESOFT_STEP_FAILS,
        Situation.MULESOFT_ACTION_FAILS,
    ),
    Level.RESUME: (
        Situation.RUN_RESUMED, Situation.FAILED_RUN_RESUMED, Situation.RUN_FAILED_LONG_AGO,
        Situation.CURRENT_STAGE_RESUMED, Situation.RESTARTED_WITHOUT_OUTPUTS,
        Situation.INTERACTIVE_STEP_RESTARTED, Situation.PENDING_RESULT_PROCESSED,
        Situation.PENDING_ERROR_PROCESSED,
    ),
    Level.SUSPEND: (
        Situation.RUN_SUSPENDED, Situation.SUSPENDED_RUN_RESUMED, Situation.RUN_IS_SUSPENDED,
        Situation.RESULT_WHILE_SUSPENDED, Situation.SUSPENDED_RESULT_PROCESSED,
    ),
    Level.CANCEL: (Situation.RUN_CANCELED,),
    Level.EVALUATION_FLOWS: (
        Situation.STAGE_ITSELF_FAILS, Situation.STAGE_ITSELF_FAILS_UNHANDLED, Situation.STEP_RESULT_ARRIVES,
        Situation.EVENT_PUBLISHED,
    ),
    Level.APPROVALS: (
        Situation.FAULT_PATH_ENDS_UNREJECTED, Situation.FAULT_PATH_ENDS_REJECTED, Situation.RUN_RECALLED,
        Situation.RUN_RECALL_ENDED, Situation.APPROVAL_RUN_FAILED, Situation.NOT_AN_APPROVAL,
    ),
}  # fmt: skip
"""The situations of each level; `RUN_NOT_IN_PROGRESS` belongs to the level of what is refused in it."""
_LEVELS: Final = {situation: level for level, situations in OF_SITUATION.items() for situation in situations}
_OF_ACT: Final = {
    Act.SUSPEND: Level.SUSPEND,
    Act.RESUME: Level.RESUME,
    Act.CANCEL: Level.CANCEL,
    Act.RECALL: Level.APPROVALS,
    Act.REASSIGN: Level.CORE,
}


class NotObservable(str):
    """Why no run of an engine can speak for a row."""

    __slots__ = ()


def level_of(row: TableRow, chosen: Choices) -> Level | NotObservable:  # noqa: C901  # one case a demand
    """The level that a row belongs to, or why it belongs to none."""
    for decision, reading in row.readings:
        if chosen.chosen(decision) != reading:
            return NotObservable(f"it holds only under the reading {reading} of the decision {decision}")
    demand = row.demand
    match demand:
        case NotCheckable(reason=reason):
            return NotObservable(reason)
        case Limit(name=name):
            if name == DAYS:
                return Level.RESUME
            return NotObservable("it is about the definition: `stageproof check` holds definitions to it")
        case Operators():
            return NotObservable("it is about the definition: `stageproof check` holds definitions to it")
        case Evaluates():
            return Level.EVALUATION_FLOWS
        case StartsWhen(entry=entry):
            return Level.EVALUATION_FLOWS if entry is Entry.EVALUATION_FLOW else Level.CORE
        case CompletesWhen(exit=exit):
            return Level.EVALUATION_FLOWS if exit is Exit.EVALUATION_FLOW else Level.CORE
        case Resumable(kind=kind):
            return Level.EVALUATION_FLOWS if kind is ErrorKind.EVALUATION_FLOW else Level.RESUME
        case Refused(act=act, when=when):
            return _OF_ACT[act] if when is Situation.RUN_NOT_IN_PROGRESS else _LEVELS[when]
        case Becomes() | Keeps() | NeverBecomes():
            if demand.item in (Item.SUBMISSION, Item.APPROVAL_ITEM):
                return Level.APPROVALS
            is_of_errors = _LEVELS[demand.when] is Level.CORE and demand.status == "Error"
            return Level.ERRORS if is_of_errors else _LEVELS[demand.when]
        case Logs() | NeverLogs() | NoStatus():
            return _LEVELS[demand.when]
        case TakesOutcome() | AtMostOne() | PossibleStatuses() | ReadableFrom():
            return Level.CORE
        case _:
            assert_never(demand)
