"""Reading JSON reports of campaigns, so that they can be put together."""

from __future__ import annotations

from ....engine.records.reading import At, JsonError, read_json
from ...random_runs.fault_model import FaultModel, FaultModelError, fault_model
from ..outcome import Explored, Origin, StopReason
from ..part import Part
from .data import MOST, counts_from_data, failure_from_data, tally_from_data, texts_from_data


def parts_from_json(text: str) -> tuple[Part, ...]:
    """What a report says of each definition. Raises JsonError."""
    return tuple(_part(each) for each in read_json(text)["campaigns"].parts())


def _part(at: At) -> Part:
    number, parts = at["shard"].parts(2)
    tally = tally_from_data(at["tally"])
    merged = at.get("merged")
    several = () if merged is None else merged.parts()
    own = () if several else (_origin(at)._replace(runs=tally.runs, events=tally.events),)
    return Part(
        path=at["path"].text(),
        digest=at["digest"].text(),
        accepted=texts_from_data(at["accepted"]),
        profile=at["profile"].text(),
        decisions=tuple((name, each.text()) for name, each in at["decisions"].members().items()),
        shard=(number.whole(MOST), parts.whole(MOST)),
        origins=own or tuple(map(_merged_origin, several)),
        tally=tally,
        covered=frozenset(texts_from_data(at["covered"])),
        premises=frozenset(texts_from_data(at["premises"])),
        untold=frozenset(texts_from_data(at["untold"])),
        tolerated=tuple(counts_from_data(at["tolerated"]).items()),
        failures=tuple(failure_from_data(each) for each in at["failures"].parts()),
        notes=texts_from_data(at["notes"]),
    )


def _merged_origin(at: At) -> Origin:
    return _origin(at)._replace(
        files=texts_from_data(at["files"]), runs=at["runs"].whole(MOST), events=at["events"].whole(MOST)
    )


def _origin(at: At) -> Origin:
    explored = at["explored"]
    return Origin(
        files=(),
        seed=_seed(at["seed"]),
        planned=at["runs_planned"].whole(MOST),
        faults=_faults(at),
        longest=at["longest"].whole(MOST),
        stop_reason=at["stop_reason"].word(StopReason),
        explored=None if explored.is_null else _explored(explored),
        chunks=tuple(each.whole(MOST) for each in at["chunks"].parts()),
        runs=0,
        events=0,
    )


def _seed(at: At) -> int:
    try:
        return int(at.text())
    except ValueError as error:
        raise JsonError(at.pointer, f"{at.data} is no seed: a whole number is expected") from error


def _faults(at: At) -> FaultModel:
    try:
        return fault_model(at["faults"].text(), texts_from_data(at["without"]))
    except FaultModelError as error:
        raise JsonError(at["faults"].pointer, str(error)) from error


def _explored(at: At) -> Explored:
    return Explored(
        at["complete"].truth(),
        at["places"].whole(MOST),
        at["ways"].whole(MOST),
        at["distance"].whole(MOST),
    )
