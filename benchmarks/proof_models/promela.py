"""A case for SPIN, in two styles: stages and decisions are labels of one process, and parallel steps are options of it,
which gives the fewest states; or chains of parallel steps are processes, which lets partial order reduction reduce them.
"""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case, Decision, Outcome, Stage


def to_promela(case: Case, *, processes: bool = False) -> str:
    """A model whose only valid end state is the end of the run: SPIN's search finds deadlocks, and no more is asked."""
    return "\n".join(_lines(case, processes)) + "\n"


def _lines(case: Case, processes: bool) -> Iterator[str]:
    most = max(len(stage.steps) for stage in case.stages)
    if most > 1 and processes:
        yield "proctype chain(byte steps) { do :: steps > 0 -> steps-- :: steps == 0 -> break od }"
    elif most > 1:
        yield f"bit is_done[{most}];"
    for variable in range(len(case.sizes)):
        yield f"byte v{variable};"
    yield "active proctype run_of_it() {"
    for variable in range(len(case.sizes)):
        yield f"  {_any_value(variable, case)};"
    yield f"  goto {case.first};"
    writes, counts = dict(case.writes), dict(case.counts)
    for stage in case.stages:
        yield f"{stage.name}:"
        if len(stage.steps) == 1:
            yield from _one_step(stage, writes, counts, case)
        elif processes:
            yield from _processes(stage)
        else:
            yield from _options(stage)
    for decision in case.decisions:
        yield f"{decision.name}:"
        yield from _decision(decision)
    yield "end_completed: skip"
    yield "}"


def chains_of(stage: Stage) -> list[int]:
    """How long the chains of a stage are, whose steps wait for at most one other each."""
    following: dict[str, str] = {}
    for step in stage.steps:
        if len(step.after) > 1 or any(name in following for name in step.after):
            raise SystemExit(f"the steps of {stage.name} are no chains")
        following.update(dict.fromkeys(step.after, step.name))
    lengths: list[int] = []
    for step in stage.steps:
        if not step.after:
            name, length = step.name, 1
            while name in following:
                name, length = following[name], length + 1
            lengths.append(length)
    return lengths


def _processes(stage: Stage) -> Iterator[str]:
    started = " ".join(f"run chain({length});" for length in chains_of(stage))
    yield f"  atomic {{ {started} }}"
    yield f"  (_nr_pr == 1) -> goto {stage.then or 'end_completed'};"


def _options(stage: Stage) -> Iterator[str]:
    index = {step.name: position for position, step in enumerate(stage.steps)}
    yield "  do"
    for step in stage.steps:
        awaited = "".join(f" && is_done[{index[name]}]" for name in step.after)
        position = index[step.name]
        yield f"  :: atomic {{ !is_done[{position}]{awaited} -> is_done[{position}] = 1 }}"
    every = " && ".join(f"is_done[{position}]" for position in index.values())
    reset = " ".join(f"is_done[{position}] = 0;" for position in index.values())
    yield f"  :: atomic {{ {every} -> {reset} goto {stage.then or 'end_completed'} }}"
    yield "  od;"


def _one_step(
    stage: Stage, writes: dict[str, tuple[int, ...]], counts: dict[str, int], case: Case
) -> Iterator[str]:
    target = stage.then or "end_completed"
    flow = stage.steps[0].flow
    body = [_any_value(variable, case) for variable in writes.get(flow, ())]
    if flow in counts:
        variable = counts[flow]
        most = case.sizes[variable] - 1
        body.append(f"v{variable} = (v{variable} < {most} -> v{variable} + 1 : {most})")
    completes = f"atomic {{ true -> {''.join(f'{part}; ' for part in body)}goto {target} }}"
    fails = f" :: atomic {{ true -> goto {stage.error or 'end_completed'} }}" if stage.fails else ""
    yield f"  if :: {completes}{fails} fi;"


def _decision(decision: Decision) -> Iterator[str]:
    otherwise = decision.otherwise or "end_completed"
    if decision.asks is not None:
        ways = [
            f":: {_guard(outcome)} -> goto {outcome.target or 'end_completed'}"
            for outcome in decision.outcomes
        ]
        yield f"  if {' '.join(ways)} :: true -> goto {otherwise} fi;"
        return
    for outcome in decision.outcomes:
        yield f"  if :: {_guard(outcome)} -> goto {outcome.target or 'end_completed'} :: else fi;"
    yield f"  goto {otherwise};"


def _any_value(variable: int, case: Case) -> str:
    return f"if {' '.join(f':: v{variable} = {value}' for value in range(case.sizes[variable]))} fi"


def _guard(outcome: Outcome) -> str:
    if outcome.variable is None:
        return "true"
    either = " || ".join(f"v{outcome.variable} == {value}" for value in outcome.values)
    return f"({either})"
