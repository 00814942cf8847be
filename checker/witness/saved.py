"""The run that a finding shows, as a scenario of its own: a file that `stageproof run --scenario-file` plays again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...engine.program.program import Program
from ...engine.scenarios.json_format import file_of, scenario_to_json
from ...engine.scenarios.player import including, play
from ...engine.scenarios.scenario_file import About, digest_of
from ...grammar.language.text import encode
from ...grammar.model import Orchestration
from ...grammar.names import Names
from ...grammar.source import Source
from ..finding import Finding, TraceStep
from .told import read_scenario

STATUS: Final = ".Status"
SUBMISSION: Final = "submission"


def scenario_text(title: str, trace: Sequence[TraceStep]) -> str:
    """The run as a scenario of the language; it expects the statuses that the run and its stages end with."""
    lines = [f"  {line}" for step in trace for line in step.lines]
    if lines[:1] == ["  begin"]:
        del lines[0]
    expected = ", ".join(f"{name} is {status}" for name, status in statuses_at_end(trace).items())
    if expected:
        lines.append(f"  expect {expected}")
    return "\n".join([f"scenario {encode(title)} {{", *lines, "}"]) + "\n"


def statuses_at_end(trace: Sequence[TraceStep]) -> dict[str, str]:
    """The status of the run and of each stage it came to, as the trace leaves them."""
    found: dict[str, str] = {}
    for step in trace:
        for cell, value in step.changes:
            name = cell.removesuffix(STATUS)
            is_stage = "/" not in name and "." not in name and name != SUBMISSION
            if cell.endswith(STATUS) and is_stage and value != "null":
                found[name.partition("#")[0]] = value
    return found


def scenario_file(
    finding: Finding, orchestration: Orchestration, program: Program, source: Source, tool: str
) -> str:
    """The run of a finding as JSON (the format of scenario files).

    `program` is that of the orchestration; `tool` wrote the file. Raises ValueError where the run cannot be told as a
    scenario: a value in it cannot be written.
    """
    scenario = read_scenario(scenario_text(f"{finding.rule}: {finding.element}", finding.trace))
    about = About(
        tool=tool,
        path=source.path,
        digest=digest_of(source.text),
        property=finding.rule,
        minimal="proved",
        found_by=(("mode", "proof"),),
        name=orchestration.name,
    )
    names = Names.of(including(orchestration, scenario))
    return scenario_to_json(file_of(play(program, scenario), about), names)
