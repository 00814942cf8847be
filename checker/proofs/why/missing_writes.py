"""What would have to be given or written for a condition to hold, where nothing ever does."""

from __future__ import annotations

from collections.abc import Sequence

from ....engine.scenarios.wording import OPERATORS, said, written
from ....engine.values import Value, literal, shown
from ....grammar.condition import TESTS, Condition
from ....grammar.contract import Sum
from ....grammar.value import FormulaValue, Reference
from ...diagrams.diagrams import EMPTY
from ...encoding.data.atoms import Atom, atom_of
from ...encoding.data.key import Key
from ..analysis import Analysis
from ..prove import Proofs


def missing_write(proofs: Proofs, condition: Condition) -> str:
    """A clause such as `Create never gives status = "Done"`; nothing where something may make the condition hold."""
    if proofs.analysis is None:
        return ""
    space = proofs.analysis.encoding.space
    atom = atom_of(condition, space.operands)
    if not atom.looks_at:
        is_false = atom.left.is_plain and atom.truth({}) is False
        return f"{condition.left.text} is always {shown(atom.left.read({}))}" if is_false else ""
    if len(atom.looks_at) > 1 or len(atom.keys) != 1:
        return ""
    key = atom.keys[0]
    wanted = [value for value in space.points(key) if atom.truth({key: value}) is True]
    possible = [value for value in wanted if space.can_be(key, value)]
    match key.kind:
        case "output" if None not in wanted:
            return _never_given(proofs.analysis, key, possible, condition)
        case "field":
            return _never_set(proofs, proofs.analysis, atom, key, possible, condition)
        case "input" if not possible:
            return f"nobody who starts a run may give {said(condition)}"
        case _:
            return ""


def _never_given(analysis: Analysis, key: Key, possible: Sequence[Value], condition: Condition) -> str:
    step = analysis.program.step(key.name.partition(".")[0].rpartition("/")[2])
    if step is None:
        return ""
    if possible:
        completes = any(analysis.is_taken(edge) for edge in analysis.edges_of("complete", step.name))
        return "" if completes else f"{step.name} never completes, so it gives no result"
    text = said(condition)
    if _is_direct(analysis, key, condition):
        return f"{step.name} never gives {text[len(f'{step.name}.Outputs.') :]}"
    return f"{step.name} never gives a value for which {text}"


def _never_set(
    proofs: Proofs, analysis: Analysis, atom: Atom, key: Key, possible: Sequence[Value], condition: Condition
) -> str:
    """A field has no such value as a run begins, no flow writes one, and nobody else changes it to one."""
    program = analysis.program
    slots = [name.casefold() for name in program.fields]
    if key.name not in slots or _may_be_written(proofs, atom, key):
        return ""
    is_open = program.refreshes_record and slots.index(key.name) not in program.frozen_fields
    if possible and (is_open or _begins_with(analysis, key, possible)):
        return ""
    ending = ", and no record that starts a run has it so" if possible else ""
    return f"nothing sets {_wanted(analysis, key, condition)}{ending}"


def _is_direct(analysis: Analysis, key: Key, condition: Condition) -> bool:
    """Whether a condition compares the value itself with what is written out, not something that is made of it."""
    is_left = condition.left.text.casefold() == analysis.encoding.space.spelled(key).casefold()
    return is_left and not isinstance(condition.right, Reference)


def _wanted(analysis: Analysis, key: Key, condition: Condition) -> str:
    name = analysis.encoding.space.spelled(key)
    if not _is_direct(analysis, key, condition) or condition.operator in TESTS or condition.right is None:
        return f"{name} so that {said(condition)}"
    if condition.operator == "EqualTo":
        return f"{name} to {written(condition.right)}"
    return f"{name} so that it is {OPERATORS.get(condition.operator, condition.operator)} {written(condition.right)}"


def _may_be_written(proofs: Proofs, atom: Atom, key: Key) -> bool:
    """Whether a called flow writes a value for which the condition holds, or one that nobody can know."""
    program = proofs.program
    called = {(step.calls or "").casefold() for _, step in program.orchestration.steps()}
    known = {contract.name.casefold(): contract for contract in program.orchestration.contracts}
    for contract in (
        {**known, **proofs.contracts}[name] for name in sorted(called & {*known, *proofs.contracts})
    ):
        for write in contract.writes:
            if write.field.casefold() != key.name:
                continue
            match write.value:
                case None | Reference() | Sum() | FormulaValue():
                    return True
                case value if atom.truth({key: literal(value)}) is not False:
                    return True
                case _:
                    pass
    return False


def _begins_with(analysis: Analysis, key: Key, values: Sequence[Value]) -> bool:
    """Whether a record with one of the values starts a run."""
    space, diagrams = analysis.encoding.space, analysis.model.diagrams
    regions = {region for value in values if (region := space.region_of(key, value)) is not None}
    places = [where for region in sorted(regions) if (where := space.where(key, region)) is not None]
    if not places:
        return True
    having = diagrams.union_of(diagrams.literal(*where) for where in places)
    return any(
        diagrams.intersection(analysis.states_taking(edge), having) != EMPTY
        for edge, _ in analysis.edges("trigger")
    )
