"""Following connectors: to a stage, through decisions, to the end.

Decisions try their outcomes in order ("Orchestrations", Decisions); the first that holds is taken, else the default.
"""

from __future__ import annotations

from ..error_kinds import ErrorKind, Strike
from ..history import Change
from ..program.program import DecisionProgram, Destination, Program, StageProgram, Target
from ..statuses import StageStatus
from ..values import EvaluationError
from .burst import Burst, Hop
from .errors import fail_outside_stages

OUTCOME_ROW = "decision-outcome-order"


def follow(burst: Burst, target: Target, origin: StageProgram | None) -> None:
    """Go where a connector leads. `origin` is the stage that was left, None at the start."""
    program = burst.program
    while True:
        if _turns_for_ever(burst, target):
            fail_outside_stages(burst, ErrorKind.PLATFORM, _round_trip(burst, target))
            return
        match target.kind:
            case Destination.STAGE:
                burst.enter(program.stages[target.place])
                return
            case Destination.END:
                end(burst, origin)
                return
            case Destination.MISSING:
                message = f"the connector leads to {target.name}, which does not exist"
                fail_outside_stages(burst, ErrorKind.PLATFORM, message)
                return
            case Destination.DECISION:
                decision = program.decisions[target.place]
                try:
                    target = _decide(burst, decision)
                except EvaluationError as error:
                    fail_outside_stages(burst, ErrorKind.DECISION, f"{decision.name}: {error}")
                    return


def end(burst: Burst, origin: StageProgram | None) -> None:
    """The run reaches End ("Orchestration Stages", fault path table, rows 1 and 2; else Completed)."""
    program, effects = burst.program, burst.program.effects
    if burst.recalling:
        burst.set_run(effects.run_recalls)
        return
    if origin is not None and origin.in_fault_path:
        burst.set_run(effects.run_completes_after_fault_path)
    elif any(state is not None and state.status is StageStatus.ERROR for state in burst.past):
        ended_there = origin is not None and _status(burst, origin) is StageStatus.ERROR
        burst.set_run(
            effects.run_completes_after_fault_path if ended_there else effects.run_completes_after_rejoining
        )
    else:
        burst.set_run(effects.run_completes)
    if program.is_approval:
        burst.set_submission(
            effects.submission_is_rejected if burst.rejected else effects.submission_is_approved
        )


def _status(burst: Burst, stage: StageProgram) -> StageStatus | None:
    state = burst.past[stage.index]
    return None if state is None else state.status


def _decide(burst: Burst, decision: DecisionProgram) -> Target:
    taken, target = -1, decision.default
    if burst.faults and (fault := burst.fault(Strike.DECISION, decision.name)) is not None:
        raise EvaluationError(fault.message or "an error occurred while it was evaluated")
    for number, outcome in enumerate(decision.outcomes):
        if outcome.test(burst) and not (outcome.before is not None and outcome.before(burst)):
            taken, target = number, outcome.target
            break
    before = burst.outcomes[decision.index]
    burst.outcomes = (*burst.outcomes[: decision.index], taken, *burst.outcomes[decision.index + 1 :])
    burst.changes.append(
        Change(
            decision.subject,
            "Outcome",
            _outcome_name(decision, before),
            _outcome_name(decision, taken),
            OUTCOME_ROW,
        )
    )
    return target


def _outcome_name(decision: DecisionProgram, taken: int | None) -> str | None:
    if taken is None:
        return None
    return decision.outcomes[taken].name if taken >= 0 else "default outcome"


def _turns_for_ever(burst: Burst, target: Target) -> bool:
    """Whether the burst goes round and ends here. It goes round once it has been here before in the same configuration
    and with the same errors still to strike: nothing will ever be different. It ends at one place of the round trip, wherever it
    came into it: `endless-burst`.
    """
    if burst.seen is None:
        burst.seen = {}
    burst.hops += 1
    if burst.hops <= len(burst.program.stages) + len(burst.program.decisions):
        return False
    here = (target, burst.close(), burst.faults)
    if burst.breaks_off is None and here in burst.seen:
        hops = list(burst.seen)
        burst.breaks_off = min(hops[hops.index(here) :], key=lambda hop: _order(burst.program, hop))
    burst.seen[here] = None
    return here == burst.breaks_off


def _order(program: Program, hop: Hop) -> tuple[bool, int, tuple[str, ...]]:
    """Stages before decisions, by API name; visits of the same by statuses, in that order too."""
    target, configuration, _ = hop
    words: list[str] = []
    for state, stage in zip(configuration.past, program.stages, strict=True):
        steps = ["null" for _ in stage.steps] if state is None else [str(step) for step in state.steps]
        words += (*steps, "null" if state is None else str(state.status))
    words += (
        _outcome_name(decision, configuration.outcomes[decision.index]) or "null"
        for decision in program.decisions
    )
    return target.kind is Destination.DECISION, target.place, tuple(words)


def _round_trip(burst: Burst, target: Target) -> str:
    names: list[str] = []
    for change in reversed(burst.changes):
        if change.subject.part in ("stage", "decision") and change.subject.name not in names:
            names.append(change.subject.name)
            if change.subject.name == target.name:
                break
    path = " → ".join((*reversed(names), target.name))
    return f"the run goes round and never waits: {path}"
