"""The documented limits."""

from typing import Final

from . import documents as of
from .demand import Limit, NotCheckable
from .row import Evidence
from .table import Table

HELP: Final = Table(of.STAGES, "Limits", of.IN_HELP)
LENGTHS: Final = Table(of.FIELDS, "Lengths", of.IN_REFERENCE)
PDF: Final = Table(of.PDF, "Limits", of.IN_PDF_TEXT)
CONSIDERATIONS: Final = Table(of.CONSIDERATIONS, "Limits", of.IN_HELP_EXCERPT)
OF_ORG: Final = NotCheckable("a limit of a whole org, which no definition or run shows")

ROWS: Final = (
    HELP.row(
        "limit-requirements",
        "Requirements per condition",
        "An entry or exit condition has at most 10 requirements; older pages say 3.",
        "Up to 10 requirements",
        Limit("requirements of a condition", 10),
        decisions=("requirement-limit",),
    ),
    HELP.row(
        "limit-least-stages",
        "Minimum stages",
        "An orchestration has at least one stage.",
        "An orchestration requires at least one stage.",
        Limit("stages of an orchestration", 1, least=True),
    ),
    HELP.row(
        "limit-least-steps",
        "Minimum steps",
        "A stage has at least one step.",
        "",
        Limit("steps of a stage", 1, least=True),
    ),
    PDF.row(
        "limit-custom-logic",
        "Custom logic length",
        "Custom condition logic has at most 1,000 characters.",
        "",
        Limit("characters of custom condition logic", 1000),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
    ),
    CONSIDERATIONS.row(
        "limit-inputs",
        "Combined input values of one called flow",
        "The input values of one called flow have at most 32,768 characters together, else the orchestration fails.",
        "",
        NotCheckable("an observed run does not show the values that a flow is called with"),
        decisions=("too-long-input",),
    ),
    LENGTHS.row(
        "limit-event-payload",
        "EventPayload",
        "The payload of a Flow Orchestration Event has at most 32,768 characters.",
        "32,768",
        NotCheckable("an observed run does not show the payload of events"),
    ),
    LENGTHS.row(
        "limit-in-progress-step-outputs",
        "InProgressStepOutputs",
        "The pending outputs of a step have at most 100,000 characters.",
        "100,000",
        NotCheckable("an observed run does not show the text that outputs are stored as"),
    ),
    PDF.row(
        "limit-versions",
        "Versions per orchestration",
        "An orchestration has at most 50 versions.",
        "50",
        OF_ORG,
    ),
    PDF.row(
        "limit-active-flows",
        "Active flows and orchestrations per org",
        "An org has at most 2,000 active flows and orchestrations.",
        "2,000",
        OF_ORG,
    ),
    PDF.row(
        "limit-total-flows",
        "Flows and orchestrations per org",
        "An org has at most 4,000 flows and orchestrations.",
        "4,000",
        OF_ORG,
    ),
    PDF.row(
        "limit-resume-days",
        "Resume or debug a failed run",
        "A failed run can be resumed or debugged for 14 days.",
        "14 days",
        Limit("days in which a failed run can be resumed", 14),
    ),
    PDF.row(
        "limit-not-stated",
        "Stages, steps, nesting, iterations, elements, concurrent runs, lifetime",
        "No document has a number for any of these.",
        "",
        NotCheckable("no number was found"),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=("no-limits",),
    ),
    PDF.row(
        "limit-governor",
        "Flow and Apex governor limits",
        "The governor limits of flows and Apex apply to orchestrations, too.",
        "",
        NotCheckable("what a transaction uses up depends on the org"),
        decisions=("endless-burst",),
    ),
)
"""The rows of this subject."""
