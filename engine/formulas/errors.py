"""Why a formula has no value."""

from __future__ import annotations

from ..values import EvaluationError


class FormulaError(EvaluationError):
    """A part of a formula has no value: a wrong type, division by zero, a text that is no number.

    `start` and `end` are the offsets of that part in the formula.
    """

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class UninterpretedError(EvaluationError):
    """A part of a formula has a value that is not worked out here, and is not guessed: `function` names it.

    It is raised by functions that are not executed (TODAY, NOW and whatever `FUNCTIONS` does not hold) and by executed
    ones where no exact value exists or the documents leave it open (the square root of 2, the date of a date-time).
    """

    def __init__(self, function: str) -> None:
        super().__init__(f"{function} is not interpreted, so its value is unknown")
        self.function = function
