"""The examples of the rules with some of their text changed: what nobody would think of writing, and every kind of element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from random import Random
from typing import Final

from large_definitions import context_of

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.contradictions import contradictions
from stageproof.checker.registry import all_rules, rules_named
from stageproof.checker.unproved import why_nothing_is_proved
from stageproof.checker.walk import walk
from stageproof.grammar.diagnostic import Problem
from stageproof.grammar.source import Source

SWAPPED: Final = (
    ("Completed", "Discontinued"), ("Completed", "InProgress"), (" and ", " or "), (" = ", " <> "), (" > ", " <= "),
    ("true", "false"), (" is ", " is not "), ("async", "sync"), ("on error ->", "then"), ("then ", "on error -> "),
    ('"Approve"', '"Reject"'), ("calls", "completes when flow Asked returns true calls"),
)  # fmt: skip
STATES: Final = ("is Completed", "is not NotStarted", "is InProgress", "is Discontinued")
NAMED: Final = re.compile(r"\b(?:stage|background|interactive|approval|decision|mulesoft) (\w+)")
SENSELESS: Final = (
    "condition-on-unset-variable", "dangling-reference", "dangling-target", "invalid-custom-logic",
    "operator-needs-record-trigger", "unknown-output-syntax",
)  # fmt: skip
"""Mistakes of the text with which a run means nothing definite."""
TRIES: Final = 8
MOST_CHANGES: Final = 5


def mutated_examples(seed: int, number: int) -> Iterator[Context]:
    """Examples, changed at up to five places, of which something is decided: without end."""
    random = Random(f"{seed} {number}")
    return filter(_is_decided, (_mutated(random) for _ in count()))


def _mutated(random: Random) -> Context:
    text = random.choice(_examples())
    for _ in range(random.randint(1, MOST_CHANGES)):
        text = next(filter(_is_read, (_changed(text, random) for _ in range(TRIES))), text)
    return context_of(text, too_large=False)


def _is_decided(context: Context) -> bool:
    if why_nothing_is_proved(context, has_syntax_error=False) or _is_senseless(context):
        return False
    analysis = context.proofs.analysis
    if analysis is None or analysis.encoding.space.notes:
        return False
    return not context.never_begins and not any(contradictions(context))


@cache
def _examples() -> tuple[str, ...]:
    texts = (example.text for rule in all_rules() for example in (rule.bad, rule.good))
    return tuple(
        text for text in texts if text.strip() and not text.lstrip().startswith("<") and _is_read(text)
    )


def _is_read(text: str) -> bool:
    reading = read_definition(Source("drawn.orch", text))
    return reading.orchestration is not None and all(
        diagnostic.problem is not Problem.SYNTAX_ERROR for diagnostic in reading.diagnostics
    )


def _is_senseless(context: Context) -> bool:
    visits, crashes = walk(rules_named(SENSELESS), context)
    return bool(visits or crashes)


def _changed(text: str, random: Random) -> str:
    return random.choice(CHANGES)(text, random)


def _without_a_line(text: str, random: Random) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def _with_lines_in_another_order(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _with_another_name(text: str, random: Random) -> str:
    names = NAMED.findall(text)
    if not names:
        return text
    places = list(re.finditer(rf"\b{random.choice(names)}\b", text))
    place = random.choice(places)
    other: str = random.choice(names)
    return text[: place.start()] + other + text[place.end() :]


def _with_a_word_swapped(text: str, random: Random) -> str:
    before, after = random.choice(SWAPPED)
    places = list(re.finditer(re.escape(before), text))
    if not places:
        return text
    place = random.choice(places)
    return text[: place.start()] + after + text[place.end() :]


def _with_more_in_a_stage(text: str, random: Random) -> str:
    stages = list(re.finditer(r"\bstage (\w+) \{", text))
    steps = re.findall(r"\b(?:background|interactive|approval) (\w+)", text)
    flows = re.findall(r"\bflow (\w+)", text)
    if not stages or not steps or not flows:
        return text
    stage, state = random.choice(stages), f"{random.choice(steps)} {random.choice(STATES)}"
    call = f"background Extra_{random.randrange(99)} calls {random.choice(flows)}"
    added = random.choice((
        f"completes when {state}",
        f"on error -> {random.choice(stages).group(1)}",
        f"{call} async",
        f"{call} starts when {state}",
    ))  # fmt: skip
    return f"{text[: stage.end()]} {added} {text[stage.end() :]}"


CHANGES: Final[tuple[Callable[[str, Random], str], ...]] = (
    _with_more_in_a_stage,
    _with_more_in_a_stage,
    _with_another_name,
    _with_another_name,
    _with_a_word_swapped,
    _without_a_line,
    _with_lines_in_another_order,
)
