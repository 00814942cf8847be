"""Whether a property of the author can tell a suspended run from the one in progress that it was.

While a run is suspended, and as it is resumed, there are further moments in which properties are judged. Nothing starts,
completes or fails in them, steps and outcomes are as they were; run and stage are Suspended, and as the run is resumed it
reads the record anew, before anything else comes of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from ....engine.program.program import Program
from ....engine.scenarios.wording import status_of
from ....grammar.condition import Condition
from ....grammar.model import Constant, Decision, Outcome, Stage, Step, Variable
from ....grammar.names import Names
from ....grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Property, Statement
from ....grammar.value import FormulaValue, Reference, Text
from ...three_valued import conjunction, disjunction, implication, negation

CHANGED: Final = frozenset({"InProgress", "Suspended"})
"""The statuses of run and stage that a suspend and a resume change."""
RECORD: Final = "$Record."


def sees_suspended(claim: Property, program: Program) -> bool:
    """Whether the moments of a suspend and a resume can make a difference to the verdict on a property."""
    return _Seeing(program).is_different(claim)


class _Seeing:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.names = Names.of(program.orchestration)

    def is_different(self, claim: Property) -> bool:
        statement, second = claim.statement, claim.second
        match claim.kind:
            case "always":
                wrong = Negation(part=statement, span=statement.span)
                premises = (statement.premise,) if isinstance(statement, Implication) else ()
                return any(map(self.adds, (wrong, *premises)))
            case "never":
                parts = statement.parts if isinstance(statement, AllOf) else ()
                return any(map(self.adds, (statement, *parts)))
            case "before":
                return second is not None and self.adds(second)
            case "exactly-once":
                return self.adds(statement, counts=True)
            case _:
                return self.adds(statement) or (second is not None and self.adds(second))

    def adds(self, statement: Statement, *, counts: bool = False) -> bool:
        """Whether a statement may hold in such a moment without holding in the last one before. `counts`: each change that
        it speaks of counts.
        """
        if _without_changes(statement) is False:
            return False
        atoms = tuple(_signed(statement, wanted=True))
        return any(
            self._may_differ(atom) if isinstance(atom, Condition) else counts or not wanted
            for atom, wanted in atoms
        )

    def _may_differ(self, condition: Condition) -> bool:
        """Whether a condition may hold in such a moment and not in the last one before, or the other way round."""
        status = status_of(condition)
        if status is not None:
            element, value = status
            return value in CHANGED and not isinstance(self.names.get(element), Step)
        if condition.operator == "IsNull" and condition.left.is_status:
            return False
        match condition.right:
            case FormulaValue():
                return True
            case Reference() as right:
                return self._may_change(condition.left) or self._may_change(right)
            case Text(references=references):
                return any(map(self._may_change, (condition.left, *references)))
            case _:
                return self._may_change(condition.left)

    def _may_change(self, reference: Reference) -> bool:
        """Whether a value may be another than in the moment before."""
        if reference.is_global:
            return self._is_read_anew(reference.text)
        if reference.root.casefold() == "run":
            return True
        match self.names.get(reference.root):
            case Stage():
                return reference.is_status
            case Step(name=name):
                return reference.output is not None and self._comes_unseen(name)
            case Constant() | Decision() | Outcome() | Variable():
                return False
            case _:
                return True

    def _is_read_anew(self, text: str) -> bool:
        """Whether a run may see another value of a field as it is resumed."""
        program = self.program
        if not text.startswith(RECORD) or not program.refreshes_record:
            return False
        slot = next(
            (place for place, name in enumerate(program.fields) if name.casefold() == text.casefold()), None
        )
        written = {write.slot for stage in program.stages for step in stage.steps for write in step.writes}
        return slot is not None and (slot not in program.frozen_fields or slot in written)

    def _comes_unseen(self, step: str) -> bool:
        """Whether outputs change without a change of a status behind it."""
        stage, number = self.program.places[step.casefold()]
        steps = self.program.stages[stage].steps
        own = steps[number]
        if own.asks and (own.exit is not None or own.exit_flow is not None):
            return True
        return all(one.entry is not None or one.entry_flow is not None for one in steps)


def _without_changes(statement: Statement) -> bool | None:
    """What a statement is where nothing starts, completes or fails; None where conditions decide."""
    match statement:
        case Condition():
            return None
        case Happens():
            return False
        case AllOf(parts=parts):
            return conjunction(map(_without_changes, parts))
        case AnyOf(parts=parts):
            return disjunction(map(_without_changes, parts))
        case Negation(part=part):
            return negation(_without_changes(part))
        case Implication(premise=premise, conclusion=conclusion):
            return implication(_without_changes(premise), _without_changes(conclusion))
        case _:
            assert_never(statement)


def _signed(statement: Statement, *, wanted: bool) -> Iterator[tuple[Condition | Happens, bool]]:
    """What a statement is made of; `wanted`: each helps the statement to hold by holding, or by not holding."""
    match statement:
        case Condition() | Happens():
            yield statement, wanted
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _signed(part, wanted=wanted)
        case Negation(part=part):
            yield from _signed(part, wanted=not wanted)
        case Implication(premise=premise, conclusion=conclusion):
            yield from _signed(premise, wanted=not wanted)
            yield from _signed(conclusion, wanted=wanted)
        case _:
            assert_never(statement)
