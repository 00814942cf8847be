"""Round trips that may never wait, put into a drawn definition: stages that are passed at once, and decisions among them."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from agreement_drafts import END, Atom, Condition, Decision, Draft, Outcome, Stage

SHARE: Final = 0.15
"""The share of definitions that get one."""
ROUND: Final = "Turn"


def with_round_trip(draft: Draft, random: Random) -> Draft:
    """The definition with a decision more, and with stages that may complete as they are entered."""
    names = [stage.name for stage in draft.stages if stage.name != draft.recall]
    passed = random.sample(names, min(len(names), random.choice((1, 1, 2))))
    for name in passed:
        draft = _passing(draft, name, random)
    elements = [*names, *(decision.name for decision in draft.decisions)]
    atoms = [atom for atom in draft.atoms() if "changed" not in atom.text]
    atoms += (
        Atom(f"{name} is {word}", (name,)) for name in names for word in ("visited", "Error", "Completed")
    )
    atoms += (Atom(f"{ROUND}_1 is selected", (f"{ROUND}_1", ROUND)), Atom(f"{ROUND} is visited", (ROUND,)))
    outcomes = tuple(
        Outcome(
            f"{ROUND}_{number}",
            Condition(random.choice(("all", "any", "not")), (random.choice(atoms),)),
            random.choice((*elements, END)),
        )
        for number in range(1, random.choice((2, 3)))
    )
    default = random.choice((*passed, *passed, *elements, ROUND, END))
    turned = replace(draft, decisions=(*draft.decisions, Decision(ROUND, outcomes, default)))
    stages = list(turned.stages)
    for name in dict.fromkeys((random.choice(passed), random.choice(names))):
        place = next(place for place, stage in enumerate(stages) if stage.name == name)
        stages[place] = _leading(stages[place], random)
    return replace(turned, stages=tuple(stages))


def _leading(stage: Stage, random: Random) -> Stage:
    return replace(stage, fault=ROUND) if random.random() < 0.25 else replace(stage, then=ROUND)


def _passing(draft: Draft, name: str, random: Random) -> Draft:
    """The definition with a stage that may complete at once: without steps, or by an exit condition of its own."""
    place = next(place for place, stage in enumerate(draft.stages) if stage.name == name)
    stage = draft.stages[place]
    if random.random() < 0.4:
        passing = replace(stage, steps=(), exit=None)
        gone = [step.name for step in stage.steps]
    else:
        others = [other.name for other in draft.stages]
        about = random.choice((name, random.choice(others)))
        word = random.choice(("InProgress", "InProgress", "visited", "not Error", "Completed"))
        passing = replace(stage, exit=Condition(atoms=(Atom(f"{about} is {word}", (about,)),)))
        gone = []
    stages = (*draft.stages[:place], passing, *draft.stages[place + 1 :])
    left = replace(draft, stages=stages)
    while gone:
        before = _outcomes(left)
        left = left.reading_nothing_of(*gone)
        gone = sorted(before - _outcomes(left))
    return left


def _outcomes(draft: Draft) -> set[str]:
    return {outcome.name for decision in draft.decisions for outcome in decision.outcomes}
