"""The outcomes of scenarios as JUnit XML: a suite for the file, a case for each scenario."""

from collections.abc import Iterable

from ...engine.scenarios.played import Played
from ...grammar.source import Source
from ..reports.junit import attribute, element_text
from ..reports.words import one_line
from .outcome import Outcome
from .outcome_text import VERDICT_WORDS, problem_texts


def outcomes_junit(source: Source, outcomes: Iterable[Outcome]) -> str:
    """The scenarios as CI servers read test results; a run that is no scenario's is left out. Lines are 1-based."""
    played = [(outcome, outcome.played) for outcome in outcomes if outcome.played is not None]
    failures = sum(not outcome.is_good for outcome, _ in played)
    counts = f'tests="{len(played)}" failures="{failures}" errors="0" skipped="0"'
    cases = [line for outcome, scenario in played for line in _case(source, outcome, scenario)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="stageproof run" {counts}>',
        f"  <testsuite name={attribute(source.path)} {counts}>",
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(source: Source, outcome: Outcome, played: Played) -> list[str]:
    line = f' line="{source.position(played.scenario.span.start).line}"' if outcome.source else ""
    name = f"name={attribute(one_line(outcome.title))}"
    head = f"    <testcase {name} classname={attribute(source.path)} file={attribute(source.path)}{line}"
    if outcome.is_good:
        return [f"{head}/>"]
    problems = list(problem_texts(outcome, played))
    first = problems[0].partition("\n")[0] if problems else VERDICT_WORDS[played.verdict]
    failure = f"message={attribute(first)} type={attribute(VERDICT_WORDS[played.verdict])}"
    body = element_text("\n\n".join(problems))
    return [f"{head}>", f"      <failure {failure}>{body}</failure>", "    </testcase>"]
