"""The nearest configuration is read whole, and everything wrong with it is told at once with its line."""

import contextlib
import pickle
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.checker.configuration import Configuration, load
from stageproof.checker.configuration_file import FORMATS
from stageproof.checker.configuration_places import key_lines
from stageproof.checker.configuration_problem import ConfigurationError
from stageproof.checker.project.discovery import Exclude
from stageproof.checker.registry import all_rules
from stageproof.grammar.contract import Sum
from stageproof.grammar.contract_words import domain_words
from stageproof.grammar.value import Boolean, Date, Number, Reference, Text


def written(folder: Path, text: str, name: str = "stageproof.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Configuration:
    return load(written(folder, text), folder)


def problems(folder: Path, text: str, name: str = "stageproof.toml") -> list[str]:
    path = written(folder, text, name)
    with pytest.raises(ConfigurationError) as error:
        load(path, folder)
    lines = str(error.value).splitlines()
    assert all(line.startswith(f"{path.as_posix()}:") for line in lines)
    return [line.removeprefix(f"{path.as_posix()}:").strip() for line in lines]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert load(None, tmp_path) == Configuration()


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    configuration = read(tmp_path, "")
    assert (configuration.select, configuration.fail_level, configuration.strict) == ((), "error", False)


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    written(tmp_path, 'select = ["far"]\nstrict = true')
    written(tmp_path / "a", 'select = ["near"]', ".stageproof.toml")
    (tmp_path / "a" / "b").mkdir()
    configuration = load(None, tmp_path / "a" / "b")
    assert (configuration.select, configuration.strict) == (("near",), False)


def test_in_one_folder_the_order_is_fixed(tmp_path: Path) -> None:
    written(tmp_path, '[tool.stageproof]\nselect = ["third"]', "pyproject.toml")
    assert load(None, tmp_path).select == ("third",)
    written(tmp_path, 'select = ["second"]', ".stageproof.toml")
    assert load(None, tmp_path).select == ("second",)
    written(tmp_path, 'select = ["first"]')
    assert load(None, tmp_path).select == ("first",)


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    written(tmp_path, 'select = ["outside"]')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "sub").mkdir()
    assert load(None, tmp_path / "repo" / "sub").select == ()
    written(tmp_path / "repo", 'select = ["inside"]')
    assert load(None, tmp_path / "repo" / "sub").select == ("inside",)


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, 'select = ["far"]')
    written(tmp_path / "a", '[tool.ruff]\nselect = ["E"]', "pyproject.toml")
    assert load(None, tmp_path / "a").select == ("far",)
    written(tmp_path / "a", '[project]\ndependencies = ["stageproof"]', "pyproject.toml")
    assert load(None, tmp_path / "a").select == ("far",)
    written(tmp_path / "a", "broken = but about others", "pyproject.toml")
    assert load(None, tmp_path / "a").select == ("far",)
    assert problems(tmp_path / "a", "[tool]\n", "pyproject.toml") == ["it has no table [tool.stageproof]."]


def test_a_named_file_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml: This file does not exist"):
        load(tmp_path / "none.toml", tmp_path)
    with pytest.raises(ConfigurationError, match="folder"):
        load(tmp_path, tmp_path)


def test_unknown_keys_are_refused_with_a_suggestion_and_their_line(tmp_path: Path) -> None:
    text = (
        'selct = ["a"]\n\nfail_level = "error"\n[known]\nuser = ["a"]\n[flows.A]\nasynch = true\n'
        '[[suppress]]\nelement = "A"\nrule = "b"\nreason = "c"\nuntil = "d"\n'
    )
    assert problems(tmp_path, text) == [
        '1: unknown key "selct". Did you mean "select"?',
        '3: unknown key "fail_level". Did you mean "fail-level"?',
        '5: unknown key "known.user". Did you mean "users"?',
        '7: unknown key "flows.A.asynch". Did you mean "async"?',
        '12: unknown key "suppress.until". Known keys: element, rule, reason, path.',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('select = "a"', '1: "select" has to be a list of texts: write ["a"]'),
        ("ignore = [1]", '1: "ignore" has to be a list of texts'),
        ("strict = 1", '1: "strict" has to be true or false, not 1'),
        (
            "profile = 'help-2025'",
            '1: "profile" cannot be "help-2025"; it can be "help-2026" or "pdf-2025". Did you mean "help-2026"?',
        ),
        ('profile = ""', '1: "profile" has to be a text that is not empty'),
        ("profile = 2026", '1: "profile" has to be a text, not 2026'),
        (
            'output-format = ["ful"]',
            f'1: "output-format" cannot hold "ful"; formats are {", ".join(FORMATS)}',
        ),
        ("max-file-size = 0", '1: "max-file-size" has to be a number of bytes such as 20_000_000, not 0'),
        (
            "max-file-size = true",
            '1: "max-file-size" has to be a number of bytes such as 20_000_000, not true',
        ),
        ("severity = []", '1: "severity" has to be a table, not a list'),
        ("suppress = 3", '1: "suppress" has to be an array of tables: write [[suppress]]'),
        ("[flows]\nA = 3", '2: "flows.A" has to be a table, not 3'),
        ("[flows.A]\napi = -1", '2: "flows.A.api" has to be an API version such as 67, not -1'),
        ('[flows.A]\nreads = ["x"]', '2: "flows.A.reads" can hold "user" and "profile", not "x"'),
        ("[options]\nx = 1", '2: "options.x" has to be a table, not 1'),
    ],
)
def test_wrong_values_are_told_with_what_was_expected(tmp_path: Path, text: str, told: str) -> None:
    assert problems(tmp_path, text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[flows.A.outputs]\nx = "integr"', '"integr" is no domain'),
        ("[flows.A.outputs]\nx = 3", "has to be a text"),
        ('[flows.A]\nensures = ["x"]', '"x" is no relation'),
        ('[flows.A.writes]\n"Case.X" = [1]', '"flows.A.writes.Case.X" has to be a text, number'),
        ("[flows.A]\nwrites = 3", '"flows.A.writes" has to be a table'),
        ('[[suppress]]\nelement = "A"\nrule = "b"', '"suppress.reason" is missing'),
    ],
)
def test_declarations_that_cannot_be_read_are_told(tmp_path: Path, text: str, told: str) -> None:
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert told in found[0]


def test_text_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, 'select = ["a"]\nx = = 3') == ["2: this is not valid TOML: Invalid value."]


@pytest.mark.parametrize(
    "number",
    [
        "1" * 5000,
        "0x" + "f" * 5000,
        "1e999999999",
        "1e99999999999999999999",
        "inf",
        "nan",
        "[[1]]",
        "{a = 1}",
    ],
)
@pytest.mark.parametrize("key", ["max-file-size", "flows.A.api", "flows.A.writes.b"])
def test_monstrous_numbers_are_refused(tmp_path: Path, key: str, number: str) -> None:
    assert len(problems(tmp_path, f"{key} = {number}")) == 1


@given(
    st.text(alphabet="=[]{}.\"'#\n ,1e-+", max_size=30),
    st.sampled_from(
        ["select", "severity", "flows", "flows.A", "flows.A.outputs", "known", "suppress", "options"]
    ),
)
def test_any_value_is_read_or_refused(text: str, key: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), f"{key} = {text}\n")
        with contextlib.suppress(ConfigurationError):
            load(path, path.parent)


@pytest.mark.parametrize("data", [b"\xff\xfes\0", b"x = \xff", b"a\0b", b"x = " + b"[" * 100_000])
def test_bad_bytes_are_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "stageproof.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigurationError):
        load(path, tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "stageproof.toml"
    path.write_bytes("\ufeffselect = ['a']\r\nstrict = true\r\n".encode())
    assert load(path, tmp_path).select == ("a",)


def test_every_key_of_the_documentation_is_read(tmp_path: Path, repository_root: Path) -> None:
    page = (repository_root / "docs" / "configuration.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    configuration = read(tmp_path, example)
    default = Configuration()
    for name in Configuration.__slots__:
        if name not in ("profile", "options"):
            assert getattr(configuration, name) != getattr(default, name), name
    rules = [rule.id for rule in all_rules()]
    assert configuration.unknown_names({*rules, "recommended"}, rules) == ()
    assert configuration.exclude == Exclude(("/force-app/legacy/", "*_Old.flow-meta.xml"), str(tmp_path))
    assert configuration.known["queues"] == ("HR",)
    assert configuration.severity == {"trigger-without-filter": "note"}
    (accepted,) = configuration.suppressions_for("force-app/main/Employee_Onboarding.flow-meta.xml")
    assert accepted.element == "Employee_Onboarding/Prepare/HR_Data"
    assert configuration.suppressions_for("elsewhere/a.orch") == ()
    create, assign = configuration.contracts
    assert (create.name, create.process_type, create.status, create.api_version) == (
        "Create_User", "AutoLaunchedFlow", "Active", 62.0,
    )  # fmt: skip
    assert (create.asynchronous, create.idempotent, create.reads_user, create.reads_profile) == (
        True, False, True, True,
    )  # fmt: skip
    assert [(v.name, domain_words(v.domain), v.is_input, v.is_output) for v in create.variables] == [
        ("employeeId", "text not null", True, False),
        ("userId", "text or null", False, True),
        ("level", "integer 0..3 or null", False, True),
        ("decision", 'one of "Approve", "Reject"', False, True),
        ("cases", "collection of record Case", False, True),
    ]
    assert [(write.field, write.value) for write in create.writes] == [
        ("$Record.Status", Text(value="New")),
        ("$Record.Attempts__c", Sum(reference="$Record.Attempts__c", amount=Fraction(1))),
        ("$Record.Approver__c", Reference(text="employeeId")),
    ]
    assert [(write.field, write.value, write.creates) for write in assign.writes] == [
        ("$Record.OwnerId", None, False),
        ("Task.Status", Text(value="Open"), True),
    ]
    assert create.declared
    assert create.origin.endswith("stageproof.toml")


def test_the_documentation_names_every_known_key(tmp_path: Path, repository_root: Path) -> None:
    page = (repository_root / "docs" / "configuration.md").read_text(encoding="utf-8")
    told = " ".join(
        problems(tmp_path, 'x = 1\n[known]\nx = []\n[flows.A]\nx = 1\n[[suppress]]\nrule = "r"\nelement = "e"\n'
                 'reason = "r"\nx = 1\n')
    )  # fmt: skip
    keys = {key for listed in re.findall(r"Known keys: ([^.]*)\.", told) for key in listed.split(", ")}
    assert len(keys) > 25
    for key in keys:
        assert re.search(rf"^\s*(\[+[^\]]*)?\b{key}\b", page, re.MULTILINE), key


def test_values_of_writes_keep_their_types(tmp_path: Path) -> None:
    text = '[flows.A.writes]\nt = "{!x"\nn = 1.10\nb = true\nd = 2026-05-04\n'
    (contract,) = read(tmp_path, text).contracts
    assert [write.value for write in contract.writes] == [
        Text(value="{!x"),
        Number(value=Fraction(11, 10)),
        Boolean(value=True),
        Date(value=date(2026, 5, 4)),
    ]


def test_a_name_among_inputs_and_outputs_is_one_variable(tmp_path: Path) -> None:
    text = '[flows.A.inputs]\nx = "text"\ny = "date"\n[flows.A.outputs]\nx = "text not null"\n'
    (contract,) = read(tmp_path, text).contracts
    assert [(v.name, domain_words(v.domain), v.is_input, v.is_output) for v in contract.variables] == [
        ("x", "text not null", True, True),
        ("y", "date", True, False),
    ]


def test_rule_names_are_checked_against_those_that_exist(tmp_path: Path) -> None:
    text = (
        'select = ["recommended", "stage-wait"]\nignore = ["nothing"]\n[severity]\nstage-waits = "note"\n'
        '[[suppress]]\nrule = "gone"\nelement = "A"\nreason = "r"\n[options.stage-waits]\nmost = 3\nfew = 1\n'
        "[options.other]\na = 1\n"
    )
    configuration = read(tmp_path, text)
    told = configuration.unknown_names(
        {"recommended", "stage-waits"}, ["stage-waits", "recommended"], lambda rule: ("few",)
    )
    assert [(problem.line, problem.message) for problem in told] == [
        (1, 'there is no rule "stage-wait". Did you mean "stage-waits"?'),
        (2, 'there is no rule "nothing".'),
        (12, 'there is no rule "other".'),
        (5, 'there is no rule "gone".'),
        (10, 'the rule stage-waits has no option "most".'),
    ]


def test_lines_are_found_in_a_pyproject_too(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.stageproof]\nstrict = 3\n[tool.stageproof.severity]\na = 1\n'
    assert [line.partition(":")[0] for line in problems(tmp_path, text, "pyproject.toml")] == ["5", "7"]


def test_a_configuration_travels_to_another_process(tmp_path: Path) -> None:
    configuration = read(tmp_path, 'select = ["a"]\n[flows.A]\nasync = true\n')
    assert pickle.loads(pickle.dumps(configuration)) == configuration


def test_places_survive_every_form_of_toml() -> None:
    text = (
        "a = 1\n"
        'b = """\nx = 1\n[no]\n"""  # c = 2\n'
        "d = [\n  1, # e = 3\n  { f = 4 },\n]\n"
        "\"g h\".i = '''\nj = 1'''\n"
        "[ k . l ] # m\n"
        'n = "[o]"\n'
        "[[p]]\nq = 1\n[[p]]\nq = 2\n[p.r]\ns = 1"
    )
    lines = key_lines(text)
    assert {path: line for path, line in lines.items() if len(path) > 1 or path[0] in ("a", "b", "d")} == {
        ("a",): 1,
        ("b",): 2,
        ("d",): 6,
        ("g h", "i"): 10,
        ("k", "l"): 12,
        ("k", "l", "n"): 13,
        ("p", 0): 14,
        ("p", 0, "q"): 15,
        ("p", 1): 16,
        ("p", 1, "q"): 17,
        ("p", 1, "r"): 18,
        ("p", 1, "r", "s"): 19,
    }


@given(st.text(alphabet="ab=[]{}.\"'#\n \\,1", max_size=60))
def test_any_text_has_places_or_none(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
