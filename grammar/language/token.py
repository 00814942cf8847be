"""The tokens of a text."""

from typing import NamedTuple

from ..span import Span


class Token(NamedTuple):
    """One token. `type` is the terminal of `orch.lark`; `text` as written, or decoded once it was a name."""

    type: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)
