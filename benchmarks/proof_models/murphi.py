"""A case for rumur, in the language of Murphi."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case, Decision, Outcome, Stage


def to_murphi(case: Case) -> str:
    """A model with the same question as ours: from every state the end of the run can be reached.

    Rumur's liveness property asks for exactly that. The end goes round in itself, so it is no deadlock.
    """
    return "\n".join(_lines(case)) + "\n"


def _lines(case: Case) -> Iterator[str]:
    places = [stage.name for stage in case.stages] + [decision.name for decision in case.decisions]
    number = {name: place for place, name in enumerate((*places, ""))}
    end = number[""]
    most = max(len(stage.steps) for stage in case.stages)
    yield f"var place: 0..{end};"
    yield f"var is_done: array[0..{most - 1}] of boolean;"
    for variable, size in enumerate(case.sizes):
        yield f"var v{variable}: 0..{size - 1};"
    for variable, size in enumerate(case.sizes):
        yield f"ruleset x{variable}: 0..{size - 1} do"
    yield "startstate"
    yield f"  place := {number[case.first]};"
    yield f"  for i: 0..{most - 1} do is_done[i] := false; end;"
    for variable in range(len(case.sizes)):
        yield f"  v{variable} := x{variable};"
    yield "end;"
    yield from ("end;" for _ in case.sizes)
    writes, counts = dict(case.writes), dict(case.counts)
    for stage in case.stages:
        yield from _stage(stage, number, writes, counts, case)
    for decision in case.decisions:
        yield from _decision(decision, number)
    yield f'rule "stay" place = {end} ==> begin place := {end}; end;'
    yield f'liveness "it can complete" place = {end};'


def _stage(
    stage: Stage,
    number: dict[str, int],
    writes: dict[str, tuple[int, ...]],
    counts: dict[str, int],
    case: Case,
) -> Iterator[str]:
    here = f"place = {number[stage.name]}"
    index = {step.name: position for position, step in enumerate(stage.steps)}
    for position, step in enumerate(stage.steps):
        guard = " & ".join(
            [here, f"!is_done[{position}]", *(f"is_done[{index[name]}]" for name in step.after)]
        )
        written = writes.get(step.flow, ())
        yield from (f"ruleset x: 0..{case.sizes[variable] - 1} do" for variable in written)
        effects = [f"is_done[{position}] := true;", *(f"v{variable} := x;" for variable in written)]
        if step.flow in counts:
            variable = counts[step.flow]
            effects.append(
                f"if v{variable} < {case.sizes[variable] - 1} then v{variable} := v{variable} + 1; end;"
            )
        yield f'rule "{step.name}" {guard} ==> begin {" ".join(effects)} end;'
        yield from ("end;" for _ in written)
        if stage.fails:
            target = number[stage.error or ""]
            yield f'rule "{step.name} fails" {guard} ==> begin place := {target}; end;'
    every = " & ".join([here, *(f"is_done[{position}]" for position in index.values())])
    reset = " ".join(f"is_done[{position}] := false;" for position in index.values())
    yield f'rule "{stage.name} completes" {every} ==> begin {reset} place := {number[stage.then]}; end;'


def _decision(decision: Decision, number: dict[str, int]) -> Iterator[str]:
    here = f"place = {number[decision.name]}"
    before: list[str] = []
    for position, outcome in enumerate(decision.outcomes):
        guard = " & ".join([here, *before, *_guard(outcome)])
        yield f'rule "{decision.name} {position}" {guard} ==> begin place := {number[outcome.target]}; end;'
        if decision.asks is None:
            before += [f"!({part})" for part in _guard(outcome)]
    guard = " & ".join([here, *before])
    yield f'rule "{decision.name} otherwise" {guard} ==> begin place := {number[decision.otherwise]}; end;'


def _guard(outcome: Outcome) -> list[str]:
    if outcome.variable is None:
        return []
    either = " | ".join(f"v{outcome.variable} = {value}" for value in outcome.values)
    return [f"({either})"]
