"""Proofs are bounded by a count of work, which is the same everywhere, and by a clock beside it."""

from itertools import product
from math import inf

import pytest
from large_definitions import SAMPLED, context_of
from running import program_of

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.diagrams.diagrams import RESULTS_PER_NODE, Diagrams
from stageproof.checker.encoding.encode import encode
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.reach import reach
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.widening import widened
from stageproof.checker.registry import rule_named
from stageproof.grammar.source import Source

SIZES = (3,) * 8


def _work(diagrams: Diagrams) -> None:
    """Sets that have little in common, united and met again and again."""
    sets = [diagrams.valuation(dict(enumerate(values))) for values in product(range(3), repeat=5)]
    for first in sets:
        for second in sets:
            diagrams.union(first, second)
        diagrams.look_at_work()


def test_the_number_of_nodes_is_bounded_and_the_widest_levels_are_named() -> None:
    with pytest.raises(BudgetSpentError, match="more than 200 nodes") as raised:
        _work(Diagrams(SIZES, 200))
    assert raised.value.levels
    assert set(raised.value.levels) <= set(range(8))


def test_what_is_remembered_is_bounded_too() -> None:
    diagrams = Diagrams(SIZES, 5_000)
    with pytest.raises(BudgetSpentError):
        _work(diagrams)
    small = Diagrams((2, 2), 1)
    small.limit = 1_000
    single = [small.valuation({0: value & 1, 1: value >> 1}) for value in range(4)]
    for first, second in product(single, repeat=2):
        small.union(first, second)
    with pytest.raises(BudgetSpentError, match=f"more than {RESULTS_PER_NODE} operations"):
        small.look_at_work()


def test_the_clock_stops_it_where_the_count_does_not() -> None:
    with pytest.raises(BudgetSpentError, match="more than 0 seconds"):
        _work(Diagrams(SIZES, seconds=0))


def test_gathering_what_is_reached_heeds_the_clock_however_small_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = program_of("start autolaunched -> First stage First { background A calls F then end }")
    model = Model(encode(program).system)
    monkeypatch.setattr("stageproof.checker.diagrams.diagrams.monotonic", lambda: inf)
    with pytest.raises(BudgetSpentError, match="seconds were needed"):
        reach(model)


def test_the_same_budget_ends_with_the_same_words() -> None:
    steps = "\n".join(f"    background S{number} calls Look" for number in range(6))
    text = (
        f"orchestration Order {{\n  start autolaunched -> Ask\n  stage Ask {{\n{steps}\n    then Same\n  }}\n"
        "  decision Same { when S0.Outputs.size = S3.Outputs.size and S1.Outputs.size = S4.Outputs.size "
        "and S2.Outputs.size = S5.Outputs.size -> end  otherwise -> end, intended }\n"
        "  flow Look { type AutoLaunchedFlow  async  out size: integer 0..9 not null }\n}\n"
    )
    rule = rule_named("undecided-proof")
    assert rule is not None
    told: set[tuple[str, str | None]] = set()
    for _ in range(2):
        outcome = check_source(
            Source("order.orch", text), Settings((rule.id,), prove=True, budget=3_000), lambda _: None
        )
        (finding,) = outcome.findings
        (obligation,) = outcome.obligations
        told.add((finding.message, obligation.reason))
    ((message, reason),) = told
    assert ".Outputs.size" in message
    assert reason is not None
    assert reason.startswith(
        "more than 3,000 nodes of decision diagrams were needed, most of it for the values of"
    )


def test_what_is_too_large_with_open_conditions_is_left_to_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = context_of(SAMPLED, too_large=False).proofs
    assert widened(proofs) is not None

    def spent(_: Analysis) -> None:
        raise BudgetSpentError("more than 0 nodes")

    monkeypatch.setattr(Analysis, "work_out", spent)
    assert widened(proofs) is None
