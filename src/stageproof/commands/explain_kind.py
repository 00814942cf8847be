"""What `stageproof explain` asks of each kind of thing that it explains."""

from dataclasses import dataclass
from textwrap import fill
from typing import Protocol

WIDTH = 88


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is shown: with bold words or not, and for one profile or (None) for all."""

    bold: bool = False
    profile: str | None = None

    def strong(self, words: str) -> str:
        """Words in bold, where the terminal can show that."""
        return f"\x1b[1m{words}\x1b[0m" if self.bold else words


class Explained(Protocol):
    """A kind of thing with ids: rules, decisions, table rows. Each is a module with these functions."""

    def names(self) -> tuple[str, ...]:
        """Every id, and every other name that `page` knows."""
        ...

    def page(self, name: str, shown: Shown) -> str | None:
        """All that is known of the thing with this name, case ignored; None where there is none."""
        ...

    def listing(self, shown: Shown) -> str:
        """One line for each thing, and a line that counts them."""
        ...


def paragraph(text: str, indent: int = 0) -> str:
    """Text as a paragraph of the page."""
    margin = " " * indent
    return fill(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
