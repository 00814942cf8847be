"""A declared bound that called flows count past is told once, with the first flow that does it."""

from __future__ import annotations

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.proofs.ranges import ranges_passed
from stageproof.grammar.source import Source

TEXT = """orchestration Order {
  field $Record.Tries: integer 0..3 not null
  start when Case is created -> First
  stage First { background A calls Count  background B calls Count_Too  background C calls Lower  then end }
  flow Count { async  writes $Record.Tries = $Record.Tries + 1 }
  flow Count_Too { async  writes $Record.Tries = $Record.Tries + 2 }
  flow Lower { async  writes $Record.Tries = $Record.Tries - 1 }
}
"""


def test_each_bound_is_told_once_with_the_first_flow_that_passes_it() -> None:
    source = Source("order.orch", TEXT)
    orchestration = read_definition(source).orchestration
    assert orchestration is not None
    contracts = {contract.name: contract for contract in orchestration.contracts}
    context = Context(orchestration, source, contracts.get)
    found = [(one.step.name, int(one.bound)) for one in ranges_passed(context)]
    assert found == [("A", 3), ("C", 0)]


def test_help_names_the_last_value_from_which_a_call_keeps_within_the_bound() -> None:
    source = Source("order.orch", TEXT.replace("+ 1", "+ 2").replace("- 1", "- 3"))
    orchestration = read_definition(source).orchestration
    assert orchestration is not None
    contracts = {contract.name: contract for contract in orchestration.contracts}
    upper, lower = ranges_passed(Context(orchestration, source, contracts.get))
    assert upper.help.endswith("call Count only while $Record.Tries is at most 1.")
    assert lower.help.endswith("call Lower only while $Record.Tries is at least 3.")
