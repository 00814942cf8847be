"""Results that are stored while a run is suspended: every order of a few flows that write is followed, and of more of them none is
ruled out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from agreement_located import located
from agreement_prover import Answers, differences
from agreement_truth import SUSPENDED, Explored, explored
from running import program_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding import events
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import End, Rest
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.verdicts import claims_of
from stageproof.engine.program.program import Program
from stageproof.grammar.source import Source

LETTERS: Final = "ABCDEFG"
EARLY: Final = "when $Record.N = 2 and B is Discontinued -> Second"
IN_ORDER: Final = "when C is Completed and $Record.N = 1 and A is Discontinued -> Second"


def text(count: int, exit: str = "A is Completed", outcome: str = EARLY) -> str:
    """A stage with so many flows, each of which writes its number to the one field there is."""
    letters = LETTERS[:count]
    flows = "\n".join(
        f"flow W{letter} {{ async writes $Record.N = {number} }}"
        for number, letter in enumerate(letters, start=1)
    )
    return f"""
      {flows}
      field $Record.N: integer 0..{count} not null, changed only by {", ".join(f"W{one}" for one in letters)}
      start when Case is created -> First {{ where N = 0 }}
      stage First {{
        {" ".join(f"background {letter} calls W{letter}" for letter in letters)}
        completes when {exit}
        then Sort
      }}
      decision Sort {{ outcome Early {outcome} otherwise -> end }}
      stage Second {{ background Y calls F async then end }}
    """


def _explored(program: Program, limit: int) -> Explored:
    found = explored(program, limit, world=SUSPENDED)
    assert found is not None
    return found


def _states(analysis: Analysis, found: Explored) -> Mapping[int, int]:
    """What exploration found, by location of the encoding."""
    diagrams = analysis.model.diagrams
    states: dict[int, int] = {}
    for configuration in found.found:
        state = located(analysis.encoding, configuration)
        if state is not None:
            here = diagrams.valuation(dict(state.values))
            states[state.location] = diagrams.union(states.get(state.location, EMPTY), here)
    return states


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("outcome", [EARLY, IN_ORDER])
def test_up_to_four_flows_that_write_are_followed_in_every_order(count: int, outcome: str) -> None:
    exit = "A is Completed"
    if outcome is IN_ORDER:
        exit = "C is Completed" if count > 2 else "B is Completed"
        outcome = outcome if count > 2 else outcome.replace("C is", "B is")
    program = program_of(text(count, exit, outcome))
    found = _explored(program, 9000)
    analysis = Analysis(encode(program))
    assert analysis.encoding.space.notes == []
    assert not differences(found.truth, Answers(claims_of(analysis)))
    assert "Second" in found.truth.starts


@pytest.mark.parametrize(("most", "count"), [(1, 2), (1, 3), (2, 3)])
@pytest.mark.parametrize("exit", ["A is Completed", "A is Completed and B is Completed"])
def test_of_more_flows_nothing_is_said_that_is_not_so(
    most: int, count: int, exit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Followed are some runs; with any order as good as another, all there are and more."""
    monkeypatch.setattr(events, "MOST_STORED", most)
    program = program_of(text(count, exit))
    found = _explored(program, 9000)
    some = Analysis(encode(program))
    (note,) = some.encoding.space.notes
    assert note.startswith(events.UNFOLLOWED)
    there = _states(some, found)
    for number, place in enumerate(some.encoding.places):
        if isinstance(place, Rest | End):
            more = some.model.diagrams.difference(some.reached[number], there.get(number, EMPTY))
            assert more == EMPTY, some.system.locations[number].name
    wide = Analysis(encode(program, wide=True))
    assert wide.encoding.space.notes == []
    for number, states in _states(wide, found).items():
        assert wide.model.diagrams.is_subset(states, wide.reached[number])


@pytest.mark.parametrize("count", [4, 5, 6])
def test_no_verdict_on_a_stage_with_many_writing_flows_is_wrong(count: int) -> None:
    """Whether the run comes to Second is known: by the orders in which A and B write. That it never comes to Third, too."""
    more = text(count).replace(
        "otherwise -> end", "outcome Never when $Record.N = 0 and A is Completed -> Third otherwise -> end"
    )
    written = f"orchestration Many {{ api 67 {more} stage Third {{ background X calls F async then end }} }}"
    outcome = check_source(
        Source("many.orch", written), Settings(("undecided-proof",), prove=True), lambda _: None
    )
    told = {(one.property, one.element): one.verdict for one in outcome.obligations}
    assert told["reachable", "Many/Second"] == "proved"
    assert told["reachable", "Many/Third"] == "refuted"
    assert told["can-complete", "Many"] in (("proved",) if count < 5 else ("proved", "undecided"))
    for finding in outcome.findings:
        assert "stage First has more than 4 of them" in finding.message
