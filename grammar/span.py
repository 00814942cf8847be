"""Where something stands in its file."""

from collections.abc import Mapping
from dataclasses import field, fields
from functools import cache
from typing import Any, NamedTuple, TypeVar, dataclass_transform

from .light_dataclass import dataclass

Kind = TypeVar("Kind")


class Span(NamedTuple):
    """A half-open range of code points `[start, end)` in the decoded text of one file."""

    start: int
    end: int


NOWHERE = Span(0, 0)
"""The span of a node that was built, not read."""


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=True, field_specifiers=(field,))
def node(kind: type[Kind]) -> type[Kind]:
    """Make a frozen, slotted, keyword-only dataclass below Node.

    Equality, hash and repr come from Node instead of being generated for each of the many classes: the model is
    loaded by every command, and generating them is most of what that costs.
    """
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(kind)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Node:
    """What every node of the model has: its own span, and the span of each attribute that was written.

    Spans take no part in equality. `spans` is keyed by attribute name of the node.
    """

    span: Span = field(default=NOWHERE, compare=False, repr=False)
    spans: Mapping[str, Span] = field(default_factory=dict[str, Span], compare=False, repr=False)

    def where(self, attribute: str) -> Span:
        """The span of an attribute's value, or of the node where the attribute was not written."""
        return self.spans.get(attribute, self.span)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(_kind(self)))

    def __hash__(self) -> int:
        return hash((self.__class__, *(getattr(self, name) for name in _compared(_kind(self)))))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _shown(_kind(self)))
        return f"{self.__class__.__qualname__}({shown})"


@cache
def _compared(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)


@cache
def _shown(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.repr)


def _kind(node: Node) -> Any:
    return node.__class__
