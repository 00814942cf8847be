"""What the summary of an exploration says stays true when the exploration goes on."""

import re

import pytest
from running import program_of

from stageproof.checker.all_runs.summary import Completion, Summary, summarize
from stageproof.checker.all_runs.summary_text import summary_text
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.fillings import Bounds
from stageproof.engine.exploration.policy import Happening, Policy

CAUGHT = program_of("""
  start autolaunched -> Main
  stage Main { background A calls F async background B calls F async on error -> Repair then end }
  stage Repair { background Fix calls F async then end }
""")
CHOICE = program_of("""
  flow F { async out size: integer 0..5 not null }
  start autolaunched -> Main
  stage Main { background A calls F then Choose }
  decision Choose { when A.Outputs.size = 5 -> end otherwise -> go to Main }
""")
RECORD = program_of("""
  field $Record.Status: one of "New", "Done" not null
  start when Case is created -> Main
  stage Main { background A calls F async
    completes when $Record.Status = "Done"
    then end }
""")
END = re.compile(r"^ends: (.*): [\d,]+ configurations?, after ([\d,]+) events? at least$", re.MULTILINE)


def claimed(limit: int) -> dict[str, str]:
    """How soon each end is said to come at the earliest, of an exploration with this limit."""
    text = summary_text(summarize(explore(CAUGHT, limit=limit)), columns=1000, quiet=True)
    return dict(END.findall(text))


def test_how_soon_an_end_can_come_is_said_only_where_it_is_known() -> None:
    whole = claimed(10_000)
    assert len(whole) == 4
    for limit in range(1, len(explore(CAUGHT))):
        assert claimed(limit).items() <= whole.items(), limit


def test_nothing_is_promised_where_not_every_combination_of_values_was_tried() -> None:
    summary = summarize(explore(CHOICE, bounds=Bounds(fillings=2)))
    assert summary.graph.notes
    assert summary.completion is Completion.UNKNOWN
    text = summary_text(summary, columns=1000, quiet=True)
    assert "can always complete" not in text
    assert "never completes" not in text
    assert "no run was found that ends Completed with the values that were tried" in text


def nearest(summary: Summary) -> dict[tuple[object, ...], int]:
    """After how many events each kind of error was found to end a run, by the way it ends."""
    return {
        (end.run, end.resumable, cause.kind): summary.graph.distances[cause.node]
        for end in summary.ends
        for cause in end.causes
    }


def test_runs_are_called_the_shortest_only_where_no_shorter_one_can_be_unseen() -> None:
    whole = nearest(summarize(explore(CAUGHT)))
    said = set[bool]()
    for limit in range(1, len(explore(CAUGHT))):
        summary = summarize(explore(CAUGHT, limit=limit))
        is_said = "The shortest runs to the other ends:" in summary_text(summary, columns=1000)
        said.add(is_said)
        assert not is_said or nearest(summary).items() <= whole.items(), limit
    assert said == {True, False}


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ([Happening.SET], "nothing helps with what took part, in"),
        ([Happening.SET, Happening.CANCEL], "Completed is out of reach with what took part, in"),
    ],
)
def test_a_wait_for_what_was_left_out_is_said_with_that(left_out: list[Happening], said: str) -> None:
    summary = summarize(explore(RECORD, events=Policy(frozenset(left_out), faults=0)))
    assert said in summary_text(summary, columns=1000, quiet=True)


def test_leaving_out_what_cannot_help_casts_no_doubt_on_a_wait() -> None:
    program = program_of("""
      flow F { async out ok: boolean not null }
      start autolaunched -> Main
      stage Main { background A calls F
        completes when A.Outputs.ok = true
        then end }
    """)
    summary = summarize(explore(program, events=Policy(frozenset({Happening.CANCEL}))))
    assert "nothing helps, in" in summary_text(summary, columns=1000, quiet=True)
    assert summary.completion is Completion.NOT_ALWAYS
    assert not summary.is_sound


def test_a_definition_without_anything_to_reach_reaches_nothing() -> None:
    text = summary_text(summarize(explore(program_of("start autolaunched -> end"))), columns=1000, quiet=True)
    assert "reached:" not in text
    assert "can complete: no run goes on after it begins" in text


def test_without_a_start_the_reason_is_told() -> None:
    summary = summarize(explore(program_of("stage A { background X calls F async then end }")))
    assert summary.completion is Completion.NO_RUN
    assert "No run begins: the definition has no Start; add one" in summary_text(summary, columns=1000)
