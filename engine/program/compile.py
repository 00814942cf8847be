"""Making a definition ready to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...grammar.condition import EvaluationCall, Requirements
from ...grammar.contract import FlowContract
from ...grammar.flow_graph import FlowGraph
from ...grammar.model import Decision, Orchestration, Outcome, Stage, Step
from ...grammar.names import Names
from ...grammar.scenario import Expect
from ..configuration import Configuration
from ..decisions.choices import Choices, choices
from ..effects import Effects, documented_effects
from ..history import Subject
from ..past_stages import PastStages
from .conditions import compile_requirements, compile_statement
from .connectors import Connectors
from .domains import APPROVAL_DECISION, default_value, field_domain, output_domains, variable_domain
from .program import (
    DecisionProgram,
    Hole,
    OutcomeProgram,
    Problem,
    Program,
    StageProgram,
    StepKind,
    StepProgram,
)
from .references import PRIOR, References
from .slots import Slots
from .synchrony import is_synchronous
from .triggers import trigger, waking_fields
from .view import Test
from .writes import field_writes

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
        self.connectors = Connectors(orchestration, self.names, self.graph, self.references)
        self.flows = Slots()

    def _declared(self, name: str) -> FlowContract | None:
        return self.declared.get(name.casefold())

    def program(self) -> Program:
        definition, references = self.orchestration, self.references
        self._reserve()
        accepts = trigger(definition.start, references)
        stages = [self._stage(index, stage) for index, stage in enumerate(definition.stages)]
        decisions = [self._decision(index, decision) for index, decision in enumerate(definition.decisions)]
        stages = [self._with_slots(stage) for stage in stages]
        fields, inputs = references.fields.names, references.inputs.names
        return Program(
            orchestration=definition,
            choices=self.choices,
            effects=self.effects,
            stages=tuple(stages),
            decisions=tuple(decisions),
            entry=self.connectors.entry(),
            recall=self.connectors.recall(),
            run=Subject("run", "run"),
            submission=Subject("submission", "submission"),
            fields=fields,
            field_holes=tuple(
                Hole(name, field_domain(definition, name), slot) for slot, name in enumerate(fields)
            ),
            field_subjects=tuple(Subject("field", name) for name in fields),
            frozen_fields=self._frozen(fields, stages),
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
            following=self.connectors.target(stage.connector),
            fault=self.connectors.target(stage.fault)
            if stage.fault is not None or stage.fault_ends
            else None,
            in_fault_path=stage.name not in self.graph.main and stage.name not in self.graph.recall,
            wakes_on=waking_fields(stage, self.orchestration.start, self.references),
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
                    writes=tuple(field_writes(called, self.references)),
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
            default=self.connectors.target(decision.default),
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
            target=self.connectors.target(outcome.connector),
        )

    def _test(self, requirements: Requirements | None) -> Test | None:
        return compile_requirements(requirements, self.references) if requirements else None

    def _flow(self, call: EvaluationCall | None) -> int | None:
        return self.flows.place(call.flow) if call else None

    def _frozen(self, fields: tuple[str, ...], stages: Iterable[StageProgram]) -> frozenset[int]:
        """The fields that nobody outside changes: the prior record's, and those that only flows change whose writes
        are known. What a flow writes and nobody knows is the world's to say, and so stays open.
        """
        told = {
            write.slot
            for stage in stages
            for step in stage.steps
            for write in step.writes
            if write.value is not None
        }
        open_ended = {
            write.slot
            for stage in stages
            for step in stage.steps
            for write in step.writes
            if write.value is None
        }
        places = self.references.fields.places
        bound = {
            field.field.casefold()
            for field in self.orchestration.fields
            if field.changed_by == ()
            or (
                field.changed_by
                and (slot := places.get(field.field.casefold())) in told
                and slot not in open_ended
            )
        }
        return frozenset(
            slot
            for slot, name in enumerate(fields)
            if name.casefold() in bound or name.casefold().startswith(PRIOR.casefold())
        )

    def _refreshes(self) -> bool:
        if self.choices.chosen("record-freshness") == "copy-at-start":
            return False
        version = self.orchestration.api_version
        return version is None or version >= COPIED_BEFORE
