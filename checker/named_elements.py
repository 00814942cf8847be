"""Everything that has an API name, with how to speak of it."""

from collections.abc import Iterator

from ..grammar.light_dataclass import dataclass
from ..grammar.names import Named
from .context import Context


@dataclass(frozen=True, slots=True)
class NamedElement:
    """A node with an API name; `words` say what it is, `element` is its path of API names."""

    node: Named
    words: str
    element: str


def named_elements(context: Context) -> Iterator[NamedElement]:
    """Stages with their steps, decisions with their outcomes, and resources."""
    orchestration = context.orchestration
    for stage in orchestration.stages:
        yield NamedElement(stage, f"stage {stage.name}", context.path(stage.name))
        for step in stage.steps:
            path = context.path(stage.name, step.name)
            yield NamedElement(step, f"step {step.name} of stage {stage.name}", path)
    for decision in orchestration.decisions:
        yield NamedElement(decision, f"decision {decision.name}", context.path(decision.name))
        for outcome in decision.outcomes:
            path = context.path(decision.name, outcome.name)
            yield NamedElement(outcome, f"outcome {outcome.name} of decision {decision.name}", path)
    for word, resources in (
        ("variable", orchestration.variables),
        ("constant", orchestration.constants),
        ("formula", orchestration.formulas),
        ("text template", orchestration.templates),
    ):
        for resource in resources:
            yield NamedElement(resource, f"{word} {resource.name}", context.path(resource.name))
