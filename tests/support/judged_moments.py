"""The moments at which a run judges the conditions of its definition, with everything they could look at: seen while
everything that the interpreter can do is explored. Nothing of the prover is used.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from agreement_watch import Watch

from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Graph
from stageproof.engine.exploration.policy import Policy
from stageproof.engine.program.program import (
    DecisionProgram,
    OutcomeProgram,
    Program,
    StageProgram,
    StepProgram,
)
from stageproof.engine.program.view import Test, View
from stageproof.engine.statuses import StageStatus, StepStatus, WorkItemStatus
from stageproof.engine.values import EvaluationError, Value
from stageproof.grammar.condition import Condition
from stageproof.grammar.model import Constant, Formula, Orchestration, TextTemplate
from stageproof.grammar.names import Names
from stageproof.grammar.sites import clauses
from stageproof.grammar.value import FormulaValue, Reference, Text
from stageproof.grammar.value import Value as Written

ANSWER: Final = "approvalDecision"
Holds = bool | None
"""Whether conditions hold; None where judging them is an error."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Conditions are judged once.

    `holds`: of each outcome of a decision, in order, whatever is tried before it; else of the one set of conditions.
    `values` of the places they look at, as `Judging.leaves` has them. `steps`: by name the status on the latest visit (None:
    never visited) and that of the newest work item; `stages` likewise.
    """

    holds: tuple[Holds, ...]
    values: tuple[tuple[str, Value], ...]
    steps: tuple[tuple[StepStatus | None, WorkItemStatus | None], ...]
    stages: tuple[StageStatus | None, ...]

    @property
    def taken(self) -> int | None:
        """The outcome that is taken; -1: the default, None: judging ends in an error."""
        for number, holds in enumerate(self.holds):
            if holds is None:
                return None
            if holds:
                return number
        return -1

    def value(self, leaf: int) -> Value:
        """The value of one of the places."""
        return self.values[leaf][1]


@dataclass(frozen=True, slots=True)
class Answered:
    """Conditions that look at the answer of an approval step are judged after one: `rest` is all of the run but the answer, and
    what only tells of it (the work item, the submission).
    """

    answer: Value
    rest: Hashable
    holds: tuple[Holds, ...]


@dataclass(slots=True)
class Judging:
    """What a program judges: by place (`outcome:D`, `entry:S`, `exit:S`, `start:S` of a step that starts) the references it
    looks at, and the moments at which it does. `graph`: all runs; `starts` and `outcomes`: what is reached in them. `answered`: by place and approval step.
    """

    program: Program
    leaves: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    moments: dict[str, set[Moment]] = field(default_factory=dict[str, set[Moment]])
    answered: dict[tuple[str, str], set[Answered]] = field(
        default_factory=dict[tuple[str, str], set[Answered]]
    )
    graph: Graph | None = None
    starts: frozenset[str] = frozenset()
    outcomes: frozenset[tuple[str, str]] = frozenset()

    @property
    def step_names(self) -> list[str]:
        """In the order of `Moment.steps`."""
        return [step.name for stage in self.program.stages for step in stage.steps]

    def at(self, place: str) -> set[Moment]:
        """The moments of a place; none where no run comes there."""
        return self.moments.get(place, set())

    def values(self, place: str, reference: str) -> set[Value]:
        """The values that a reference has at a place."""
        leaf = self.leaves[place].index(reference)
        return {moment.value(leaf) for moment in self.at(place)}


def judging(program: Program, limit: int, world: Policy) -> Judging | None:
    """Everything that is judged in runs of a program; None where it has more configurations than the limit."""
    found = Judging(program)
    names = Names.of(program.orchestration)
    for clause in clauses(program.orchestration):
        if clause.role != "filter":
            name = clause.decision.name if clause.decision else getattr(clause.owner, "name", "")
            place = f"{clause.role}:{name}"
            read = [leaf for one in clause.requirements.conditions for leaf in looked_at(names, one)]
            found.leaves[place] = tuple(dict.fromkeys((*found.leaves.get(place, ()), *read)))
    watch = Watch(program)
    graph = explore(_watched(found), limit=limit, events=world, watch=watch)
    found.graph = graph
    found.starts, found.outcomes = frozenset(watch.starts), frozenset(watch.outcomes)
    return found if graph.complete else None


def looked_at(names: Names, condition: Condition) -> Iterator[str]:
    """The values of the world that a condition looks at: fields, outputs and inputs, also through formulas and templates."""
    left = condition.left.text
    if condition.operator == "IsChanged":
        yield from (left, left.replace("$Record.", "$Record__Prior."))
        return
    for written in (condition.left, condition.right):
        yield from leaves_of(names, written, ())


def leaves_of(names: Names, written: Written | None, within: tuple[str, ...]) -> Iterator[str]:
    """The values of the world that something written is made of."""
    match written:
        case Reference():
            yield from _leaves(names, written, within)
        case Text(references=references) | FormulaValue(references=references):
            for reference in references:
                yield from _leaves(names, reference, within)
        case _:
            pass


def _leaves(names: Names, reference: Reference, within: tuple[str, ...]) -> Iterator[str]:
    if reference.text.casefold().startswith("$globalconstant") or reference.root in within:
        return
    node = None if reference.is_global else names.get(reference.root)
    inner = (*within, reference.root)
    match node:
        case Formula(references=references) | TextTemplate(references=references):
            for one in references:
                yield from _leaves(names, one, inner)
        case Constant(value=value):
            yield from leaves_of(names, value, inner)
        case _ if reference.is_global or reference.output or type(node).__name__ == "Variable":
            yield reference.text
        case _:
            pass


def value_in(program: Program, view: View, reference: str) -> Value:
    """The value of a field, an output or an input in the middle of a run."""
    root, _, rest = reference.partition(".")
    if root.startswith("$"):
        return view.record[_index(program.fields, reference)]
    if rest.casefold().startswith("outputs."):
        stage, step = program.places[root.casefold()]
        slot = _index(program.stages[stage].steps[step].outputs, rest.partition(".")[2])
        if view.location == stage:
            return view.outputs[step][slot]
        state = view.past[stage]
        return None if state is None else state.outputs[step][slot]
    return view.inputs[_index(program.inputs, reference)]


def _all_but(program: Program, view: View, step: str) -> Hashable:
    """Everything of a run in the middle of its work, but for the answer of one approval step."""
    place = program.places[step.casefold()]
    slots = program.stages[place[0]].steps[place[1]].outputs
    answer = next((slot for slot, name in enumerate(slots) if name == ANSWER), None)

    def told(stage: int, outputs: Sequence[tuple[Value, ...]]) -> Hashable:
        return tuple(
            tuple(
                (type(value).__name__, value)
                for slot, value in enumerate(values)
                if (stage, number, slot) != (*place, answer)
            )
            for number, values in enumerate(outputs)
        )

    stages = tuple(
        (view.stage_status, tuple(view.steps), told(stage.index, view.outputs))
        if view.location == stage.index
        else state and (state.status, state.steps, told(stage.index, state.outputs))
        for stage in program.stages
        for state in (view.past[stage.index],)
    )
    return view.run_status, view.location, stages, tuple(view.outcomes), view.inputs, view.record


def _index(names: tuple[str, ...], name: str) -> int:
    return [one.casefold() for one in names].index(name.casefold())


def _watched(found: Judging) -> Program:
    """The same program, whose conditions tell whenever they are judged."""
    program = found.program
    return replace(
        program,
        stages=tuple(_watched_stage(found, stage) for stage in program.stages),
        decisions=tuple(_watched_decision(found, decision) for decision in program.decisions),
    )


def _watched_stage(found: Judging, stage: StageProgram) -> StageProgram:
    steps = tuple(
        replace(step, entry=_starting(found, step), exit=_watched_test(found, f"exit:{step.name}", step.exit))
        for step in stage.steps
    )
    return replace(
        stage,
        steps=steps,
        exit=_watched_test(found, f"exit:{stage.name}", stage.exit),
        exiting=tuple(steps[step.index] for step in stage.exiting),
    )


def _starting(found: Judging, step: StepProgram) -> Test:
    """The entry condition of a step; where it holds, the step starts next."""
    entry = _watched_test(found, f"entry:{step.name}", step.entry)

    def judged(view: View) -> bool:
        if entry is not None and not entry(view):
            return False
        _note(found, f"start:{step.name}", view, ())
        return True

    return judged


def _watched_decision(found: Judging, decision: DecisionProgram) -> DecisionProgram:
    """The decision, whose first outcome tells of all of them: it is always judged."""
    if not decision.outcomes:
        return decision
    tests = tuple(map(_whole, decision.outcomes))
    first, *others = decision.outcomes

    def judged(view: View) -> bool:
        _note(found, f"outcome:{decision.name}", view, tests)
        return first.test(view)

    return replace(decision, outcomes=(replace(first, test=judged), *others))


def _watched_test(found: Judging, place: str, test: Test | None) -> Test | None:
    if test is None:
        return None
    judge = test

    def judged(view: View) -> bool:
        _note(found, place, view, (judge,))
        return judge(view)

    return judged


def _note(found: Judging, place: str, view: View, tests: tuple[Test, ...]) -> None:
    program = found.program
    holds = tuple(_judged(test, view) for test in tests)
    leaves = found.leaves.get(place, ())
    for leaf in leaves:
        step, _, output = leaf.partition(".Outputs.")
        if output == ANSWER:
            answered = Answered(value_in(program, view, leaf), _all_but(program, view, step), holds)
            found.answered.setdefault((place, step), set()).add(answered)
    values = [value_in(program, view, leaf) for leaf in leaves]
    moment = Moment(
        holds,
        tuple((type(value).__name__, value) for value in values),
        tuple(_step(view, stage, step) for stage in program.stages for step in stage.steps),
        tuple(_stage(view, stage) for stage in program.stages),
    )
    found.moments.setdefault(place, set()).add(moment)


def _whole(outcome: OutcomeProgram) -> Callable[[View], bool]:
    """The whole test of an outcome: it holds, and where it has to have become true, did not before."""
    before = outcome.before
    return lambda view: outcome.test(view) and not (before is not None and before(view))


def _judged(test: Callable[[View], bool], view: View) -> Holds:
    try:
        return test(view)
    except EvaluationError:
        return None


def _step(
    view: View, stage: StageProgram, step: StepProgram
) -> tuple[StepStatus | None, WorkItemStatus | None]:
    if view.location == stage.index:
        return view.steps[step.index], cast("Any", view).items[step.index]
    state = view.past[stage.index]
    return (None, None) if state is None else (state.steps[step.index], state.items[step.index])


def _stage(view: View, stage: StageProgram) -> StageStatus | None:
    if view.location == stage.index:
        return view.stage_status
    state = view.past[stage.index]
    return None if state is None else state.status


def definition_of(judged: Judging) -> Orchestration:
    """The definition whose runs were explored."""
    return judged.program.orchestration
