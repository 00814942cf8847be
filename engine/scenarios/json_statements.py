"""What is expected as JSON and back.

Values that a place may have are `{"path": "Prepare/Badge.Status", "allowed": ["Completed"]}`; everything else is a tree:
`{"statement": {"all": [{"happens": "starts", "element": "Badge"}, {"not": …}]}}`.
"""

from __future__ import annotations

from typing import Final, assert_never

from ...grammar.condition import Condition
from ...grammar.names import Names
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.value import FormulaValue, Reference
from ..records.reading import At, JsonError
from ..records.values_json import Data
from .json_values import only, written_from_data, written_to_data
from .paths import path_of, read_path

DEEPEST: Final = 200
"""How deep statements nest, as in the language."""
CHANGES: Final = ("starts", "completes", "fails")


def expected_to_data(statement: Statement, names: Names) -> dict[str, Data]:
    """An expectation as data for JSON."""
    alternatives = statement.parts if isinstance(statement, AnyOf) else (statement,)
    allowed: list[Data] = []
    left = ""
    for part in alternatives:
        if (
            not isinstance(part, Condition)
            or part.operator != "EqualTo"
            or isinstance(part.right, Reference | FormulaValue)
            or left not in ("", part.left.text)
        ):
            return {"statement": statement_to_data(statement)}
        left = part.left.text
        allowed.append(written_to_data(part.right))
    path = path_of(names, left)
    if read_path(path) != (left, None):
        return {"statement": statement_to_data(statement)}
    return {"path": path, "allowed": allowed}


def expected_from_data(at: At) -> Statement:
    """The expectation that stands in a place of a JSON text. Raises JsonError where none does."""
    tree = at.get("statement")
    if tree is not None:
        only(at, "after", "statement", "row")
        return statement_from_data(tree)
    only(at, "after", "path", "allowed", "row")
    place = at["path"]
    path = read_path(place.text())
    if path.visit is not None:
        raise JsonError(
            place.pointer,
            f"what is expected is judged on the latest visit; leave out #{path.visit} and choose the event after which",
        )
    allowed = at["allowed"].parts()
    if not allowed:
        raise JsonError(at["allowed"].pointer, "expected one allowed value at least")
    left = Reference(text=path.reference)
    parts = tuple(
        Condition(left=left, operator="EqualTo", right=written_from_data(value)) for value in allowed
    )
    return parts[0] if len(parts) == 1 else AnyOf(parts=parts)


def statement_to_data(statement: Statement) -> dict[str, Data]:
    """A statement as a tree."""
    match statement:
        case Condition(left=left, operator=operator, right=right):
            return {"reference": left.text, "operator": operator, "value": written_to_data(right)}
        case Happens(element=element, event=event):
            return {"element": element, "happens": event}
        case AllOf(parts=parts):
            return {"all": [statement_to_data(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [statement_to_data(part) for part in parts]}
        case Negation(part=part):
            return {"not": statement_to_data(part)}
        case Implication(premise=premise, conclusion=conclusion):
            return {"if": statement_to_data(premise), "then": statement_to_data(conclusion)}
        case _:
            assert_never(statement)


def statement_from_data(at: At, depth: int = 0) -> Statement:
    """The statement that a tree is. Raises JsonError where it is none."""
    if depth > DEEPEST:
        raise JsonError(at.pointer, f"this statement nests deeper than {DEEPEST}; split it")
    match sorted(at.members()):
        case ["all" | "any" as word]:
            parts = tuple(statement_from_data(part, depth + 1) for part in at[word].parts())
            if len(parts) < 2:
                raise JsonError(at[word].pointer, "expected two statements at least")
            return AllOf(parts=parts) if word == "all" else AnyOf(parts=parts)
        case ["not"]:
            return Negation(part=statement_from_data(at["not"], depth + 1))
        case ["if", "then"]:
            return Implication(
                premise=statement_from_data(at["if"], depth + 1),
                conclusion=statement_from_data(at["then"], depth + 1),
            )
        case ["element", "happens"]:
            return Happens(element=at["element"].text(), event=_one_of(at["happens"], CHANGES))
        case ["operator", "reference", "value"]:
            return Condition(
                left=Reference(text=at["reference"].text()),
                operator=at["operator"].text(),
                right=written_from_data(at["value"]),
            )
        case _:
            raise at.wrong(
                "a statement: all, any, not, if and then, element and happens, or reference, operator and value"
            )


def _one_of(at: At, words: tuple[str, ...]) -> str:
    if at.text() not in words:
        raise at.wrong(f"one of {', '.join(words)}")
    return at.text()
