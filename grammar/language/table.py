"""`orch.lark`, compiled once per process: the parser's table, the keywords and the pattern of the tokens."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..light_dataclass import dataclass
from .collector import without_collector

ENTRIES = ("orchestration", "declarations")
"""What a text may be: a whole file, or the declarations in an XML comment."""


class Production(NamedTuple):
    """A rule to reduce by: what builds its value, how many symbols it takes, and what it makes."""

    build: Callable[[list[Any]], Any]
    size: int
    origin: str


@dataclass(frozen=True, slots=True)
class Table:
    """The LALR(1) table: by state and terminal, the next state or what to reduce; by state and rule, where to go.

    `keywords` and `punctuation` map a word or sign to its terminal, `spelling` a terminal to its word or sign.
    """

    shifts: dict[int, dict[str, int]]
    reductions: dict[int, dict[str, Production]]
    starts: dict[str, int]
    ends: dict[str, int]
    pattern: re.Pattern[str]
    keywords: dict[str, str]
    spelling: dict[str, str]
    punctuation: dict[str, str]


MISTAKES = (
    ("TWO_EQUALS", r"==+"),
    ("NOT_EQUAL", r"!="),
    ("AND_SIGN", r"&&?"),
    ("OR_SIGN", r"\|\|?"),
    ("FAT_ARROW", r"=>|-->|→"),
    ("SINGLE_QUOTES", r"'(?:[^'\\\r\n]|\\[^\r\n])*+'"),
    ("OPEN_BRACED", r"\{![^\r\n]*"),
    ("CURLY_QUOTES", r"[“”„][^“”\"\r\n]*[“”\"]"),
)
"""What people write out of habit, before any sign: the lexer says what is wrong and keeps what is meant, if it can."""
FAILURES = (
    ("OPEN_LONG_STRING", r'"""[\s\S]*'),
    ("OPEN_STRING", r"[\"'“”„][^\r\n]*"),
    ("DIGITS", r"\d\w*(?:-\w+)*"),
    ("ILLEGAL", r"[\s\S]"),
)
"""What nothing can be made of."""

_SPELLING = {"NOT_IDEMPOTENT": "not idempotent"}


@cache
def table() -> Table:
    """Compile the grammar."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    from .building.rules import RULES

    text = Path(__file__).with_name("orch.lark").read_text(encoding="utf-8")
    with without_collector():
        lark: Any = Lark(
            text, parser="lalr", lexer="basic", start=list(ENTRIES), keep_all_tokens=True, transformer=RULES
        )
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    shifts: dict[int, dict[str, int]] = {}
    reductions: dict[int, dict[str, Production]] = {}
    productions: dict[int, Production] = {}
    for entry in ENTRIES:
        configuration = lark.parse_interactive(start=entry).parser_state.parse_conf
        starts[entry], ends[entry] = configuration.start_state, configuration.end_state
        if shifts:
            continue
        for state, row in configuration.states.items():
            shifts[state] = {str(symbol): to for symbol, (action, to) in row.items() if action is Shift}
            reductions[state] = reduced = {}
            for symbol, (action, rule) in row.items():
                if action is not Shift:
                    if id(rule) not in productions:
                        build = configuration.callbacks[rule]
                        productions[id(rule)] = Production(build, len(rule.expansion), str(rule.origin.name))
                    reduced[str(symbol)] = productions[id(rule)]
    keywords: dict[str, str] = {}
    punctuation: dict[str, str] = {}
    patterns: list[tuple[int, str, str]] = []
    for terminal in lark.terminals:
        if terminal.pattern.type == "str":
            kind = keywords if terminal.pattern.value.isalpha() else punctuation
            kind[terminal.pattern.value] = terminal.name
        else:
            patterns.append((-terminal.priority, terminal.name, terminal.pattern.to_regexp()))
    return Table(
        shifts=shifts,
        reductions=reductions,
        starts=starts,
        ends=ends,
        pattern=_pattern(patterns, punctuation),
        keywords=keywords,
        spelling={name: word for word, name in (keywords | punctuation).items()} | _SPELLING,
        punctuation=punctuation,
    )


def _pattern(patterns: list[tuple[int, str, str]], punctuation: dict[str, str]) -> re.Pattern[str]:
    space = [entry for entry in patterns if entry[1] == "SPACE"]
    rest = sorted(entry for entry in patterns if entry[1] != "SPACE")
    signs = "|".join(re.escape(sign) for sign in sorted(punctuation, key=lambda sign: (-len(sign), sign)))
    groups = [
        *((name, pattern) for _, name, pattern in (*space, *rest)),
        *MISTAKES,
        ("SIGN", signs),
        *FAILURES,
    ]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in groups))
