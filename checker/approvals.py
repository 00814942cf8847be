"""Which approvals a definition asks for, and whose answer it heeds."""

from collections.abc import Iterator

from ..grammar.condition import Condition
from ..grammar.flow_graph import START
from ..grammar.light_dataclass import dataclass
from ..grammar.model import Decision, Formula, Orchestration, Stage, Step
from ..grammar.value import Reference
from .context import Context
from .literals import text_of
from .paths import leads_to

DECISION = "approvalDecision"
"""The output of an approval step that holds the answer; its values are Approve and Reject, spelled so."""
COMMENTS = "approvalcomments"
APPROVE = "Approve"
REJECT = "Reject"


@dataclass(frozen=True, slots=True)
class Answers:
    """The approval steps with their stages, and the names (case folded) of those whose answer something reads."""

    steps: tuple[tuple[Stage, Step], ...]
    read: frozenset[str]

    def unread(self, stage: Stage) -> tuple[Step, ...]:
        """The approval steps of a stage whose answer nothing reads."""
        return tuple(
            step for step in stage.steps if step.is_approval and step.name.casefold() not in self.read
        )


def approval_steps(orchestration: Orchestration) -> tuple[tuple[Stage, Step], ...]:
    """Every approval step with its stage."""
    return tuple((stage, step) for stage, step in orchestration.steps() if step.is_approval)


def answers(context: Context) -> Answers:
    """Who is asked, and whose answer counts.

    An answer counts as read where a condition, an evaluation flow or a formula that decides reads it, where it is
    handed to a called flow, and where it is mapped to a variable that is read. Any output of the step but its
    comments is taken for its answer.
    """
    steps = approval_steps(context.orchestration)
    if not steps:
        return Answers((), frozenset())
    asked = {step.name.casefold() for _, step in steps}
    mapped = mapped_variables(context.orchestration)
    read: set[str] = set()
    uses = (*context.deciding_uses, *(use for use in context.uses if use.role == "input"))
    for use in uses:
        root = use.reference.root.casefold()
        output = use.reference.output
        if root in asked and output and output.casefold() != COMMENTS:
            read.add(root)
        read |= {step.name.casefold() for step, _ in mapped.get(root, ())}
    return Answers(steps, frozenset(read & asked))


def mapped_variables(orchestration: Orchestration) -> dict[str, list[tuple[Step, str]]]:
    """The variables (case folded) that step outputs are mapped to, with the steps and the outputs."""
    mapped: dict[str, list[tuple[Step, str]]] = {}
    for _, step in orchestration.steps():
        for mapping in step.outputs:
            if mapping.variable:
                mapped.setdefault(mapping.variable.casefold(), []).append((step, mapping.name))
    return mapped


def asked_approval(condition: Condition, context: Context) -> Step | None:
    """The approval step whose decision a condition compares with something, else None."""
    if (condition.left.output or "").casefold() != DECISION.casefold():
        return None
    step = context.names.step(condition.left.root)
    return step if step and step.is_approval else None


def tests_for(decision: Decision, answer: str, context: Context) -> Iterator[tuple[Condition, Step]]:
    """The conditions of a decision that compare an approval's decision with `answer` for equality."""
    for outcome in decision.outcomes:
        for condition in outcome.requirements.conditions:
            step = asked_approval(condition, context)
            if step and condition.operator == "EqualTo" and text_of(condition.right, context.names) == answer:
                yield condition, step


def always_answers(step: Step, decision: Decision, context: Context) -> bool:
    """True where every run that gets to the decision has waited for the step to complete.

    The step starts with its stage, the stage completes only when all its steps have, and no path, error edges
    included, leads past that.
    """
    stage = context.stage_of(step)
    if step.entry or step.entry_flow or stage.exit or stage.exit_flow:
        return False
    seen: set[str] = set()
    waiting = [START]
    while waiting:
        for edge in context.graph.out(waiting.pop()):
            waited = edge.kind == "next" and edge.source.casefold() == stage.name.casefold()
            if edge.target is not None and edge.target not in seen and not waited:
                seen.add(edge.target)
                waiting.append(edge.target)
    return decision.name not in seen


def next_stage_unheeding(stage: Stage, context: Context) -> Stage | None:
    """A stage that a run goes on to after this one, whatever the approvers of this one answered.

    Decisions on the way are passed where nothing they read can know the answer; None where something may, or where
    the run ends.
    """
    if stage.exit_flow or (
        stage.exit and not _unheeding([row.left for row in stage.exit.conditions], stage, context)
    ):
        return None
    passed: set[str] = set()
    waiting = [stage.connector.target] if stage.connector else []
    while waiting:
        element = context.names.target(waiting.pop(0))
        if isinstance(element, Stage):
            if element is not stage:
                return element
        elif element and element.name not in passed:
            passed.add(element.name)
            reads = [row.left for outcome in element.outcomes for row in outcome.requirements.conditions]
            if _unheeding(reads, stage, context):
                ways = (*(outcome.connector for outcome in element.outcomes), element.default)
                waiting += [way.target for way in ways if way]
    return None


def _unheeding(references: list[Reference], stage: Stage, context: Context) -> bool:
    return not any(_may_know(reference, stage, context, 0) for reference in references)


def _may_know(reference: Reference, stage: Stage, context: Context, depth: int) -> bool:
    """True where a value may depend on what an approver of this stage answered.

    Records may have been changed by the approval's flow; steps of this and later stages may have looked.
    """
    if reference.is_global:
        return True
    named = context.names.get(reference.root)
    if isinstance(named, Formula):
        return depth > len(context.orchestration.formulas) or any(
            _may_know(inner, stage, context, depth + 1) for inner in named.references
        )
    if reference.output is None or not isinstance(named, Step):
        return False
    own = context.names.stage_of_step(named.name)
    if named.is_approval:
        return False
    return own is stage or (own is not None and leads_to(context.graph, stage.name, own.name))
