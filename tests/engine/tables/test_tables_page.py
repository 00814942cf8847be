"""The page of the tables, and the words of demands."""

import pytest

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.kinds import Kind
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import (
    Act,
    AtMostOne,
    Becomes,
    Branch,
    CompletesWhen,
    Demand,
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
    Output,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)
from stageproof.engine.tables.documents import ORDER
from stageproof.engine.tables.page import tables_page
from stageproof.engine.tables.situation import Situation
from stageproof.engine.tables.wording import in_words

CANCELED = Situation.RUN_CANCELED
WORDS: tuple[tuple[Demand, str], ...] = (
    (
        Becomes(Item.STEP, StepStatus.CANCELED, CANCELED, having=StepStatus.IN_PROGRESS),
        "each step that is In Progress becomes Canceled when somebody cancels the run",
    ),
    (
        Becomes(Item.RUN, RunStatus.CANCELED, CANCELED),
        "the run becomes Canceled when somebody cancels the run",
    ),
    (
        Keeps(Item.STEP, StepStatus.NOT_STARTED, CANCELED),
        "each step that is Not Started stays so when somebody cancels the run",
    ),
    (
        NeverBecomes(Item.RUN, RunStatus.ERROR, Situation.ONLY_HANDLED_ERRORS),
        "no run becomes Error when fault paths handle every error that strikes",
    ),
    (
        Logs(Kind.END_STAGE, Item.STAGE, CANCELED, having=StageStatus.IN_PROGRESS),
        "End Stage is logged for each stage that is In Progress when somebody cancels the run",
    ),
    (
        NeverLogs(Kind.RUN_RECALL_PATH, Situation.NOT_AN_APPROVAL),
        "RunRecallPath is never logged when the orchestration is not a flow approval process",
    ),
    (
        NoStatus(Item.STAGE, Situation.STAGE_NOT_YET_STARTED),
        "the stage has no status when the stage has not started",
    ),
    (
        AtMostOne(Item.STAGE, StageStatus.IN_PROGRESS),
        "at most one stage of a run is In Progress at a time",
    ),
    (
        PossibleStatuses(Item.STEP, (StepStatus.NOT_STARTED, StepStatus.ERROR, StepStatus.COMPLETED)),
        "the step is never anything but Not Started, Error or Completed",
    ),
    (
        Resumable(ErrorKind.CALLED_FLOW, possible=True),
        "a run that failed with called-flow can be resumed",
    ),
    (Resumable(ErrorKind.DECISION, possible=False), "a run that failed with decision cannot be resumed"),
    (Refused(Act.CANCEL, Situation.RUN_NOT_IN_PROGRESS), "nobody can cancel when the run is not In Progress"),
    (
        StartsWhen(Entry.AFTER_STEP),
        "a step with this condition starts when another step is Completed, and only then",
    ),
    (
        CompletesWhen(Item.STAGE, Exit.ALL_STEPS),
        "a stage with this condition completes when all steps are Completed, and only then",
    ),
    (
        Evaluates(Item.STEP, StepStatus.NOT_STARTED, Situation.EVENT_PUBLISHED),
        (
            "the evaluation flow of each step that is Not Started is asked when a Flow Orchestration Event is "
            "published for the run"
        ),
    ),
    (
        ReadableFrom(Output.FLOW_OUTPUT, Situation.STEP_COMPLETED),
        "the output variable of a step's flow can be read once the step became Completed, and null before",
    ),
    (TakesOutcome(Branch.FIRST_MET), "a decision takes the first outcome whose condition is met"),
    (Operators("Text", ("Equals", "Contains")), "Text: Equals, Contains"),
    (Limit("steps of a stage", 1, least=True), "at least 1 steps of a stage"),
    (Limit("characters", 1000), "at most 1,000 characters"),
    (NotCheckable("nobody sees it"), "cannot be checked: nobody sees it"),
)


@pytest.mark.parametrize(("demand", "words"), WORDS, ids=[words for _, words in WORDS])
def test_a_demand_reads_as_a_sentence(demand: Demand, words: str) -> None:
    assert in_words(demand) == words


def test_every_kind_of_demand_that_rows_make_has_such_words() -> None:
    assert {type(row.demand) for row in all_rows()} == {type(demand) for demand, _ in WORDS}


def test_the_page_has_every_row_once_below_its_document() -> None:
    page = tables_page()
    for row in all_rows():
        assert page.count(f"** `{row.id}` |") == 1
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == list(ORDER)


def test_every_line_of_a_table_has_four_cells() -> None:
    lines = [line.replace("\\|", "") for line in tables_page().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in lines} == {5}


def test_rows_of_one_profile_say_so() -> None:
    page = {line.split("`")[1]: line for line in tables_page().splitlines() if line.startswith("| **")}
    assert "; only `pdf-2025`" in page["error-kind-mulesoft-action-older"]
    assert "only `" not in page["run-status-canceled"]
