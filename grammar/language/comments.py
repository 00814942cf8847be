"""The comments of a text in the orchestration language."""

from ..source import Source
from ..span import Span
from .lexer import read_tokens
from .parse import BYTE_ORDER_MARK
from .table import table


def comments_of(source: Source) -> tuple[Span, ...]:
    """Where each `#` comment stands, from its `#` to the end of its line, in the order of the text.

    A `#` within a text in quotes begins no comment.
    """
    start = len(BYTE_ORDER_MARK) if source.text.startswith(BYTE_ORDER_MARK) else 0
    return tuple(read_tokens(source, table(), start, len(source.text)).comments)
