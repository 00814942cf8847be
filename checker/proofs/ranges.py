"""Fields that called flows count past what is declared of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ...engine.program.compile import compile_orchestration
from ...engine.values import shown
from ...grammar.condition import Condition
from ...grammar.contract import FieldWrite, FlowContract, Sum
from ...grammar.declaration import FieldDeclaration
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration, Step
from ...grammar.property import AllOf, Happens, Property, Statement
from ...grammar.value import Number, Reference
from ..budget import BudgetSpentError
from ..context import Context
from ..encoding.building import TooLargeError
from .own.judge import judge_all
from .own.verdict import OwnVerdict


@dataclass(frozen=True, slots=True)
class Passed:
    """A field that a run takes past a bound of its declaration, with the step whose flow does it and what that writes."""

    field: FieldDeclaration
    bound: Fraction
    step: Step
    contract: FlowContract
    amount: Fraction
    verdict: OwnVerdict

    @property
    def message(self) -> str:
        """What is wrong, for people."""
        field, (sign, word, _) = self.field.field, self._words
        return (
            f"{self.contract.name}, which {self.step.name} calls, sets {field} to {field} {sign} {shown(abs(self.amount))}, and "
            f"some run takes it past {shown(self.bound)}, the {word} value that is declared."
        )

    @property
    def help(self) -> str:
        """What to do about it."""
        return (
            f"Declare what the field can really be, or call {self.contract.name} only while {self.field.field} is "
            f"{self._words[2]} {shown(self.bound - self.amount)}."
        )

    @property
    def _words(self) -> tuple[str, str, str]:
        return ("+", "greatest", "at most") if self.amount > 0 else ("-", "least", "at least")


def ranges_passed(context: Context) -> Iterator[Passed]:
    """Each declared bound that some run passes because a called flow adds to the field, with the first step that takes it there;
    nothing where that is too large to find out.
    """
    proofs = context.proofs
    counts = list(_counts(context))
    if proofs.analysis is None or not proofs.analysis.begins or not counts:
        return
    by_bound: dict[tuple[str, bool], list[Count]] = {}
    for count in counts:
        by_bound.setdefault((count.field.field.casefold(), count.amount > 0), []).append(count)
    claims = [_stays(*count, on=True) for count in counts]
    claims += (_stays(*found[0], on=False) for found in by_bound.values())
    program = compile_orchestration(
        replace(context.orchestration, properties=tuple(claims)), proofs.program.choices, context.contract
    )
    try:
        verdicts = judge_all(program, proofs.contracts, proofs.budget)
    except (BudgetSpentError, TooLargeError, RecursionError):
        return
    passing = dict(zip(counts, verdicts, strict=False))
    for found, past in zip(by_bound.values(), verdicts[len(counts) :], strict=True):
        taking = [(count, passing[count]) for count in found if passing[count].verdict == "refuted"]
        late = [(found[0], past)] if past.verdict == "refuted" else []
        for count, verdict in (*taking, *late)[:1]:
            yield Passed(count.field, count.bound, count.step, count.contract, count.amount, verdict)


class Count(NamedTuple):
    """A step whose flow moves a field of the record towards a declared bound."""

    field: FieldDeclaration
    bound: Fraction
    step: Step
    contract: FlowContract
    amount: Fraction


def _counts(context: Context) -> Iterator[Count]:
    for field in context.orchestration.fields:
        for step, contract, write in _sums(context.orchestration, context, field):
            assert isinstance(write.value, Sum)  # noqa: S101  # _sums says so
            amount = Fraction(write.value.amount)
            bound = field.domain.high if amount > 0 else field.domain.low
            if bound is not None and amount:
                yield Count(field, bound, step, contract, amount)


def _sums(
    orchestration: Orchestration, context: Context, field: FieldDeclaration
) -> Iterator[tuple[Step, FlowContract, FieldWrite]]:
    for _, step in orchestration.steps():
        contract = context.contract(step.calls) if step.calls else None
        for write in contract.writes if contract else ():
            same = write.field.casefold() == field.field.casefold()
            if contract and same and isinstance(write.value, Sum) and not write.creates:
                yield step, contract, write


def _stays(
    field: FieldDeclaration,
    bound: Fraction,
    step: Step,
    contract: FlowContract,
    amount: Fraction,
    *,
    on: bool,
) -> Property:
    """The claim that no run takes the field past the bound; `on`: none as the step completes, by what its flow adds."""
    past, within = (
        ("GreaterThan", "LessThanOrEqualTo") if amount > 0 else ("LessThan", "GreaterThanOrEqualTo")
    )
    statement: Statement = _compared(field, past, bound)
    if on:
        completes = Happens(element=step.name, event="completes")
        statement = AllOf(parts=(completes, statement, _compared(field, within, bound + amount)))
    title = f"{field.field} stays in its range, {contract.name} of {step.name}"
    return Property(kind="never", title=title, statement=statement)


def _compared(field: FieldDeclaration, operator: str, number: Fraction) -> Condition:
    return Condition(
        left=Reference(text=field.field), operator=operator, right=Number(value=number, text=shown(number))
    )
