"""What was expected, in people's words."""

from difflib import get_close_matches
from typing import NamedTuple

from .lexer import END
from .table import Table
from .token import Token

MAXIMUM_ALTERNATIVES = 6


class Mistake(NamedTuple):
    """What to tell the author. `quotes`: the rest of the line is a text without its quotes."""

    message: str
    help: str = ""
    quotes: bool = False


_GROUPS = (
    ({"NUMBER", "STRING", "TRUE"}, "a value", {
        "NAME", "REFERENCE", "QUOTED_REFERENCE", "BRACED", "STRING", "LONG_STRING", "NUMBER", "TRUE", "FALSE",
        "DATETIME", "DATE", "TIME", "NIL", "FORMULA", "RAW", "NULL",
    }),
    ({"EQUAL", "OPERATOR", "IS"}, "a comparison (`=`, `<>`, `<`, `is`, `contains`, …)", {
        "EQUAL", "__ANON_0", "__ANON_1", "__ANON_2", "MORETHAN", "LESSTHAN", "CONTAINS", "STARTS", "ENDS", "IN",
        "NOT", "IS", "OPERATOR",
    }),
    ({"NULL", "BLANK", "NAME"}, "a status or a test (`Completed`, `null`, `blank`, …)", {
        "NAME", "STRING", "NULL", "BLANK", "EMPTY", "CHANGED", "SET", "SELECTED", "VISITED", "ERRONEOUS",
    }),
    ({"REFERENCE", "NAME"}, "a reference such as Step.Status", {
        "NAME", "REFERENCE", "QUOTED_REFERENCE", "BRACED", "STRING", "RUN",
    }),
    ({"KEBAB", "NAME"}, "a name", {"NAME", "STRING", "KEBAB"}),
    ({"NAME", "STRING"}, "a name", {"NAME", "STRING"}),
    ({"STRING"}, "a text in quotes", {"STRING", "LONG_STRING"}),
    ({"NAME"}, "a name", {"NAME"}),
    ({"NUMBER"}, "a number", {"NUMBER"}),
    ({"BRACED"}, "a reference", {"REFERENCE", "QUOTED_REFERENCE", "BRACED"}),
)  # fmt: skip
"""Terminals that are one thing to an author: where the first set is expected, the last is said in these words."""

_HOMES = {
    "stage decision scenario variable constant template field flow known parameter start metadata api":
        "between the braces of the orchestration",
    "background interactive mulesoft work step on then": "in a stage",
    "outcome otherwise when": "in a decision",
    "calls assigned input output mock subtype simulated locks assignee async": "in a step",
    "expect cannot begin complete fail reassign suspend resume cancel recall publish wait evaluate set": "in a scenario",
    "in out writes creates ensures reads idempotent sync": "in the contract of a flow",
    "where only also object path": "in the braces of `start`",
}  # fmt: skip
_HOME = {word: home for words, home in _HOMES.items() for word in words.split()}

_HABITS = {
    "else": "the default outcome is written `otherwise -> Stage`",
    "default": "the default outcome is written `otherwise -> Stage`",
    "elseif": "a further outcome is written `when condition -> Stage`; the first that holds is taken",
    "elif": "a further outcome is written `when condition -> Stage`; the first that holds is taken",
    "if": "an outcome is written `when condition -> Stage`",
    "goto": "write `go to Stage`",
    "process": "a definition begins `orchestration Name {` or `approval Name {`",
    "import": "a definition stands alone in its file; what it calls is found in the project",
}
SYNONYMS = {"else": "otherwise", "default": "otherwise", "elseif": "when", "elif": "when", "if": "when"}


def found(token: Token) -> str:
    """A token in the author's view."""
    if token.type == END:
        return "the end of the file"
    text = token.text.split("\n", 1)[0]
    shown = text if len(text) <= 40 else f"{text[:37]}…"
    return f"`{shown}`" if shown.isprintable() else "a character that cannot be shown"


def nearest(token: Token, expected: set[str], table: Table) -> str | None:
    """The expected keyword that a word was probably meant to be."""
    if token.type != "NAME" and token.text not in table.keywords:
        return None
    words = sorted(table.spelling[type_] for type_ in expected if table.spelling.get(type_, "").isalpha())
    synonym = SYNONYMS.get(token.text.lower())
    if synonym in words:
        return synonym
    if token.text in table.keywords:
        return next(
            (word for word in words if word.startswith(token.text) or token.text.startswith(word)), None
        )
    close = get_close_matches(token.text.lower(), words, n=1, cutoff=0.75)
    return close[0] if close else None


def alternatives(expected: set[str], starters: frozenset[str], where: str, table: Table) -> str:
    """What could stand here, in at most six alternatives."""
    rest = set(expected)
    words: list[str] = []
    if "RBRACE" in rest and starters <= rest:
        rest -= starters | {"RBRACE"}
        shown = sorted(table.spelling.get(type_, type_) for type_ in starters)
        examples = ", ".join(f"`{word}`" for word in _preferred(shown))
        words.append(f"the next part of the {where} ({examples}, …)" if where else f"one of {examples}")
    keywords = set(table.keywords.values())
    if keywords <= rest:
        rest -= keywords | {"STRING"}
        words.insert(0, "a name")
        rest.discard("NAME")
    for needed, name, covered in _GROUPS:
        if needed <= rest:
            words.insert(0, name)
            rest -= covered
    if END in rest:
        words.append("the end of the file")
        rest.discard(END)
    singles = sorted(f"`{table.spelling.get(type_, type_)}`" for type_ in rest)
    words = [*singles[: max(MAXIMUM_ALTERNATIVES - len(words), 1)], *words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _preferred(words: list[str]) -> list[str]:
    order = (
        "stage",
        "decision",
        "background",
        "interactive",
        "then",
        "when",
        "otherwise",
        "calls",
        "starts",
        "expect",
    )
    return sorted(words, key=lambda word: (order.index(word) if word in order else len(order), word))[:4]


def explain(token: Token, expected: set[str], starters: frozenset[str], where: str, table: Table) -> Mistake:
    """What is wrong with a token that cannot stand where it is."""
    text = token.text
    at_member = bool(starters) and starters <= expected
    if text.lower() in _HABITS and token.type == "NAME" and "STRING" not in expected:
        return Mistake(f"`{text}` is not a word of this language", _HABITS[text.lower()])
    if token.type == "SEMICOLON":
        return Mistake("a `;` is not needed here", "delete it; members are separated by white space")
    if token.type == "ARROW" and "NAME" in expected and "END" in expected:
        return Mistake("`then` takes its target without an arrow", "write `then Stage`")
    if token.type == "COLON" and "LBRACE" in expected:
        return Mistake("a `:` does not open a block", "write `{`, and `}` after the last member")
    if (
        "END" in expected
        and "GO" in expected
        and (token.text in table.keywords or token.type in ("RBRACE", END))
    ):
        return Mistake(f"a target is missing before {found(token)}", "write a stage, a decision or `end`")
    if token.text in table.keywords and "NAME" in expected and not at_member:
        return _keyword_as_name(token, expected)
    if "LBRACE" in expected and len(expected) == 1:
        return Mistake(
            f"a `{{` is missing before {found(token)}", f"write `{{` to begin the {where}".rstrip()
        )
    if (
        "NAME" not in expected
        and "STRING" in expected
        and token.type in ("NAME", "REFERENCE", "DIGITS", "KEBAB")
    ):
        return Mistake(f"the text is not in quotes: {found(token)}", quotes=True)
    word = nearest(token, expected, table)
    what = alternatives(expected, starters, where, table)
    if token.type == END:
        return Mistake(f"the file ends where {what} is expected")
    if word is not None:
        return Mistake(f"{found(token)} cannot stand here: expected {what}", f"did you mean `{word}`?")
    home = _HOME.get(text) if at_member else None
    return Mistake(
        f"{found(token)} cannot stand here: expected {what}", f"`{text}` stands {home}" if home else ""
    )


def _keyword_as_name(token: Token, expected: set[str]) -> Mistake:
    text = token.text
    if "BRACED" in expected:
        return Mistake(
            f"`{text}` is a word of this language, so it is no reference here",
            f"as a reference it is written {{!{text}}}",
        )
    return Mistake(
        f"`{text}` is a word of this language: a name is expected here",
        f'as a name it stands in quotes: "{text}"',
    )
