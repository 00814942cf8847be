"""Text, JSON and SARIF of one result say the same: every finding, every place, every event of a run and all it comes to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from agreement_campaign import case

from stageproof.checker.check import report_of
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.registry import all_rules
from stageproof.checker.report import Report
from stageproof.checker.reports.formats import render
from stageproof.grammar.source import Source

SPECS: Final = Path(__file__).parents[2] / "specs"
SETTINGS: Final = Settings(tuple(rule.id for rule in all_rules()), prove=True, traces=True)
HEAD: Final = re.compile(r"(error|warning|note)\[([a-z-]+)\]: (.*)")
PLACE: Final = re.compile(r" *--> (.*?)(?: \((.*)\))?")
EVENT: Final = re.compile(r" +(\d+)\. (.*?)(?:  \((.*)\))?")
REMARK: Final = re.compile(r" *= (.*)")
FOREVER: Final = "from here on, for ever:"
FIRST_SUPPRESSED: Final = 'orchestration Drawn {\n  suppress never-reached because "it is meant"'


class Event(NamedTuple):
    """One event of a run as it is told."""

    event: str
    by: str
    inside: bool
    forever: bool
    told: str


class Told(NamedTuple):
    """A finding as it is told."""

    severity: str
    rule: str
    message: str
    place: str
    element: str
    related: tuple[str, ...]
    help: str
    run: tuple[Event, ...]


@cache
def _report(name: str) -> Report:
    if name.endswith(".orch"):
        text = (SPECS / name).read_text(encoding="utf-8")
    else:
        text = case(95, int(name)).draft.text().replace("orchestration Drawn {", FIRST_SUPPRESSED)
    outcome = check_source(Source("drawn.orch", text), SETTINGS, lambda _: None, explicit=True)
    return report_of([outcome], SETTINGS, "1.0")


def _of_text(text: str) -> Iterator[Told]:
    for block in text.split("\n\n"):
        first, *lines = block.splitlines()
        head = HEAD.fullmatch(first)
        if head is not None:
            yield _of_block(head, lines)


def _of_block(head: re.Match[str], lines: list[str]) -> Told:
    where = PLACE.fullmatch(lines[0])
    assert where is not None
    remarks = [found.group(1) for line in lines if (found := REMARK.fullmatch(line))]
    helps = [remark.removeprefix("help: ") for remark in remarks if remark.startswith("help: ")]
    related = [one for one in remarks if one != "the run:" and not one.startswith(("help: ", "docs: "))]
    return Told(
        head.group(1),
        head.group(2),
        head.group(3),
        where.group(1),
        where.group(2) or "",
        tuple(related),
        "".join(helps),
        tuple(_run(lines)),
    )


def _run(lines: list[str]) -> Iterator[Event]:
    """The lines behind "the run:": events, and below each what it comes to."""
    start = next((place for place, line in enumerate(lines) if line.endswith("= the run:")), len(lines))
    forever, found, told = False, None, [""]
    for line in [*lines[start + 1 :], "= the end"]:
        event, is_over = EVENT.fullmatch(line), REMARK.fullmatch(line) is not None
        if (event or is_over or line.strip() == FOREVER) and found is not None:
            yield found._replace(told=", ".join(filter(None, told)))
            found, told = None, [""]
        if is_over:
            return
        if line.strip() == FOREVER:
            forever = True
        elif event is not None:
            inside = event.group(2).startswith("↳ ")
            found = Event(event.group(2).removeprefix("↳ "), event.group(3) or "", inside, forever, "")
            forever = False
        elif line.strip().startswith("→ "):
            told.append(line.strip().removeprefix("→ "))
        else:
            told[-1] = f"{told[-1]} {line.strip()}".strip()


def _of_json(report: Report) -> Iterator[tuple[Told, dict[str, Any]]]:
    for one in json.loads(render(report, "json"))["findings"]:
        run = tuple(
            Event(step["event"], step["by"], step["same_moment"], step["repeats"], "")
            for step in one["trace"]
        )
        related = tuple(
            f"{each['message']} ({each['path']}:{each['line']}:{each['column']})" for each in one["related"]
        )
        place = f"{one['path']}:{one['line']}:{one['column']}"
        told = Told(
            one["severity"], one["rule"], one["message"], place, one["element"], related, one["help"], run
        )
        yield told, one


def _of_sarif(
    report: Report,
) -> Iterator[tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...], bool]]:
    (run,) = json.loads(render(report, "sarif"))["runs"]
    for one in run["results"]:
        (location,) = one["locations"]
        (logical,) = location.get("logicalLocations", [{"fullyQualifiedName": ""}])
        steps = [
            ("↳ " if step["nestingLevel"] else "") + step["location"]["message"]["text"]
            for flow in one.get("codeFlows", ())
            for thread in flow["threadFlows"]
            for step in thread["locations"]
        ]
        related = [
            f"{each['message']['text']} ({_physical(each['physicalLocation'])})"
            for each in one.get("relatedLocations", ())
        ]
        yield (
            one["level"],
            one["ruleId"],
            one["message"]["text"],
            _physical(location["physicalLocation"]),
            logical["fullyQualifiedName"],
            tuple(related),
            tuple(steps),
            "suppressions" in one,
        )


def _physical(location: dict[str, Any]) -> str:
    region = location["region"]
    return f"{location['artifactLocation']['uri']}:{region['startLine']}:{region['startColumn']}"


def _in_sarif(event: Event) -> str:
    inside = "↳ " if event.inside else ""
    forever = f"{FOREVER} " if event.forever else ""
    by = f" ({event.by})" if event.by else ""
    told = f": {event.told}" if event.told else ""
    return f"{inside}{forever}{event.event}{by}{told}"


NAMES: Final = (
    *(f"{path.parent.name}/{path.name}" for path in sorted(SPECS.glob("*/seeded.orch"))),
    *map(str, range(8)),
)


@pytest.mark.parametrize("name", NAMES)
def test_each_format_tells_each_finding_with_its_place_and_its_run(name: str) -> None:
    report = _report(name)
    in_text = list(_of_text(render(report, "full")))
    in_json = list(_of_json(report))
    shown = [told for told, one in in_json if one["suppressed"] is None]
    assert in_text
    assert [
        told._replace(run=tuple(event._replace(told="") for event in told.run)) for told in in_text
    ] == shown
    assert [
        (
            told.severity,
            told.rule,
            " ".join(filter(None, (told.message, told.help))),
            told.place,
            told.element,
            told.related,
            tuple(map(_in_sarif, told.run)),
            False,
        )
        for told in in_text
    ] == [one for one in _of_sarif(report) if not one[-1]]
    assert [one["suppressed"] is not None for _, one in in_json] == [one[-1] for one in _of_sarif(report)]
    lines = render(report, "concise").splitlines()[: len(in_text)]
    assert lines == [f"{told.place}: {told.severity}[{told.rule}] {told.message}" for told in in_text]


@pytest.mark.parametrize("name", NAMES)
def test_each_status_that_the_text_tells_stands_in_the_json_in_the_same_order(name: str) -> None:
    report = _report(name)
    steps = [step for _, one in _of_json(report) if one["suppressed"] is None for step in one["trace"]]
    events = [event for told in _of_text(render(report, "full")) for event in told.run]
    assert len(steps) == len(events)
    for step, event in zip(steps, events, strict=True):
        words = re.findall(r"(?:^|, )(?:the )?(\S+) is ([A-Z][A-Za-z ]+)(?=, |$)", event.told)
        assert [(f"{element}.Status", status.replace(" ", "")) for element, status in words] == [
            (each["cell"], each["after"])
            for each in step["steps"]
            if each["cell"].endswith(".Status") and "WorkItem" not in each["cell"] and each["after"] != "null"
        ]
        assert {each["cell"]: each["after"] for each in step["steps"]} == step["changes"]
