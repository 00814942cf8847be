"""From a text to its tokens, in one pass. Whatever is in the text, the whole of it is read."""

from dataclasses import dataclass, field

from ..diagnostic import Diagnostic, Problem
from ..source import Source
from ..span import Span
from .table import FAILURES, MISTAKES, Table
from .text import encode
from .token import Token

END = "$END"
BROKEN = "BROKEN"
"""The type of a token that nothing can be made of; `Tokens.broken` has what to say about it."""

_MEANT = {
    "TWO_EQUALS": ("=", "is equal to"),
    "NOT_EQUAL": ("<>", "is not equal to"),
    "AND_SIGN": ("and", "and"),
    "OR_SIGN": ("or", "or"),
    "FAT_ARROW": ("->", "leads to"),
}
_QUOTES = ("SINGLE_QUOTES", "CURLY_QUOTES")
_MISTAKE_NAMES = frozenset(name for name, _ in (*MISTAKES, *FAILURES))


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, the last one `END`; its comments; what is wrong with single characters."""

    tokens: list[Token]
    comments: list[Span]
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    broken: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])
    open_ended: bool = False


def read_tokens(source: Source, table: Table, start: int, end: int) -> Tokens:
    """The tokens of `source.text[start:end]`, with offsets of the whole text."""
    text = source.text
    tokens: list[Token] = []
    comments: list[Span] = []
    result = Tokens(tokens, comments)
    keywords, punctuation = table.keywords, table.punctuation
    for match in table.pattern.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "SPACE":
            continue
        first, last = match.span()
        written = match.group()
        if kind == "NAME":
            tokens.append(Token(keywords.get(written, "NAME"), written, first, last))
        elif kind == "SIGN":
            tokens.append(Token(punctuation[written], written, first, last))
        elif kind == "COMMENT":
            comments.append(Span(first, last))
        elif kind in _MISTAKE_NAMES:
            _mistake(result, table, Token(kind, written, first, last))
        else:
            tokens.append(Token(kind or "", written, first, last))
    tokens.append(Token(END, "", end, end))
    return result


def syntax_error(span: Span, message: str, advice: str = "") -> Diagnostic:
    """A mistake in the text; both texts become sentences."""
    return Diagnostic(span, Problem.SYNTAX_ERROR, _sentence(message), _sentence(advice))


def _sentence(text: str) -> str:
    """With a capital letter and a full stop."""
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def _mistake(result: Tokens, table: Table, token: Token) -> None:
    """Say what is wrong, and keep what was meant where that is plain."""
    name, written, start, end = token
    if name in _MEANT:
        meant, words = _MEANT[name]
        type_ = table.keywords.get(meant) or table.punctuation[meant]
        result.tokens.append(Token(type_, meant, start, end))
        message, help_ = f"`{written}` is not a word of this language", f"“{words}” is written `{meant}`"
    elif name in _QUOTES:
        value = encode(written[1:-1])
        result.tokens.append(Token("STRING", value, start, end))
        message, help_ = "a text stands in straight double quotes", f"write {value}"
    else:
        result.broken[start] = _failure(name, written)
        result.tokens.append(Token(BROKEN, written, start, end))
        result.open_ended = result.open_ended or name == "OPEN_LONG_STRING"
        return
    result.diagnostics.append(syntax_error(token.span, message, help_))


def _failure(name: str, written: str) -> tuple[str, str]:
    match name:
        case "OPEN_LONG_STRING":
            return 'this long text has no closing """', 'write """ after its last line'
        case "OPEN_STRING":
            return (
                "this text has no closing quote on its line",
                'write " where it ends, or use """ for several lines',
            )
        case "OPEN_BRACED":
            return "this reference has no closing `}` on its line", "write {!Element.Field}"
        case "DIGITS":
            return (
                f"`{written}` is neither a number nor a name",
                "a name that begins with a digit stands in quotes",
            )
        case _:
            shown = written if written.isprintable() else f"U+{ord(written):04X}"
            return (
                f"the character `{shown}` cannot stand here",
                "delete it, or put the text it belongs to in quotes",
            )
