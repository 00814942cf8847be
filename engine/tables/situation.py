"""The situations in which rows demand something, each so defined that an observed run decides it.

An observed run is a row of *moments*. A moment is one event of the world that was accepted, the errors that struck
while it was worked off, and the status changes (element, before, after) and log rows it brought about, in order. With
the definition at hand these words have a fixed meaning:

- A *visit* of a stage begins with its change to In Progress from no status or from one that ended the visit before
  (Completed, Error, Canceled or Discontinued), unless that change belongs to a resume. Steps and work items
  belong to the visit in which they were created.
- An element has a status *at the time* if it had it before the moment or got it in it, and did not come to an end of
  its own in it first: a stage or step that becomes Completed or Error, a work item that a person finishes.
- An error *strikes* with an event or fault `Fail` that names its element and kind, or, for an error that is stored
  as a pending output, with the resume that works it off. While a run is suspended or failed none strikes. Kinds
  `decision` and `platform` strike outside of stages, all others in the current stage. Where the reading
  `stays-in-progress` of decision `screen-flow-failure` is chosen, an interactive step's `called-flow` does not strike.
- An error in a stage is *handled* if the stage has a fault path and no recall is under way, else *unhandled*.
- A stage lies *in a fault path* if it can be reached from the fault connector of a stage, and from the start only
  over such connectors. All others are of the *main flow*.

Every situation is about one element, its subject: a run, a stage or a step. A demand with a situation speaks of the
elements in reach: the subject, what it belongs to (stage, run), and what belongs to it (to a run all its stages, steps
and work items; to a stage the steps and work items of its visit; to a step its work items).
"""

from enum import StrEnum


class Situation(StrEnum):
    """What has to be the case for a row to demand something. The value completes a sentence that begins "when"."""

    # The run.
    RUN_BEGINS = "the run begins"
    """The event is Begin. Subject: the run."""

    RUN_REACHES_END = "the main flow comes to its end and no error was handled before"
    """A stage becomes Completed and, later in the moment, no stage starts and no error strikes; no stage of the run
    was ever Error, and there was no Recall. Subject: the run."""

    RUN_REACHES_END_IN_FAULT_PATH = "a fault path comes to its end without an error"
    """As `RUN_REACHES_END`, but an error was handled, and the stage left last lies in a fault path or is the stage
    that failed (its fault path holds no stage that ran). Subject: the run."""

    RUN_REACHES_END_AFTER_REJOINING = (
        "a fault path joined the main flow, which comes to its end without further errors"
    )
    """As `RUN_REACHES_END`, but an error was handled, and the stage left last became Completed and is of the main
    flow. Subject: the run."""

    FAULT_PATH_ENDS_UNREJECTED = (
        "a fault path of an approval comes to its end and nobody rejected a work item"
    )
    """As `RUN_REACHES_END_IN_FAULT_PATH`, in a flow approval process, and no event of the run is a Complete of an approval
    step whose output `approvalDecision` is "Reject". Subject: the run."""

    FAULT_PATH_ENDS_REJECTED = (
        "a fault path of an approval comes to its end and somebody rejected a work item"
    )
    """As `FAULT_PATH_ENDS_UNREJECTED`, but there was such an event. Subject: the run."""

    RUN_COMPLETED = "the run became Completed"
    """The run changes to Completed. Subject: the run."""

    RUN_SUSPENDED = "somebody suspends the run"
    """The event is Suspend. Subject: the run."""

    RUN_CANCELED = "somebody cancels the run"
    """The event is Cancel. Subject: the run."""

    RUN_RECALLED = "the approval submission is recalled"
    """The event is Recall. Subject: the run."""

    RUN_RECALL_ENDED = "the recall path came to its end, or there is none"
    """The first moment since a Recall, that one included, at whose end no stage is In Progress, if no error struck since.
    Subject: the run."""

    RUN_RESUMED = "somebody resumes the run"
    """The event is Resume. Subject: the run."""

    SUSPENDED_RUN_RESUMED = "somebody resumes the suspended run"
    """The event is Resume, the run was Suspended. Subject: the run."""

    FAILED_RUN_RESUMED = "somebody resumes the failed run"
    """The event is Resume, the run was Error. Subject: the run."""

    RUN_FAILED = "the run became Error"
    """The run changes to Error. Subject: the run."""

    ERROR_OUTSIDE_STAGES = "an error strikes outside of stages"
    """An error of kind `decision` or `platform` strikes. Subject: the run."""

    ERROR_IN_STAGE_UNHANDLED = "an error in a stage is not handled"
    """An error strikes in a stage and is unhandled. Subject: the stage."""

    ERROR_AT_STEP_UNHANDLED = "an error at a step is not handled"
    """As `STEP_FAILS`, unhandled. Subject: the step."""

    CALLED_FLOW_FAILS_UNHANDLED = (
        "the flow that a background or interactive step calls fails and nothing handles it"
    )
    """An error of kind `called-flow` strikes at a background or interactive step, unhandled. Subject: the step."""

    ONLY_HANDLED_ERRORS = "fault paths handle every error that strikes"
    """Errors strike in the moment, and each of them is handled. Subject: the run."""

    EMPTY_FAULT_PATH_LEADS_TO_STAGE = "the fault path of a failed stage leads straight to this stage"
    """An error strikes in a stage and is handled; the fault connector leads to this stage, which is of the main flow.
    Subject: this stage."""

    ERROR_HANDLED_BY_FAULT_PATH = "a fault path handles an error in a stage"
    """An error strikes in a stage and is handled. Subject: the stage."""

    FAULT_PATH_STAGE_FAILS = "a stage in a fault path fails and has no fault path of its own"
    """An error strikes in a stage that lies in a fault path and is unhandled. Subject: the stage."""

    STAGE_WITHOUT_FAULT_PATH_FAILS = "a stage that has no fault path fails"
    """An error strikes in a stage that has no fault path. Subject: the stage."""

    RUN_NOT_IN_PROGRESS = "the run is not In Progress"
    """Between moments the run has no status or another than In Progress. Subject: the run."""

    RUN_FAILED_LONG_AGO = "the run failed more than 14 days ago"
    """The run is Error and the simulated time since it became so exceeds 14 days. Subject: the run."""

    APPROVAL_RUN_FAILED = "a run of a flow approval process failed"
    """The definition is a flow approval process and the run is Error. Subject: the run."""

    NOT_AN_APPROVAL = "the orchestration is not a flow approval process"
    """Of the definition alone. Subject: the run."""

    # A stage.
    STAGE_REACHED = "a connector leads to the stage"
    """The stage is the first element and the run begins, or a stage whose connector leads straight to it (no decision
    between) becomes Completed and no error strikes. Subject: the stage."""

    STAGE_STARTED = "the stage started"
    """The stage changes to In Progress and a visit begins. Subject: the stage."""

    STAGE_STARTED_OR_RESUMED = "the stage started or was resumed"
    """The stage changes to In Progress, with a visit or a resume. Subject: the stage."""

    CURRENT_STAGE_RESUMED = "the failed run of the current stage is resumed"
    """The event is Resume, the run was Error. Subject: the stage that was the current one when it failed."""

    STAGE_NOT_YET_STARTED = "the stage has not started"
    """No visit of the stage has begun in the run. Subject: the stage."""

    STAGE_EXIT_MET = "the stage's exit condition is met"
    """The run is In Progress, no synchronous step runs, and: every step is Completed, or the requirements hold, or
    the evaluation flow answers True and its stage was evaluated. Subject: the stage."""

    STAGE_COMPLETED = "the stage became Completed"
    """The stage changes to Completed. Subject: the stage."""

    STAGE_FAILS = "an error strikes in the stage"
    """An error strikes in the stage or at a step of it, handled or not. Subject: the stage."""

    STAGE_ITSELF_FAILS = "an error strikes at the stage itself"
    """An error of kind `evaluation-flow` strikes, whatever condition asked the flow. Subject: the current stage."""

    STAGE_ITSELF_FAILS_UNHANDLED = "an error at the stage itself is not handled"
    """As `STAGE_ITSELF_FAILS`, unhandled. Subject: the run."""

    # A step.
    STEP_ENTRY_MET = "the step's entry condition is met"
    """The run is In Progress, the step Not Started, its stage In Progress, no earlier error struck in this visit, and:
    it starts with its stage, or its other step is Completed, or the requirements hold, or the evaluation flow answers
    True and the step was evaluated. Subject: the step."""

    STEP_STARTED = "the step started"
    """The step changes to In Progress, in the first place or as it is restarted. Subject: the step."""

    FLOW_FINISHES = "the flow of the background step, or the action of the MuleSoft step, finishes"
    """The event is Complete, of a background or MuleSoft step In Progress in a run In Progress. Subject: the step."""

    STEP_EXIT_MET = "the interactive step's exit condition is met"
    """The step is interactive or an approval step, In Progress, the run is In Progress, and: it has no exit condition
    of its own and a person finishes its work item; or its requirements hold; or its evaluation flow answers True and
    it was evaluated. Subject: the step."""

    STEP_COMPLETED = "the step became Completed"
    """The step changes to Completed. Subject: the step."""

    STEP_FAILS = "an error strikes at the step"
    """An error of any kind but `evaluation-flow` strikes at the step, handled or not. Subject: the step."""

    BACKGROUND_STEP_FAILS = "an error strikes at the background step"
    """As `STEP_FAILS`, a background step and another kind than `called-flow`. Subject: the step."""

    BACKGROUND_FLOW_FAILS = "the autolaunched flow of the background step fails"
    """An error of kind `called-flow` strikes at a background step. Subject: the step."""

    BACKGROUND_STEP_FAILS_UNHANDLED = "an error at a background step is not handled"
    """As `STEP_FAILS`, a background step, unhandled. Subject: the run."""

    INTERACTIVE_STEP_FAILS = "an error strikes at the interactive step"
    """As `STEP_FAILS`, an interactive step and another kind than `called-flow`, or an approval step and any kind.
    Subject: the step."""

    INTERACTIVE_STEP_FAILS_UNHANDLED = "an error at an interactive step is not handled"
    """As `STEP_FAILS`, an interactive or approval step, unhandled. Subject: the run."""

    SCREEN_FLOW_FAILS = "the screen flow of the interactive step fails"
    """An error of kind `called-flow` strikes at an interactive step (no approval step), or would strike but for the
    reading `stays-in-progress` (see above). Subject: the step."""

    MULESOFT_STEP_FAILS = "an error strikes at the MuleSoft step"
    """As `STEP_FAILS`, a MuleSoft step and another kind than `mulesoft-action`. Subject: the step."""

    MULESOFT_ACTION_FAILS = "the action of the MuleSoft step fails"
    """An error of kind `mulesoft-action` strikes at a MuleSoft step. Subject: the step."""

    RUN_IS_SUSPENDED = "the run is Suspended"
    """The run is Suspended before the moment, and the event is not Resume. Subject: the run."""

    RESULT_WHILE_SUSPENDED = "a result of the step arrives while the run is suspended"
    """The event is Complete or Fail of a step In Progress of a Suspended run. Subject: the step."""

    SUSPENDED_RESULT_PROCESSED = "the suspended run is resumed and the step's flow finished meanwhile"
    """The event is Resume, the run was Suspended, and since it became so a Complete of the step was accepted; the
    step has no exit condition of its own; no stored result before it failed or ended the stage. Subject: the step."""

    RESTARTED_WITHOUT_OUTPUTS = "the failed run is resumed and the step has no pending outputs"
    """The event is Resume, the run was Error, and since it became so no Complete or Fail of the step was accepted.
    No error strikes before, as steps are restarted. Subject: the step, background or MuleSoft, of the current stage."""

    INTERACTIVE_STEP_RESTARTED = (
        "the failed run is resumed and the interactive step failed or was discontinued"
    )
    """The event is Resume, the run was Error, and the step, interactive or approval, was Error or Discontinued.
    No error strikes before, as steps are restarted, or as it is. Subject: the step of the current stage."""

    PENDING_RESULT_PROCESSED = "the failed run is resumed and the step has pending outputs"
    """The event is Resume, the run was Error, and since it became so a Complete of the step was accepted; no stored
    result before it failed or ended the stage. Subject: the step of the current stage."""

    PENDING_ERROR_PROCESSED = "the failed run is resumed and the step's pending result is an error"
    """As `PENDING_RESULT_PROCESSED`, for a Fail of the step. Subject: the step of the current stage."""

    # A work item.
    INTERACTIVE_STEP_STARTED = "an interactive step started"
    """As `STEP_STARTED`, for a step that gives somebody a work item (interactive, approval), and no error strikes as
    it starts. Subject: the step."""

    WORK_ITEM_FINISHED = "a person finishes the work item"
    """The event is Complete, of an interactive or approval step whose work item is Assigned. Subject: the step."""

    WORK_ITEM_REASSIGNED = "somebody reassigns the work item"
    """The event is Reassign. Subject: the step of the work item."""

    WORK_ITEM_NOT_OPEN = "the work item is not Assigned, or its run is not in progress"
    """Between moments: no work item of the step is Assigned, or the run is not In Progress. Subject: the step."""

    # What wakes a run.
    STEP_RESULT_ARRIVES = "an asynchronous background step, an interactive step or a MuleSoft step completes"
    """The event is Complete of such a step of the current stage, the run In Progress. Subject: the run."""

    EVENT_PUBLISHED = "a Flow Orchestration Event is published for the run"
    """The event is Publish. Subject: the run."""
