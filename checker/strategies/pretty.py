"""What Hypothesis hands to a value that prints itself."""

from __future__ import annotations

from typing import Protocol


class Printer(Protocol):
    """The printer of IPython's protocol `_repr_pretty_`."""

    def text(self, text: str, /) -> object:
        """Write some text."""
        ...
