"""Making a definition ready to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...grammar.condition import EvaluationCall, Requirements
from ...grammar.contract import FieldWrite, FlowContract, Sum
from ...grammar.flow_graph import APPROVAL_RECALL, FlowGraph
from ...grammar.model import Connector, Decision, Orchestration, Outcome, Stage, Step
from ...grammar.names import Names
from ...grammar.scenario import Expect
from ...grammar.value import Reference
from ..configuration import Configuration
from ..decisions.choices import Choices, choices
from ..effects import Effects, documented_effects
from ..history import Subject
from ..past_stages import PastStages
from .conditions import compile_requirements, compile_statement
from .domains import APPROVAL_DECISION, default_value, field_domain, output_domains, variable_domain
from .program import (
    DecisionProgram,
    Destination,
    Hole,
    OutcomeProgram,
    Problem,
    Program,
    StageProgram,
    StepKind,
    StepProgram,
    Target,
    Write,
)
from .references import References
from .slots import Slots
from .synchrony import is_synchronous
from .view import Reader, Test

KINDS = {
    "stepBackground": StepKind.BACKGROUND,
    "stepInteractive": StepKind.INTERACTIVE,
    "createWorkItem": StepKind.INTERACTIVE,
    "stepMuleSoft": StepKind.MULESOFT,
    "stepApproval": StepKind.APPROVAL,
}
COPIED_BEFORE = 58
"""Before this API version `$Record` is a copy from the start ("Orchestration Run"; decision `record-freshness`)."""


def compile_orchestration(
    orchestration: Orchestration,
    chosen: Choices | None = None,
    contract: Callable[[str], FlowContract | None] | None = None,
    effects: Effects | None = None,
) -> Program:
    """A program for a definition, valid or not: what cannot be run as it is written is in its `problems`.

    `contract` answers what is known of a called flow (default: the contracts that the definition declares).
    """
    return _Compiler(orchestration, chosen or choices(), contract, effects or documented_effects()).program()


class _Compiler:
    def __init__(
        self,
        orchestration: Orchestration,
        chosen: Choices,
        contract: Callable[[str], FlowContract | None] | None,
        effects: Effects,
    ) -> None:
        self.orchestration = orchestration
        self.choices = chosen
        self.effects = effects
        self.declared = {contract.name.casefold(): contract for contract in reversed(orchestration.contracts)}
        self.contract = contract or self._declared
        self.names = Names.of(orchestration)
        self.graph = FlowGraph.of(orchestration)
        self.references = References(orchestration, self.names)
        self.flows = Slots()
        self.kinds: dict[tuple[int, int], StepKind] = {}

    def _declared(self, name: str) -> FlowContract | None:
        return self.declared.get(name.casefold())

    def program(self) -> Program:
        definition, references = self.orchestration, self.references
        self._reserve()
        start = definition.start
        accepts = self._filter()
        stages = [self._stage(index, stage) for index, stage in enumerate(definition.stages)]
        decisions = [self._decision(index, decision) for index, decision in enumerate(definition.decisions)]
        stages = [self._with_slots(stage) for stage in stages]
        fields, inputs = references.fields.names, references.inputs.names
        recall = next(
            (path.connector for path in (start.paths if start else ()) if path.path_type == APPROVAL_RECALL),
            None,
        )
        return Program(
            orchestration=definition,
            choices=self.choices,
            effects=self.effects,
            stages=tuple(stages),
            decisions=tuple(decisions),
            entry=self._entry(),
            recall=self._target(recall) if recall else None,
            run=Subject("run", "run"),
            submission=Subject("submission", "submission"),
            fields=fields,
            field_holes=tuple(
                Hole(name, field_domain(definition, name), slot) for slot, name in enumerate(fields)
            ),
            field_subjects=tuple(Subject("field", name) for name in fields),
            frozen_fields=self._frozen(fields),
            inputs=inputs,
            input_holes=tuple(
                Hole(name, variable_domain(definition, name), slot) for slot, name in enumerate(inputs)
            ),
            flows=self.flows.names,
            flow_subjects=tuple(Subject("flow", name) for name in self.flows.names),
            filter=accepts,
            refreshes_record=self._refreshes(),
            keeps_outputs=self.choices.chosen("outputs-on-revisit") == "last-value",
            needs_both_exits=self.choices.chosen("interactive-exit") == "both-needed",
            initial=Configuration(
                run=None,
                location=None,
                current=None,
                past=PastStages.none(len(stages)),
                outcomes=(None,) * len(decisions),
                inputs=tuple(default_value(definition, name) for name in inputs),
                record=(None,) * len(fields),
                world=(None,) * len(fields),
                answers=(False,) * len(self.flows.names),
            ),
            places={
                step.name.casefold(): (stage.index, step.index)
                for stage in reversed(stages)
                for step in reversed(stage.steps)
            },
            stage_index=dict(references.stages),
            decision_index=dict(references.decisions),
            unknown_synchrony=tuple(
                step.name for stage in stages for step in stage.steps if step.synchronous is None
            ),
            problems=tuple(
                sorted(
                    {(problem.span, problem.message): problem for problem in references.problems}.values(),
                    key=lambda problem: (problem.span, problem.message),
                )
            ),
        )

    def _filter(self) -> Test | None:
        """The trigger's conditions, or its formula."""
        start, references = self.orchestration.start, self.references
        if start is None:
            return None
        if start.filter_formula is not None:
            value = references.formula(start.filter_formula, start.where("filter_formula"))
            return lambda view: value(view) is True
        if start.filters is None:
            return None
        holds = compile_requirements(_on_record(start.filters), references)
        if not start.requires_change:
            return holds
        held = compile_requirements(_on_record(start.filters), references, prior=True)
        return lambda view: holds(view) and not held(view)

    def _reserve(self) -> None:
        """Slots for what properties and scenarios read."""
        for scenario in self.orchestration.scenarios:
            for event in scenario.events:
                if isinstance(event, Expect):
                    for statement in event.statements:
                        compile_statement(statement, self.references)
        for claim in self.orchestration.properties:
            for side in (claim.statement, claim.second):
                if side is not None:
                    compile_statement(side, self.references)
        for name in (variable.name for variable in self.orchestration.variables if variable.is_input):
            self.references.inputs.place(name)

    def _stage(self, index: int, stage: Stage) -> StageProgram:
        steps = tuple(self._step(index, place, stage, step) for place, step in enumerate(stage.steps))
        return StageProgram(
            index=index,
            name=stage.name,
            subject=Subject("stage", stage.name, stage.name),
            steps=steps,
            exit=self._test(stage.exit),
            exit_flow=self._flow(stage.exit_flow),
            following=self._target(stage.connector),
            fault=self._target(stage.fault) if stage.fault is not None or stage.fault_ends else None,
            in_fault_path=stage.name not in self.graph.main and stage.name not in self.graph.recall,
            wakes_on=self._wakes_on(stage),
            no_outputs=(),
            exiting=(),
            has_approvals=any(step.kind is StepKind.APPROVAL for step in steps),
            span=stage.span,
        )

    def _step(self, stage_index: int, index: int, stage: Stage, step: Step) -> StepProgram:
        kind = KINDS.get(step.action_type or "")
        if kind is None:
            self.references.problems.append(
                Problem(
                    f"{step.name} is a step of an unknown kind; it is run as a background step", step.span
                )
            )
            kind = StepKind.BACKGROUND
        called = self.contract(step.calls) if step.calls and kind is not StepKind.MULESOFT else None
        asks = kind in (StepKind.INTERACTIVE, StepKind.APPROVAL)
        slots = self.references.output_slots(stage_index, index)
        if kind is StepKind.APPROVAL:
            slots.place("approvalDecision")
        assignee = step.assignees[0] if step.assignees else None
        path = f"{stage.name}/{step.name}"
        self.kinds[stage_index, index] = kind
        return StepProgram(
            index=index,
            name=step.name,
            kind=kind,
            subject=Subject("step", path, stage.name, step.name),
            item=Subject("item", path, stage.name, step.name),
            approval=Subject("approval", path, stage.name, step.name),
            synchronous=is_synchronous(
                step, kind, called, self.orchestration.api_version, self.choices.chosen("synchronous-choice")
            ),
            entry=self._test(step.entry),
            entry_flow=self._flow(step.entry_flow),
            exit=self._test(step.exit) if asks else None,
            exit_flow=self._flow(step.exit_flow) if asks else None,
            outputs=(),
            holes=(),
            known_outputs={},
            needed_outputs=(),
            writes=(),
            assignee=self.references.value(assignee.value) if assignee else None,
            assignee_type=assignee.kind if assignee else None,
            asks=asks,
            span=step.span,
        )

    def _with_slots(self, stage: StageProgram) -> StageProgram:
        """The stage once all conditions are compiled and it is known which outputs are read."""
        from dataclasses import replace

        steps: list[StepProgram] = []
        for step in stage.steps:
            slots = self.references.output_slots(stage.index, step.index)
            calls = self.orchestration.stages[stage.index].steps[step.index].calls
            called = self.contract(calls) if calls and step.kind is not StepKind.MULESOFT else None
            domains = output_domains(called, slots.names)
            if step.kind is StepKind.APPROVAL:
                domains["approvaldecision"] = ("approvalDecision", APPROVAL_DECISION)
            holes = tuple(
                Hole(name, domain, slots.places.get(folded)) for folded, (name, domain) in domains.items()
            )
            steps.append(
                replace(
                    step,
                    outputs=slots.names,
                    holes=holes,
                    known_outputs={hole.name.casefold(): hole for hole in holes},
                    needed_outputs=tuple(
                        hole for hole in holes if hole.domain.nullable is False and hole.slot is not None
                    ),
                    writes=tuple(self._writes(called)),
                )
            )
        return replace(
            stage,
            steps=tuple(steps),
            no_outputs=tuple((None,) * len(step.outputs) for step in steps),
            exiting=tuple(step for step in steps if step.exit is not None or step.exit_flow is not None),
        )

    def _decision(self, index: int, decision: Decision) -> DecisionProgram:
        return DecisionProgram(
            index=index,
            name=decision.name,
            subject=Subject("decision", decision.name),
            outcomes=tuple(self._outcome(outcome) for outcome in decision.outcomes),
            default=self._target(decision.default),
            span=decision.span,
        )

    def _outcome(self, outcome: Outcome) -> OutcomeProgram:
        before = None
        if outcome.requires_change:
            before = compile_requirements(outcome.requirements, self.references, prior=True)
        return OutcomeProgram(
            name=outcome.name,
            test=compile_requirements(outcome.requirements, self.references),
            before=before,
            target=self._target(outcome.connector),
        )

    def _test(self, requirements: Requirements | None) -> Test | None:
        return compile_requirements(requirements, self.references) if requirements else None

    def _flow(self, call: EvaluationCall | None) -> int | None:
        return self.flows.place(call.flow) if call else None

    def _target(self, connector: Connector | None) -> Target:
        if connector is None:
            return Target(Destination.END, -1, "")
        element = self.graph.elements.get(self._spelled(connector.target))
        match element:
            case Stage():
                return Target(
                    Destination.STAGE, self.references.stages[element.name.casefold()], element.name
                )
            case Decision():
                return Target(
                    Destination.DECISION, self.references.decisions[element.name.casefold()], element.name
                )
            case None:
                message = f"a connector leads to {connector.target}, which does not exist; a run that goes there fails"
                self.references.problems.append(Problem(message, connector.span))
                return Target(Destination.MISSING, -1, connector.target)

    def _entry(self) -> Target:
        start = self.orchestration.start
        if start is None:
            self.references.problems.append(
                Problem("the definition has no Start; no run begins", self.orchestration.span)
            )
            return Target(Destination.MISSING, -1, "Start")
        paths = [path for path in start.paths if path.path_type != APPROVAL_RECALL and path.connector]
        connector = start.connector
        if connector is None and paths:
            connector, paths = paths[0].connector, paths[1:]
        for path in paths:
            name = path.label or path.name
            self.references.problems.append(
                Problem(
                    f"the path {name} starts runs of its own; runs here start on the main path", path.span
                )
            )
        return self._target(connector)

    def _spelled(self, name: str) -> str:
        found = self.names.target(name)
        return found.name if found else name

    def _wakes_on(self, stage: Stage) -> frozenset[int]:
        """The record fields whose change wakes a stage: those that its requirements name (decision `record-wake-up`)."""
        start = self.orchestration.start
        if start is None or not start.is_record_triggered:
            return frozenset()
        parts: Iterable[Requirements | None] = (
            stage.exit,
            *(step.entry for step in stage.steps),
            *(step.exit for step in stage.steps),
        )
        found: set[int] = set()
        for requirements in parts:
            for condition in requirements.conditions if requirements else ():
                for side in (condition.left, condition.right):
                    if isinstance(side, Reference) and side.text.startswith("$Record."):
                        found.add(self.references.fields.place(side.text))
        return frozenset(found)

    def _writes(self, called: FlowContract | None) -> Iterable[Write]:
        for write in called.writes if called else ():
            slot = self.references.fields.places.get(write.field.casefold())
            if slot is not None and write.field.startswith("$Record.") and not write.creates:
                yield Write(slot, self._written(write))

    def _written(self, write: FieldWrite) -> Reader | None:
        match write.value:
            case None:
                return None
            case Sum(reference=text, amount=amount):
                read = self.references.reference(text, write.span)

                def total(view: object) -> object:
                    value = read(view)  # type: ignore[arg-type]  # a Reader's view
                    return None if value is None else value + amount  # type: ignore[operator]  # a number, or an error

                return total  # type: ignore[return-value]  # a Reader
            case Reference(text=text) if not text.startswith("$Record"):
                return None
            case _:
                return self.references.value(write.value)

    def _frozen(self, fields: tuple[str, ...]) -> frozenset[int]:
        bound = {
            field.field.casefold() for field in self.orchestration.fields if field.changed_by is not None
        }
        return frozenset(slot for slot, name in enumerate(fields) if name.casefold() in bound)

    def _refreshes(self) -> bool:
        if self.choices.chosen("record-freshness") == "copy-at-start":
            return False
        version = self.orchestration.api_version
        return version is None or version >= COPIED_BEFORE


def _on_record(filters: Requirements) -> Requirements:
    """The trigger's filters with their bare field names as fields of `$Record`."""
    from dataclasses import replace

    return replace(
        filters,
        conditions=tuple(
            replace(
                condition,
                left=condition.left
                if condition.left.is_global
                else replace(condition.left, text=f"$Record.{condition.left.text}"),
            )
            for condition in filters.conditions
        ),
    )
