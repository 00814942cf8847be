"""The families: `par`, `blocks`, `faults` and `data`."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from .case import END, Case, Decision, Outcome, Stage, Step

RETRIES: Final = 3


def par(chains: int, length: int) -> Case:
    """One stage with `chains` chains of `length` steps that start one after the other: (length + 1) ** chains states."""
    steps = tuple(
        Step(f"Step_{chain}_{place}", "Do_It", (f"Step_{chain}_{place - 1}",) if place else ())
        for chain in range(chains)
        for place in range(length)
    )
    return Case(f"Par_{chains}_{length}", (Stage("Work", steps),))


def mixed(case: Case, seed: int = 0) -> Case:
    """The same case, the steps of each stage listed in another order."""
    random = Random(f"mixed {case.name} {seed}")
    stages = tuple(
        stage._replace(steps=tuple(random.sample(stage.steps, len(stage.steps)))) for stage in case.stages
    )
    return replace(case, name=f"{case.name}_Mixed", stages=stages)


def blocks(count: int) -> Case:
    """Again and again: three stages in a row, a decision with two outcomes, a stage with two parallel steps on one way."""
    stages: list[Stage] = []
    decisions: list[Decision] = []
    for block in range(count):
        following = f"A_{block + 1}" if block + 1 < count else END
        for letter, after in (("A", f"B_{block}"), ("B", f"C_{block}"), ("C", f"Which_{block}")):
            flow = "Ask_2" if letter == "C" else "Do_It"
            stages.append(Stage(f"{letter}_{block}", (Step(f"Do_{letter}_{block}", flow),), after))
        both = tuple(Step(f"Do_{side}_{block}", "Do_It") for side in ("Left", "Right"))
        stages.append(Stage(f"Both_{block}", both, following))
        outcomes = (Outcome(f"Both_{block}"), Outcome(following))
        decisions.append(Decision(f"Which_{block}", outcomes, following, f"Do_C_{block}"))
    return Case(f"Blocks_{count}", tuple(stages), tuple(decisions))


def faults(depth: int, jumps: int, *, counted: bool) -> Case:
    """A stage with `depth` fault paths, each nested in the one before, and `jumps` Go To connectors back to earlier stages.

    A jump is taken while fewer than three repairs are counted. `counted`: repairs count; without it nothing ever
    changes the count, and a run can go round for ever.
    """
    names = ["Work", *(f"Repair_{level}" for level in range(1, depth + 1))]
    back: list[list[str]] = [[] for _ in range(depth + 1)]
    for jump in range(jumps):
        level = jump % depth + 1
        back[level].append(names[jump // depth % level])
    stages: list[Stage] = []
    decisions: list[Decision] = []
    for level, name in enumerate(names):
        error = names[level + 1] if level < depth else None
        flow = f"Repair_And_Ask_{len(back[level])}" if level else "Do_It"
        then = f"Again_{level}" if back[level] else END
        stages.append(Stage(name, (Step(f"Do_{name}", flow),), then, error, fails=True))
        if back[level]:
            outcomes = tuple(Outcome(target, 0, tuple(range(RETRIES))) for target in back[level])
            decisions.append(Decision(f"Again_{level}", outcomes, END, f"Do_{name}"))
    flows = sorted({step.flow for stage in stages[1:] for step in stage.steps})
    kind = "Counted" if counted else "Uncounted"
    return Case(
        f"Faults_{depth}_{jumps}_{kind}",
        tuple(stages),
        tuple(decisions),
        (RETRIES + 1,),
        counts=tuple((flow, 0) for flow in flows) if counted else (),
    )


def data(stages: int, variables: int, regions: int, seed: int = 0) -> Case:
    """Stages in a row; 35 % are followed by a decision on data that may skip some, 30 % by one that may lead back.

    40 % of the stages call a flow that writes one variable; what leads back is followed by a write.
    """
    random = Random(f"data {stages} {variables} {regions} {seed}")
    made: list[Stage] = []
    decisions: list[Decision] = []
    names = [*(f"S_{number}" for number in range(stages)), END]
    for number in range(stages):
        writes = random.random() < 0.4
        flow = f"Write_{random.randrange(variables)}" if writes else "Do_It"
        following = names[number + 1]
        if random.random() < 0.35:
            variable, value = random.randrange(variables), random.randrange(regions)
            skipped = names[min(stages, number + random.randint(1, 4))]
            decision = Decision(f"Skip_{number}", (Outcome(following, variable, (value,)),), skipped)
            decisions.append(decision)
            following = decision.name
        if random.random() < 0.3:
            variable, target = random.randrange(variables), names[max(0, number - random.randint(1, 3))]
            flow = f"Write_{variable}" if not writes else flow
            decision = Decision(f"Back_{number}", (Outcome(target, variable, (0,)),), following)
            decisions.append(decision)
            following = decision.name
        made.append(Stage(names[number], (Step(f"Do_{number}", flow),), following))
    return Case(
        f"Data_{stages}_{variables}_{regions}",
        tuple(made),
        tuple(decisions),
        (regions,) * variables,
        tuple((f"Write_{variable}", (variable,)) for variable in range(variables)),
    )


def pairs(stages: int, steps: int) -> Case:
    """Stages in a row, each with pairs of steps, the second of which starts when the first is completed."""
    names = [*(f"S_{number}" for number in range(stages)), END]
    made = [
        Stage(
            names[number],
            tuple(
                Step(f"Do_{number}_{step}", "Do_It", (f"Do_{number}_{step - 1}",) if step % 2 else ())
                for step in range(steps)
            ),
            names[number + 1],
        )
        for number in range(stages)
    ]
    return Case(f"Pairs_{stages}_{steps}", tuple(made))
