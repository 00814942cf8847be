"""A configuration as JSON and back: what is read is what was written.

The statuses, outputs and fields stand in the order of the definition, whose names are written beside them and checked
on reading: a state of one definition is no state of another.
"""

from __future__ import annotations

from json import dumps
from typing import Final

from ..configuration import Configuration, Failure, StageState, StoredResult
from ..error_kinds import ErrorKind
from ..past_stages import PastStages
from ..program.program import Program, StageProgram
from ..statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)
from ..values import Value
from .reading import At, JsonError, read_json
from .values_json import Data, exact_number, from_data, to_data

FORMAT_VERSION: Final = 1


def state_to_json(program: Program, configuration: Configuration) -> str:
    """A configuration of a program as JSON."""
    data: Data = {
        "format_version": FORMAT_VERSION,
        "definition": _definition(program),
        "state": _configuration(configuration),
    }
    return dumps(data, ensure_ascii=False, indent=2) + "\n"


def state_from_json(program: Program, text: str) -> Configuration:
    """The configuration that `state_to_json` wrote.

    Raises JsonError, with the place, for anything else, also for a state of another definition.
    """
    top = read_json(text)
    version = top["format_version"]
    if version.data != FORMAT_VERSION:
        raise JsonError(
            version.pointer, f"this version reads format {FORMAT_VERSION} only. Write the state anew with it."
        )
    ours = _definition(program)
    theirs = top["definition"].members()
    for what, names in ours.items():
        if what not in theirs or theirs[what].data != names:
            pointer = theirs[what].pointer if what in theirs else "/definition"
            raise JsonError(
                pointer, f"this is the state of another definition than {program.orchestration.name}"
            )
    return _read_configuration(program, top["state"])


def _definition(program: Program) -> dict[str, Data]:
    return {
        "name": program.orchestration.name,
        "stages": [
            {
                "name": stage.name,
                "steps": [{"name": step.name, "outputs": list(step.outputs)} for step in stage.steps],
            }
            for stage in program.stages
        ],
        "decisions": [
            {"name": decision.name, "outcomes": [outcome.name for outcome in decision.outcomes]}
            for decision in program.decisions
        ],
        "inputs": list(program.inputs),
        "fields": list(program.fields),
        "evaluation_flows": list(program.flows),
    }


# -------------------------------------------------------------------- writing


def _configuration(state: Configuration) -> Data:
    return {
        "run": _word(state.run),
        "location": state.location,
        "current": _stage(state.current),
        "past": [_stage(stage) for stage in state.past],
        "outcomes": list(state.outcomes),
        "inputs": _values(state.inputs),
        "record": _values(state.record),
        "world": _values(state.world),
        "answers": list(state.answers),
        "queue": list(state.queue),
        "stored": [_stored(result) for result in state.stored],
        "starting": state.starting,
        "failure": _failure(state.failure),
        "waited": to_data(state.waited),
        "overdue": state.overdue,
        "submission": _word(state.submission),
        "rejected": state.rejected,
        "recalling": state.recalling,
        "reported": [list(place) for place in state.reported],
    }


def _stage(stage: StageState | None) -> Data:
    if stage is None:
        return None
    return {
        "status": stage.status.value,
        "steps": [status.value for status in stage.steps],
        "items": [_word(status) for status in stage.items],
        "outputs": [_values(outputs) for outputs in stage.outputs],
        "approvals": [_word(status) for status in stage.approvals],
    }


def _stored(result: StoredResult) -> Data:
    return {
        "step": result.step,
        "outputs": [{"name": name, "value": to_data(value)} for name, value in result.outputs],
        "error": _word(result.error),
    }


def _failure(failure: Failure | None) -> Data:
    if failure is None:
        return None
    return {"kind": failure.kind.value, "step": failure.step, "resumable": failure.resumable}


def _values(values: tuple[Value, ...]) -> Data:
    return [to_data(value) for value in values]


def _word(word: str | None) -> Data:
    return None if word is None else str(word)


# -------------------------------------------------------------------- reading


def _read_configuration(program: Program, at: At) -> Configuration:
    location = at["location"]
    place = None if location.is_null else location.whole(len(program.stages))
    current = at["current"]
    if (place is None) and not current.is_null:
        raise current.wrong("null, as the run is in no stage")
    stage = None if place is None else program.stages[place]
    steps = len(stage.steps) if stage else 0
    past = zip(program.stages, at["past"].parts(len(program.stages)), strict=True)
    run, submission, failure = at["run"], at["submission"], at["failure"]
    return Configuration(
        run=None if run.is_null else run.word(RunStatus),
        location=place,
        current=None if current.is_null or stage is None else _read_stage(stage, current),
        past=PastStages.of(
            tuple(None if state.is_null else _read_stage(known, state) for known, state in past)
        ),
        outcomes=_read_outcomes(program, at["outcomes"]),
        inputs=_read_values(at["inputs"], len(program.inputs)),
        record=_read_values(at["record"], len(program.fields)),
        world=_read_values(at["world"], len(program.fields)),
        answers=tuple(answer.truth() for answer in at["answers"].parts(len(program.flows))),
        queue=tuple(step.whole(steps) for step in at["queue"].parts()),
        stored=tuple(_read_stored(steps, result) for result in at["stored"].parts()),
        starting=at["starting"].truth(),
        failure=None if failure.is_null else _read_failure(steps, failure),
        waited=exact_number(at["waited"]),
        overdue=at["overdue"].truth(),
        submission=None if submission.is_null else submission.word(SubmissionStatus),
        rejected=at["rejected"].truth(),
        recalling=at["recalling"].truth(),
        reported=tuple(_read_place(program, place) for place in at["reported"].parts()),
    )


def _read_place(program: Program, at: At) -> tuple[int, int]:
    """A stage and a step of it, by their numbers from 0."""
    stage, step = at.parts(2)
    number = stage.whole(len(program.stages))
    return number, step.whole(len(program.stages[number].steps))


def _read_outcomes(program: Program, at: At) -> tuple[int | None, ...]:
    """Per decision the outcome taken: its number from 0, -1 for the default, null where it was not reached."""
    found: list[int | None] = []
    for decision, taken in zip(program.decisions, at.parts(len(program.decisions)), strict=True):
        if taken.is_null:
            found.append(None)
        elif taken.data == -1:
            found.append(-1)
        else:
            found.append(taken.whole(len(decision.outcomes)))
    return tuple(found)


def _read_stage(stage: StageProgram, at: At) -> StageState:
    count = len(stage.steps)
    outputs = zip(stage.steps, at["outputs"].parts(count), strict=True)
    items = at["items"].parts(count)
    approvals = at["approvals"].parts(count if stage.has_approvals else 0)
    return StageState(
        status=at["status"].word(StageStatus),
        steps=tuple(status.word(StepStatus) for status in at["steps"].parts(count)),
        items=tuple(None if item.is_null else item.word(WorkItemStatus) for item in items),
        outputs=tuple(_read_values(values, len(step.outputs)) for step, values in outputs),
        approvals=tuple(None if item.is_null else item.word(ApprovalItemStatus) for item in approvals),
    )


def _read_values(at: At, length: int) -> tuple[Value, ...]:
    return tuple(from_data(value) for value in at.parts(length))


def _read_stored(steps: int, at: At) -> StoredResult:
    error = at["error"]
    outputs = at["outputs"].parts()
    return StoredResult(
        step=at["step"].whole(steps),
        outputs=tuple((output["name"].text(), from_data(output["value"])) for output in outputs),
        error=None if error.is_null else error.word(ErrorKind),
    )


def _read_failure(steps: int, at: At) -> Failure:
    step = at["step"]
    return Failure(
        kind=at["kind"].word(ErrorKind),
        step=None if step.is_null else step.whole(steps),
        resumable=at["resumable"].truth(),
    )
