"""Decisions on errors: what fails, and whether it can be undone."""

from typing import Final

from . import sources as of
from .decision import Decision, Reading

DECISIONS: Final = (
    Decision(
        id="screen-flow-failure",
        aliases=("C2",),
        title="A screen flow that fails",
        question="What becomes of an interactive step whose screen flow fails?",
        readings=(
            Reading(
                id="error",
                text="Step, stage and run become Error; the run can be resumed.",
                source=f"{of.HELP_RUN}; {of.HELP_APPROVAL_STEPS}; {of.PDF_TABLES}",
            ),
            Reading(
                id="stays-in-progress",
                text="Step and stage stay In Progress, and the work item stays Assigned.",
                source=f"{of.PDF}, note under the status tables; {of.OBJECT_STEP}, case of In Progress",
            ),
        ),
        taken="error",
        why="The current Help is newer than the note.",
        switchable=True,
        in_profiles=(("pdf-2025", "stays-in-progress"),),
    ),
    Decision(
        id="mulesoft-error",
        aliases=("C5",),
        title="A MuleSoft action that fails",
        question="Can a run be resumed that failed because the action of a MuleSoft step failed?",
        readings=(
            Reading(
                id="not-resumable",
                text="No. A MuleSoft step is only restarted where it was Discontinued by another error.",
                source=f"{of.HELP_RUN}, list of non-recoverable errors",
            ),
            Reading(
                id="resumable",
                text="Yes: the MuleSoft step is restarted.",
                source=f"{of.PDF_TABLES}; {of.HELP_RUN}, table of what happens on resume",
            ),
        ),
        taken="not-resumable",
        why="The list names this very cause; the table only says what happens if there is a resume.",
        switchable=True,
        in_profiles=(("pdf-2025", "resumable"),),
    ),
    Decision(
        id="error-kinds",
        aliases=("C15",),
        title="The errors there are, and what each means",
        question="Which errors can strike, when, can the run be resumed, and does a fault path catch them?",
        readings=(
            Reading(
                id="cause-and-place",
                text=(
                    "A closed list: called-flow, assignee-inactive, assignee-unresolvable, mulesoft-action, "
                    "prepare-request, process-result, evaluation-flow, decision, platform. The cause settles whether the "
                    "run can be resumed; the place settles whether a fault path catches it: inside a stage yes, outside "
                    "no. One fault is one event at a step, visit and attempt."
                ),
                source=f"{of.HELP_RUN} for resuming; {of.HELP_ERRORS} for fault paths",
            ),
            Reading(
                id="place-only",
                text="Errors within stages are recoverable and caught, errors outside are neither.",
                source=f"{of.HELP_ERRORS}, alone",
            ),
        ),
        taken="cause-and-place",
        why=(
            "Help lists non-recoverable causes inside stages, and nothing limits fault paths to recoverable ones. Not "
            "switchable: the second reading contradicts that list."
        ),
    ),
    Decision(
        id="evaluation-flow-error",
        aliases=("U8",),
        title="An evaluation flow that fails",
        question="What does an error in an evaluation flow do to the run?",
        readings=(
            Reading(
                id="stage-error",
                text="The stage fails; a fault path catches it; otherwise the run is in Error and cannot be resumed.",
                source=f"inferred from {of.HELP_RUN}: it is not a flow that a step calls",
            ),
            Reading(
                id="holds", text="The run just waits; the condition counts as not met.", source=of.UNRELIABLE
            ),
        ),
        taken="stage-error",
        why="It follows from the list of causes. Not switchable: the other reading has no trustworthy source.",
    ),
    Decision(
        id="start-burst",
        aliases=("C20",),
        title="An error before the run first rests",
        question="What remains of a run that fails, unhandled, in the synchronous burst it starts with?",
        readings=(
            Reading(
                id="error-remains",
                text="A run in Error, as after any other unhandled error.",
                source=f"{of.HELP_STAGES}, table of fault paths; {of.HELP_ERRORS}: record changes are not necessarily rolled back",
            ),
            Reading(
                id="rolled-back",
                text="Nothing: whoever started it gets an exception and the transaction is rolled back, run and all.",
                source=of.OBSERVED,
            ),
        ),
        taken="error-remains",
        why="It is documented; the other was seen in an org. Earlier transactions remain under both.",
        switchable=True,
    ),
    Decision(
        id="too-long-input",
        title="Inputs that are too long together",
        question="What kind of error is it when the input values of one called flow exceed 32,768 characters together?",
        readings=(
            Reading(
                id="prepare-request",
                text="An error of kind prepare-request as the step starts: the run cannot be resumed.",
                source=f"{of.HELP_CONSIDERATIONS}, together with {of.HELP_RUN}",
            ),
            Reading(
                id="called-flow",
                text="An error of the called flow: the run can be resumed.",
                source=of.SILENCE,
            ),
        ),
        taken="prepare-request",
        why="The values are gathered before the flow is called. Not switchable: the other reading has no source.",
    ),
    Decision(
        id="endless-burst",
        title="A run that goes round and never waits",
        question="How does a run end that comes back to the same state within one burst?",
        readings=(
            Reading(
                id="platform-error",
                text="An error of kind platform, outside of stages: the run is in Error and cannot be resumed. It strikes where the "
                "round trip would enter the first of its stages by API name.",
                source="a ruling of this project; governor limits of flows and Apex apply to orchestrations",
            ),
            Reading(
                id="turns-for-ever",
                text="Never: it stays In Progress.",
                source=of.SILENCE,
            ),
        ),
        taken="platform-error",
        why="Some limit of the transaction ends it, though no document says at which round. Not switchable.",
    ),
)
"""The decisions of this subject."""
