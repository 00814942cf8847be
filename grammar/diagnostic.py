"""What a reader has to say about a text: a mistake, or something it kept but does not know."""

from dataclasses import dataclass
from enum import StrEnum

from .span import Span


class Problem(StrEnum):
    """Every kind of thing a reader reports. The value is the rule id under which it is shown."""

    UNREADABLE_FILE = "unreadable-file"
    SYNTAX_ERROR = "syntax-error"
    UNSUPPORTED_PROCESS_TYPE = "unsupported-process-type"
    UNKNOWN_ELEMENT = "unknown-element"
    UNKNOWN_VALUE = "unknown-value"
    INVALID_VALUE = "invalid-value"
    REPEATED_ELEMENT = "repeated-element"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing to tell the author. `message` says what is wrong and what was expected, `help` what to do.

    `element` is the path of API names of the element it is about, where the reader knows it.
    """

    span: Span
    problem: Problem
    message: str
    help: str = ""
    element: str = ""
