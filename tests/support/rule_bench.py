"""Running rules on their examples: shared by the example tests and the mutation tests."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

from stageproof.checker.check_file import FileOutcome, Settings, check_source, read_definition, unreadable
from stageproof.checker.context import Context
from stageproof.checker.finding import Severity
from stageproof.checker.project.reading import Unreadable, decode
from stageproof.checker.registry import select
from stageproof.checker.rule import Example, Rule
from stageproof.checker.walk import walk
from stageproof.grammar.called_flow import read_contract
from stageproof.grammar.contract import FlowContract
from stageproof.grammar.source import Source

CASES = Path(__file__).parent.parent / "checker" / "rule_cases"


def source_of(text: str) -> Source:
    """An example as a file of the right ending."""
    text = dedent(text).lstrip("\n")
    return Source("Example.flow-meta.xml" if text.startswith("<") else "example.orch", text)


@cache
def contract_of(name: str, text: str) -> FlowContract | None:
    """The contract of a flow that lies beside an example."""
    return read_contract(Source(f"{name}.flow-meta.xml", dedent(text).lstrip("\n")), name)[0]


def provider(example: Example):  # type: ignore[no-untyped-def]  # a closure over the example
    """What the project of an example knows of called flows."""

    def contract(name: str) -> FlowContract | None:
        return contract_of(name, example.flows[name]) if name in example.flows else None

    return contract


def outcome_of(example: Example, *extra: str) -> FileOutcome:
    """Check an example with the recommended rules and these."""
    rules = select(("recommended", *extra), ())
    proves = any(rule.proves for rule in rules if rule.id in extra)
    settings = Settings(tuple(rule.id for rule in rules), prove=proves, budget=example.budget)
    named = source_of(example.text)
    source = decode(named.text.encode("utf-8"), named.path)
    if isinstance(source, Unreadable):
        return unreadable(named.path, source.reason, settings)
    return check_source(source, settings, provider(example), has_project=bool(example.flows), explicit=True)


def loud(outcome: FileOutcome) -> set[str]:
    """The rules that found something at warning or above."""
    return {finding.rule for finding in outcome.findings if finding.severity >= Severity.WARNING}


def cases_of(rule: Rule) -> tuple[tuple[Example, str | None], ...]:
    """The further cases of a rule: an example, and a pattern for a message, or None for silence."""
    path = CASES / f"{rule.id.replace('-', '_')}.py"
    if not path.exists():
        return ()
    spec = importlib.util.spec_from_file_location(f"rule_cases_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return tuple(
        (case if isinstance(case, Example) else Example(case), pattern) for case, pattern in module.CASES
    )


def messages(rule: Rule, example: Example) -> Iterator[str]:
    """What one rule alone says of an example; raises where the rule crashes."""
    source = source_of(example.text)
    orchestration = _definition(source.path, source.text)
    if orchestration is None:
        return
    context = Context(
        orchestration, source, provider(example), has_project=bool(example.flows), budget=example.budget
    )
    visits, crashes = walk((rule,), context)
    if crashes:
        raise AssertionError(crashes[0].error)
    for visit in visits:
        yield visit.found.message


@cache
def _definition(path: str, text: str):  # type: ignore[no-untyped-def]  # cached for speed only
    return read_definition(Source(path, text)).orchestration
