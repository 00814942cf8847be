"""From a definition to its picture: which nodes and arrows there are, and what they say."""

from collections.abc import Iterator
from typing import Final

from ...grammar.condition import EvaluationCall, Requirements
from ...grammar.flow_graph import START, Edge, FlowGraph
from ...grammar.model import Decision, Orchestration, Stage, Step
from ...grammar.wording import (
    assignee_words,
    evaluation_words,
    list_words,
    requirements_parts,
    requirements_words,
    start_words,
)
from .picture import MISSING, Arrow, Picture, Shape, Shown, StepKind, StepRow, Tone

MOST_PARTS: Final = 4
"""So many conditions of a list are shown; the tooltip has all."""
SHORT: Final = 72
"""Requirements of at most so many characters stand on one line."""
_KINDS: Final = {"Orchestrator": "Orchestration", "ApprovalWorkflow": "Flow approval process"}


def compose(orchestration: Orchestration) -> Picture:
    """The picture of a definition: Start, every element in flow order, an End for every path that ends."""
    graph = FlowGraph.of(orchestration)
    composition = _Composition(orchestration, graph)
    return Picture(
        orchestration.name,
        other_label(orchestration.name, orchestration.label),
        _subtitle(orchestration),
        tuple(composition.nodes()),
        tuple(composition.arrows()),
    )


def other_label(name: str, label: str | None) -> str:
    """The label where it says more than the API name, else an empty text."""
    plain = (label or "").strip()
    return "" if plain.casefold().replace(" ", "_") == name.casefold() else plain


def condition_lines(
    before: str, requirements: Requirements | None, call: EvaluationCall | None
) -> tuple[str, ...]:
    """Requirements and an evaluation flow as lines, the first of which begins with `before`."""
    if call is not None:
        before_call = f"{before} {evaluation_words(call)}"
        return (before_call, *(condition_lines("and", requirements, None)))
    if requirements is None:
        return ()
    words = requirements_words(requirements)
    parts = requirements_parts(requirements)
    if len(parts) == 1 or (len(words) <= SHORT and "; " not in words):
        return (f"{before} {words}".strip(),)
    more = len(parts) - MOST_PARTS
    shown = parts if more <= 1 else (*parts[:MOST_PARTS], f"… and {more} more")
    return (f"{before} {list_words(requirements.logic)}".strip(), *(f"• {part}" for part in shown))


class _Composition:
    def __init__(self, orchestration: Orchestration, graph: FlowGraph) -> None:
        self.orchestration = orchestration
        self.graph = graph
        self.order = graph.flow_order()

    def nodes(self) -> Iterator[Shown]:
        start = self.orchestration.start
        words = start_words(start, self.orchestration.kind)
        yield Shown(START, Shape.START, Tone.MAIN, "Start", lines=(words,), title=f"Start: {words}")
        missing: dict[str, None] = {}
        for name in (START, *self.order):
            element = self.graph.elements.get(name)
            if isinstance(element, Stage):
                yield self._stage(element)
            elif element is not None:
                label = other_label(name, element.label)
                title = _title("Decision", name, label, element.description)
                yield Shown(name, Shape.DECISION, self._tone(name), name, label, title=title)
            for number, edge in enumerate(self.graph.out(name)):
                if edge.target is None:
                    tone = Tone.FAULT if edge.kind == "fault" else self._tone(name)
                    words = "End, intended" if edge.intended else "End"
                    end = _end(name, number)
                    yield Shown(end, Shape.END, tone, "End", title=words, intended=edge.intended)
                elif self.graph.is_dangling(edge):
                    missing[edge.target] = None
        for target in missing:
            title = f"No stage or decision has the API name {target}."
            yield Shown(
                MISSING + target,
                Shape.MISSING,
                Tone.UNREACHABLE,
                target,
                lines=("no such element",),
                title=title,
            )

    def arrows(self) -> Iterator[Arrow]:
        for name in (START, *self.order):
            for number, edge in enumerate(self.graph.out(name)):
                yield self._arrow(edge, number)

    def _arrow(self, edge: Edge, number: int) -> Arrow:
        target = _end(edge.source, number) if edge.target is None else edge.target
        if self.graph.is_dangling(edge):
            target = f"{MISSING}{edge.target}"
        tone = {"fault": Tone.FAULT, "recall": Tone.RECALL}.get(edge.kind, self._tone(edge.source))
        heading, lines, title = self._words(edge, number)
        if edge.go_to:
            title = f"Go To: {title}" if title else "Go To"
        on_error = edge.kind == "fault"
        return Arrow(edge.source, target, tone, edge.go_to, on_error, heading, lines, title)

    def _words(self, edge: Edge, number: int) -> tuple[str, tuple[str, ...], str]:
        element = self.graph.elements.get(edge.source)
        if isinstance(element, Decision):
            return _on_outcome(element, number)
        match edge.kind:
            case "fault":
                return "", (), f"on error of {edge.source}"
            case "recall":
                return "on recall", (), "when the submission is recalled"
            case _:
                return edge.label, (), edge.label

    def _tone(self, name: str) -> Tone:
        if name == START or name in self.graph.main:
            return Tone.MAIN
        if name in self.graph.recall:
            return Tone.RECALL
        return Tone.FAULT if name in self.graph.reachable else Tone.UNREACHABLE

    def _stage(self, stage: Stage) -> Shown:
        label = other_label(stage.name, stage.label)
        exits = condition_lines("completes when", stage.exit, stage.exit_flow)
        foot = exits or ("completes when all steps are Completed",)
        lines = () if stage.steps else ("no steps",)
        title = _title("Stage", stage.name, label, stage.description)
        if stage.exit is not None:
            title += f"\ncompletes when {requirements_words(stage.exit)}"
        tone = self._tone(stage.name)
        steps = tuple(_step(step) for step in stage.steps)
        return Shown(stage.name, Shape.STAGE, tone, stage.name, label, lines, steps, foot, title)


def _step(step: Step) -> StepRow:
    lines: list[str] = []
    kind = StepKind.of(step)
    if kind is StepKind.OTHER and step.action_type:
        lines.append(f"kind {step.action_type}")
    if step.calls is not None:
        lines.append(f"calls {step.calls}")
    if step.assignees:
        lines.append("assigned to " + ", ".join(map(assignee_words, step.assignees)))
    lines += condition_lines("starts when", step.entry, step.entry_flow)
    lines += condition_lines("completes when", step.exit, step.exit_flow)
    return StepRow(kind, step.name, other_label(step.name, step.label), tuple(lines), step.asynchronous)


def _on_outcome(decision: Decision, number: int) -> tuple[str, tuple[str, ...], str]:
    if number >= len(decision.outcomes):
        label = decision.default_label or ""
        heading = (
            "otherwise" if label.casefold() in ("", "otherwise", "default outcome") else f"otherwise: {label}"
        )
        return heading, (), f"Default outcome of {decision.name}"
    outcome = decision.outcomes[number]
    place = f"{number + 1}. " if len(decision.outcomes) > 1 else ""
    lines = condition_lines("", outcome.requirements, None)
    if outcome.requires_change:
        lines += ("only when changed to meet this",)
    title = f"Outcome {outcome.name} of {decision.name}: {requirements_words(outcome.requirements)}"
    return f"{place}{outcome.label or outcome.name}", lines, title


def _subtitle(orchestration: Orchestration) -> str:
    kind = _KINDS.get(orchestration.kind, orchestration.kind)
    version = orchestration.api_version
    api = "" if version is None else f"API {version:g}"
    return " · ".join(filter(None, (kind, api, orchestration.status)))


def _title(kind: str, name: str, label: str, description: str | None) -> str:
    head = f"{kind} {name}" + (f" ({label})" if label else "")
    return f"{head}\n{description}" if description else head


def _end(source: str, number: int) -> str:
    return f"\nend\n{source}\n{number}"
