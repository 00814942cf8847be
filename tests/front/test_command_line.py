"""The command line keeps its contracts: exit codes, streams, several outputs, standard input."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from small_definitions import BROKEN_ORCH, BROKEN_XML, CLEAN_ORCH, CLEAN_XML, SCREEN_FLOW

import stageproof
from stageproof.command_line import COMMANDS, main

Run = subprocess.CompletedProcess[str]


def stageproof_run(*words: str, cwd: Path, stdin: str | bytes | None = None) -> Run:
    """Run the command in a folder of its own, as a user does."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "FORCE_COLOR"))
    }
    if isinstance(stdin, bytes):
        raw = subprocess.run([sys.executable, "-m", "stageproof", *words], cwd=cwd, input=stdin, capture_output=True, env=environment)  # fmt: skip
        return subprocess.CompletedProcess(raw.args, raw.returncode, raw.stdout.decode(), raw.stderr.decode())
    return subprocess.run(
        [sys.executable, "-m", "stageproof", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with a broken and a clean definition in each format, and a called flow."""
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "broken.orch").write_text(BROKEN_ORCH, encoding="utf-8")
    (flows / "clean.orch").write_text(CLEAN_ORCH, encoding="utf-8")
    (flows / "Broken.flow-meta.xml").write_text(BROKEN_XML, encoding="utf-8")
    (flows / "Clean.flow-meta.xml").write_text(CLEAN_XML, encoding="utf-8")
    (flows / "Form.flow-meta.xml").write_text(SCREEN_FLOW, encoding="utf-8")
    return tmp_path


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"stageproof {stageproof.__version__}\n"
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_and_the_common_options(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert "example" in shown
    assert f"stageproof {command}" in shown
    for option in ("--color", "--quiet", "--profile", "--timings", "--stdin-filename"):
        assert option in shown


def test_findings_exit_1_and_clean_files_exit_0(tree: Path) -> None:
    assert stageproof_run("check", "flows/clean.orch", cwd=tree).returncode == 0
    assert stageproof_run("check", "flows/Clean.flow-meta.xml", cwd=tree).returncode == 0
    broken = stageproof_run("check", "flows", "--output-format", "concise", cwd=tree)
    assert broken.returncode == 1
    assert "flows/broken.orch:6:10: error[dangling-target]" in broken.stdout
    assert "flows/Broken.flow-meta.xml:25:30: error[dangling-target]" in broken.stdout
    assert not re.search(r"Clean[^\n]* (error|warning)\[", broken.stdout)


@pytest.mark.parametrize(
    "format", ["full", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"]
)
def test_the_exit_code_is_the_same_for_every_format(tree: Path, format: str) -> None:
    assert stageproof_run("check", "flows", "--output-format", format, cwd=tree).returncode == 1
    assert (
        stageproof_run(
            "check", "flows", "--output-format", format, "--fail-level", "never", cwd=tree
        ).returncode
        == 0
    )
    assert stageproof_run("check", "flows/clean.orch", "--output-format", format, cwd=tree).returncode == 0


def test_a_later_clean_file_does_not_reset_the_exit_code(tree: Path) -> None:
    assert stageproof_run("check", "flows/broken.orch", "flows/clean.orch", cwd=tree).returncode == 1
    assert stageproof_run("check", "flows/clean.orch", "flows/broken.orch", cwd=tree).returncode == 1


def test_several_outputs_in_one_run(tree: Path) -> None:
    done = stageproof_run(
        "check", "flows", "--output-format", "concise", "--output-format", "json=report.json",
        "--output-format", "sarif=report.sarif", cwd=tree,
    )  # fmt: skip
    assert done.returncode == 1
    assert "dangling-target" in done.stdout
    assert json.loads((tree / "report.json").read_text(encoding="utf-8"))["summary"]["errors"] == 2
    assert len(json.loads((tree / "report.sarif").read_text(encoding="utf-8"))["runs"]) == 1


def test_an_ordinary_flow_is_no_line_of_its_own_unless_it_is_named(tree: Path) -> None:
    whole = json.loads(stageproof_run("check", "flows", "--output-format", "json", cwd=tree).stdout)
    assert "flows/Form.flow-meta.xml" not in {file["path"] for file in whole["files"]}
    named = stageproof_run("check", "flows/Form.flow-meta.xml", cwd=tree)
    assert named.returncode == 0
    assert "process type Flow" in named.stdout


def test_a_tree_without_an_orchestration_is_0_and_says_so(tmp_path: Path) -> None:
    done = stageproof_run("check", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "no orchestration" in done.stdout.lower()


def test_a_path_that_does_not_exist_is_2_and_the_others_are_still_checked(tree: Path) -> None:
    done = stageproof_run("check", "flows/broken.orch", "nowhere", cwd=tree)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "dangling-target" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--output-format", "jsn", "."), "Did you mean json?"),
        (("check", "--select", "dangling-targt", "."), 'Did you mean "dangling-target"?'),
        (("check", "--severity", "dangling-target=bad", "."), "error, warning or note"),
        (("check", "--config", "none.toml", "."), "none.toml"),
        (("explain", "dangling"), "dangling-target"),
        (("convert", "none.orch", "--to", "xml"), "does not exist"),
        (("graph", "none.orch"), "does not exist"),
    ],
)
def test_bad_usage_is_2_and_says_what_to_do(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = stageproof_run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_configuration_changes_severity_and_unknown_keys_are_refused(tree: Path) -> None:
    (tree / "stageproof.toml").write_text('[severity]\ndangling-target = "note"\n', encoding="utf-8")
    assert stageproof_run("check", "flows", cwd=tree).returncode == 0
    (tree / "stageproof.toml").write_text('selct = ["all"]\n', encoding="utf-8")
    refused = stageproof_run("check", "flows", cwd=tree)
    assert refused.returncode == 2
    assert "select" in refused.stderr
    assert stageproof_run("check", "flows", "--isolated", cwd=tree).returncode == 1


def test_standard_input_and_its_name(tree: Path) -> None:
    done = stageproof_run("check", "-", "--stdin-filename", "x/Order.orch", "--output-format", "concise", cwd=tree, stdin=BROKEN_ORCH)  # fmt: skip
    assert done.returncode == 1
    assert "x/Order.orch:6:10: error[dangling-target]" in done.stdout
    xml = stageproof_run("check", "-", "--stdin-filename", "Broken.flow-meta.xml", cwd=tree, stdin=BROKEN_XML)
    assert xml.returncode == 1


def test_standard_input_without_a_name_is_not_blamed_for_having_none(tree: Path) -> None:
    done = stageproof_run("check", "-", "--output-format", "concise", cwd=tree, stdin=CLEAN_XML)
    assert done.returncode == 0
    assert "invalid-api-name" not in done.stdout


def test_ignored_rules_are_silent_and_selected_ones_alone(tree: Path) -> None:
    quiet = stageproof_run("check", "flows", "--ignore", "dangling-target,cannot-complete", cwd=tree)
    assert quiet.returncode == 0
    only = json.loads(
        stageproof_run(
            "check", "flows", "--select", "dangling-target", "--output-format", "json", cwd=tree
        ).stdout
    )
    assert {finding["rule"] for finding in only["findings"]} == {"dangling-target"}


def test_suppression_in_the_file_keeps_the_finding_but_not_the_exit_code(tree: Path) -> None:
    accepted = BROKEN_ORCH.replace(
        "    then Chekc_Again\n",
        '    suppress dangling-target because "the stage comes next week"\n    then Chekc_Again\n',
    )
    (tree / "flows" / "broken.orch").write_text(accepted, encoding="utf-8")
    done = stageproof_run("check", "flows/broken.orch", "--output-format", "json", cwd=tree)
    assert done.returncode == 0
    findings = json.loads(done.stdout)["findings"]
    assert [f["suppressed"] for f in findings if f["rule"] == "dangling-target"] == [
        "the stage comes next week"
    ]


def test_the_output_is_the_same_for_any_number_of_processes(tmp_path: Path) -> None:
    for number in range(150):
        text = BROKEN_XML if number % 3 else CLEAN_XML
        (tmp_path / f"Order_{number}.flow-meta.xml").write_text(text, encoding="utf-8")
    outputs = {
        stageproof_run("check", ".", "--output-format", "json", "--jobs", jobs, cwd=tmp_path).stdout
        for jobs in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["summary"]["errors"] == 100


def test_timings_name_rules_on_standard_error(tree: Path) -> None:
    done = stageproof_run("check", "flows", "--timings", cwd=tree)
    assert "dangling-target" in done.stderr
    assert "(reading)" in done.stderr


def test_color_obeys_option_and_environment(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in stageproof_run("check", "flows", cwd=tree).stdout
    assert "\x1b[" in stageproof_run("check", "flows", "--color", "always", cwd=tree).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" not in stageproof_run("check", "flows", "--color", "never", cwd=tree).stdout


def test_two_files_of_the_same_name_keep_their_findings_apart(tmp_path: Path) -> None:
    for folder, text in (("a", BROKEN_XML), ("b", CLEAN_XML)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Order.flow-meta.xml").write_text(text, encoding="utf-8")
    report = json.loads(stageproof_run("check", ".", "--output-format", "json", cwd=tmp_path).stdout)
    assert [file["path"] for file in report["files"]] == ["a/Order.flow-meta.xml", "b/Order.flow-meta.xml"]
    assert {f["path"] for f in report["findings"] if f["severity"] == "error"} == {"a/Order.flow-meta.xml"}


def test_explain_shows_both_examples_and_lists_all_rules(tmp_path: Path) -> None:
    shown = stageproof_run("explain", "dangling-target", cwd=tmp_path).stdout
    assert "Bad:" in shown
    assert "Good:" in shown
    assert "Source:" in shown
    listing = stageproof_run("explain", cwd=tmp_path).stdout
    assert "dangling-target" in listing
    assert "syntax-error" in listing


def test_certificates_are_written_where_they_are_asked_for(tree: Path) -> None:
    done = stageproof_run("check", "flows/clean.orch", "--certify", "export=proofs", cwd=tree)
    assert done.returncode == 0
    folder = next(path for path in (tree / "proofs").iterdir())
    assert {"certificate.json", "contents.txt"} <= {path.name for path in folder.iterdir()}
    wrong = stageproof_run("check", "flows", "--certify", "maybe", cwd=tree)
    assert wrong.returncode == 2
    assert "off, on, or export=DIR" in wrong.stderr
