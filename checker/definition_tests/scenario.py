"""The tests of scenarios: each is played, and everything that it expects has to be so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...engine.scenarios.played import Verdict as PlayedVerdict
from ...engine.scenarios.player import play
from ...grammar.scenario import Scenario
from ..traces.outcome import Outcome
from ..traces.outcome_text import outcome_text
from .decided import Decided, NamedTest, Verdict
from .tested import DefinitionUnderTest


def scenario_tests(tested: DefinitionUnderTest) -> Iterator[NamedTest]:
    """A test for each scenario of the definition, in their order."""
    source = tested.definition.source
    for scenario in tested.definition.orchestration.scenarios:
        line = source.position(scenario.span.start).line
        yield NamedTest(f'scenario "{scenario.title}"', line, partial(_decide, tested, scenario))


def _decide(tested: DefinitionUnderTest, scenario: Scenario) -> Decided:
    played = play(tested.program, scenario)
    measures = (("scenario", scenario.title),)
    if played.verdict is PlayedVerdict.MET:
        return Decided(Verdict.HOLDS, measures=measures)
    source = tested.definition.source
    again = f"To see it again: stageproof run {source.path} --scenario {_quoted(scenario.title)}\n"
    return Decided(Verdict.BROKEN, f"{outcome_text(Outcome.of(played, source))}\n{again}", measures=measures)


def _quoted(title: str) -> str:
    from shlex import quote

    return quote(title)
