"""Which values change together: one event of the world gives them, or takes them away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ....engine.program.program import Destination, Program, Target
from .key import Key


class Change(NamedTuple):
    """Values that change together after a run has begun. `missing` are outputs that are null whenever that happens: their
    stages come later, and lead never back.
    """

    keys: frozenset[Key]
    missing: frozenset[Key]

    def among(self, keys: tuple[Key, ...]) -> Change:
        """The change as far as it is about these values."""
        return Change(self.keys & set(keys), self.missing & set(keys))


def changes_of(program: Program) -> tuple[Change, ...]:
    """A field alone, the outputs of a step."""
    found: dict[Change, None] = {}
    if program.refreshes_record:
        for slot, name in enumerate(program.fields):
            if slot not in program.frozen_fields:
                found[Change(frozenset((Key("field", name).folded,)), frozenset())] = None
    earlier = _earlier(program)
    for stage in program.stages:
        missing = frozenset(
            key
            for other in program.stages
            if other.index != stage.index and other.index not in earlier[stage.index]
            for step in other.steps
            for key in _outputs(program, other.index, step.index)
        )
        for step in stage.steps:
            outputs = _outputs(program, stage.index, step.index)
            given = frozenset(outputs[hole.slot] for hole in step.holes if hole.slot is not None)
            found |= dict.fromkeys(Change(group, missing) for group in (given, frozenset(outputs)) if group)
    return tuple(found)


def _outputs(program: Program, stage: int, step: int) -> list[Key]:
    made = program.stages[stage]
    path = f"{made.name}/{made.steps[step].name}"
    return [Key("output", f"{path}.{name}").folded for name in made.steps[step].outputs]


def _earlier(program: Program) -> list[set[int]]:
    """For each stage, the stages from which connectors lead to it."""
    earlier: list[set[int]] = [set() for _ in program.stages]
    for stage in program.stages:
        seen: set[tuple[Destination, int]] = set()
        todo = list(_behind(program, stage.index))
        while todo:
            target = todo.pop()
            if (target.kind, target.place) in seen:
                continue
            seen.add((target.kind, target.place))
            if target.kind is Destination.STAGE:
                earlier[target.place].add(stage.index)
                todo += _behind(program, target.place)
            elif target.kind is Destination.DECISION:
                decision = program.decisions[target.place]
                todo += (decision.default, *(outcome.target for outcome in decision.outcomes))
    return earlier


def _behind(program: Program, stage: int) -> Iterator[Target]:
    made = program.stages[stage]
    yield made.following
    if made.fault is not None:
        yield made.fault
    if program.recall is not None:
        yield program.recall


def looks_back(program: Program) -> bool:
    """Whether something is judged on the record's prior values too."""
    start = program.orchestration.start
    return (start is not None and start.requires_change) or any(
        outcome.before is not None for decision in program.decisions for outcome in decision.outcomes
    )
