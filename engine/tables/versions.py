"""What depends on the API version an orchestration runs in."""

from typing import Final

from . import documents as of
from .demand import NotCheckable
from .row import Evidence
from .table import Table

REFERENCE: Final = Table(of.OBJECT_RUN, "API versions", of.IN_REFERENCE)
HELP: Final = Table(of.RUN, "API versions", of.IN_HELP)
PDF: Final = Table(of.PDF, "API versions", of.IN_PDF_TEXT)
METADATA: Final = Table(of.METADATA, "API versions", of.IN_REFERENCE)
NOTES: Final = Table(of.RELEASE_NOTES, "API versions", of.IN_RELEASE_NOTES, Evidence.SECOND_HAND)
NO_RECORDS: Final = NotCheckable("it concerns objects and fields, which an observed run does not hold")
NO_USER: Final = NotCheckable("an observed run does not show as whom the run acts")

ROWS: Final = (
    REFERENCE.row(
        "version-53",
        "53",
        "The objects of runs, stage runs and step runs exist from version 53 on.",
        "",
        NO_RECORDS,
    ),
    REFERENCE.row(
        "version-54",
        "54",
        "Logs, work items and asynchronous background steps exist from version 54 on.",
        "",
        NO_RECORDS,
    ),
    REFERENCE.row(
        "version-55",
        "55",
        "A Flow Orchestration Event has a step status from version 55 on.",
        "",
        NO_RECORDS,
    ),
    REFERENCE.row(
        "version-56",
        "56",
        "The owner of run records is the automated process user from version 56 on.",
        "",
        NO_RECORDS,
    ),
    PDF.row(
        "version-57",
        "57 and earlier",
        "Up to version 57 a run that resumes goes on as the user who completed the step.",
        "",
        NO_USER,
    ),
    PDF.row(
        "version-58",
        "58",
        "From version 58 on records are read afresh whenever the run resumes; before, they are copies from its start.",
        "",
        NotCheckable("records change outside the run; which value it saw shows only in what follows"),
        decisions=("record-freshness",),
    ),
    HELP.row(
        "version-60",
        "60",
        "From version 60 on all orchestrations run in system context without sharing.",
        "Starting in API version 60.0, all orchestrations run in system context without sharing.",
        NO_USER,
    ),
    REFERENCE.row(
        "version-62",
        "62",
        "Current stage, duration, triggering record and the objects of orchestrations and their versions exist from "
        "version 62 on.",
        "",
        NO_RECORDS,
    ),
    METADATA.row(
        "version-63",
        "63",
        "From version 63 on the platform decides whether a background step is asynchronous; the author's setting is not "
        "used. The label of the orchestration exists.",
        "Not used in API version 63.0",
        NotCheckable("whether a step ran synchronously shows only in which events came first"),
        decisions=("synchronous-choice",),
    ),
    REFERENCE.row(
        "version-64",
        "64",
        "The type of the triggering record exists from version 64 on.",
        "",
        NO_RECORDS,
    ),
    REFERENCE.row(
        "version-65",
        "65",
        "The auxiliary triggering record exists from version 65 on; orchestrations do not use it.",
        "",
        NO_RECORDS,
    ),
    NOTES.row(
        "version-68",
        "68",
        "From version 68 on actions run synchronously where they can.",
        "",
        NotCheckable("whether a step ran synchronously shows only in which events came first"),
        profiles=("help-2026",),
        decisions=("synchronous-choice",),
    ),
)
"""The rows of this subject."""
