"""Which operators a requirement can use, by the type of its resource (the PDF's table)."""

from typing import Final

from . import documents as of
from .demand import NotCheckable, Operators
from .row import Evidence
from .table import Table

BY_TYPE: Final = Table(of.PDF, "Operators by type", of.IN_PDF_TABLES, Evidence.SECOND_HAND)
ORDER: Final = (
    "Equals",
    "Does Not Equal",
    "Greater Than",
    "Greater Than or Equal",
    "Less Than",
    "Less Than or Equal",
)
EMPTY: Final = ("Is Null", "Is Blank", "Was Set")
SAME: Final = ("Equals", "Does Not Equal")

TYPES: Final = (
    (
        "operators-boolean",
        "Boolean",
        "A Boolean is compared for equality, and asked whether it is null, blank, was set or (an element) was visited.",
        (*SAME, *EMPTY, "Was Visited"),
    ),
    (
        "operators-number",
        "Number, Currency",
        "Numbers and currencies are compared in all six ways, and asked whether they are null, blank or were set.",
        (*ORDER, *EMPTY),
    ),
    (
        "operators-date",
        "Date, Date/Time",
        "Dates and date/times are compared in all six ways, and asked whether they are null, blank or were set.",
        (*ORDER, *EMPTY),
    ),
    (
        "operators-text",
        "Text",
        "Texts are compared for equality and for parts of them; Is Blank means no characters, or only whitespace.",
        (*SAME, "Contains", "Starts With", "Ends With", *EMPTY),
    ),
    (
        "operators-picklist",
        "Picklist",
        "A picklist is compared as text.",
        (*SAME, "Contains", *EMPTY),
    ),
    (
        "operators-multi-select-picklist",
        "Multi-select picklist",
        "A multi-select picklist is one text with its semicolons: the order of the values matters.",
        (*SAME, "Contains"),
    ),
    (
        "operators-collection",
        "Collection",
        "Collections are compared for equality, asked for one exactly equal item, and whether they are empty or null.",
        (*SAME, "Contains", "Is Empty", "Is Null"),
    ),
    (
        "operators-record",
        "Record",
        "Records are compared for equality and asked whether they are null or blank.",
        (*SAME, "Is Null", "Is Blank"),
    ),
)

ROWS: Final = (
    *(BY_TYPE.row(id, label, text, "", Operators(label, names)) for id, label, text, names in TYPES),
    BY_TYPE.row(
        "operators-equals-element",
        "Boolean, Equals on a stage element",
        "A stage compared as a Boolean is True if it ran without an error, False if it failed, null if it never ran; "
        "an outcome is True if it was taken.",
        "",
        NotCheckable("what a comparison reads; an observed run shows only what follows from it"),
    ),
    BY_TYPE.row(
        "operators-null-and-empty",
        "Null and empty text",
        "Null and the empty text are different values.",
        "",
        NotCheckable("what a comparison reads; an observed run shows only what follows from it"),
        decisions=("null-comparison",),
    ),
)
"""The rows of this subject."""
