"""Which changes of conditions are enough, all at once: the same as asking for each choice with a system of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from prover_definitions import DEFINITIONS
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.prove import Proofs
from stageproof.checker.proofs.reachability import STARTS, Reaching, reachings
from stageproof.checker.proofs.why import changes, why_not
from stageproof.checker.proofs.why.changes import Changes
from stageproof.checker.proofs.why.cores import core, reasons
from stageproof.checker.proofs.why.relaxed import is_reached_with
from stageproof.checker.proofs.why.rows import ConditionRow
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source


def _drawn(start: int, count: int) -> Iterator[tuple[Proofs, Changes, Reaching]]:
    """Drawn definitions, each with a claim that no run reaches and that some changes reach."""
    for number in range(start, start + count):
        program = program_of_draft(draw(58, number, 0))
        if program is None:
            continue
        analysis = Analysis(encode(program, suspends=False))
        proofs = Proofs(program, analysis)
        made = Changes(proofs)
        every = [row.condition for row in made.rows]
        for claim in reachings(analysis):
            is_missing = claim.property == STARTS and not any(map(analysis.is_taken, claim.edges))
            if is_missing and is_reached_with(proofs, every, claim):
                yield proofs, made, claim
                break


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_the_fewest_changes_are_those_that_asking_for_each_choice_finds(start: int) -> None:
    judged = 0
    for proofs, made, claim in _drawn(start, 20):

        def is_reached(
            relaxed: Sequence[ConditionRow], proofs: Proofs = proofs, claim: Reaching = claim
        ) -> bool:
            return is_reached_with(proofs, [row.condition for row in relaxed], claim)

        asked = reasons(made.rows, is_reached)
        found = made.fewest(claim)
        assert found is not None
        assert (found != ()) == asked.is_whole
        if found:
            assert len(found) == len(asked.sets)
            assert found == asked.sets or len(found) > 1
            for number, one in enumerate(found):
                others = [each[0] for place, each in enumerate(found) if place != number]
                assert not is_reached(others)
                assert all(is_reached([*others, row]) for row in one)
                left = [row for row in made.rows if all(row is not each for each in (*one, *others))]
                assert not any(is_reached([*others, row]) for row in left)
        judged += 1
    assert judged >= 3


def test_beyond_what_may_be_spent_it_is_asked_for_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs, made, claim = next(_drawn(0, 20))
    told = why_not.why_not(proofs, claim, made)
    monkeypatch.setattr(changes, "MOST_NODES", 0)
    spent = Changes(proofs)
    assert spent.fewest(claim) is None
    assert spent.fewest(claim) is None
    assert why_not.why_not(proofs, claim, spent) == told


def test_where_one_change_is_not_enough_and_more_are_too_many_one_core_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proofs, made, claim = next(one for one in _drawn(0, 60) if len(one[1].fewest(one[2]) or ()) > 1)
    monkeypatch.setattr(changes, "MOST_CHANGES", 1)
    assert made.fewest(claim) == ()
    told = why_not.why_not(proofs, claim, made)
    assert told.takes_more

    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        return is_reached_with(proofs, [row.condition for row in relaxed], claim)

    (reason,) = told.reasons
    named = [one.row for one in reason.blamed]
    others = [row for row in made.rows if row not in named]
    assert core(named, lambda some: is_reached([*some, *others])) == tuple(range(len(named)))
    assert not is_reached(others)


def test_runs_are_not_suspended() -> None:
    text = DEFINITIONS["two record changes while a run is suspended"].text
    beside = "background Z calls F async starts when A is Error"
    program = program_of(text.replace("completes when", f"{beside}\n completes when"))
    analysis = Analysis(encode(program, suspends=False))
    proofs = Proofs(program, analysis)
    (claim,) = (one for one in reachings(analysis) if one.element == "Second" and one.property == STARTS)
    assert not any(map(analysis.is_taken, claim.edges))
    made = Changes(proofs)
    found = made.fewest(claim)
    asked = reasons(
        made.rows, lambda relaxed: is_reached_with(proofs, [row.condition for row in relaxed], claim)
    )
    assert found == asked.sets
    assert "Z" not in [row.owner.name for each in asked.sets for row in each]


@pytest.mark.parametrize("nodes", range(0, 400, 10))
def test_what_was_too_large_once_stays_so(nodes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    proofs, _, claim = next(_drawn(0, 20))
    monkeypatch.setattr(changes, "MOST_NODES", nodes)
    made = Changes(proofs)
    assert made.fewest(claim) == made.fewest(claim)


RECALLED = """
approval Order {
  start autolaunched -> Which { path recall -> Undo }
  decision Which { outcome Go when $Record.Size__c = 9 -> First  otherwise -> end }
  field $Record.Size__c: integer 0..2 not null, never changed
  stage First { background A calls Look  then end }
  stage Undo { background B calls Look  then end }
  flow Look { async }
}
"""


@pytest.mark.parametrize("nodes", [0, 100_000])
def test_what_keeps_the_recall_path_from_being_reached_lies_in_the_main_path(
    nodes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_NODES", nodes)
    parsed = parse(Source("recalled.orch", RECALLED))
    assert parsed.orchestration is not None, parsed.diagnostics
    program = compile_orchestration(parsed.orchestration)
    analysis = Analysis(encode(program))
    (claim,) = (one for one in reachings(analysis) if one.element == "Undo" and one.property == STARTS)
    assert not any(map(analysis.is_taken, claim.edges))
    (reason,) = why_not.why_not(Proofs(program, analysis), claim).reasons
    assert [one.row.owner.name for one in reason.blamed] == ["Go"]
