"""How many rows each table has: a row that gets lost is noticed."""

from collections import Counter

from stageproof.engine.tables import documents as of
from stageproof.engine.tables.catalogue import all_rows

SIZES = {
    (of.RUN, "Resuming a Failed Orchestration"): 8,
    (of.RUN, "Status Set To"): 5,
    (of.RUN, "Resume"): 11,
    (of.RUN, "Orchestration Run Status"): 11,
    (of.RUN, "Orchestration Run Milestone"): 8,
    (of.RUN, "Fault Paths in Orchestration Runs"): 2,
    (of.RUN, "API versions"): 1,
    (of.STAGES, "Stage Condition"): 3,
    (of.STAGES, "Conditions"): 4,
    (of.STAGES, "Fault Path"): 4,
    (of.STAGES, "Stage run Status"): 16,
    (of.STAGES, "Status"): 2,
    (of.STAGES, "Stage Milestone"): 15,
    (of.STAGES, "Limits"): 3,
    (of.STEPS, "Step run Status"): 12,
    (of.STEPS, "Step Milestone"): 8,
    (of.STEPS, "Automatic Output"): 3,
    (of.BACKGROUND, "Entry Condition"): 4,
    (of.BACKGROUND, "Completion"): 1,
    (of.INTERACTIVE, "Entry Condition"): 4,
    (of.INTERACTIVE, "Exit Condition"): 3,
    (of.EVALUATION, "When evaluation flows run again"): 9,
    (of.EVALUATION, "Evaluation flow"): 2,
    (of.ERRORS, "Errors outside of stages"): 3,
    (of.CONSIDERATIONS, "Input values"): 1,
    (of.CONSIDERATIONS, "Limits"): 1,
    (of.DEBUG, "Work Item Milestone"): 3,
    (of.WORK_ITEMS, "Work Item Status"): 12,
    (of.ASSIGN, "Assignee"): 2,
    (of.APPROVAL_ERRORS, "Failed runs"): 1,
    (of.APPROVAL_GUIDE, "Fault paths"): 2,
    (of.APPROVAL_GUIDE, "Recall"): 8,
    (of.PDF_DETAILS, "Status by cause"): 50,
    (of.PDF, "Recoverable errors"): 1,
    (of.PDF, "Work items"): 6,
    (of.PDF, "Work item owner"): 4,
    (of.PDF, "Suspend an Orchestration"): 7,
    (of.PDF, "Resume a Suspended Orchestration"): 3,
    (of.PDF, "Cancel an Orchestration"): 7,
    (of.PDF, "Decision"): 5,
    (of.PDF, "Operators by type"): 10,
    (of.PDF, "Limits"): 7,
    (of.PDF, "API versions"): 2,
    (of.OBJECT_RUN, "Status"): 1,
    (of.OBJECT_RUN, "API versions"): 7,
    (of.OBJECT_STAGE, "Status"): 4,
    (of.OBJECT_STEP, "Status"): 5,
    (of.OBJECT_ITEM, "Status"): 2,
    (of.OBJECT_LOG, "Kind"): 20,
    (of.FIELDS, "Lengths"): 2,
    (of.METADATA, "API versions"): 1,
    (of.RELEASE_NOTES, "API versions"): 1,
}


def test_every_table_has_all_its_rows() -> None:
    assert dict(Counter((row.document, row.table) for row in all_rows())) == SIZES


def test_every_cell_of_the_status_tables_per_cause_that_has_a_value_is_a_row() -> None:
    columns = Counter(row.label.rpartition(" / ")[2] for row in all_rows() if row.document == of.PDF_DETAILS)
    assert columns == {
        "Completed run": 7,
        "Canceled run": 8,
        "Stopped by orchestration error": 6,
        "Stopped by stage error": 8,
        "Stopped by interactive step error": 9,
        "Stopped by background step error": 9,
        "Stopped by interactive step error, screen flow": 3,
    }
