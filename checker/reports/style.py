"""Colours and links of a terminal, or none."""

from typing import Final

from ...grammar.light_dataclass import dataclass
from ..finding import Severity

RESET: Final = "\x1b[0m"
CODES: Final = {
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;36m",
    "edge": "\x1b[1;34m",
    "help": "\x1b[1;32m",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Paints words, if `color`; makes links, if `links`."""

    color: bool = False
    links: bool = False

    def paint(self, kind: str, text: str) -> str:
        """The text in the colour of a kind: bold, dim, edge, help, or a severity's word."""
        return f"{CODES[kind]}{text}{RESET}" if self.color and text else text

    def severity(self, severity: Severity, text: str) -> str:
        """The text in a severity's colour."""
        return self.paint(severity.word, text)

    def link(self, text: str, url: str) -> str:
        """The text, leading to a page where the terminal can."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.links and url else text
