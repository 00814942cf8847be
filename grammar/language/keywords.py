"""The keywords of the language, without building its parser."""

import re
from functools import cache
from pathlib import Path
from typing import Final

_LITERAL: Final = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_PATTERN_OR_COMMENT: Final = re.compile(r"(?m)^[A-Z_]+(?:\.\d+)?\s*:\s*/.*$|//.*$")


@cache
def keywords() -> frozenset[str]:
    """Every keyword: what stands in quotes in `orch.lark` and consists of letters."""
    text = Path(__file__).with_name("orch.lark").read_text(encoding="utf-8")
    return frozenset(word for word in _LITERAL.findall(_PATTERN_OR_COMMENT.sub("", text)) if word.isalpha())
