"""`stageproof run --exhaustive`: what is said of every run, its options, its exit codes."""

import json
from pathlib import Path

import pytest
from command_line_support import run

SOUND = """\
orchestration Sound {
  api 67
  start autolaunched -> Main
  stage Main { background A calls F async then end }
}
"""
TRAP = """\
orchestration Trap {
  api 67
  flow F { async out ok: boolean not null }
  start autolaunched -> Main
  stage Main {
    background A calls F
    background B calls F starts when A is Error
    completes when A.Outputs.ok = true
    then end
  }
}
"""
ROUND = """\
orchestration Round {
  api 67
  start autolaunched -> First
  decision First { when Second is visited -> Second otherwise -> Second }
  decision Second { when First is visited -> First otherwise -> end }
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("sound", SOUND), ("trap", TRAP), ("round", ROUND)):
        (tmp_path / f"{name}.orch").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_sound_definition_is_said_to_be_and_exits_0(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "exhaustive: " in done.stdout
    assert "ends: Completed: 1 configuration, after 2 events at least" in done.stdout
    assert "reached: every stage and step\n" in done.stdout
    assert "can always complete" in done.stdout
    assert "The shortest run that ends in Completed:" in done.stdout
    assert "run is Completed" in done.stdout


def test_a_trap_is_shown_with_the_shortest_run_to_it_and_exits_1(folder: Path) -> None:
    done = run("run", "trap.orch", "--exhaustive", "--faults", "none", cwd=folder)
    assert done.returncode == 1
    words = " ".join(done.stdout.split())
    assert "waits for ever: nobody is obliged to act and nothing helps, in 1 configuration of Main" in words
    assert "never: step Main/B never starts" in words
    assert "The shortest run that waits for ever:" in words
    assert "2. complete A with ok = false" in words


def test_a_definition_that_goes_round_is_told_with_its_run(folder: Path) -> None:
    done = run("run", "round.orch", "--exhaustive", cwd=folder)
    assert done.returncode == 1
    assert "mistake: the run goes round and never waits" in " ".join(done.stdout.split())


def test_the_json_summary_holds_the_same(folder: Path) -> None:
    done = run("run", "trap.orch", "--exhaustive", "--faults", "none", "--output", "json", cwd=folder)
    found = json.loads(done.stdout)
    assert found["schema_version"] == 1
    assert found["exhaustive"] is True
    assert found["never_reached"] == [{"part": "step", "name": "Main/B", "value": "InProgress"}]
    assert found["waits_forever"]["shortest"] == ["begin", "complete A with ok = false"]
    assert {end["run"] for end in found["ends"]} == {"Completed", "Canceled"}


def test_the_limit_stops_the_exploration_and_says_how_far_it_came(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", "--limit", "3", cwd=folder)
    assert done.returncode == 0
    assert "not exhaustive: stopped at 3 configurations" in done.stdout
    assert "can always complete" not in done.stdout


def test_events_can_be_left_out(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", "--without", "cancel,suspend", "--quiet", cwd=folder)
    assert "Left out: cancel, suspend" in done.stdout
    assert "Canceled" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--without", "suspnd"], "Did you mean suspend?"),
        (["--faults", "many"], "--faults takes a number, none or any"),
        (["--faults", "-1"], "--faults"),
        (["--limit", "0"], "--limit must be at least 1"),
        (["--limit", "x"], "--limit"),
        (["--trace", "csv"], "--trace csv does not go with it"),
        (["--interactive"], "--interactive does not go with it"),
    ],
)
def test_bad_usage_is_said_and_exits_2(folder: Path, words: list[str], said: str) -> None:
    done = run("run", "sound.orch", "--exhaustive", *words, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_definition_whose_trigger_nothing_satisfies_begins_no_run(tmp_path: Path) -> None:
    (tmp_path / "never.orch").write_text(
        """\
        orchestration Never {
          api 67
          field $Record.Status: one of "New" not null
          start when Case is created -> Main { where Status = "Old" }
          stage Main { background A calls F async then end }
        }
        """,
        encoding="utf-8",
    )
    done = run("run", "never.orch", "--exhaustive", cwd=tmp_path)
    assert done.returncode == 1
    assert "No run begins" in done.stdout
    assert "can always complete" not in done.stdout
    assert completes("never.orch", cwd=tmp_path) == "no-run"


def completes(file: str, *options: str, cwd: Path) -> object:
    """What the JSON summary says of whether runs complete."""
    done = run("run", file, "--exhaustive", "--output", "json", *options, cwd=cwd)
    return json.loads(done.stdout)["completes"]


def test_where_no_run_completes_that_is_said_and_nothing_is_promised(folder: Path) -> None:
    done = run("run", "round.orch", "--exhaustive", cwd=folder)
    assert done.returncode == 1
    assert "never completes: no run ends Completed\n" in done.stdout
    assert "can always complete" not in done.stdout
    assert completes("round.orch", cwd=folder) == "never"


def test_the_json_summary_tells_the_ways_to_complete_apart(folder: Path) -> None:
    assert completes("sound.orch", cwd=folder) == "always"
    assert completes("trap.orch", cwd=folder) == "not-always"
    assert completes("sound.orch", "--limit", "3", cwd=folder) == "unknown"


def test_an_exploration_that_stopped_says_no_more_than_it_saw(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", "--limit", "1", cwd=folder)
    assert done.returncode == 0
    assert "No run begins" not in done.stdout
    done = run("run", "sound.orch", "--exhaustive", "--limit", "2", cwd=folder)
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert "not seen to complete: no run was found that ends Completed as far as it was explored" in words


def test_what_was_left_out_limits_what_is_said(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", "--faults", "none", cwd=folder)
    words = " ".join(done.stdout.split())
    assert "some run leads to Completed with what took part, but where" in words
    done = run("run", "trap.orch", "--exhaustive", "--faults", "none", cwd=folder)
    assert "never: step Main/B never starts with what took part" in done.stdout


def test_a_suspended_run_is_not_held_against_a_definition_where_nobody_may_resume(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", "--without", "resume", cwd=folder)
    assert done.returncode == 0
    assert "cannot complete" not in done.stdout


def test_errors_are_told_in_a_line_for_each_kind_and_not_as_tables(folder: Path) -> None:
    done = run("run", "sound.orch", "--exhaustive", cwd=folder)
    _, _, other = done.stdout.partition("The shortest runs to the other ends:\n\n")
    assert other.startswith("  Canceled: begin; cancel\n  Error, which nobody can resume:\n")
    assert "    process-result, 1 configuration: begin; fail A with process-result\n" in other
    assert done.stdout.count("what changed") == 1
    found = json.loads(run("run", "sound.orch", "--exhaustive", "--output", "json", cwd=folder).stdout)
    for end in found["ends"]:
        causes = sum(cause["configurations"] for cause in end["causes"])
        assert causes == (end["configurations"] if end["run"] == "Error" else 0)


def test_the_run_that_is_shown_to_complete_needs_no_error(tmp_path: Path) -> None:
    (tmp_path / "caught.orch").write_text(
        """\
        orchestration Caught {
          api 67
          start autolaunched -> Main
          stage Main { background A calls F async on error -> end then More }
          stage More { background B calls F async then end }
        }
        """,
        encoding="utf-8",
    )
    done = run("run", "caught.orch", "--exhaustive", cwd=tmp_path)
    assert "ends: Completed: " in done.stdout
    _, _, table = done.stdout.partition("The shortest run without errors that ends in Completed:")
    assert "3. complete B" in table


def test_the_same_file_gives_the_same_bytes(folder: Path) -> None:
    first, second = (run("run", "trap.orch", "--exhaustive", cwd=folder).stdout for _ in range(2))
    assert first == second
