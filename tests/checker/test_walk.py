"""The walk over a definition."""

from collections.abc import Iterator
from dataclasses import replace

from small_definitions import BROKEN_ORCH

from stageproof.checker.context import Context
from stageproof.checker.registry import rule_named
from stageproof.checker.rule import Found, Rule
from stageproof.checker.walk import Timer, walk
from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source


def _context() -> Context:
    source = Source("order.orch", BROKEN_ORCH)
    orchestration = parse(source).orchestration
    assert orchestration is not None
    return Context(orchestration, source, lambda _: None)


def _rule(name: str) -> Rule:
    found = rule_named(name)
    assert found is not None
    return found


def _yields_then_crashes(orchestration: Orchestration, _: Context) -> Iterator[Found]:
    yield Found(orchestration, "found before the crash")
    raise KeyError("boom")


def test_what_a_rule_found_before_it_crashed_is_not_shown_and_other_rules_keep_theirs() -> None:
    sound = _rule("dangling-target")
    broken = replace(_rule("no-stages"), visit=_yields_then_crashes)
    context = _context()
    alone, _ = walk((sound,), context)
    visits, crashes = walk((sound, broken), context)
    assert alone
    assert visits == alone
    assert [crash.rule for crash in crashes] == [broken]


def test_measuring_changes_nothing_and_names_every_rule_that_ran() -> None:
    rules = (_rule("dangling-target"), _rule("no-stages"))
    timer = Timer()
    assert walk(rules, _context(), timer)[0] == walk(rules, _context())[0]
    assert timer.seconds.keys() == {"dangling-target", "no-stages"}
