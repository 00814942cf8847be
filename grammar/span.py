"""Where something stands in its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points `[start, end)` in the decoded text of one file."""

    start: int
    end: int


NOWHERE = Span(0, 0)
"""The span of a node that was built, not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node of the model has: its own span, and the span of each attribute that was written.

    Spans take no part in equality. `spans` is keyed by attribute name of the node.
    """

    span: Span = field(default=NOWHERE, compare=False, repr=False)
    spans: Mapping[str, Span] = field(default_factory=dict[str, Span], compare=False, repr=False)

    def where(self, attribute: str) -> Span:
        """The span of an attribute's value, or of the node where the attribute was not written."""
        return self.spans.get(attribute, self.span)
