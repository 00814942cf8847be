"""Whether a property says anything of its definition: would it hold of any other one with the same stages and steps?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ....engine.program.compile import compile_orchestration
from ....grammar.condition import All, Condition, Logic, Not, Requirements, Row
from ....grammar.model import Connector, Decision, Orchestration, Outcome, Stage, Start, Step
from ....grammar.property import Property
from ....grammar.value import Boolean, Reference
from ...budget import BudgetSpentError
from ...encoding.building import TooLargeError
from ..prove import Proofs
from .judge import SAFETY, judge_all

ANYWHERE: Final = "any way"
"""The decision that connectors of stages lead to; no API name has a blank."""
ONWARD: Final = "any way on"
"""The decision that connectors of decisions lead to: it leads to stages alone, so that decisions make no circle."""
MOST_STAGES: Final = 60
MOST_NODES: Final = 200_000
MOST_LOCATIONS: Final = 20_000


def independent(proofs: Proofs, claims: Sequence[Property]) -> tuple[Property, ...]:
    """Those of the claims that hold with every condition and every connector left open; nothing where that is too
    much to find out.
    """
    if len(proofs.program.stages) > MOST_STAGES:
        return ()
    found: list[Property] = []
    for is_safety in (True, False):
        remaining = tuple(claim for claim in claims if (claim.kind in SAFETY) is is_safety)
        if remaining:
            found += _holding(proofs, remaining)
    return tuple(found)


def _holding(proofs: Proofs, claims: tuple[Property, ...]) -> tuple[Property, ...]:
    made = _Liberal(proofs.program.orchestration)
    definition = replace(made.orchestration(), properties=claims)
    program = compile_orchestration(
        definition, proofs.program.choices, lambda name: proofs.contracts.get(name.casefold())
    )
    limit = min(proofs.budget, MOST_NODES)
    try:
        verdicts = judge_all(program, proofs.contracts, limit, made.open, shows=False, most=MOST_LOCATIONS)
    except (BudgetSpentError, TooLargeError, RecursionError):
        return ()
    return tuple(verdict.claim for verdict in verdicts if verdict.verdict == "proved")


class _Liberal:
    """The definition with the same stages, steps and declared values, in which every condition may hold or not, each time
    it is judged, and every connector leads to a decision that may lead anywhere. Every stage has a fault path: what a run
    comes by whose errors nothing catches, it comes by as well where the decision on that path fails.
    """

    def __init__(self, orchestration: Orchestration) -> None:
        self.old = orchestration
        most = max((len(one.outcomes) for one in orchestration.decisions), default=0)
        count = max(most, len(orchestration.stages) + len(orchestration.decisions))
        self.entry, self.exit = _open_condition(), _open_condition()
        self.bits = tuple(_open_condition() for _ in range(count.bit_length()))
        self.open = (self.entry, self.exit, *self.bits)

    def orchestration(self) -> Orchestration:
        start = self.old.start
        return replace(
            self.old,
            start=None if start is None else self._start(start),
            stages=tuple(map(self._stage, self.old.stages)),
            decisions=(
                *map(self._decision, self.old.decisions),
                self._leading(ANYWHERE, (*self.old.stages, *self.old.decisions)),
                self._leading(ONWARD, self.old.stages),
            ),
        )

    def _start(self, start: Start) -> Start:
        return replace(
            start,
            connector=Connector(target=ANYWHERE),
            filters=None,
            filter_formula=None,
            requires_change=None,
        )

    def _stage(self, stage: Stage) -> Stage:
        return replace(
            stage,
            steps=tuple(map(self._step, stage.steps)),
            exit=_single(self.exit),
            exit_flow=None,
            connector=Connector(target=ANYWHERE),
            fault=Connector(target=ANYWHERE),
        )

    def _step(self, step: Step) -> Step:
        return replace(
            step,
            entry=_single(self.entry),
            entry_flow=None,
            exit=None if step.exit is None and step.exit_flow is None else _single(self.exit),
            exit_flow=None,
        )

    def _decision(self, decision: Decision) -> Decision:
        return replace(
            decision,
            outcomes=tuple(
                replace(
                    outcome,
                    requirements=self._choice(number),
                    requires_change=None,
                    connector=Connector(target=ONWARD),
                )
                for number, outcome in enumerate(decision.outcomes)
            ),
            default=Connector(target=ONWARD),
        )

    def _leading(self, name: str, elements: Sequence[Stage | Decision]) -> Decision:
        return Decision(
            name=name,
            outcomes=tuple(
                Outcome(
                    name=f"{name} {number}",
                    requirements=self._choice(number),
                    connector=Connector(target=element.name),
                )
                for number, element in enumerate(elements)
            ),
        )

    def _choice(self, number: int) -> Requirements:
        """Holds for one value of the bits alone, so that every outcome and the default can be taken."""
        rows: tuple[Logic, ...] = tuple(
            Row(place + 1) if number >> place & 1 else Not(Row(place + 1)) for place in range(len(self.bits))
        )
        return Requirements(logic=All(rows), conditions=self.bits)


def _open_condition() -> Condition:
    truth = Reference(text="$GlobalConstant.True")
    return Condition(left=truth, operator="EqualTo", right=Boolean(value=True))


def _single(condition: Condition) -> Requirements:
    return Requirements(logic=All((Row(1),)), conditions=(condition,))
