"""What is reached where some conditions are left open: short cuts come to the same as all the sets."""

from __future__ import annotations

import pytest
from entangled_steps import WORK
from prover_definitions import DEFINITIONS
from running import program_of

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.prove import Proofs
from stageproof.checker.proofs.reachability import reachings
from stageproof.checker.proofs.why import relaxed
from stageproof.checker.proofs.why.relaxed import is_reached_with, reached_with
from stageproof.checker.proofs.why.rows import rows
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

TEXT = """
  flow Get { async  out low: integer 0..9 not null }
  start autolaunched -> Ask
  stage Ask { background A calls Get  background B calls Get starts when A is Error  then Which }
  decision Which { when A.Outputs.low > 10 -> Left  when A.Outputs.low > 5 -> Right  otherwise -> end }
  stage Left { background L calls Get  then end }
  stage Right { background R calls Get  then end }
"""


def proofs_of(text: str) -> Proofs:
    program = program_of(text)
    return Proofs(program, Analysis(encode(program)))


@pytest.mark.parametrize("nodes", [10_000, 0])
@pytest.mark.parametrize("nodes_of_few", [50_000, 1])
@pytest.mark.parametrize("walks", [20, 0])
def test_few_variables_and_walks_settle_what_all_the_sets_settle(
    nodes: int, nodes_of_few: int, walks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaxed, "NODES", nodes)
    monkeypatch.setattr(relaxed, "NODES_OF_FEW", nodes_of_few)
    monkeypatch.setattr(relaxed, "WALKS", walks)
    proofs = proofs_of(TEXT)
    assert proofs.analysis is not None
    every = [row.condition for row in rows(proofs.program.orchestration)]
    for left_open in ([], every[:1], every[1:2], every):
        reached = reached_with(proofs, left_open)
        for claim in reachings(proofs.analysis):
            is_reached = is_reached_with(proofs, left_open, claim)
            assert is_reached == ((claim.property, claim.element) in reached)


def test_runs_are_not_suspended_where_reasons_are_looked_for() -> None:
    proofs = proofs_of(DEFINITIONS["two record changes while a run is suspended"].text)
    assert proofs.analysis is not None
    (claim,) = (
        one for one in reachings(proofs.analysis) if one.element == "Second" and one.property == "reachable"
    )
    assert any(map(proofs.analysis.is_taken, claim.edges))
    assert not is_reached_with(proofs, [], claim)


def test_no_more_nodes_are_made_than_a_reason_may_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    never = "background Never calls Do_It async starts when D0 is Completed and D0 is not Completed"
    parsed = parse(Source("ring.orch", WORK.replace("stage Work {", f"stage Work {{ {never}")))
    assert parsed.orchestration is not None
    program = compile_orchestration(parsed.orchestration)
    proofs = Proofs(program, Analysis(encode(program)))
    assert proofs.analysis is not None
    (claim,) = (
        one
        for one in reachings(proofs.analysis)
        if (one.element, one.property) == ("Work/Never", "reachable")
    )
    assert not is_reached_with(proofs, [], claim)
    for name in ("NODES", "NODES_OF_FEW", "MOST_NODES"):
        monkeypatch.setattr(relaxed, name, 10)
    with pytest.raises(BudgetSpentError):
        is_reached_with(proofs, [], claim)
