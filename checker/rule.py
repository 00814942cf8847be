"""What a rule is: one function with its meaning, its source and its examples beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from enum import IntEnum
from typing import Any, TypeVar

from ..grammar.light_dataclass import dataclass
from ..grammar.model import (
    Decision,
    Formula,
    Orchestration,
    Outcome,
    ScheduledPath,
    Stage,
    Start,
    Step,
    Variable,
)
from ..grammar.sites import Call, Clause, Use
from ..grammar.span import Node, Span
from .context import Context
from .finding import Confidence, Severity, TraceStep

Visited = TypeVar("Visited")

DOCUMENTATION = "https://github.com/stageproof/stageproof/blob/main/docs/rules.md#"

VISITED = (
    Orchestration, Start, Stage, Step, Decision, Outcome, ScheduledPath, Variable, Formula, Clause, Use, Call,
)  # fmt: skip
"""The kinds of node and site that the walk offers to rules, once each."""


class Preset(IntEnum):
    """Which set a rule belongs to; a greater one contains the smaller ones."""

    CORRECTNESS = 1
    RECOMMENDED = 2
    PEDANTIC = 3

    @property
    def word(self) -> str:
        """`correctness`, `recommended` or `pedantic`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Example:
    """A definition that shows a rule: `.orch`, or Salesforce XML where it begins with `<`.

    `flows` are called flows that lie beside it: API name to XML. `budget` is that of the proofs; None: the usual one.
    """

    text: str
    flows: Mapping[str, str] = field(default_factory=dict[str, str])
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields: where, what is wrong, what to do. `at` may be a node or a span.

    `related` are other places with a word on each. `element` defaults to the path of what was visited.
    `severity` and `confidence` default to the rule's own. `trace` is a run that shows it.
    """

    at: Node | Span
    message: str
    help: str = ""
    related: tuple[tuple[Node | Span, str], ...] = ()
    element: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    trace: tuple[TraceStep, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, equal only to itself. `id` names the defect and is the module's name. `visit` None: its findings come from the readers. `proves`: it asks the
    proofs, and does not run without them. `needs_whole`: what is missing from the text can make it speak, so it does not
    run where a part could not be read.
    """

    id: str
    severity: Severity
    confidence: Confidence
    preset: Preset
    summary: str
    rationale: str
    source: str
    bad: Example
    good: Example
    kind: type | None = None
    visit: Callable[[Any, Context], Iterator[Found]] | None = None
    proves: bool = False
    needs_whole: bool = False

    @property
    def url(self) -> str:
        """Where its documentation stands."""
        return DOCUMENTATION + self.id


def rule(
    *,
    on: type[Visited],
    severity: Severity,
    confidence: Confidence,
    preset: Preset,
    summary: str,
    rationale: str,
    source: str,
    bad: str | Example,
    good: str | Example,
    proves: bool = False,
    needs_whole: bool = False,
) -> Callable[[Callable[[Visited, Context], Iterator[Found]]], Rule]:
    """Make a rule of a function that is called with every node of kind `on`.

    The rule's id is its module's name in kebab-case. `summary` is one line; `rationale` says what happens to a
    run and why; `source` names the document it rests on. `bad` makes exactly this rule fire, `good` is its near miss.
    """

    def register(visit: Callable[[Visited, Context], Iterator[Found]]) -> Rule:
        return Rule(
            id=visit.__module__.rpartition(".")[2].replace("_", "-"),
            severity=severity,
            confidence=confidence,
            preset=preset,
            summary=summary,
            rationale=rationale,
            source=source,
            bad=bad if isinstance(bad, Example) else Example(bad),
            good=good if isinstance(good, Example) else Example(good),
            kind=on,
            visit=visit,
            proves=proves,
            needs_whole=needs_whole,
        )

    return register


def reader_rule(
    module: str,
    *,
    severity: Severity,
    preset: Preset,
    summary: str,
    rationale: str,
    source: str,
    bad: str | Example,
    good: str | Example,
    confidence: Confidence = Confidence.CERTAIN,
) -> Rule:
    """Make a rule without a function: a reader, or the check of a file, finds what it is about.

    `module` is `__name__` of the rule's module, which gives the id as in `rule`.
    """
    return Rule(
        id=module.rpartition(".")[2].replace("_", "-"),
        severity=severity,
        confidence=confidence,
        preset=preset,
        summary=summary,
        rationale=rationale,
        source=source,
        bad=bad if isinstance(bad, Example) else Example(bad),
        good=good if isinstance(good, Example) else Example(good),
    )
