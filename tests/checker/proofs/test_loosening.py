"""The steps by which a definition is decided that is too large for its sets, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from large_definitions import SAMPLED, context_of

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.diagrams.guards import guard_of
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.guard import FALSE, TRUE, Guard
from stageproof.checker.encoding.system import System
from stageproof.checker.fixpoint.reach import reach
from stageproof.checker.horn.closed import Excluded, Unsettled
from stageproof.checker.proofs import loose
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.asked import Asked, asked_of
from stageproof.checker.proofs.loose import Loosening, loosened
from stageproof.checker.proofs.prove import Proofs

CHAIN: Final = """orchestration Chain {
  start autolaunched -> Work
  stage Work {
    background A calls F
    background B calls F starts when A is Completed
    background C calls F starts when B is InProgress and A is InProgress
    background D calls F starts when C is Completed
  }
  flow F { type AutoLaunchedFlow }
}
"""


def proofs_of(text: str) -> Proofs:
    return context_of(text, too_large=True).proofs


def loosening_of(text: str) -> tuple[Loosening, dict[str, Asked]]:
    proofs = proofs_of(text)
    assert proofs.encoding is not None
    walked = Analysis(proofs.encoding, proofs.budget)
    found = Loosening(walked, proofs.encoding, proofs.budget)
    return found, {one.told(): one for one in asked_of(found.analysis)}


def test_what_is_decided_exactly_is_decided_of_the_system_itself() -> None:
    proofs = proofs_of(CHAIN)
    found = loosened(proofs)
    assert found is not None
    assert found.proofs.is_wide
    assert found.proofs.analysis is not None
    assert found.proofs.analysis.encoding is proofs.encoding


def test_where_values_are_only_sampled_claims_are_decided_of_every_run_there_may_be() -> None:
    proofs = proofs_of(SAMPLED)
    assert proofs.encoding is not None
    assert proofs.encoding.space.notes
    found = loosened(proofs)
    assert found is not None
    assert found.proofs.analysis is not None
    assert found.walked.encoding is proofs.encoding
    assert not found.proofs.analysis.encoding.space.notes


def test_states_are_ruled_out_in_the_system_that_has_every_run() -> None:
    proofs = proofs_of(SAMPLED)
    assert proofs.encoding is not None
    walked = Analysis(proofs.encoding, proofs.budget)
    wide = encode(proofs.program, proofs.contracts, wide=True)
    assert Loosening(walked, wide, proofs.budget).analysis.encoding is wide
    assert Loosening(walked, proofs.encoding, proofs.budget).analysis is walked


def test_whoever_asks_further_questions_may_use_the_budget_once_more() -> None:
    proofs = proofs_of(CHAIN)
    found = loosened(proofs)
    assert found is not None
    assert found.proofs.analysis is not None
    diagrams = found.proofs.analysis.model.diagrams
    assert diagrams.limit == len(diagrams.levels) + proofs.budget


def test_nothing_is_said_where_even_the_invariants_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    def spent(_: Analysis) -> None:
        raise BudgetSpentError("more than 0 nodes")

    proofs = proofs_of(CHAIN)
    monkeypatch.setattr(Analysis, "work_out", spent)
    assert loosened(proofs) is None


def test_sets_of_some_variables_rule_out_show_nothing_or_are_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loosening, claims = loosening_of(CHAIN)
    every = frozenset(range(len(loosening.model.system.variables)))
    assert loosening._by_sets(every, claims["Work/B:reachable"]) is False  # one step of three
    assert not loosening.is_out(claims["Work/C:reachable"])
    assert loosening._by_sets(every, claims["Work/C:reachable"]) is True
    assert loosening.is_out(claims["Work/C:reachable"])
    monkeypatch.setattr(loose, "NODES", 3)
    assert loosening._by_sets(every, claims["Work/D:reachable"]) is None


class Asking:
    """Counts what is asked of sets and of Spacer; neither decides anything but what is told before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *told: bool | None) -> None:
        self.sets: list[int] = []
        self.horn = 0
        answers = iter(told)

        def by_sets(_: Loosening, variables: frozenset[int], __: Asked) -> bool | None:
            self.sets.append(len(variables))
            return next(answers, False)

        def ask(_: System, __: Mapping[int, Guard]) -> Unsettled:
            self.horn += 1
            return Unsettled("too many steps")

        monkeypatch.setattr(Loosening, "_by_sets", by_sets)
        monkeypatch.setattr(loose, "ask", ask)


CLAIM: Final = "Work/D:reachable"


def test_more_variables_are_taken_until_the_claim_is_ruled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", (1, 2, 3))
    loosening, claims = loosening_of(CHAIN)
    asking = Asking(monkeypatch, False, True)
    loosening.rule_out([claims[CLAIM]])
    assert (asking.sets, asking.horn) == ([1, 2], 0)


def test_spacer_is_asked_where_some_variables_are_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", (1, 2))
    loosening, claims = loosening_of(CHAIN)
    asking = Asking(monkeypatch)
    loosening.rule_out([claims[CLAIM]])
    assert (asking.sets, asking.horn) == ([1, 2], 1)


def test_spacer_is_asked_where_the_sets_become_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", (1, 2, 3))
    loosening, claims = loosening_of(CHAIN)
    asking = Asking(monkeypatch, None)
    loosening.rule_out([claims[CLAIM]])
    assert (asking.sets, asking.horn) == ([1], 1)


def test_no_more_variables_are_taken_once_all_that_decide_it_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", (1, 40, 50))
    loosening, claims = loosening_of(CHAIN)
    asking = Asking(monkeypatch)
    loosening.rule_out([claims[CLAIM]])
    assert (len(asking.sets), asking.horn) == (2, 1)


def test_spacer_is_asked_a_few_questions_of_one_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", ())
    monkeypatch.setattr(loose, "QUESTIONS", 2)
    loosening, claims = loosening_of(CHAIN)
    asking = Asking(monkeypatch)
    loosening.rule_out(list(claims.values())[:6])
    assert asking.horn == 2


@pytest.mark.parametrize("silenced", [True, False])
def test_what_spacer_tells_wrongly_of_a_location_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, *, silenced: bool
) -> None:
    """Whatever a solution tells of one location, what is kept is an invariant: it begins and stays in the sets."""
    monkeypatch.setattr(loose, "VARIABLES", ())
    for lie in range(6):
        loosening, claims = loosening_of(CHAIN)
        count = len(loosening.model.system.locations)
        told: dict[int, Guard | None] = dict.fromkeys(range(count), None if silenced else TRUE)
        told[lie] = FALSE
        monkeypatch.setattr(loose, "ask", lambda *_, told=told: Excluded(told))
        loosening.rule_out(list(claims.values())[:1])
        sets, model = loosening.sets, loosening.model
        assert model.diagrams.is_subset(model.begins, sets[model.system.initial])
        assert [
            number
            for number, edge in enumerate(model.system.edges)
            if not model.diagrams.is_subset(model.moves[number].forward(sets[edge.source]), sets[edge.target])
        ] == []


def test_a_solution_that_is_right_is_kept_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", ())
    loosening, claims = loosening_of(CHAIN)
    exact = reach(loosening.model)
    told = {place: guard_of(loosening.model.diagrams, states) for place, states in enumerate(exact)}
    monkeypatch.setattr(loose, "ask", lambda *_: Excluded(told))
    loosening.rule_out(list(claims.values())[:1])
    assert loosening.sets == exact


def test_what_is_made_anew_is_no_more_than_what_edges_lead_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loose, "VARIABLES", ())
    for lie in range(6):
        loosening, claims = loosening_of(CHAIN)
        exact = reach(loosening.model)
        told = {place: guard_of(loosening.model.diagrams, states) for place, states in enumerate(exact)}
        told[lie] = FALSE
        monkeypatch.setattr(loose, "ask", lambda *_, told=told: Excluded(told))
        loosening.rule_out(list(claims.values())[:1])
        assert loosening.sets == exact
