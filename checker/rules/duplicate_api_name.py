"""Two things with one API name."""

from collections.abc import Iterator

from ...grammar.model import (
    Constant,
    Decision,
    Formula,
    Orchestration,
    Outcome,
    Stage,
    Step,
    TextTemplate,
    Variable,
)
from ...grammar.names import Named
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

WORDS: dict[type, str] = {
    Stage: "stage",
    Step: "step",
    Decision: "decision",
    Outcome: "outcome",
    Variable: "variable",
    Constant: "constant",
    Formula: "formula",
    TextTemplate: "text template",
}


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="Two elements or resources have the same API name.",
    rationale="Stages, steps, decisions, outcomes and resources share one set of API names, in which case does not "
    "matter; a reference gives nothing but that name. With two of a name the definition cannot be activated, and a "
    "reader cannot tell which one is meant.",
    source='Salesforce Help, "Stage Flow Orchestration Resource", API Name',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { background look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Ship }
  stage Ship { background Look_2 calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the second and later bearers of a name, in the order in which they stand in the file."""
    for nodes in context.names.named.values():
        if len(nodes) > 1:
            first, *others = sorted(nodes, key=lambda node: node.where("name"))
            for other in others:
                yield Found(
                    other.where("name"),
                    f"The API name {other.name} is used twice, by {_called(first)} and by {_called(other)}. API names "
                    "are unique within a definition.",
                    help="Rename one of them, and the references that mean it.",
                    related=((first.where("name"), f"{_called(first)} has the name already"),),
                    element=_path(other, context),
                )


def _called(node: Named) -> str:
    return f"{WORDS[type(node)]} {node.name}"


def _path(node: Named, context: Context) -> str:
    match node:
        case Step():
            return context.path(context.stage_of(node).name, node.name)
        case Outcome():
            holders = (
                each.name
                for each in context.orchestration.decisions
                if any(one is node for one in each.outcomes)
            )
            return context.path(*holders, node.name)
        case _:
            return context.path(node.name)
