"""References inside texts and formulas."""

import re
from collections.abc import Callable

from .span import Span
from .value import Reference

_TEMPLATE = re.compile(r"\{!([^{}]*)\}")
_IDENTIFIER = r"[^\W\d]\w*"
_PATH = rf"\$?{_IDENTIFIER}(?:\.{_IDENTIFIER}(?::{_IDENTIFIER})?)*"
_FORMULA = re.compile(
    rf"""(?P<text>"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?)|(?P<comment>/\*.*?(?:\*/|\Z))"""
    rf"""|\{{!(?P<template>[^{{}}]*)\}}|(?P<path>{_PATH})(?P<call>\s*\()?|(?P<number>\d[\w.]*)""",
    re.DOTALL,
)
_WORDS = frozenset({"true", "false", "null", "and", "or", "not"})


def references_in_text(
    text: str, offset: int, offset_map: Callable[[int], int] | None = None
) -> tuple[Reference, ...]:
    """The `{!…}` in a text, in order.

    `offset` is the place of the text in its file. Where what is written there differs from the text (escapes,
    character entities), `offset_map` gives the place in the file of an index in the text, and `offset` is not used.
    A place covers the reference without `{!` and `}`.
    """
    if "{!" not in text:
        return ()
    return tuple(
        _reference(text, match.start(1), match.end(1), offset, offset_map)
        for match in _TEMPLATE.finditer(text)
        if match.group(1).strip()
    )


def references_in_formula(
    expression: str, offset: int, offset_map: Callable[[int], int] | None = None
) -> tuple[Reference, ...]:
    """The references of a formula, in order: `{!X.Y}` and bare `X.Y`.

    Texts, comments, function names, numbers and the words true, false, null, and, or, not are none. Text that
    starts and never ends hides what follows it. `offset` and `offset_map` as in `references_in_text`.
    """
    found: list[Reference] = []
    for match in _FORMULA.finditer(expression):
        template, path = match["template"], match["path"]
        is_reference = (
            template.strip() if template else path and not match["call"] and path.lower() not in _WORDS
        )
        if is_reference:
            start, end = match.span("template" if template else "path")
            found.append(_reference(expression, start, end, offset, offset_map))
    return tuple(found)


def _reference(
    text: str, start: int, end: int, offset: int, offset_map: Callable[[int], int] | None
) -> Reference:
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    stripped = written.strip()
    end = start + len(stripped)
    span = (
        Span(offset_map(start), offset_map(end - 1) + 1) if offset_map else Span(offset + start, offset + end)
    )
    return Reference(text=stripped, span=span)
