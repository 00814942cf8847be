"""The public names of the reference interpreter: what stands here stays, the modules behind it may move.

`docs/interpreter.md` describes them, by example.
"""

from stageproof.engine.configuration import Configuration, Failure, StageState, StoredResult
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.enabled import Template, enabled, late_results
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Graph
from stageproof.engine.exploration.policy import Happening, Policy
from stageproof.engine.history import Change, LogRow, Moment, Run, Subject
from stageproof.engine.interpreter.advance import Advance, advance
from stageproof.engine.interpreter.refusal import Refusal, is_over
from stageproof.engine.kinds import Kind
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Hole, Program
from stageproof.engine.records.gather import records
from stageproof.engine.records.replay import Stopped, Told, events_from_json, events_to_json, replay, told
from stageproof.engine.records.rows import Records
from stageproof.engine.run import apply, new_run, strikes_passed
from stageproof.engine.statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from stageproof.engine.values import Value, shown
from stageproof.grammar.language.parse import parse
from stageproof.grammar.salesforce.read import read
from stageproof.grammar.source import Source

__all__ = [
    "Advance",
    "ApprovalItemStatus",
    "Begin",
    "Cancel",
    "Change",
    "Choices",
    "Complete",
    "Configuration",
    "ErrorKind",
    "Evaluate",
    "Event",
    "Fail",
    "Failure",
    "Given",
    "Graph",
    "Happening",
    "Hole",
    "Kind",
    "LogRow",
    "Moment",
    "Policy",
    "Program",
    "Publish",
    "Reassign",
    "Recall",
    "Records",
    "Refusal",
    "Resume",
    "Run",
    "RunStatus",
    "SetField",
    "Source",
    "StageState",
    "StageStatus",
    "StepStatus",
    "Stopped",
    "StoredResult",
    "Subject",
    "SubmissionStatus",
    "Suspend",
    "Template",
    "Told",
    "Value",
    "Wait",
    "WorkItemStatus",
    "advance",
    "apply",
    "choices",
    "compile_orchestration",
    "enabled",
    "events_from_json",
    "events_to_json",
    "explore",
    "is_over",
    "late_results",
    "new_run",
    "parse",
    "read",
    "records",
    "replay",
    "shown",
    "strikes_passed",
    "told",
]
