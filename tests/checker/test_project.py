"""The project around a definition is found, and with it the flows that the definition calls."""

import json
import os
import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from stageproof.checker.project.project import Project, Projects
from stageproof.grammar.contract import Domain, FieldWrite, FlowContract, FlowVariable
from stageproof.grammar.value import Text


def flow(body: str = "", kind: str = "AutoLaunchedFlow") -> str:
    namespace = "http://soap.sforce.com/2006/04/metadata"
    return f'<Flow xmlns="{namespace}"><processType>{kind}</processType>{body}</Flow>'


def make(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def sfdx(*packages: str, namespace: str = "") -> str:
    return json.dumps({"packageDirectories": [{"path": p} for p in packages], "namespace": namespace})


def project_of(root: Path, caller: str, projects: Projects | None = None) -> tuple[Project, Path]:
    path = root / caller
    return (projects or Projects(cwd=root)).of(path), path


def origin(root: Path, caller: str, name: str, projects: Projects | None = None) -> str | None:
    project, path = project_of(root, caller, projects)
    contract = project.contract(name, path)
    return contract.origin if contract else None


def test_flows_of_every_package_directory_are_found(tmp_path: Path) -> None:
    make(tmp_path, {
        "sfdx-project.json": sfdx("base", "extra/main"),
        "base/flows/Caller.flow-meta.xml": flow(),
        "extra/main/x/Called.flow-meta.xml": flow(),
        "extra/main/x/Old.flow": flow(),
        "elsewhere/Other.flow-meta.xml": flow(),
        "base/node_modules/Dependency.flow-meta.xml": flow(),
    })  # fmt: skip
    caller = "base/flows/Caller.flow-meta.xml"
    assert origin(tmp_path, caller, "Called") == "extra/main/x/Called.flow-meta.xml"
    assert origin(tmp_path, caller, "old") == "extra/main/x/Old.flow"
    assert origin(tmp_path, caller, "Other") is None
    assert origin(tmp_path, caller, "Dependency") is None


def test_a_caller_outside_the_packages_sees_the_whole_project(tmp_path: Path) -> None:
    make(tmp_path, {
        "sfdx-project.json": sfdx("base"),
        "base/In.flow-meta.xml": flow(),
        "unpackaged/Caller.flow-meta.xml": flow(),
        "unpackaged/Out.flow-meta.xml": flow(),
    })  # fmt: skip
    assert origin(tmp_path, "unpackaged/Caller.flow-meta.xml", "Out") == "unpackaged/Out.flow-meta.xml"
    assert origin(tmp_path, "unpackaged/Caller.flow-meta.xml", "In") == "base/In.flow-meta.xml"
    assert origin(tmp_path, "base/In.flow-meta.xml", "Out") is None


def test_the_nearest_project_file_counts(tmp_path: Path) -> None:
    make(tmp_path, {
        "sfdx-project.json": sfdx("."),
        "A.flow": flow(),
        "inner/sfdx-project.json": sfdx("app"),
        "inner/app/B.flow": flow(),
    })  # fmt: skip
    assert origin(tmp_path, "inner/app/Caller.orch", "B") == "inner/app/B.flow"
    assert origin(tmp_path, "inner/app/Caller.orch", "A") is None


def test_without_a_project_file_the_repository_counts(tmp_path: Path) -> None:
    make(
        tmp_path,
        {"repo/.git/HEAD": "", "repo/a/b/Caller.orch": "", "repo/x/Called.flow": flow(), "Out.flow": flow()},
    )
    assert origin(tmp_path, "repo/a/b/Caller.orch", "Called") == "repo/x/Called.flow"
    assert origin(tmp_path, "repo/a/b/Caller.orch", "Out") is None


def test_without_either_the_named_folder_counts_else_the_folder_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, {"given/a/Caller.orch": "", "given/b/Called.flow": flow(), "given/a/Beside.flow": flow()})
    named = Projects(given=[tmp_path / "given", tmp_path / "given" / "a"], cwd=tmp_path)
    assert origin(tmp_path, "given/a/Caller.orch", "Called", named) == "given/b/Called.flow"
    single = Projects(given=[tmp_path / "given" / "a" / "Caller.orch"], cwd=tmp_path)
    assert origin(tmp_path, "given/a/Caller.orch", "Called", single) is None
    assert origin(tmp_path, "given/a/Caller.orch", "Beside", single) == "given/a/Beside.flow"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not valid JSON, line 1"),
        ("[]", "object"),
        ("{}", "packageDirectories"),
        ('{"packageDirectories": [{"path": 3}, "x"]}', "no path"),
        ('{"packageDirectories": [{"path": "gone"}]}', '"gone" does not exist'),
        ("\x00", "JSON"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_broken_project_file_is_told_and_its_folder_is_used(tmp_path: Path, text: str, told: str) -> None:
    make(tmp_path, {"sfdx-project.json": text, "a/Caller.orch": "", "b/Called.flow": flow()})
    projects = Projects(cwd=tmp_path)
    assert origin(tmp_path, "a/Caller.orch", "Called", projects) == "b/Called.flow"
    assert told in " ".join(projects.problems)
    assert "sfdx-project.json" in projects.problems[0]


def test_names_with_a_namespace_are_files_of_that_name_or_the_projects_own(tmp_path: Path) -> None:
    make(tmp_path, {
        "sfdx-project.json": sfdx("app", namespace="acme"),
        "app/Ours.flow": flow(),
        "app/other__Theirs.flow": flow(),
        "app/Theirs2.flow": flow(),
        "app/acme__Both.flow": flow(),
        "app/Both.flow": flow(),
    })  # fmt: skip
    caller = "app/Caller.orch"
    assert origin(tmp_path, caller, "ACME__ours") == "app/Ours.flow"
    assert origin(tmp_path, caller, "other__Theirs") == "app/other__Theirs.flow"
    assert origin(tmp_path, caller, "other__Theirs2") is None
    assert origin(tmp_path, caller, "acme__Both") == "app/acme__Both.flow"


def test_of_several_files_the_callers_package_comes_first_then_the_nearest(tmp_path: Path) -> None:
    make(tmp_path, {
        "sfdx-project.json": sfdx("a", "b"),
        "a/Twin.flow": flow(),
        "b/main/Twin.flow": flow(),
        "b/main/x/Twin.flow": flow(),
        "b/main/x/Caller.orch": "",
        "b/Caller.orch": "",
        "a/Caller.orch": "",
    })  # fmt: skip
    projects = Projects(cwd=tmp_path)
    assert origin(tmp_path, "a/Caller.orch", "Twin", projects) == "a/Twin.flow"
    assert origin(tmp_path, "b/main/x/Caller.orch", "Twin", projects) == "b/main/x/Twin.flow"
    assert origin(tmp_path, "b/Caller.orch", "Twin", projects) == "b/main/Twin.flow"
    assert any(
        "lies in 3 files" in problem and "a/Twin.flow is taken" in problem for problem in projects.problems
    )


def test_an_unreadable_called_flow_is_told_once(tmp_path: Path) -> None:
    make(tmp_path, {"Bad.flow": "<Flow>", "Empty.flow": "", "Big.flow": flow("<label>x</label>" * 100)})
    projects = Projects(given=[tmp_path], max_file_size=300, cwd=tmp_path)
    project, caller = project_of(tmp_path, "Caller.orch", projects)
    for name in ("Bad", "Empty", "Big", "bad", "Bad"):
        assert project.contract(name, caller) is None
    assert [problem.partition(" cannot")[0] for problem in projects.problems] == [
        "The called flow Bad (Bad.flow:1:6)",
        "The called flow Big (Big.flow)",
        "The called flow Empty (Empty.flow)",
    ]


def test_a_flow_is_read_once_however_often_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"Called.flow": flow()})
    project, caller = project_of(tmp_path, "Caller.orch", Projects(given=[tmp_path], cwd=tmp_path))
    first = project.contract("Called", caller)
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("it was read again"))
    assert project.contract("called", caller) is first


def test_no_folder_is_searched_before_a_flow_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"Called.flow": flow()})
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", lambda _: pytest.fail("it was searched"))
        project, _ = project_of(tmp_path, "Caller.orch", Projects(given=[tmp_path], cwd=tmp_path))
    assert project.has_flows


def test_a_project_without_flows_has_none(tmp_path: Path) -> None:
    make(tmp_path, {"Caller.orch": ""})
    project, caller = project_of(tmp_path, "Caller.orch")
    assert not project.has_flows
    assert project.contract("Any", caller) is None


def test_files_of_one_project_share_it_and_cost_no_new_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"sfdx-project.json": sfdx("app"), "app/Called.flow": flow()})
    projects = Projects(cwd=tmp_path)
    first, _ = project_of(tmp_path, "app/x/A.orch", projects)
    assert first.has_flows
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("it was searched again"))
    for number in range(100):
        project, caller = project_of(tmp_path, f"app/x{number}/A.orch", projects)
        assert project is first
        assert project.contract("Called", caller) is not None


def test_projects_travel_to_another_process_with_empty_caches(tmp_path: Path) -> None:
    make(tmp_path, {"Called.flow": flow()})
    declared = FlowContract(name="Ghost", asynchronous=True, declared=True)
    projects = Projects([declared], given=[tmp_path], cwd=tmp_path)
    assert origin(tmp_path, "Caller.orch", "Called", projects) == "Called.flow"
    copy = pickle.loads(pickle.dumps(projects))
    assert copy.problems == ()
    assert origin(tmp_path, "Caller.orch", "Called", copy) == "Called.flow"
    project, caller = project_of(tmp_path, "Caller.orch", copy)
    assert project.contract("ghost", caller) == declared


def test_loops_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, {"a/Called.flow": flow()})
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert (
        origin(tmp_path, "Caller.orch", "Called", Projects(given=[tmp_path], cwd=tmp_path)) == "a/Called.flow"
    )


def test_a_configured_contract_refines_and_its_contradictions_are_told(tmp_path: Path) -> None:
    level = "<variables><name>level</name><dataType>Number</dataType><isOutput>true</isOutput></variables>"
    make(tmp_path, {"Called.flow": flow(level)})
    said = Domain(base="integer", low=Fraction(0), high=Fraction(3))
    declared = FlowContract(
        name="Called",
        asynchronous=True,
        variables=(FlowVariable(name="level", domain=said, is_output=True),),
        declared=True,
        origin="stageproof.toml",
    )
    projects = Projects([declared], given=[tmp_path], cwd=tmp_path)
    project, caller = project_of(tmp_path, "Caller.orch", projects)
    contract = project.contract("Called", caller)
    assert contract is not None
    assert contract.variables[0].domain == said
    assert not contract.declared
    assert projects.problems == ()
    (told,) = project.contradictions
    assert told == (
        "stageproof.toml",
        (
            "Called is declared asynchronous, but by its XML (Called.flow) it is synchronous: a flow is asynchronous "
            "when it has an Action, Subflow or Wait element."
        ),
    )


def subflow(name: str) -> str:
    return f"<subflows><name>S_{name}</name><flowName>{name}</flowName></subflows>"


def update(value: str) -> str:
    return (
        "<variables><name>status</name><dataType>String</dataType><isInput>true</isInput></variables>"
        f"<recordUpdates><inputAssignments><field>Status</field><value>{value}</value></inputAssignments>"
        "<object>Case</object></recordUpdates>"
    )


def test_what_subflows_do_belongs_to_the_contract(tmp_path: Path) -> None:
    make(tmp_path, {
        "Top.flow": flow(subflow("Middle")),
        "Middle.flow": flow(subflow("Bottom") + subflow("Top") + update("<elementReference>status</elementReference>")),
        "Bottom.flow": flow(
            update("<stringValue>New</stringValue>") + "<formulas><expression>{!$User.Id}</expression></formulas>"
        ),
    })  # fmt: skip
    project, caller = project_of(tmp_path, "Caller.orch", Projects(given=[tmp_path], cwd=tmp_path))
    contract = project.contract("Top", caller)
    assert contract is not None
    assert contract.writes == (
        FieldWrite(field="Case.Status"),
        FieldWrite(field="Case.Status", value=Text(value="New")),
    )
    assert (contract.reads_user, contract.complete, contract.elements) == (
        True,
        True,
        frozenset({"subflows"}),
    )


def test_a_subflow_that_is_not_here_or_calls_an_action_leaves_the_contract_open(tmp_path: Path) -> None:
    action = "<actionCalls><name>A</name><actionType>apex</actionType></actionCalls>"
    make(tmp_path, {
        "Open.flow": flow(subflow("Nowhere")),
        "Acts.flow": flow(subflow("Action")),
        "Action.flow": flow(action),
    })  # fmt: skip
    project, caller = project_of(tmp_path, "Caller.orch", Projects(given=[tmp_path], cwd=tmp_path))
    opened, acts = project.contract("Open", caller), project.contract("Acts", caller)
    assert opened is not None
    assert acts is not None
    assert not opened.complete
    assert not acts.complete
    assert acts.action_types == frozenset({"apex"})


def test_a_long_chain_of_subflows_is_followed(tmp_path: Path) -> None:
    make(tmp_path, {f"F{n}.flow": flow(subflow(f"F{n + 1}")) for n in range(1500)})
    make(tmp_path, {"F1500.flow": flow(update("<stringValue>New</stringValue>"))})
    project, caller = project_of(tmp_path, "Caller.orch", Projects(given=[tmp_path], cwd=tmp_path))
    contract = project.contract("F0", caller)
    assert contract is not None
    assert contract.complete
    assert contract.writes == (FieldWrite(field="Case.Status", value=Text(value="New")),)
