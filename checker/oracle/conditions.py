"""Whether conditions hold where an observed run stands, as far as that can be told.

None stands for *cannot be told*: a function that nobody works out, an operator that needs more than what is observed, types
that do not compare. The operators are those of `engine.comparison`; references are read anew in `reading`.
"""

from __future__ import annotations

from typing import assert_never

from ...engine.comparison import COMPARISONS, TESTS
from ...engine.values import EvaluationError
from ...grammar.condition import (
    All,
    Any,
    Condition,
    EvaluationCall,
    Logic,
    Not,
    Requirements,
    Row,
    Unreadable,
)
from .facts import Facts
from .reading import Seen, UntoldError, before, stage_status, step_status, value_of
from .standing import Standing


def holds(
    facts: Facts, standing: Standing, requirements: Requirements | None, flow: EvaluationCall | None
) -> bool | None:
    """Whether a condition of requirements, an evaluation flow or both holds; None: it cannot be told."""
    if flow is not None and not standing.answers.get(flow.flow.casefold(), False):
        return False
    if requirements is None:
        return True
    try:
        return _logic(Seen(facts, standing), requirements.logic, requirements.conditions)
    except (UntoldError, EvaluationError):
        return None


def condition_holds(facts: Facts, standing: Standing, condition: Condition) -> bool | None:
    """Whether one condition holds; None: it cannot be told. One that is an error there does not hold."""
    try:
        return _condition(Seen(facts, standing), condition)
    except UntoldError:
        return None
    except EvaluationError:
        return False


def _logic(seen: Seen, logic: Logic, rows: tuple[Condition, ...]) -> bool:
    match logic:
        case Row(number):
            return _condition(seen, rows[number - 1])
        case All(parts):
            return all(_logic(seen, part, rows) for part in parts)
        case Any(parts):
            return any(_logic(seen, part, rows) for part in parts)
        case Not(part):
            return not _logic(seen, part, rows)
        case Unreadable():
            raise UntoldError
        case _:
            assert_never(logic)


def _condition(seen: Seen, condition: Condition) -> bool:
    operator, name = condition.operator, condition.left.root
    if operator in COMPARISONS:
        left = value_of(seen, condition.left)
        return COMPARISONS[operator](left, value_of(seen, condition.right))
    wanted = value_of(seen, condition.right) is not False
    if operator in TESTS:
        return TESTS[operator](value_of(seen, condition.left)) is wanted
    match operator:
        case "WasVisited":
            return (value_of(seen, condition.left) not in (None, False)) is wanted
        case "WasSelected":
            return (value_of(seen, condition.left) is True) is wanted
        case "HasError":
            return ("Error" in (stage_status(seen, name), step_status(seen, name))) is wanted
        case "IsChanged":
            return (value_of(seen, condition.left) != before(seen, condition.left.text)) is wanted
        case _:
            raise UntoldError
