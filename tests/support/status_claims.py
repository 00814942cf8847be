"""Random claims about the statuses of run, stages and steps, and about outcomes of decisions: the same seed and number give
the same claims for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from stageproof.grammar.model import Orchestration

RUN_STATUSES: Final = ("InProgress", "Suspended", "Suspended", "Completed", "Error", "Canceled")
STAGE_STATUSES: Final = ("InProgress", "Suspended", "Suspended", "Completed", "Error", "Canceled")
STEP_STATUSES: Final = ("NotStarted", "InProgress", "Completed", "Error", "Canceled")
EVENTS: Final = ("starts", "completes", "fails")


def claims(
    orchestration: Orchestration,
    seed: str,
    data: Sequence[str] = (),
    count: int = 12,
    outcomes: Sequence[str] = (),
) -> str:
    """So many claims in the words of the language, titled `0`, `1` and so on. `data`: comparisons to mix in; `outcomes`:
    statements about decisions, to mix in often.
    """
    drawing = _Claims(orchestration, Random(seed), data, outcomes)
    return "\n".join(map(drawing.claim, range(count)))


def about_outcomes(orchestration: Orchestration) -> tuple[str, ...]:
    """Everything that can be said of the decisions of a definition in one statement."""
    found: list[str] = []
    for decision in orchestration.decisions:
        name = decision.name
        found += (f"{name} is visited", f"{name} is null", f"{name} starts", f"{name} completes")
        for outcome in decision.outcomes:
            name = outcome.name
            found += (f"{name} is selected", f"{name} is selected", f"{name} = true", f"{name} <> true")
            found += (f"{name} is visited", f"{name} = {decision.outcomes[-1].name}")
    return tuple(found)


class _Claims:
    def __init__(
        self,
        orchestration: Orchestration,
        random: Random,
        data: Sequence[str],
        outcomes: Sequence[str],
    ) -> None:
        self.random = random
        self.data = data
        self.outcomes = outcomes
        self.stages = [stage.name for stage in orchestration.stages]
        self.steps = [step.name for stage in orchestration.stages for step in stage.steps]

    def claim(self, number: int) -> str:
        """Mostly what a shortest run refutes; now and then what needs a memory."""
        kind = self.random.choices(
            ("never", "implies", "either", "before", "once", "leads", "eventually"), (6, 6, 3, 1, 1, 1, 1)
        )[0]
        one, two, three = self.atom(), self.atom(), self.atom()
        match kind:
            case "never":
                return f'never "{number}": {one} and {two}'
            case "implies":
                return f'always "{number}": {one} implies {two}'
            case "either":
                return f'always "{number}": {one} and {two} implies {three}'
            case "before":
                return f'always "{number}": {one} before {two}'
            case "once":
                return f'exactly once "{number}": {one}'
            case "leads":
                return f'always "{number}": {one} leads to {two} or {three}'
            case _:
                return f'eventually "{number}": {one} or {two}'

    def atom(self) -> str:
        """One statement, or its opposite."""
        text = self.plain()
        return f"not ({text})" if self.random.random() < 0.3 else text

    def plain(self) -> str:
        """One statement: a status, data, an outcome or a change."""
        random = self.random
        if self.outcomes and random.random() < 0.6:
            return random.choice(self.outcomes)
        kind = random.choices(("run", "stage", "step", "data", "change"), (5, 5, 3, 3 * bool(self.data), 2))[
            0
        ]
        match kind:
            case "run":
                return f"run is {random.choice(RUN_STATUSES)}"
            case "stage":
                return f"{random.choice(self.stages)} is {random.choice(STAGE_STATUSES)}"
            case "step":
                return f"{random.choice(self.steps or self.stages)} is {random.choice(STEP_STATUSES)}"
            case "data":
                return random.choice(self.data)
            case _:
                element = random.choice((*self.stages, *self.steps))
                return f"{element} {random.choice(EVENTS)}"
