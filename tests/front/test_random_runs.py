"""`stageproof test` from the command line: what it prints, writes, plays again, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tested_definitions import ONBOARDING, RETRY

from stageproof.command_line import main

NEVER = 'never "no laptop": Laptop starts'
MENDED = ONBOARDING.replace("CLAIM", NEVER).replace('"Approve" -> Provision', '"Approve" -> end')
FEW = ["--explore", "0", "--runs", "600"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.orch").write_text(RETRY.replace("CLAIM", ""), encoding="utf-8")
    (tmp_path / "bad.orch").write_text(ONBOARDING.replace("CLAIM", NEVER), encoding="utf-8")
    return tmp_path


def test_a_small_definition_without_a_mistake_is_exhaustive_and_good(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["test", "good.orch"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Retry (good.orch): no mistake found\n")
    assert "exhaustive: every run was looked at" in told
    assert "covered: rows " in told


def test_a_mistake_is_shown_with_its_run_kept_and_played_again(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["test", "bad.orch"]) == 1
    told = capsys.readouterr().out
    assert 'property "no laptop" is broken at Provision/Laptop' in told
    assert "no shorter run shows it" in told
    assert "In place of event" in told
    (kept,) = (folder / ".stageproof" / "failures").glob("no-laptop__*.json")
    assert f"stageproof test bad.orch --replay .stageproof/failures/{kept.name}" in told
    assert main(["test", "bad.orch", "--replay", ".stageproof/failures"]) == 1
    assert "1 kept run: 1 still fails." in capsys.readouterr().out


def test_a_fixed_run_is_taken_away_from_the_local_folder_unless_it_is_to_be_left(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    main(["test", "bad.orch"])
    (folder / "bad.orch").write_text(MENDED, encoding="utf-8")
    assert main(["test", "bad.orch", "--replay", ".stageproof/failures", "--keep"]) == 0
    assert list((folder / ".stageproof" / "failures").glob("*.json"))
    assert main(["test", "bad.orch", "--replay", ".stageproof/failures"]) == 0
    assert not list((folder / ".stageproof" / "failures").glob("*.json"))
    assert "1 fixed" in capsys.readouterr().out


def test_a_run_that_is_saved_elsewhere_stays_there(folder: Path) -> None:
    assert main(["test", "bad.orch", "--save", "regressions", *FEW]) == 1
    (folder / "bad.orch").write_text(MENDED, encoding="utf-8")
    assert main(["test", "bad.orch", "--replay", "regressions"]) == 0
    assert list((folder / "regressions").glob("*.json"))
    assert not (folder / ".stageproof").exists()


def test_a_run_kept_for_another_definition_is_told_and_left_where_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", "bad.orch", *FEW]) == 1
    capsys.readouterr()
    assert main(["test", "good.orch", "--replay", ".stageproof/failures"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("another definition: .stageproof/failures/no-laptop__")
    assert "It was kept for Onboarding in bad.orch (sha256:" in told
    assert "given is Retry in good.orch (sha256:" in told
    assert "1 kept run: 1 another definition." in told
    assert list((folder / ".stageproof" / "failures").glob("*.json"))


def test_the_same_command_prints_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["test", "bad.orch", "--no-save", *FEW, "--output-format", "json"]
    main(words)
    first = capsys.readouterr().out
    main(words)
    assert capsys.readouterr().out == first


def test_every_format_is_written_in_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = ["json=o.json", "ndjson=o.ndjson", "junit=o.xml", "markdown=o.md", "full"]
    words = [word for each in formats for word in ("--output-format", each)]
    assert main(["test", "bad.orch", "good.orch", *FEW, *words]) == 1
    assert "1 mistake found" in capsys.readouterr().out
    data = json.loads((folder / "o.json").read_text(encoding="utf-8"))
    assert [each["orchestration"] for each in data["campaigns"]] == ["Onboarding", "Retry"]
    assert data["summary"]["failures"] == 1
    assert data["exit_code"] == 1
    events = [json.loads(line) for line in (folder / "o.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [each["event"] for each in events if each["event"] != "progress"] == [
        "started", "failure", "finished", "started", "finished",
    ]  # fmt: skip
    suites = ElementTree.parse(folder / "o.xml").getroot()
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    assert "| Onboarding (`bad.orch`) | 1 mistake | 600 runs |" in (folder / "o.md").read_text(
        encoding="utf-8"
    )


def test_scenarios_of_the_definition_are_played_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = 'scenario "all is well" { complete Pay with paid = true  expect run is Error }'
    (folder / "told.orch").write_text(RETRY.replace("CLAIM", scenario), encoding="utf-8")
    assert main(["test", "told.orch"]) == 1
    told = capsys.readouterr().out
    assert "1 scenario not met" in told
    assert 'scenario "all is well": unmet' in told


def test_parts_made_apart_are_put_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = ["--explore", "0", "--runs", "3000", "--no-save"]
    main(["test", "bad.orch", *runs, "--output-format", "json=all.json"])
    for part in ("1", "2"):
        main(["test", "bad.orch", *runs, "--shard", f"{part}/2", "--output-format", f"json=p{part}.json"])
    merged = ["test", "bad.orch", *runs, "--merge", "p1.json", "p2.json", "--output-format", "json=m.json"]
    assert main(merged) == 1
    whole, parts = (
        json.loads((folder / name).read_text(encoding="utf-8")) for name in ("all.json", "m.json")
    )
    for key in ("tally", "covered", "coverage", "failures", "chunks"):
        assert whole["campaigns"][0][key] == parts["campaigns"][0][key]
    capsys.readouterr()
    assert main(["test", "bad.orch", *runs, "--merge", "p1.json"]) == 2
    assert "parts are missing: 2/2" in capsys.readouterr().err


def campaign_report(name: str, *options: str) -> str:
    words = ["--explore", "0", "--no-save", *options, "--output-format", f"json={name}"]
    main(["test", "bad.orch", *words])
    return name


def test_campaigns_of_one_definition_are_put_together_in_every_format(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = campaign_report("one.json", "--runs", "20", "--faults", "none")
    two = campaign_report("two.json", "--runs", "30", "--seed", "7")
    formats = [
        word
        for name in ("full", "json=m.json", "markdown=m.md", "junit=m.xml")
        for word in ("--output-format", name)
    ]
    capsys.readouterr()
    assert main(["test", "--merge", one, two, "--no-save", *formats]) == 1
    told = capsys.readouterr().out
    assert "put together from 2 campaigns: one.json" in told
    assert "50 random runs (seeds 0, 7)" in told
    (data,) = json.loads((folder / "m.json").read_text(encoding="utf-8"))["campaigns"]
    assert [(each["files"], each["seed"], each["runs"]) for each in data["merged"]] == [
        (["one.json"], "0", 20), (["two.json"], "7", 30),
    ]  # fmt: skip
    assert (data["seed"], data["tally"]["runs"], data["failure_bound_95"]) == (None, 50, None)
    assert "put together from 2 campaigns" in (folder / "m.md").read_text(encoding="utf-8")
    assert 'name="stageproof.seed" value="0, 7"' in (folder / "m.xml").read_text(encoding="utf-8")
    written = (folder / "m.json").read_bytes()
    main(["test", "--merge", two, one, "--no-save", "--output-format", "json=m.json"])
    assert (folder / "m.json").read_bytes() == written
    assert main(["graph", "bad.orch", "--coverage", "m.json"]) == 0
    entered = data["tally"]["features"]["status:Prepare=InProgress"]
    assert f"In Progress {entered} times" in capsys.readouterr().out


def test_what_is_asked_for_is_held_against_all_campaigns_together(capsys: pytest.CaptureFixture[str]) -> None:
    few = campaign_report("few.json", "--runs", "1", "--without", "fail")
    many = campaign_report("many.json", "--runs", "500", "--seed", "1")
    words = ["--no-save", "--fail-under", "errors=90"]
    capsys.readouterr()
    main(["test", "--merge", few, *words])
    assert "errors: 0 of 18 covered" in capsys.readouterr().err
    main(["test", "--merge", few, many, *words])
    assert "errors: " not in capsys.readouterr().err


def test_reports_that_do_not_belong_together_are_refused_with_the_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = campaign_report("old.json", "--runs", "5")
    (folder / "bad.orch").write_text(MENDED, encoding="utf-8")
    new = campaign_report("new.json", "--runs", "5", "--seed", "1")
    pdf = campaign_report("pdf.json", "--runs", "5", "--seed", "2", "--profile", "pdf-2025")
    main(["test", "good.orch", "--no-save", "--output-format", "json=good.json"])
    (folder / "empty.json").write_text('{"campaigns": []}', encoding="utf-8")
    for names, told in (
        ([new, old], "old.json is about another state of bad.orch"),
        ([new, pdf], "pdf.json was judged under other readings: pdf-2025"),
        ([new, "empty.json"], "empty.json: it is about no definition"),
    ):
        assert main(["test", "--merge", *names, "--no-save"]) == 2
        assert told in capsys.readouterr().err
    assert main(["test", "bad.orch", "--merge", new, "good.json", "--no-save"]) == 2
    assert "good.json: it is about good.orch, not about what is tested: bad.orch" in capsys.readouterr().err


def test_reports_of_the_same_text_under_another_path_belong_together(folder: Path) -> None:
    one = campaign_report("one.json", "--runs", "5")
    (folder / "moved").mkdir()
    (folder / "bad.orch").rename(folder / "moved" / "bad.orch")
    words = ["--explore", "0", "--runs", "6", "--seed", "2", "--no-save"]
    main(["test", "moved/bad.orch", *words, "--output-format", "json=two.json"])
    main(
        ["test", "moved/bad.orch", "--merge", one, "two.json", "--no-save", "--output-format", "json=m.json"]
    )
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert data["summary"]["runs"] == 11


def test_a_campaign_goes_on_from_its_checkpoint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = ["test", "bad.orch", "--explore", "0", "--runs", "3000", "--no-save"]
    main([*runs, "--output-format", "json=all.json"])
    main([*runs, "--checkpoint", "c.json", "--max-time", "0"])
    main([*runs, "--checkpoint", "c.json", "--resume", "--output-format", "json=rest.json"])
    assert "goes on after 1000 runs" in capsys.readouterr().err
    assert (folder / "all.json").read_bytes() == (folder / "rest.json").read_bytes()


def test_too_little_covered_and_an_unfinished_campaign_fail_where_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["test", "good.orch", "--explore", "0", "--runs", "1", "--fail-under", "errors=100"]) == 1
    assert "errors: " in capsys.readouterr().err
    assert main(["test", "good.orch", "--fail-under", "errors=100,outcomes=100"]) == 0
    words = ["test", "good.orch", "--explore", "0", "--runs", "2000", "--max-time", "0"]
    assert main(words) == 0
    assert main([*words, "--strict"]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--faults", "at-most=x"], "no number of errors"),
        (["--without", "suspnd"], "Did you mean suspend?"),
        (["--accept", "C999"], "--accept"),
        (["--fail-under", "row=9"], "Did you mean rows?"),
        (["--shard", "3/2"], "such as 1/4"),
        (["--resume"], "--resume needs --checkpoint"),
        (["--report", "junit=x"], "--report takes pytest=FILE"),
        (["--replay", "nowhere.json"], "nowhere.json does not exist"),
        (["--replay", "good.orch"], "good.orch"),
        (["--merge", "good.orch"], "--merge good.orch"),
        (["--output-format", "jsno"], "Did you mean json?"),
        (["--decision", "C1"], "expected ID=READING"),
        (["--report", "pytest="], "--report takes pytest=FILE"),
    ],
)
def test_what_cannot_be_read_on_the_command_line_is_told_and_is_bad_usage(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", "good.orch", *words]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_definition_that_cannot_be_read_fails_and_stands_in_every_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.orch").write_text("orchestration X { stage", encoding="utf-8")
    (folder / "bad.orch").unlink()
    words = [
        "--output-format",
        "json=o.json",
        "--output-format",
        "junit=o.xml",
        "--output-format",
        "markdown=o.md",
    ]
    for path in ("broken.orch", "."):
        assert main(["test", path, *FEW, *words]) == 2
        assert "broken.orch: parts of it cannot be read" in capsys.readouterr().err
        data = json.loads((folder / "o.json").read_text(encoding="utf-8"))
        assert [each["path"] for each in data["unreadable"]] == ["broken.orch"]
        assert not data["complete"]
        assert data["exit_code"] == 2
        assert ElementTree.parse(folder / "o.xml").getroot().get("failures") == "1"
        assert "`broken.orch` | cannot be read" in (folder / "o.md").read_text(encoding="utf-8")


def test_flows_of_other_kinds_are_counted_and_an_empty_folder_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = '<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><processType>Flow</processType></Flow>'
    (folder / "Form.flow-meta.xml").write_text(flow, encoding="utf-8")
    assert main(["test", "Form.flow-meta.xml"]) == 2
    capsys.readouterr()
    assert main(["test", ".", *FEW, "--no-save"]) == 1
    assert "1 flow of other kinds was passed over." in capsys.readouterr().err
    empty = folder / "empty"
    empty.mkdir()
    assert main(["test", "empty"]) == 0
    assert "there is no orchestration to test" in capsys.readouterr().err
    assert main(["test", "nowhere.orch"]) == 2


def test_a_property_that_names_nothing_fails_with_its_place_and_the_nearest_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "typo.orch").write_text(
        ONBOARDING.replace("CLAIM", 'never "t": Lptop starts'), encoding="utf-8"
    )
    assert main(["test", "typo.orch", *FEW]) == 1
    told = capsys.readouterr().out
    assert "1 property cannot be judged" in told
    assert "there is no stage, step or decision Lptop. Did you mean Laptop?" in told
    assert "typo.orch:" in told


def test_no_run_at_all_is_called_no_test(capsys: pytest.CaptureFixture[str]) -> None:
    main(["test", "good.orch", "--explore", "0", "--runs", "0"])
    assert "nothing was tested: no run was played" in capsys.readouterr().out


def test_without_a_property_it_is_said_that_only_the_tables_were_tested(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["test", "good.orch"])
    assert "only the documented tables were tested" in capsys.readouterr().out


def test_quiet_is_a_line_for_each_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    main(["test", "bad.orch", "--quiet", *FEW])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith('  property "no laptop" at Provision/Laptop: expected never Laptop starts')


def test_kept_runs_are_played_with_their_own_definitions_where_none_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["test", "bad.orch", *FEW])
    assert main(["test", "--replay", ".stageproof/failures"]) == 1
    assert "1 still fails" in capsys.readouterr().out


def test_mistakes_of_one_run_are_told_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = 'never "one": Laptop starts never "two": Provision starts'
    (folder / "two.orch").write_text(ONBOARDING.replace("CLAIM", claims), encoding="utf-8")
    main(["test", "two.orch", "--explore", "3000"])
    told = capsys.readouterr().out
    assert "2 mistakes found" in told
    assert told.count("the run (") == 1
    assert "breaks, too:" in told


def test_a_written_test_file_fails_as_expected_until_the_mistake_is_mended(folder: Path) -> None:
    assert main(["test", "bad.orch", "--save", "kept", "--report", "pytest=test_kept.py", *FEW]) == 1
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_kept.py"]
    first = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert "1 xfailed" in first.stdout, first.stdout + first.stderr
    (folder / "bad.orch").write_text(MENDED, encoding="utf-8")
    then = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert "XPASS(strict)" in then.stdout, then.stdout + then.stderr


def test_coverage_is_drawn_and_a_report_about_something_else_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["test", "good.orch", "--output-format", "json=r.json"])
    assert main(["graph", "good.orch", "--coverage", "r.json", "-o", "c.svg"]) == 0
    assert "coverage of random runs" in (folder / "c.svg").read_text(encoding="utf-8")
    assert main(["graph", "bad.orch", "--coverage", "r.json"]) == 2
    assert "says nothing of Onboarding" in capsys.readouterr().err
