"""Definitions at each limit of the documents, one below and one above; and each type of resource with each operator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from running import program_of

from stageproof.checker.oracle.definition_rules import LABELS
from stageproof.grammar.condition import All, Condition, Requirements, Row
from stageproof.grammar.model import Orchestration
from stageproof.grammar.value import Reference

TEXT = """
  variable flag: boolean variable amount: number variable title: text variable many: collection of text
  variable dated: date variable pair: record "Case" variable pick: picklist variable picks: multipicklist
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    background Other calls F async
    completes when flag = true
    then Last
  }
  stage Last { background Rest calls F async then end }
"""
RESOURCES = ("flag", "amount", "title", "many", "dated", "pair", "pick", "picks")


def limit_definitions() -> Iterator[Orchestration]:
    """All of them, always the same."""
    base = program_of(TEXT).orchestration
    first, last = sorted(base.stages, key=lambda stage: stage.exit is None)
    yield base
    yield replace(base, stages=(first,))
    yield replace(base, stages=())
    yield replace(base, stages=(replace(first, steps=first.steps[:1]), last))
    yield replace(base, stages=(replace(first, steps=()), last))
    assert first.exit is not None
    exit = first.exit
    for count in (9, 10, 11):
        yield _with(base, Requirements(logic=_all(range(1, count + 1)), conditions=exit.conditions * count))
    for long in (2, 3, 4):
        rows = [1] * (167 - long) + [10] * long
        yield _with(base, Requirements(logic=_all(rows), conditions=exit.conditions * 10))
    for resource in RESOURCES:
        for operator in LABELS:
            condition = Condition(
                left=Reference(text=resource), operator=operator, right=exit.conditions[0].right
            )
            yield _with(base, Requirements(logic=All((Row(1),)), conditions=(condition,)))


def _all(rows: range | list[int]) -> All:
    return All(tuple(map(Row, rows)))


def _with(base: Orchestration, exit: Requirements) -> Orchestration:
    first, last = sorted(base.stages, key=lambda stage: stage.exit is None)
    return replace(base, stages=(replace(first, exit=exit), last))
