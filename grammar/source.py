"""A file as text, and the way from an offset to line, column and byte."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from .span import Span


class Position(NamedTuple):
    """1-based line, 1-based column in code points, 0-based byte in the UTF-8 file."""

    line: int
    column: int
    byte: int


@dataclass(slots=True)
class Source:
    """The text of one file. `path` is how the user named it; `text` keeps its line ends and its byte order mark."""

    path: str
    text: str
    _starts: list[int] | None = field(default=None, repr=False, compare=False)
    _bytes: list[int] | None = field(default=None, repr=False, compare=False)
    _lines: dict[int, str] = field(default_factory=dict[int, str], repr=False, compare=False)

    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; a line ends with a line feed, a carriage return, or both."""
        if self._starts is None:
            text = self.text
            if "\r" in text:
                starts = [0]
                for index, character in enumerate(text):
                    if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
                        starts.append(index + 1)
            else:
                lengths = [len(line) + 1 for line in text.split("\n")]
                starts = [0, *accumulate(lengths[:-1])]
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> Position:
        """Line, column and byte of an offset; an offset past the end is the end."""
        offset = min(max(offset, 0), len(self.text))
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        column = offset - starts[line - 1] + 1
        if line == 1 and self.text.startswith("\ufeff") and offset > 0:
            column -= 1
        return Position(line, column, self._byte(offset, line))

    def _byte(self, offset: int, line: int) -> int:
        if self.text.isascii():
            return offset
        starts = self.line_starts()
        if self._bytes is None:
            lengths = (_bytes_of(self.text[begin:end]) for begin, end in pairwise(starts))
            self._bytes = [0, *accumulate(lengths)]
        return self._bytes[line - 1] + _bytes_of(self.text[starts[line - 1] : offset])

    def line_text(self, line: int) -> str:
        """The text of a 1-based line without its line end; empty when there is no such line.

        The same text is given out each time: many findings may show one long line.
        """
        if line not in self._lines:
            self._lines[line] = self._cut_line(line)
        return self._lines[line]

    def _cut_line(self, line: int) -> str:
        starts = self.line_starts()
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.text)
        text = self.text[starts[line - 1] : end].rstrip("\r\n")
        return text.removeprefix("\ufeff") if line == 1 else text

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[span.start : span.end]


def _bytes_of(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
