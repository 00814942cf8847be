"""Bursts that never wait end in the encoding as they do in the interpreter, at the same place; and those that wait go on."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from agreement_prover import Answers, differences
from agreement_truth import explored
from running import play, program_of, status

from stageproof.checker.certificates.check import check
from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding import statuses
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import End
from stageproof.checker.encoding.round_trips import GOES_ROUND
from stageproof.checker.encoding.system import Duty
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import certify
from stageproof.checker.proofs.evidence import trace_steps
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.round_trips import round_trips
from stageproof.checker.proofs.verdicts import claims_of
from stageproof.checker.witness.replay import replay
from stageproof.checker.witness.story import story
from stageproof.engine.events import Begin, Complete
from stageproof.engine.interpreter.advance import advance
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.statuses import RunStatus

ASKED: Final = """
  flow Ask { out again: boolean not null }
  start autolaunched -> First
  stage First { interactive A calls Ask assigned to queue Q then Choose }
"""
PASSED: Final = """
  stage Second {
    background B calls Slow async
    completes when A is Completed
    then go to Choose
  }
"""
ALWAYS: Final = ASKED + "decision Choose { otherwise -> Second }" + PASSED
AT_TIMES: Final = (
    ASKED + "decision Choose { when A.Outputs.again = true -> Second otherwise -> end }" + PASSED
)


def verdicts(text: str, *claims: str) -> list[tuple[str, str]]:
    program = program_of(text + "\n".join(claims))
    found = judge_all(program)
    for verdict in found:
        if verdict.path is not None:
            told = story(verdict.analysis.encoding, verdict.analysis.model, verdict.path)
            assert replay(program, told).refused is None
    return [(verdict.verdict, verdict.reason) for verdict in found]


def analysed(text: str, *, wide: bool = False) -> Analysis:
    return Analysis(encode(program_of(text), suspends=False, wide=wide))


def broken_off(text: str) -> set[str]:
    """Where the encoding ends round trips, which is where the interpreter does."""
    program = program_of(text)
    found = explored(program)
    assert found is not None
    claims = claims_of(Analysis(encode(program, suspends=False)))
    assert not differences(found.truth, Answers(claims))
    return set(found.truth.breaks_off)


def test_a_run_that_never_waits_ends_in_error() -> None:
    assert verdicts(
        ALWAYS,
        'eventually "it ends": run is Error',
        'eventually "it completes": run is Completed',
        'always "it ends behind A": A completes leads to run is Error',
        'reachable "it fails behind Second": run is Error and Second is Completed',
        'never "it fails behind Second too": run is Error and Second is Completed',
        'never "it fails in Second": run is Error and Second is InProgress',
    ) == [
        ("proved", ""),
        ("refuted", "the run ends without it"),
        ("proved", ""),
        ("proved", "some run gets there"),
        ("refuted", ""),
        ("proved", ""),
    ]


def test_the_error_that_ends_it_is_none_that_anybody_may_leave_out() -> None:
    """Cancel and outages are left out of what has to happen in the end; this error comes of the definition itself."""
    text = "start autolaunched -> Round\n decision Round { otherwise -> Round }\n stage Other { then end }"
    assert verdicts(
        text,
        'eventually "it fails": run is Error',
        'eventually "it completes": run is Completed',
        'never "it fails too": run is Error',
        'never "it goes on": run is Completed',
    ) == [
        ("proved", ""),
        ("refuted", "the run ends without it"),
        ("refuted", ""),
        ("proved", ""),
    ]


def test_a_run_that_never_waits_for_some_values_completes_for_the_others() -> None:
    analysis = analysed(AT_TIMES)
    places = {place: number for number, place in enumerate(analysis.encoding.places)}
    assert analysis.reached[places[End("Completed")]] != EMPTY
    assert analysis.reached[places[End("Error")]] != EMPTY
    assert all(states == EMPTY for states in analysis.endless_by_results)
    assert broken_off(AT_TIMES) == {"Second"}


NULL_CIRCLE: Final = """
  flow Search { async out name: text }
  start autolaunched -> First
  stage First {
    background A calls Search
    on error -> Mend
    then Choose
  }
  stage Mend {
    completes when A.Outputs.name contains A.Outputs.name
    on error -> Mend
    then end
  }
  decision Choose { when A.Outputs.name contains "a" -> end otherwise -> end }
"""


def test_a_fault_path_that_errs_at_once_and_leads_back_ends_in_error() -> None:
    truth = explored(program_of(NULL_CIRCLE))
    assert truth is not None
    assert broken_off(NULL_CIRCLE) == set(truth.truth.breaks_off)


TWICE: Final = """
  start autolaunched -> Main
  stage Main { then Turn }
  decision Turn {
    outcome Odd when %s -> Main
    outcome Even when %s -> Main
    otherwise -> end
  }
"""
TURNS: Final = "Turn is not visited or Even is selected", "Odd is selected"


@pytest.mark.parametrize(
    ("odd", "even"),
    [
        TURNS,
        ("Even is selected", "Turn is not visited or Odd is selected"),
    ],
)
def test_of_two_visits_in_one_round_trip_the_same_is_taken_however_the_run_came_in(
    odd: str, even: str
) -> None:
    text = TWICE % (odd, even)
    assert broken_off(text) == {"Main"}
    program = program_of(text)
    started = advance(program, program.initial, Begin(()))
    assert not isinstance(started, Refusal)
    turn = program.decisions[0]
    assert [turn.outcomes[taken or 0].name for taken in started.configuration.outcomes] == ["Even"]
    analysis = analysed(text)
    (end,) = (
        edge for edge in analysis.edges_of("fail", "run") if analysis.system.edges[edge].label == GOES_ROUND
    )
    variable = analysis.encoding.statuses.outcome(turn.index)
    assert variable is not None
    words = analysis.system.variables[variable].values
    behind = [
        word
        for value, word in enumerate(words)
        if analysis.model.diagrams.meets(
            analysis.states_taking(end), analysis.model.diagrams.literal(variable, 1 << value)
        )
    ]
    assert behind == ["Even"]


TWO_VISITS: Final = """
  flow Count { async out size: number not null }
  start autolaunched -> First
  stage First { background A calls Count then Main }
  stage Main { completes when X is not InProgress and B is not InProgress and C is not InProgress then X }
  stage X {
    background B calls Count starts when %s
    background C calls Count starts when %s
    completes when %s or A.Outputs.size contains "a"
    on error -> Turn
    then Turn
  }
  decision Turn {
    outcome Alpha when %s -> Main
    outcome Zeta when %s -> Main
    otherwise -> end
  }
"""
"""Main is visited twice on the round trip: one outcome leads to the other, and X errs on one visit, or on both."""
ALPHA: Final = "Alpha is selected"
ZETA: Final = "Zeta is selected"
NEVER: Final = "A is Error"
FIRST: Final = "Turn is not visited or Zeta is selected", "Alpha is selected"
LAST: Final = "Zeta is selected", "Turn is not visited or Alpha is selected"


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("outcomes", [FIRST, LAST])
@pytest.mark.parametrize(
    ("begun", "passed", "step", "stage", "outcome"),
    [
        ((ALPHA, NEVER), ZETA, "Discontinued", "Error", "Zeta"),
        ((NEVER, NEVER), ZETA, "NotStarted", "Completed", "Alpha"),
        ((NEVER, NEVER), ALPHA, "NotStarted", "Completed", "Zeta"),
        ((ALPHA, ZETA), NEVER, "Discontinued", "Error", "Zeta"),
        ((ZETA, ALPHA), NEVER, "Discontinued", "Error", "Alpha"),
    ],
)
def test_of_two_visits_the_first_by_the_statuses_of_steps_then_of_their_stage_then_by_outcomes(
    outcomes: tuple[str, str],
    begun: tuple[str, str],
    passed: str,
    step: str,
    stage: str,
    outcome: str,
    is_turned: bool,  # a case of its own
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever outcome the run came in by, and in whatever order diagrams look at the steps."""
    if is_turned:
        monkeypatch.setattr(statuses, "order_of", lambda stage, _: tuple(reversed(range(len(stage.steps)))))
    text = TWO_VISITS % (*begun, passed, *outcomes)
    assert broken_off(text) == {"Main"}
    program = program_of(text)
    run = play(program, Complete("A", (("size", Fraction(1)),)))
    assert [status(program, run, name) for name in ("run", "B", "X")] == ["Error", step, stage]
    assert [program.decisions[0].outcomes[taken or 0].name for taken in run.configuration.outcomes] == [
        outcome
    ]
    assert _behind_the_round_trip(analysed(text)) == {
        "X/B.Status": {step},
        "X.Status": {stage},
        "Turn outcome": {outcome},
    }


def _behind_the_round_trip(analysis: Analysis) -> dict[str, set[str]]:
    """What a run has come by as it is ended: the values of statuses and outcomes."""
    (end,) = (
        edge
        for edge in analysis.edges_of("fail", "run")
        if analysis.system.edges[edge].label == GOES_ROUND and analysis.system.edges[edge].duty is Duty.ENGINE
    )
    diagrams, states = analysis.model.diagrams, analysis.states_taking(end)
    return {
        variable.name: {
            word
            for value, word in enumerate(variable.values)
            if diagrams.meets(states, diagrams.literal(number, 1 << value))
        }
        for number, variable in enumerate(analysis.system.variables)
        if variable.name in ("X/B.Status", "X.Status", "Turn outcome")
    }


ENTERED_ELSEWHERE: Final = """
  start autolaunched -> Last
  stage First { then Middle }
  stage Middle { then Last }
  stage Last { then First }
"""


def test_a_round_trip_ends_at_its_first_stage_by_name_wherever_the_run_came_in() -> None:
    assert broken_off(ENTERED_ELSEWHERE) == {"First"}


STRUCK: Final = """
  start autolaunched -> First
  stage First { interactive A calls Form assigned to queue Q completes when First is InProgress on error -> Mend then go to First }
  stage Mend { background B calls Slow async then end }
"""


def test_an_error_that_strikes_on_a_round_trip_still_leads_out_of_it() -> None:
    text = STRUCK.replace("queue Q completes", "queue Q\n completes")
    analysis = analysed(text)
    (mend,) = analysis.edges_of("enter", "Mend")
    assert analysis.is_taken(mend)
    assert broken_off(text) == {"First"}


@pytest.mark.parametrize("text", [ALWAYS, AT_TIMES, NULL_CIRCLE, TWICE % TURNS, ENTERED_ELSEWHERE])
def test_no_circle_of_the_engine_is_left(text: str) -> None:
    analysis = analysed(text)
    endless = analysis.turning(frozenset({Duty.ENGINE}))
    assert all(states == EMPTY for states in endless)
    made = certify(analysis)
    assert check(analysis.system, made.certificate).is_accepted


@pytest.mark.parametrize(
    "text",
    [
        ASKED + "decision Choose { when A.Outputs.again = true -> First otherwise -> end }",
        ASKED.replace("then Choose", "on error -> First then end"),
        "start autolaunched -> First stage First { then Second } stage Second { then end }",
    ],
)
def test_a_definition_whose_circles_all_wait_has_no_such_error(text: str) -> None:
    system = encode(program_of(text)).system
    assert not [edge for edge in system.edges if edge.label == GOES_ROUND and edge.duty is Duty.ENGINE]
    assert "went round without a wait" not in [variable.name for variable in system.variables]


WIDE: Final = """
  field $Record.Left: number not null
  field $Record.Right: number not null
  formula Product: number = "{!$Record.Left} * {!$Record.Right}"
  start when Case is created -> Main
  stage Main { then Choose }
  decision Choose { when Product > 7 -> Main otherwise -> Wait }
  stage Wait { background B calls Slow async then end }
"""


def test_where_conditions_are_open_a_round_trip_may_end_or_go_on() -> None:
    analysis = analysed(WIDE, wide=True)
    assert any(edge.label == GOES_ROUND for edge in analysis.system.edges if edge.duty is Duty.ENGINE)
    (wait,) = analysis.edges_of("enter", "Wait")
    assert analysis.is_taken(wait)
    assert any(states != EMPTY for states in analysis.turning(frozenset({Duty.ENGINE})))


def test_the_run_that_is_shown_is_broken_off_by_the_interpreter() -> None:
    program = program_of(ALWAYS + 'never "it fails behind Second": run is Error and Second is Completed')
    (verdict,) = judge_all(program)
    assert verdict.path is not None
    replayed = replay(program, story(verdict.analysis.encoding, verdict.analysis.model, verdict.path))
    assert replayed.configuration is not None
    assert replayed.configuration.run is RunStatus.ERROR
    assert replayed.advances[-1].message == "the run goes round and never waits: Second → Choose → Second"


def test_each_place_where_runs_are_ended_is_told_once_with_a_shortest_run() -> None:
    analysis = analysed(ALWAYS)
    told = [
        (one.element, [step.event for step in trace_steps(analysis, one.path)])
        for one in round_trips(analysis)
    ]
    assert told == [("Second", ["begin", "complete A with again = true"])]
    wide = ASKED.replace("then Choose", "then end")
    assert list(round_trips(analysed(wide))) == []


def test_a_round_trip_that_only_errors_lead_back_on_ends_too() -> None:
    text = TWO_VISITS % (ALPHA, ZETA, NEVER, *FIRST)
    text = text.replace("on error -> Turn\n    then Turn", "on error -> Turn\n    then end")
    assert broken_off(text) == {"Main"}


AT_ONCE: Final = """
  start autolaunched -> First
  formula yes: boolean = "TRUE"
  formula wrong: boolean = "1 / 0 > 1"
  formula nobody: text = "TEXT(1 / 0)"
  stage First {
    %s
    on error -> First
    then First
  }
"""


@pytest.mark.parametrize(
    "what",
    [
        "background A calls F  \n completes when yes = true",
        "background A calls F starts when wrong = true",
        "background A calls F  \n completes when wrong = true",
        "interactive A calls G assigned to user nobody",
    ],
)
def test_what_happens_whatever_the_values_leads_round_as_well(what: str) -> None:
    text = AT_ONCE % what
    truth = explored(program_of(text))
    assert truth is not None
    assert broken_off(text) == set(truth.truth.breaks_off) == {"First"}
