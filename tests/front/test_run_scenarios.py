"""`stageproof run`: verdicts, tables, exit codes, every option."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from small_definitions import CLEAN_ORCH, CLEAN_XML, SCREEN_FLOW

from stageproof.command_line import main

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden_runs"
ORDER = """\
orchestration Order {
  api 67
  flow Load { async  out size: integer 0..3 }
  start autolaunched -> Work
  stage Work {
    background A calls Load
    background B calls Print async starts when A is Completed
    then end
  }
  scenario "all goes well" {
    complete A with size = 2
    complete B
    expect run is Completed
  }
"""
UNMET = """\
  scenario "not so" {
    complete A with size = 1
    wait 2 days
    complete B
    expect run is InProgress
  }
"""
REFUSED = """\
  scenario "too early" {
    complete B
    complete A
  }
"""

Runner = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run `stageproof run order.orch …` in an empty folder: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def do(text: str, *words: str, file: str = "order.orch") -> tuple[int, str, str]:
        Path(file).write_text(text, encoding="utf-8")
        code = main(["run", file, *words])
        out, err = capfd.readouterr()
        return code, out, err

    return do


def closed(*parts: str) -> str:
    return ORDER + "".join(parts) + "}\n"


# -------------------------------------------------------------------- verdicts and exit codes


def test_a_scenario_that_is_met_exits_0(run: Runner) -> None:
    code, out, err = run(closed())
    assert code == 0
    assert out.startswith('order.orch:10:3: scenario "all goes well": met\n\nevent ')
    assert out.endswith("\n1 scenario: 1 met.\n")
    assert err == ""


def test_an_unmet_expectation_is_told_with_its_place_and_the_shortest_way(run: Runner) -> None:
    code, out, _ = run(closed(UNMET))
    assert code == 1
    assert "unmet: run is Completed, expected In Progress\n  --> order.orch:19:12\n" in out
    assert "19 |     expect run is InProgress\n   |            ^^^^^^^^^^^^^^^^^\n" in out
    assert "the shortest way there: begin; complete A with size = 1; complete B" in out
    assert "2 scenarios: 1 met, 1 unmet." in out


def test_a_refused_event_says_why_and_what_can_happen_instead(run: Runner) -> None:
    code, out, _ = run(closed(REFUSED))
    assert code == 1
    assert "refused: complete B: B is Not Started, not In Progress\n  --> order.orch:16:5" in out
    assert "= what can happen instead: complete A with size = …; " in out
    assert "= not played: 1 later event" in out


def test_a_refusal_names_the_row_or_decision_behind_it(run: Runner) -> None:
    text = closed(REFUSED.replace("complete B", "recall"))
    _, out, _ = run(text)
    assert "= why: recall-run (stageproof explain recall-run)" in out


def test_quiet_prints_verdicts_alone(run: Runner) -> None:
    code, out, _ = run(closed(UNMET, REFUSED), "--quiet")
    assert code == 1
    assert out == (
        'order.orch:10:3: scenario "all goes well": met\n'
        'order.orch:15:3: scenario "not so": unmet\n'
        'order.orch:21:3: scenario "too early": refused\n'
    )


def test_a_definition_without_scenarios_shows_the_simplest_run_and_how_to_keep_it(run: Runner) -> None:
    code, out, _ = run(CLEAN_ORCH)
    assert code == 0
    assert "There is no scenario in this definition." in out
    assert 'scenario "the simplest run" {\n    complete Look\n    expect run is Completed\n  }' in out


def test_salesforce_xml_runs_too(run: Runner) -> None:
    code, out, _ = run(CLEAN_XML, file="Order.flow-meta.xml")
    assert code == 0
    assert "run is Completed" in out
    assert "stageproof convert FILE --to orch" in " ".join(out.split())


def test_the_same_file_gives_the_same_bytes(run: Runner) -> None:
    text = closed(UNMET, REFUSED)
    assert run(text) == run(text)


def test_values_that_the_trigger_needs_are_filled_in_and_that_is_said(run: Runner) -> None:
    trigger = 'start when Case is created -> Work {\n    where Status = "New"\n  }'
    code, out, _ = run(closed().replace("start autolaunched -> Work", trigger))
    assert code == 0
    assert 'leaves out; taken: $Record.Status = "New".' in " ".join(out.split())


def test_a_result_that_comes_too_late_is_said_to_change_nothing(run: Runner) -> None:
    late = '  scenario "late" {\n    cancel\n    complete A\n    expect run is Canceled\n  }\n'
    code, out, _ = run(closed(late), "--scenario", "late")
    assert code == 0
    assert "comes too late: ignored" in " ".join(out.split())


# -------------------------------------------------------------------- options


def test_scenario_chooses_by_a_part_of_the_title(run: Runner) -> None:
    code, out, _ = run(closed(UNMET), "--scenario", "GOES", "-q")
    assert (code, out) == (0, 'order.orch:10:3: scenario "all goes well": met\n')


def test_a_title_that_no_scenario_has_lists_the_titles(run: Runner) -> None:
    code, _, err = run(closed(), "--scenario", "badge")
    assert code == 2
    assert 'no scenario has "badge" in its title. The scenarios: "all goes well".' in err


def test_trace_json_is_json_alone(run: Runner) -> None:
    code, out, _ = run(closed(UNMET, REFUSED), "--trace", "json")
    assert code == 1
    data = json.loads(out)
    assert data["schema_version"] == 1
    assert data["orchestration"] == "Order"
    assert data["summary"] == {"met": 1, "unmet": 1, "refused": 1, "not-playable": 0}
    good, unmet, refused = data["scenarios"]
    assert good["trace"][0]["changes"]["Work/A.Status"] == "InProgress"
    assert (unmet["line"], unmet["expectations"][0]["met"]) == (15, False)
    assert unmet["expectations"][0]["shortest_way"] == ["begin", "complete A with size = 1", "complete B"]
    assert refused["refusal"]["reason"] == "B is Not Started, not In Progress"
    assert "complete A with size = …" in refused["refusal"]["instead"]


def test_trace_csv_has_a_row_for_each_changed_cell(run: Runner) -> None:
    _, out, _ = run(closed(), "--trace", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert {row["scenario"] for row in rows} == {"all goes well"}
    found = {(row["number"], row["cell"]): (row["after"], row["why"]) for row in rows}
    assert found["2", "Work/A.Status"] == ("Completed", "step-status-completed-flow")


def test_trace_markdown_is_a_table(run: Runner) -> None:
    _, out, _ = run(closed(UNMET), "--trace", "markdown")
    assert out.startswith("# Order\n\n## all goes well: met\n\n| event | what changed | why |\n| --- |")
    assert "```text\nunmet: run is Completed" in out


def test_log_csv_has_the_rows_of_the_log_object(run: Runner) -> None:
    code, out, _ = run(closed(), "--log", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [row["Kind"] for row in rows][:3] == ["StartInstance", "StartStage", "StartStep"]
    assert rows[-1]["Kind"] == "EndInstance"


def test_log_json_has_every_record(run: Runner) -> None:
    _, out, _ = run(closed(), "--log", "json")
    data = json.loads(out)
    assert data["FlowOrchestrationInstance"][0]["Status"] == "Completed"
    assert [step["Name"] for step in data["FlowOrchestrationStepInstance"]] == ["A", "B"]


def test_log_of_several_runs_asks_for_one(run: Runner) -> None:
    code, out, err = run(closed(UNMET), "--log", "csv")
    assert (code, out) == (2, "")
    assert 'choose with --scenario: "all goes well", "not so".' in err


def test_log_of_a_run_past_the_year_9999_is_told(run: Runner) -> None:
    code, _, err = run(closed(UNMET.replace("2 days", "9000000 days")), "--log", "csv", "--scenario", "not")
    assert code == 2
    assert "past the year 9999" in err


def test_junit_has_a_case_for_each_scenario(run: Runner) -> None:
    code, out, _ = run(closed(UNMET, REFUSED.replace("too early", "a < b & c")), "--output-format", "junit")
    assert code == 1
    suite = fromstring(out).find("testsuite")
    assert suite is not None
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == ["all goes well", "not so", "a < b & c"]
    assert [len(case) for case in cases.values()] == [0, 1, 1]
    assert cases["not so"].get("line") == "15"
    assert cases["not so"][0].get("message") == "unmet: run is Completed, expected In Progress"
    assert "--> order.orch:19:12" in (cases["not so"][0].text or "")


def test_a_decision_can_be_switched_and_that_is_said(run: Runner) -> None:
    text = closed('  scenario "canceled" { cancel expect A is InProgress }\n')
    assert run(text, "-q", "--scenario", "canceled")[0] == 1
    code, out, _ = run(text, "--scenario", "canceled", "--decision", "C1=in-progress")
    assert code == 0
    assert "Other readings than the usual ones were followed: canceled-steps=in-progress." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--decision", "canceled-stepz=x"), 'Did you mean "canceled-steps"?'),
        (("--decision", "canceled-steps=x"), "Its readings: canceled, in-progress"),
        (("--decision", "canceled-steps"), "expected ID=READING"),
        (("--decision", "C1=canceled", "--decision", "C1=in-progress"), "given twice"),
        (("--trace", "json", "--log", "csv"), "--trace and --log both want standard output"),
        (("--trace", "json", "--output-format", "junit"), "choose one"),
        (("--scenario-file", "none.json"), "none.json does not exist"),
    ],
)
def test_a_wrong_option_is_told_and_exits_2(run: Runner, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(closed(), *words)
    assert (code, out) == (2, "")
    assert said in err


def test_the_profile_chooses_the_edition(run: Runner) -> None:
    _, out, _ = run(closed(), "--profile", "pdf-2025", "--trace", "json")
    assert json.loads(out)["profile"] == "pdf-2025"


def test_timings_stand_on_standard_error(run: Runner) -> None:
    _, out, err = run(closed(), "--timings", "-q")
    assert "compiling and playing" in err
    assert "ms" not in out


def test_color_is_painted_when_asked_for(run: Runner) -> None:
    assert "\x1b[" in run(closed(UNMET), "--color", "always")[1]
    assert "\x1b[" not in run(closed(UNMET), "--color", "never")[1]


def test_help_has_examples(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["run", "--help"])
    assert stop.value.code == 0
    assert "stageproof run Onboarding.orch --scenario badge --quiet" in capfd.readouterr().out


# -------------------------------------------------------------------- what is known of called flows


def test_steps_of_unknown_synchrony_are_listed(run: Runner) -> None:
    text = closed().replace("flow Load { async  out", "flow Load { out")
    _, out, _ = run(text)
    assert "Not known whether the flows of these steps are synchronous: A." in out


def test_a_flow_in_the_project_settles_it(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "sfdx-project.json").write_text('{"packageDirectories": [{"path": "."}]}', encoding="utf-8")
    quick = SCREEN_FLOW.replace("<processType>Flow<", "<processType>AutoLaunchedFlow<")
    (tmp_path / "Load.flow-meta.xml").write_text(quick, encoding="utf-8")
    text = (
        closed().replace("  flow Load { async  out size: integer 0..3 }\n", "").replace(" with size = 2", "")
    )
    _, out, _ = run(text)
    assert "Not known whether" not in out
    assert "↳ complete A" in out


def test_a_called_flow_that_cannot_be_read_is_told(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "sfdx-project.json").write_text('{"packageDirectories": [{"path": "."}]}', encoding="utf-8")
    (tmp_path / "Print.flow-meta.xml").write_text("<Flow", encoding="utf-8")
    _, out, _ = run(closed())
    assert "The called flow Print" in out
    assert "cannot be read" in " ".join(out.split())


# -------------------------------------------------------------------- kept scenarios


def test_a_kept_scenario_is_played(run: Runner, tmp_path: Path) -> None:
    kept = {
        "format_version": 1,
        "tool": "stageproof 0.1.0",
        "spec": {"path": "order.orch", "digest": "sha256:0"},
        "scenario": "kept",
        "verdict": "unmet",
        "events": [{"do": "complete", "step": "A"}, {"do": "complete", "step": "B"}],
        "expect": [{"after": 2, "path": "run.Status", "allowed": ["Completed"]}],
    }
    (tmp_path / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    code, out, err = run(closed(), "--scenario-file", "kept.json")
    assert (code, err) == (0, "")
    assert 'scenario "kept": met\nfixed: ' in out
    kept["events"] = [{"do": "complete", "step": "Q"}]
    (tmp_path / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    code, _, err = run(closed(), "--scenario-file", "kept.json")
    assert code == 2
    assert "kept.json: at /events/0" in err
    assert "It was kept for" not in err
    kept["spec"] = {"path": "other.orch", "digest": "sha256:0", "name": "Other"}
    (tmp_path / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    code, _, err = run(closed(), "--scenario-file", "kept.json")
    assert code == 2
    assert "It was kept for Other in other.orch (sha256:0); given is " in err


# -------------------------------------------------------------------- golden outputs


@pytest.mark.parametrize("spec", ["employee_onboarding", "leaver_handover"])
def test_a_spec_runs_as_it_did(
    spec: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert main(["run", f"specs/{spec}/good.orch"]) == 0
    shown = capfd.readouterr().out
    golden = (GOLDEN / f"{spec}.txt").read_text(encoding="utf-8")
    assert shown == golden, f"if that is meant: stageproof run specs/{spec}/good.orch > {golden}"


def test_where_no_run_completes_even_quiet_says_why_the_exit_code_is_1(run: Runner) -> None:
    code, out, _ = run(
        closed().replace("start autolaunched -> Work", "").partition("  scenario")[0] + "}\n", "--quiet"
    )
    assert code == 1
    assert (
        "no run begins by itself: the definition has no Start; add one that leads to its first stage:" in out
    )
