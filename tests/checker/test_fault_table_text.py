"""The fault table in a report: a table for people where they ask for it, rows in JSON."""

from __future__ import annotations

from pathlib import Path

from command_line_support import checked, run

ORDER = """\
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up async
    interactive Ask calls Form assigned to queue Desk
    on error -> Help
    then Which
  }
  decision Which {
    when Look is Completed -> Ship
    otherwise "Nothing" -> end, intended
  }
  stage Ship { background Send calls Look_Up async  then end }
  stage Help { background Mend calls Look_Up async  then go to Ship }
  known flows "Look_Up", "Form"
}
"""
TABLE = """\
What an error comes to in Order (order.orch):
stage      step       error                the run then         resumable  documented row
---------  ---------  -------------------  -------------------  ---------  -------------------------
Check      Look, Ask  any                  Completed; Error if  caught     fault-path-rejoins
                                           more fails
Ship       Send       its flow fails       Error                yes        fault-path-none
           Send       call is not          Error                no         fault-path-none
                      prepared, result is
                      not processed
Help       Mend       its flow fails       Error                yes        fault-path-fails
           Mend       call is not          Error                no         fault-path-fails
                      prepared, result is
                      not processed
anywhere              outside of steps     Error                no         error-kind-outside-stages
decisions  Which      it is not decided    Error                no         error-kind-decision
"""


def test_the_table_follows_the_findings_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    options = ("check", "order.orch", "--isolated", "--quiet", "--show-level", "error")
    assert run(*options, cwd=tmp_path).stdout == ""
    done = run(*options, "--fault-table", cwd=tmp_path)
    assert done.stdout == TABLE
    assert done.returncode == 0


def test_the_table_is_not_shown_to_people_because_a_file_gets_json(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    options = ("--output-format", "full", "--output-format", "json=report.json", "--show-level", "error")
    done = run("check", "--isolated", "--quiet", *options, cwd=tmp_path)
    assert done.stdout == ""
    assert '"fault_path"' in (tmp_path / "report.json").read_text(encoding="utf-8")


def test_the_table_needs_no_rule_that_proves(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    done = run("check", "--isolated", "--quiet", "--select", "no-stages", "--fault-table", cwd=tmp_path)
    assert done.stdout == TABLE


def test_the_table_cannot_be_had_without_proofs(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    done = run("check", "--isolated", "--no-proof", "--fault-table", cwd=tmp_path)
    assert done.returncode == 2
    assert "--fault-table" in done.stderr
    assert "--no-proof" in done.stderr


def test_json_has_the_rows_wherever_runs_are_decided_about(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    rows = checked(tmp_path, "--isolated")[0]["fault_table"]
    assert rows[0] == {
        "path": "order.orch",
        "orchestration": "Order",
        "stage": "Check",
        "step": "Look",
        "decision": None,
        "errors": ["called-flow", "prepare-request", "process-result"],
        "fault_path": "joins back",
        "then": ["Completed"],
        "then_with_errors": ["Completed", "Error, resumable", "Error, not resumable"],
        "resumable": None,
        "documented": ["fault-path-rejoins"],
        "agrees": True,
    }
    assert rows[-1]["decision"] == "Which"
    assert checked(tmp_path, "--isolated", "--no-proof")[0]["fault_table"] == []


def test_what_grows_too_large_has_no_table_and_the_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "order.orch").write_text(ORDER)
    document, code, _ = checked(tmp_path, "--isolated", "--fault-table", "--budget", "5")
    assert document["fault_table"] == []
    assert code == 0
    assert any("undecided" in finding["rule"] for finding in document["findings"])
