"""API names and what they mean: every reference is resolved here, once, for whoever asks."""

from typing import Self

from .light_dataclass import dataclass
from .model import (
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
from .value import Reference

Named = Stage | Step | Decision | Outcome | Variable | Constant | Formula | TextTemplate

GLOBALS = frozenset({
    "$Record", "$Record__Prior", "$Flow", "$User", "$Profile", "$Organization", "$Setup", "$Label", "$Permission",
    "$System", "$Api", "$UserRole", "$CustomMetadata", "$Orchestration", "$GlobalConstant", "$Client", "$Approval",
    "$Component", "$Request", "$Network",
})  # fmt: skip
"""Global resources that Flow Builder offers (Flow reference, global variables), `$Orchestration` among them."""


@dataclass(frozen=True, slots=True)
class Names:
    """The API names of one definition. Salesforce ignores case in API names, so lookups do too."""

    named: dict[str, tuple[Named, ...]]
    stage_of: dict[str, Stage]

    @classmethod
    def of(cls, orchestration: Orchestration) -> Self:
        """Index a definition. A name that occurs twice keeps both, in file order by kind."""
        named: dict[str, list[Named]] = {}
        stage_of: dict[str, Stage] = {}
        for stage in orchestration.stages:
            named.setdefault(stage.name.casefold(), []).append(stage)
            for step in stage.steps:
                named.setdefault(step.name.casefold(), []).append(step)
                stage_of.setdefault(step.name.casefold(), stage)
        for decision in orchestration.decisions:
            named.setdefault(decision.name.casefold(), []).append(decision)
            for outcome in decision.outcomes:
                named.setdefault(outcome.name.casefold(), []).append(outcome)
        resources: tuple[Variable | Constant | Formula | TextTemplate, ...] = (
            *orchestration.variables,
            *orchestration.constants,
            *orchestration.formulas,
            *orchestration.templates,
        )
        for resource in resources:
            named.setdefault(resource.name.casefold(), []).append(resource)
        return cls({name: tuple(nodes) for name, nodes in named.items()}, stage_of)

    def all(self, name: str) -> tuple[Named, ...]:
        """Everything that has this API name."""
        return self.named.get(name.casefold(), ())

    def get(self, name: str) -> Named | None:
        """The first thing that has this API name."""
        found = self.named.get(name.casefold())
        return found[0] if found else None

    def step(self, name: str) -> Step | None:
        """The step with this API name."""
        return next((node for node in self.all(name) if isinstance(node, Step)), None)

    def stage(self, name: str) -> Stage | None:
        """The stage with this API name."""
        return next((node for node in self.all(name) if isinstance(node, Stage)), None)

    def target(self, name: str) -> Stage | Decision | None:
        """The stage or decision that a connector can lead to."""
        return next((node for node in self.all(name) if isinstance(node, Stage | Decision)), None)

    def stage_of_step(self, name: str) -> Stage | None:
        """The stage that holds this step."""
        return self.stage_of.get(name.casefold())

    def resolves(self, reference: Reference) -> bool:
        """True when the reference's first part is a global resource or an API name of this definition."""
        return reference.root in GLOBALS if reference.is_global else bool(self.all(reference.root))

    def suggestion(self, name: str, kinds: tuple[type, ...] = ()) -> str | None:
        """The API name most like a misspelt one, among nodes of these kinds (all where none are given)."""
        from difflib import get_close_matches

        candidates = {
            node.name.casefold(): node.name
            for nodes in self.named.values()
            for node in nodes
            if not kinds or isinstance(node, kinds)
        }
        close = get_close_matches(name.casefold(), sorted(candidates), n=1, cutoff=0.6)
        return candidates[close[0]] if close else None
