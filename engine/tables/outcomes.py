"""How a decision leads on (the PDF's text and tables on the Decision element)."""

from typing import Final

from . import documents as of
from .demand import Branch, NotCheckable, TakesOutcome
from .row import Evidence
from .table import Table

DECISION: Final = Table(of.PDF, "Decision", of.IN_PDF_TEXT)

ROWS: Final = (
    DECISION.row(
        "decision-outcome-order",
        "Outcome order",
        "The outcomes of a decision are tested in their order; the first whose condition is met is taken.",
        "evaluated in the order you specify",
        TakesOutcome(Branch.FIRST_MET),
    ),
    DECISION.row(
        "decision-outcome-default",
        "Default outcome",
        "Where the condition of no outcome is met, the default outcome is taken.",
        "",
        TakesOutcome(Branch.DEFAULT),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
    ),
    DECISION.row(
        "decision-outcome-value",
        "Outcome as a resource",
        "Each outcome is a Boolean as well, True once it was taken.",
        "",
        NotCheckable("what a condition reads; an observed run shows only what follows from it"),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
    ),
    DECISION.row(
        "decision-outcome-became-true",
        "When to Execute Outcome",
        "In a record-triggered orchestration an outcome can demand that the record was updated to meet its condition.",
        "",
        NotCheckable("an observed run does not hold the prior values of the record"),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
    ),
    DECISION.row(
        "decision-outcome-no-record",
        "Records",
        "A decision has no record and no milestone: only the stage that starts next shows what it did.",
        "",
        NotCheckable("it says what is not recorded"),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
    ),
)
"""The rows of this subject."""
