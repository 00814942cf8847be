"""What rules told of a definition's data, beside what exploring its runs finds, in both directions: false alarms and what was
missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from findings_of_answers import ignored_answers
from findings_of_decisions import (
    Fallen,
    decides_nothing,
    fallen,
    gaps,
    nulls_falling,
    on_nothing,
    overlaps,
    reached_nowhere,
    shadowed,
    stopping,
)
from findings_of_results import early_readings
from findings_of_visits import unvisited_readings
from judged_moments import Judging

from stageproof.checker.context import Context
from stageproof.checker.registry import rule_named
from stageproof.checker.rule import Rule
from stageproof.checker.walk import Visit, walk
from stageproof.engine.values import shown

MORE: Final = re.compile(r" and (\d+) more$")
LIST: Final = re.compile(r", | and ")


def differences(found: Judging, context: Context) -> Iterator[str]:
    """Each finding that exploration does not confirm, and whatever it found that no finding tells."""
    visits, crashes = walk(comparing(), context)
    for crash in crashes:
        yield f"{crash.rule.id} crashes: {crash.error}"
    for rule, compare in COMPARED.items():
        told = [visit for visit in visits if visit.rule.id == rule]
        yield from (f"{rule}: {line}" for line in compare(found, told))


def comparing() -> tuple[Rule, ...]:
    """The rules that are held to exploration here."""
    rules = [rule_named(name) for name in COMPARED]
    return tuple(rule for rule in rules if rule is not None)


def _sets(told: Iterable[str], explored: Iterable[str]) -> Iterator[str]:
    said, true = set(told), set(explored)
    yield from (f"false alarm, {claim}" for claim in sorted(said - true))
    yield from (f"missed, {claim}" for claim in sorted(true - said))


def _found(pattern: str, visit: Visit) -> re.Match[str]:
    match = re.search(pattern, visit.found.message)
    assert match is not None, visit.found.message
    return match


def _never_reached(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told: set[str] = set()
    caught: set[str] = set()
    more = 0
    for visit in visits:
        element = visit.element.partition("/")[2]
        told.add(element)
        if match := re.search(r"meets those of (.*?) first", visit.found.message):
            caught.add(f"{element} behind {' and '.join(LIST.split(match[1]))}")
        _, _, others = visit.found.message.partition("ever reached either: ")
        others = others.removesuffix(".")
        if cut := MORE.search(others):
            more += int(cut[1])
            others = others[: cut.start()]
        told |= set(LIST.split(others)) if others else set()
    lines = list(_sets(told, reached_nowhere(found)))
    if more != sum(line.startswith("missed") for line in lines) or len(lines) != more:
        yield from lines
    yield from _sets(caught, shadowed(found))


def _overlapping(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told = [pair for visit in visits for pair in _found(r"is taken: (.*?)\.( |$)", visit)[1].split("; ")]
    yield from _sets(told, overlaps(found))


def _decides_nothing(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told = [one for visit in visits for one in LIST.split(_found("the outcome (.*?): the", visit)[1])]
    yield from _sets(told, decides_nothing(found))


def _value_falls(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told: dict[str, tuple[str, set[str]]] = {}
    for visit in visits:
        match = _found(r"^When (.*?) is (.*), no outcome of decision (\w+) is taken", visit)
        told[match[3]] = match[1], set(match[2].split(" or "))
    by_decision: dict[str, Fallen] = {}
    for one in fallen(found):
        if one.values - one.untold or told.get(one.decision, ("",))[0] == one.leaf:
            by_decision.setdefault(one.decision, one)
    yield from _sets(told, by_decision)
    for decision in sorted(told.keys() & by_decision.keys()):
        (leaf, values), one = told[decision], by_decision[decision]
        if leaf != one.leaf or not one.values - one.untold <= values <= one.values:
            yield f"{decision}: told {leaf} {sorted(values)}, explored {one.leaf} {sorted(one.values)}"


def _gap(found: Judging, visits: list[Visit]) -> Iterator[str]:
    explored = {(decision, leaf, shown(border)) for decision, leaf, border in gaps(found)}
    told: set[tuple[str, str, str]] = set()
    for visit in visits:
        match = _found(r"^When (.*?) is exactly (.*), no outcome of decision (\w+) is taken", visit)
        told.add((match[3], match[1], match[2]))
    yield from (f"false alarm, {claim}" for claim in sorted(told - explored))
    missed = {decision for decision, _, _ in explored} - {decision for decision, _, _ in told}
    yield from (f"missed, {decision}" for decision in sorted(missed))


def _causes(told: dict[str, str], explored: dict[str, frozenset[str]]) -> Iterator[str]:
    """Where one of several causes is told."""
    yield from _sets(told, explored)
    for place in sorted(told.keys() & explored.keys()):
        if told[place] not in explored[place]:
            yield f"{place}: told {told[place]}, explored {sorted(explored[place])}"


def _null_stops(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told = {visit.element: _found(r"^Where (.*?) is null", visit)[1] for visit in visits}
    yield from _causes(told, dict(stopping(found)))


def _null_falls(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told = [pair for visit in visits for pair in re.findall(r"(\w+) \(of ([^)]*)\)", visit.found.message)]
    yield from _causes(dict(told), dict(nulls_falling(found)))


def _on_nothing(found: Judging, visits: list[Visit]) -> Iterator[str]:
    yield from _sets([visit.element.rpartition("/")[2] for visit in visits], on_nothing(found))


USES: Final = {"an input": "input", "the entry condition": "entry", "the exit condition": "exit"}


def _read_early(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told: set[str] = set()
    unvisited: set[str] = set()
    explored = {early.words for early in early_readings(found)}
    stages = list(unvisited_readings(found))
    for visit in visits:
        message = visit.found.message
        if match := re.match(
            r"In (every|some) run (\w+) starts before (\w+) has completed, so (\S+) does", message
        ):
            told.add(f"{match[1]} run: {match[2]} reads {match[4]} of {match[3]}")
            continue
        readings = re.findall(
            r"(\S+) by (an input of \w+|the \w+ condition of \w+|outcome \w+ of \w+)", message
        )
        if "stage that was not visited" in message:
            unvisited |= {" by ".join(reading) for reading in readings}
            if " more. It is null" in message:
                unvisited |= {one.words for one in stages}
            if message.startswith("In every run") != all(one.always for one in stages):
                yield f"not every run reads early, or every run does: {message}"
            continue
        for reference, use in readings:
            what, _, reader = use.rpartition(" of ")
            told.add(f"{USES[what]} of {reader} reads {reference}")
        if " more. It is null" in message:
            told |= {words for words in explored if " run: " not in words}
    yield from _sets(told, explored)
    yield from _sets(unvisited, {one.words for one in stages})


def _answer_ignored(found: Judging, visits: list[Visit]) -> Iterator[str]:
    told: set[str] = set()
    for visit in visits:
        match = _found(r"^Decision (\w+) reads what (\w+) answers", visit)
        told.add(f"{match[2]} in {match[1]}")
    yield from _sets(told, ignored_answers(found))


COMPARED: Final[dict[str, Callable[[Judging, list[Visit]], Iterator[str]]]] = {
    "never-reached": _never_reached,
    "overlapping-outcomes": _overlapping,
    "decision-decides-nothing": _decides_nothing,
    "value-falls-to-default": _value_falls,
    "gap-between-outcomes": _gap,
    "null-stops-the-run": _null_stops,
    "null-falls-to-default": _null_falls,
    "decides-on-nothing": _on_nothing,
    "read-before-it-exists": _read_early,
    "answer-changes-nothing": _answer_ignored,
}
"""The rules that are held to exploration here, with what compares them."""
