"""Each claim about a definition with its verdict and the reason for it."""

from __future__ import annotations

from typing import Final

import pytest
from rule_bench import source_of

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.proofs.obligations import REWORK, obligations_of
from stageproof.checker.proofs.prove import Proofs
from stageproof.checker.proofs.reachability import INACTION, is_existential
from stageproof.checker.proofs.widening import settles
from stageproof.checker.report import Obligation

WAITING: Final = """
orchestration Order {
  field $Record.Flag: boolean not null
  flow F { async out x: boolean }
  start when Case is created -> First
  stage First {
    background A calls F async
    background B calls F async
    completes when A is Completed
    then Second
  }
  stage Second { background C calls F async starts when $Record.Flag = true then end }
}
"""
LIMITED: Final = """
orchestration Order {
  parameter limit: integer 0..3 not null
  flow F { async }
  start autolaunched -> First
  stage First {
    background A calls F async
    background B calls F async starts when limit > 1
    then end
  }
}
"""
REPEATED: Final = """
orchestration Order {
  flow F { async out again: boolean not null }
  start autolaunched -> First
  stage First { background A calls F async then Again }
  decision Again { when A.Outputs.again = true -> go to First otherwise -> end }
}
"""
NEVER_DONE: Final = """
orchestration Order {
  flow F { async }
  start autolaunched -> First
  stage First { background A calls F async then go to First }
}
"""


def told(text: str, *, traces: bool = False) -> dict[str, Obligation]:
    """The claims by id, without the name of the definition."""
    source = source_of(text)
    definition = read_definition(source).orchestration
    assert definition is not None
    found = obligations_of(Context(definition, source, lambda _: None), traces=traces)
    return {one.id.removeprefix("Order").removeprefix("/"): one for one in found}


def verdicts(text: str, *names: str) -> list[tuple[str, str | None]]:
    """Verdict and reason of some claims."""
    found = told(text)
    return [(found[name].verdict, found[name].reason) for name in names]


def test_a_stage_that_something_of_the_world_gets_going_is_assumed_to_go_on() -> None:
    assert verdicts(WAITING, "First:never-waits-forever", "Second:never-waits-forever") == [
        ("proved", None),
        ("assumed", "it waits for a record change, an evaluation flow or a published event"),
    ]


def test_a_stage_that_may_complete_before_its_steps_is_told_with_them() -> None:
    assert verdicts(WAITING, "First:completes-after-steps", "Second:completes-after-steps") == [
        ("refuted", "B may be in progress then"),
        ("proved", None),
    ]
    assert "First:completes-after-steps" in told(NEVER_DONE)


def test_a_stage_that_no_run_completes_is_not_asked_when_it_does() -> None:
    never = LIMITED.replace("limit > 1", "limit > 5")
    assert "First:completes-after-steps" not in told(never)
    assert "First:never-waits-forever" in told(never)


def test_runs_are_shown_where_they_are_asked_for_and_where_there_are_some() -> None:
    silent, shown = told(WAITING), told(WAITING, traces=True)
    assert not any(one.trace for one in silent.values())
    assert {name for name, one in shown.items() if one.trace} >= {
        "First:completes",
        "Second:completes",
        "First:completes-after-steps",
    }
    assert not shown["Second:completes-after-steps"].trace
    assert not shown["First:never-waits-forever"].trace


def test_where_a_parameter_decides_it_is_said_for_which_values_a_claim_holds() -> None:
    found = verdicts(LIMITED, "First:never-waits-forever", ":can-complete")
    assert [verdict for verdict, _ in found] == ["refuted", "refuted"]
    assert all(reason is not None and reason.startswith("it holds for ") for _, reason in found), found
    free = LIMITED.replace("limit > 1", "limit >= 0")
    assert verdicts(free, "First:never-waits-forever", ":can-complete") == [("proved", None)] * 2


def test_a_claim_that_no_parameter_decides_is_refuted_without_one() -> None:
    assert verdicts(NEVER_DONE, ":can-complete") == [("refuted", None)]


def test_runs_that_may_repeat_what_people_or_flows_decide_are_assumed_to_end() -> None:
    assert verdicts(REPEATED, ":can-complete", ":always-ends", ":errors-end") == [
        ("proved", None),
        ("assumed", REWORK),
        ("assumed", REWORK),
    ]
    assert verdicts(LIMITED, ":always-ends") == [("proved", None)]


def test_a_null_is_told_of_a_step_apart_for_entry_and_exit_and_of_an_outcome_at_once() -> None:
    text = WAITING.replace("async starts when $Record.Flag = true", "async starts when A.Outputs.x = true")
    names = [name for name in told(text) if "null-decides" in name]
    assert names == ["Second/C:null-decides-entry"]
    again = [name for name in told(REPEATED) if "null-decides" in name]
    assert [name.partition(":")[2] for name in again] == ["null-decides"]


OPEN: Final = """
orchestration Order {
  field $Record.Size: integer 0.. not null, changed only by Count
  field $Record.Most: integer 0.. not null, never changed
  flow Count { type AutoLaunchedFlow  async  writes $Record.Size = $Record.Size + 1 }
  start when Case is created -> First
  stage First { background A calls Count async on error -> Mend then Choose }
  decision Choose { when $Record.Size < $Record.Most -> Small otherwise -> Large }
  stage Small { background B calls Count async then end }
  stage Large { background C calls Count async then end }
  stage Mend { background D calls Count async then Again }
  decision Again { when $Record.Size < $Record.Most -> go to First otherwise -> end }
}
"""


def test_what_holds_whatever_open_conditions_are_is_told_to_be_so() -> None:
    found = told(OPEN)
    wide = {name: one.certificate for name, one in found.items() if one.is_wide}
    assert {":can-complete", "First:never-waits-forever", ":errors-end", "First:fault-path-ends"} <= set(wide)
    assert "falls by 1 or more with every lap" in (found[":errors-end"].reason or "")
    assert not any(wide.values()), "no certificate was asked for"
    assert not any(one.trace for one in found.values() if one.is_wide)
    for one in found.values():
        assert not one.is_wide or one.verdict == ("refuted" if is_existential(one.property) else "proved")


@pytest.mark.parametrize(
    ("name", "verdict", "is_forced", "is_settled"),
    [
        ("never-waits-forever", "proved", False, True),
        ("never-waits-forever", "vacuous", False, True),
        ("never-waits-forever", "refuted", False, False),
        ("reachable", "refuted", False, True),
        ("reachable", "proved", False, False),
        (INACTION, "refuted", True, False),
        (INACTION, "proved", True, False),
        ("can-complete", "proved", True, True),
        ("can-complete", "proved", False, False),
        ("can-complete", "refuted", True, False),
    ],
)
def test_more_runs_than_there_are_settle_that_nothing_bad_is_found(
    name: str, verdict: str, *, is_forced: bool, is_settled: bool
) -> None:
    wide = proofs_with_open_conditions(
        OPEN
        if is_forced
        else OPEN.replace(
            "Large { background C calls Count async then end }",
            "Large { background C calls Count async then go to Large }",
        )
    )
    assert wide.is_wide
    assert wide.analysis is not None
    assert (wide.analysis.forced_completion is not None) is is_forced
    assert settles(wide.analysis, Obligation("", name, "Order", verdict)) is is_settled


def test_nothing_is_left_open_where_nothing_is_sampled() -> None:
    source = source_of(WAITING)
    definition = read_definition(source).orchestration
    assert definition is not None
    assert Context(definition, source, lambda _: None).wide_proofs is None


def proofs_with_open_conditions(text: str) -> Proofs:
    """What is proved of a definition whose values are only sampled."""
    source = source_of(text)
    definition = read_definition(source).orchestration
    assert definition is not None
    wide = Context(definition, source, lambda _: None).wide_proofs
    assert wide is not None
    return wide
