"""`stageproof explain`: every kind of thing has a page and a list, and a wrong name is told what there is."""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from command_line_support import run

from stageproof.commands.explain import KINDS, catalogue, explained, explanation
from stageproof.commands.explain_kind import Shown
from stageproof.engine.decisions.catalogue import all_decisions
from stageproof.engine.decisions.decision import Decision
from stageproof.engine.tables.profiles import PROFILES
from stageproof.terminal import UsageError

PLAIN = Shown()


@pytest.mark.parametrize("kinds", [*combinations(KINDS, 2)], ids="-".join)
def test_names_of_two_kinds_never_clash(kinds: tuple[str, str]) -> None:
    first, second = ({name.casefold() for name in explained(kind).names()} for kind in kinds)
    assert first & second == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_of_a_kind_has_a_page_in_any_case(kind: str) -> None:
    names = explained(kind).names()
    assert len(set(names)) == len(names)
    for name in names:
        page = explanation(name, PLAIN)
        assert page == explanation(name.upper(), PLAIN), name
        assert page.endswith("\n"), name


def test_no_line_of_a_page_on_a_decision_is_wider_than_a_terminal() -> None:
    pages = [explanation(decision.id, PLAIN) for decision in all_decisions()]
    assert [line for page in pages for line in page.splitlines() if len(line) > 100] == []


@pytest.mark.parametrize("decision", all_decisions(), ids=lambda decision: decision.id)
def test_the_page_of_a_decision_says_everything_of_it(decision: Decision) -> None:
    page = " ".join(explanation(decision.id, PLAIN).split())
    for text in (decision.title, decision.question, decision.why, *decision.aliases):
        assert text in page
    for reading in decision.readings:
        assert f"{reading.id} " in page
        assert reading.text in page
        assert reading.source in page
    assert ("--decision " in page) is decision.switchable


def test_a_decision_is_found_by_its_number() -> None:
    page = explanation("C1", PLAIN)
    assert page.startswith("canceled-steps (C1, U7): ")
    assert "  canceled (taken)\n" in page
    assert "  in-progress\n" in page
    assert "stageproof run FILE --decision canceled-steps=in-progress\n" in page


def test_a_number_that_several_decisions_share_shows_all_of_them() -> None:
    page = explanation("U6", PLAIN)
    assert "interactive-exit (C22, U6): " in page
    assert "screen-done-exit-open (U6): " in page


def test_the_reading_taken_is_marked_for_each_profile() -> None:
    page = explanation("C5", PLAIN)
    assert "  not-resumable (taken in help-2026)\n" in page
    assert "  resumable (taken in pdf-2025)\n" in page
    older = explanation("C5", Shown(profile="pdf-2025"))
    assert "  not-resumable\n" in older
    assert "  resumable (taken in pdf-2025)\n" in older
    assert "--profile pdf-2025 --decision mulesoft-error=not-resumable" in older


@pytest.mark.parametrize("profile", PROFILES)
def test_the_list_of_decisions_shows_what_a_profile_takes(profile: str) -> None:
    lines = explained("decisions").listing(Shown(profile=profile)).splitlines()
    taken = {line.split()[0].rstrip("*"): line for line in lines[: len(all_decisions())]}
    for decision in all_decisions():
        assert f" {decision.taken_in(profile)} " in taken[decision.id]
        assert decision.title in taken[decision.id]
        assert (f"{decision.id}* " in taken[decision.id]) is decision.switchable


def test_the_whole_catalogue_has_a_heading_for_each_kind_and_one_kind_has_none() -> None:
    everything = catalogue(KINDS, PLAIN)
    assert [line for line in everything.splitlines() if line.lower() in KINDS] == [
        kind.capitalize() for kind in KINDS
    ]
    assert "Decisions\n" not in catalogue(("decisions",), PLAIN)


def test_bold_words_change_nothing_else() -> None:
    bold = explanation("C4", Shown(bold=True))
    assert "\x1b[1mopen-work-items\x1b[0m" in bold
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == explanation("C4", PLAIN)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dangling", "Did you mean dangling-reference or dangling-target?"),
        ("canceled-step", "Did you mean canceled-steps?"),
        ("cancelled-steps", "Did you mean canceled-steps"),
        ("C99", "`stageproof explain` lists them all"),
        ("", 'no rule, decision or table row ""'),
    ],
)
def test_a_name_that_nothing_has_is_told_what_is_near(name: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        explanation(name, PLAIN)
    assert said in str(refused.value)


def test_the_command_prints_a_page_a_list_and_refuses_both_at_once(tmp_path: Path) -> None:
    page = run("explain", "c4", cwd=tmp_path)
    assert (page.returncode, page.stdout) == (0, explanation("C4", PLAIN))
    listed = run("explain", "--list", "decisions", "--profile", "pdf-2025", cwd=tmp_path)
    assert (listed.returncode, listed.stdout) == (0, catalogue(("decisions",), Shown(profile="pdf-2025")))
    both = run("explain", "C4", "--list", "rules", cwd=tmp_path)
    assert both.returncode == 2
    assert "Leave out" in both.stderr


def test_explaining_a_decision_loads_no_rule() -> None:
    program = (
        "from stageproof.command_line import main\nmain(['explain', 'C4'])\n"
        "import sys\nprint([name for name in sys.modules if name.startswith(('stageproof.checker', 'lark', 'z3'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
