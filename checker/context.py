"""What a rule may ask about the definition it looks at. Everything is worked out once, when first asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..grammar.contract import FlowContract
from ..grammar.flow_graph import FlowGraph
from ..grammar.model import Formula, Orchestration, Stage, Step
from ..grammar.names import Names
from ..grammar.sites import Call, Clause, Use, calls, clauses, uses
from ..grammar.source import Source

if TYPE_CHECKING:
    from .proofs.countdown import CountedLoops
    from .proofs.loose import Loose
    from .proofs.own.verdict import OwnVerdict
    from .proofs.prove import Proofs

DECIDING = ("entry", "exit", "outcome")
"""Roles in which a value decides what a run does."""

STANDARD_NAMESPACES = ("standard_approvals__",)
"""Flows that Salesforce itself provides; no project holds them."""


class Context:
    """One definition with its names, its graph, the sites in it, and the flows it calls."""

    def __init__(
        self,
        orchestration: Orchestration,
        source: Source,
        contract: Callable[[str], FlowContract | None],
        *,
        has_project: bool = False,
        known: Mapping[str, frozenset[str]] | None = None,
        profile: str = "help-2026",
        budget: int | None = None,
    ) -> None:
        """Make a context.

        `contract` answers what the project and the configuration know of a flow. `has_project` is True when there
        is a source tree that could hold called flows. `known` are configured names that live only in the org, by
        kind: flows, users, groups, queues. `budget` bounds the proofs (None: as usual).
        """
        self.orchestration = orchestration
        self.source = source
        self.has_project = has_project
        self.profile = profile
        self._contract = contract
        self._contracts: dict[str, FlowContract | None] = {}
        self._known = known or {}
        self._budget = budget

    @cached_property
    def proofs(self) -> "Proofs":
        """What is proved of every run of the definition."""
        from .proofs.prove import BUDGET, prove

        budget = BUDGET if self._budget is None else self._budget
        return prove(self.orchestration, self.contract, self.profile, budget)

    @cached_property
    def wide_proofs(self) -> "Proofs | None":
        """The same of more runs than there are: with open conditions where values are only sampled, by invariants where it
        was too large; else None.
        """
        if self.proofs.analysis is None:
            return None if self.loose is None else self.loose.proofs
        from .proofs.widening import widened

        return widened(self.proofs)

    @cached_property
    def loose(self) -> "Loose | None":
        """What is decided where the definition is too large for its sets; None where it is not, or nothing is."""
        if self.proofs.analysis is not None:
            return None
        from .proofs.loose import loosened

        return loosened(self.proofs)

    @cached_property
    def counted_down(self) -> "CountedLoops | None":
        """What is counted down in every loop that errors and answers lead round, where conditions are left open; None where
        some loop has nothing like that, or no condition is left open.
        """
        wide = self.wide_proofs
        return None if wide is None or wide.analysis is None else wide.analysis.counted_loops

    @cached_property
    def own_verdicts(self) -> "tuple[OwnVerdict, ...]":
        """What is decided of the author's own properties; nothing where no run can begin."""
        from .proofs.own.verdicts import own_verdicts

        return () if self.never_begins else own_verdicts(self.proofs)

    @cached_property
    def never_begins(self) -> bool:
        """Whether it is known that no run can begin."""
        proofs = self.proofs if self.loose is None else self.loose.proofs
        return proofs.analysis is not None and not proofs.analysis.begins

    @cached_property
    def names(self) -> Names:
        """The API names of the definition."""
        return Names.of(self.orchestration)

    @cached_property
    def graph(self) -> FlowGraph:
        """Stages, decisions and the connectors between them."""
        return FlowGraph.of(self.orchestration)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every set of requirements."""
        return tuple(clauses(self.orchestration))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call of a flow."""
        return tuple(calls(self.orchestration))

    @cached_property
    def calls_by_flow(self) -> Mapping[str, tuple[Call, ...]]:
        """Calls of flows that have a name, by flow, spelled as the first of them, in the order of first calls.

        MuleSoft steps call no flow.
        """
        found: dict[str, list[Call]] = {}
        for call in self.calls:
            is_mulesoft = call.role == "step" and isinstance(call.owner, Step) and call.owner.is_mulesoft
            if not is_mulesoft and call.flow.strip():
                found.setdefault(call.flow.casefold(), []).append(call)
        return {calls[0].flow: tuple(calls) for calls in found.values()}

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every reference that the definition reads."""
        return tuple(uses(self.orchestration))

    @cached_property
    def deciding_uses(self) -> tuple[Use, ...]:
        """The references that decide what a run does: in conditions, evaluation flow inputs, and formulas read there."""
        deciding = [use for use in self.uses if use.role in DECIDING]
        evaluations = {call.element for call in self.calls if call.evaluation}
        deciding += [use for use in self.uses if use.role == "input" and use.element in evaluations]
        within: dict[str, list[Use]] = {}
        for use in self.uses:
            if use.role == "formula" and isinstance(use.owner, Formula):
                within.setdefault(use.owner.name.casefold(), []).append(use)
        pending = {use.reference.root.casefold() for use in deciding} & within.keys()
        seen: set[str] = set()
        while pending:
            name = min(pending)
            pending.discard(name)
            seen.add(name)
            deciding += within[name]
            pending |= ({use.reference.root.casefold() for use in within[name]} & within.keys()) - seen
        return tuple(deciding)

    @cached_property
    def _stages(self) -> dict[int, Stage]:
        return {id(step): stage for stage, step in self.orchestration.steps()}

    def stage_of(self, step: Step) -> Stage:
        """The stage that holds this very step."""
        return self._stages[id(step)]

    def path(self, *names: str) -> str:
        """The element path of API names below this orchestration: `path("Prepare", "Create")`."""
        return "/".join((self.orchestration.name, *names))

    def reads_of(self, step: Step, output: str) -> tuple[Use, ...]:
        """The deciding uses of one output of a step (`Step.Outputs.output`)."""
        return tuple(
            use
            for use in self.deciding_uses
            if use.reference.root.casefold() == step.name.casefold()
            and (use.reference.output or "").casefold() == output.casefold()
        )

    def contract(self, flow: str) -> FlowContract | None:
        """What is known of a called flow: declared here, declared in the configuration, or read from the project."""
        if flow not in self._contracts:
            folded = flow.casefold()
            declared = next((c for c in self.orchestration.contracts if c.name.casefold() == folded), None)
            found = self._contract(flow)
            if declared and found:
                from ..grammar.contract_merge import merge

                found = merge(declared, found)
            self._contracts[flow] = found or declared
        return self._contracts[flow]

    @cached_property
    def contracts(self) -> tuple[FlowContract, ...]:
        """The contracts of the flows that steps call, as far as they are known, in the order of first calls."""
        names = dict.fromkeys(step.calls for _, step in self.orchestration.steps() if step.calls)
        return tuple(found for name in names if (found := self.contract(name)) is not None)

    def project_contract(self, flow: str) -> FlowContract | None:
        """What the project's own flow file says, without this definition's declarations."""
        return self._contract(flow)

    def known(self, kind: str) -> frozenset[str]:
        """Names of a kind (flows, users, groups, queues) that are declared to live in the org."""
        declared = {name for known in self.orchestration.known if known.kind == kind for name in known.names}
        return self._known.get(kind, frozenset()) | declared

    def is_standard_flow(self, flow: str) -> bool:
        """True for a flow that Salesforce provides, such as standard_approvals__EvaluateApproval."""
        return flow.startswith(STANDARD_NAMESPACES)
