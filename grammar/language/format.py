"""The formatter: the same text in one layout, with every comment."""

from typing import NamedTuple

from ..diagnostic import Diagnostic
from ..model import Orchestration
from ..source import Source
from .collector import without_collector
from .driver import Driver
from .lexer import END
from .parse import in_order, parse_text
from .token import Token
from .wrap import CONTINUATION, Piece, fits, wrap

INDENT = "  "
DEFAULT_WIDTH = 100


def format_text(source: Source, width: int = DEFAULT_WIDTH) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text in the one layout, or None with the mistakes where it does not parse.

    A member stands on a line of its own, two spaces deeper than its block. Order, comments, and one of several blank
    lines are kept. Lines longer than `width` are broken at clauses, then at `and`, `or` and commas. A block of one
    member stays on its line where it was written so and fits. Line ends are those of the first line.
    """
    driver, value, diagnostics = parse_text(source)
    if diagnostics or driver is None or not isinstance(value, Orchestration):
        return None, diagnostics
    with without_collector():
        text = _Layout(source, driver, width).text()
    line_end = source.text.find("\n")
    if line_end > 0 and source.text[line_end - 1] == "\r":
        text = text.replace("\n", "\r\n")
    return text, in_order(driver.diagnostics)


class _Item(NamedTuple):
    """A token with the comments before it on lines of their own, and the one after it on its line."""

    token: Token
    leading: tuple[tuple[bool, str], ...]
    trailing: str
    blank: bool
    starts_member: bool


def _items(source: Source, driver: Driver) -> list[_Item]:
    """Tokens with their comments; a comment belongs to the token before it where it stands on the same line."""
    text = source.text
    comments = driver.read.comments
    starts = set(driver.member_starts)
    items: list[_Item] = []
    leading: list[tuple[bool, str]] = []
    end = 0
    comment = 0
    for index, token in enumerate(driver.tokens):
        while comment < len(comments) and comments[comment].start < token.start:
            span = comments[comment]
            gap = text[end : span.start]
            written = text[span.start : span.end].rstrip()
            if items and not leading and not _newlines(gap):
                items[-1] = items[-1]._replace(trailing=written)
            else:
                leading.append((_newlines(gap) > 1, written))
            end = span.end
            comment += 1
        blank = _newlines(text[end : token.start]) > 1
        end = token.end
        if token.type == "SEMICOLON":
            continue
        items.append(_Item(token, tuple(leading), "", blank, index in starts))
        leading = []
    return items


def _newlines(gap: str) -> int:
    return gap.replace("\r\n", "\n").replace("\r", "\n").count("\n")


class _Layout:
    """One text being laid out: the lines so far and the logical line that is being gathered."""

    def __init__(self, source: Source, driver: Driver, width: int) -> None:
        self.items = _items(source, driver)
        self.source = source
        self.width = width
        self.lines: list[str] = []
        self.pieces: list[Piece] = []
        self.depth = 0
        self.continued = False
        self.parentheses = 0

    def text(self) -> str:
        """The whole text."""
        index = 0
        while index < len(self.items):
            item = self.items[index]
            type_ = item.token.type
            if type_ == END:
                self.end_line()
                self.comments(item, 0)
                break
            if type_ == "RBRACE":
                index = self.closing(index)
                continue
            if item.starts_member:
                self.end_line()
                self.comments(item, self.depth)
                if item.blank and not self.after_opening():
                    self.lines.append("")
            elif item.leading:
                self.break_line()
                for _, comment in item.leading:
                    self.lines.append(INDENT * self.depth + CONTINUATION + comment)
            self.add(index)
            if type_ == "LBRACE":
                index = self.opening(index)
                continue
            self.trail(item)
            index += 1
        return "\n".join(self.lines).lstrip("\n") + "\n"

    def opening(self, index: int) -> int:
        """After a `{`: keep the block on its line where it may stay there, else begin its lines."""
        end = self.short_block(index)
        if end is not None:
            return end
        self.trail(self.items[index])
        self.end_line()
        self.depth += 1
        return index + 1

    def short_block(self, index: int) -> int | None:
        """Put a block that is short enough on the line, up to its `}`. The index after it, or None."""
        items = self.items
        end = index + 1
        while items[end].token.type not in ("LBRACE", "RBRACE"):
            end += 1
        inner = items[index + 1 : end]
        if items[end].token.type == "LBRACE" or sum(item.starts_member for item in inner) > 1:
            return None
        if any(item.trailing for item in items[index:end]) or any(
            item.leading for item in items[index + 1 : end + 1]
        ):
            return None
        opening, closing = items[index].token, items[end].token
        if inner and _newlines(self.source.text[opening.end : closing.start]):
            return None
        kept, parentheses = self.pieces.copy(), self.parentheses
        for at in range(index + 1, end + 1):
            self.add(at)
        if not inner:
            self.pieces[-1] = Piece("}", False, 0)
        margin = len(INDENT) * self.depth + (len(CONTINUATION) if self.continued else 0)
        if inner and not fits(self.pieces, margin, self.width):
            self.pieces, self.parentheses = kept, parentheses
            return None
        self.trail(items[end])
        return end + 1

    def closing(self, index: int) -> int:
        """A `}` on a line of its own."""
        item = self.items[index]
        self.end_line()
        self.comments(item, self.depth)
        self.depth -= 1
        self.add(index)
        self.trail(item)
        return index + 1

    def comments(self, item: _Item, depth: int) -> None:
        """The comments before a token, on lines of their own."""
        for blank, comment in item.leading:
            if blank and not self.after_opening():
                self.lines.append("")
            self.lines.append(INDENT * depth + comment)

    def after_opening(self) -> bool:
        """True at the beginning of a block, where no blank line is kept."""
        return not self.lines or self.lines[-1].endswith("{") or not self.lines[-1]

    def add(self, index: int) -> None:
        """Add a token to the logical line."""
        token = self.items[index].token
        before = self.items[index - 1].token if index else token
        after = self.items[index + 1].token
        level = _level(before, token, after) if self.pieces else 0
        if level > CLAUSE and self.parentheses:
            level = IN_PARENTHESES
        self.parentheses += (token.type == "LPAR") - (token.type == "RPAR")
        self.pieces.append(Piece(_written(token), _spaced(before, token), level))

    def trail(self, item: _Item) -> None:
        """The comment after a token ends the printed line."""
        if item.trailing:
            self.break_line()
            self.lines[-1] += f"  {item.trailing}"

    def break_line(self) -> None:
        """Print what was gathered; what follows of the member goes on an indented line."""
        if self.pieces:
            self.print_pieces()
        self.continued = True

    def end_line(self) -> None:
        """Print what was gathered; something new begins."""
        self.print_pieces()
        self.continued = False

    def print_pieces(self) -> None:
        """Print the gathered tokens, wrapped."""
        if self.pieces:
            indent = INDENT * self.depth + (CONTINUATION if self.continued else "")
            self.lines += wrap(self.pieces, indent, self.width)
            self.pieces = []


CLAUSE, PART, AND_PART, IN_PARENTHESES = 1, 2, 3, 4
"""How well a line can be broken before a token (see `Piece`)."""
_TIGHT_BEFORE = frozenset(("COMMA", "COLON", "RPAR"))
_CLAUSES = frozenset(("CALLS", "ASSIGNED", "ARROW", "IMPLIES", "LEADS"))


def _written(token: Token) -> str:
    if token.type == "LONG_STRING":
        return token.text.replace("\r\n", "\n").replace("\r", "\n")
    if token.type == "NOT_IDEMPOTENT":
        return "not idempotent"
    return token.text


def _spaced(before: Token, token: Token) -> bool:
    """Whether a space stands between two tokens."""
    if token.type in _TIGHT_BEFORE or before.type == "LPAR":
        return False
    if token.type == "LPAR":
        return before.type not in ("NAME", "STRING", "RECORD")
    if token.type == "RANGE":
        return before.type != "NUMBER"
    return not (before.type == "RANGE" and token.type == "NUMBER")


def _level(before: Token, token: Token, after: Token) -> int:
    """How well a line can be broken before a token (see `Piece`)."""
    if token.type in _CLAUSES:
        return CLAUSE
    if token.type == "STARTS" and after.type == "WHEN":
        return CLAUSE
    if token.type == "WHEN" and before.type not in ("STARTS", "COMPLETES", "START", "ONLY", "ALSO"):
        return CLAUSE
    if token.type == "WITH" and before.type not in ("STARTS", "ENDS"):
        return CLAUSE
    if token.type == "AND":
        return AND_PART
    if token.type == "OR" or before.type == "LPAR" or (before.type == "COMMA" and token.type != "INTENDED"):
        return PART
    return 0
