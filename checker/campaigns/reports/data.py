"""Campaigns as JSON, version 1: for machines, for parts that are put together, for going on after a stop.

Keys are added, never renamed. What is counted is exact; nothing depends on the clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from ....engine.events import Event
from ....engine.program.program import Program
from ....engine.records.events_json import event_from_data, event_to_data
from ....engine.records.reading import At, JsonError, read_json
from ....engine.records.values_json import Data
from ....engine.scenarios.scenario_file import digest_of
from ...counterexamples.grounds import grounds_data
from ...counterexamples.judged_run import judged_run
from ...counterexamples.what_to_do import what_to_do
from ...coverage.coverage import Measured
from ...random_runs.flaw import Flaw, Judge
from ...random_runs.tally import Failure, Tally
from ..campaign import Begun
from ..outcome import Campaign, Discovery, Origin
from ..plan import Plan
from ..statistics import estimates
from ..tried import Tried
from ..vacuity import is_untested, never_struck

SCHEMA_VERSION: Final = 1
MOST: Final = 10**15


def tried_json(
    tried: Iterable[Tried], version: str, exit_code: int, unreadable: Iterable[tuple[str, str]] = ()
) -> str:
    """What came of one command."""
    every = tuple(tried)
    skipped: list[Data] = [{"path": path, "reason": reason} for path, reason in unreadable]
    told = tuple(each.campaign for each in every)
    data: Data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stageproof", "version": version},
        "command": "test",
        "exit_code": exit_code,
        "complete": not skipped and all(campaign.complete for campaign in told),
        "unreadable": skipped,
        "campaigns": [tried_to_data(each) for each in every],
        "summary": {
            "definitions": len(told),
            "failures": sum(len(campaign.failures) for campaign in told),
            "runs": sum(campaign.tally.runs for campaign in told),
            "events": sum(campaign.tally.events for campaign in told),
            "exhaustive": sum(campaign.is_exhaustive for campaign in told),
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def tried_to_data(tried: Tried) -> dict[str, Data]:
    """One definition: its campaign, its scenarios, what was not put to the test, what to do, and the files that keep failures."""
    return campaign_to_data(tried.campaign) | {
        "scenarios": [
            {"title": each.title, "verdict": each.played.verdict.value if each.played else None}
            for each in tried.scenarios
        ],
        "problems": [problem.message for problem in tried.problems],
        "untested": [
            claim.title
            for claim in tried.program.orchestration.properties
            if is_untested(tried.campaign, claim)
        ],
        "errors_never_struck": [
            {"kind": each.kind.value, "reason": each.reason.value} for each in never_struck(tried.campaign)
        ],
        "help": {
            failure.flaw.fingerprint: _help(failure, tried.program) for failure in tried.campaign.failures
        },
        "kept": {fingerprint: path.as_posix() for fingerprint, path in sorted(tried.files.items())},
    }


def _help(failure: Failure, program: Program) -> str:
    return what_to_do(program, failure.flaw, judged_run(program, failure.events))


def campaign_to_data(campaign: Campaign) -> dict[str, Data]:
    """One campaign."""
    tally, explored = campaign.tally, campaign.explored
    bound, unseen = estimates(campaign)
    seed: Data = str(campaign.plan.seed) if len(campaign.seeds) == 1 else None
    return {
        **plan_to_data(campaign.plan),
        "seed": seed,
        "merged": [_origin_to_data(origin) for origin in campaign.merged],
        "orchestration": campaign.orchestration,
        "stop_reason": campaign.stop_reason.value,
        "complete": campaign.complete,
        "exhaustive": campaign.is_exhaustive,
        "explored": None if explored is None else dict(explored._asdict()),
        "chunks": list(campaign.chunks),
        "tally": tally_to_data(tally),
        "covered": sorted(campaign.covered),
        "coverage": {each.measure.value: _measured(each) for each in campaign.coverage},
        "premises": sorted(campaign.premises),
        "untold": sorted(campaign.untold),
        "tolerated": dict(campaign.tolerated),
        "failures": [failure_to_data(failure) for failure in campaign.failures],
        "failure_bound_95": None if bound is None else str(bound),
        "unseen_share": None if unseen is None else str(unseen),
        "discoveries": [list(point) for point in campaign.discoveries],
        "notes": list(campaign.notes),
    }


def _origin_to_data(origin: Origin) -> Data:
    return {
        "files": list(origin.files),
        "seed": str(origin.seed),
        "runs_planned": origin.planned,
        "longest": origin.longest,
        "faults": str(origin.faults),
        "without": sorted(origin.faults.without),
        "stop_reason": origin.stop_reason.value,
        "explored": None if origin.explored is None else dict(origin.explored._asdict()),
        "chunks": list(origin.chunks),
        "runs": origin.runs,
        "events": origin.events,
    }


def _measured(measured: Measured) -> Data:
    return {
        "covered": len(measured.covered),
        "possible": measured.possible,
        "missed": [
            {"feature": each.feature, "reason": each.reason.value, "detail": each.detail or None}
            for each in measured.missed
        ],
    }


def plan_to_data(plan: Plan) -> dict[str, Data]:
    """What a campaign was to do; parts of one campaign agree in all of it but `shard`."""
    return {
        "path": plan.subject.path,
        "digest": digest_of(plan.subject.text),
        "profile": plan.subject.choices.profile,
        "decisions": dict(plan.subject.choices.changed()),
        "seed": str(plan.seed),
        "runs_planned": plan.runs,
        "longest": plan.longest,
        "faults": str(plan.faults),
        "without": sorted(plan.faults.without),
        "accepted": sorted(plan.accepted),
        "shard": list(plan.shard),
    }


def tally_to_data(tally: Tally) -> dict[str, Data]:
    """A tally, its failures included."""
    return {
        "runs": tally.runs,
        "events": tally.events,
        "reached_limit": tally.reached_limit,
        "features": dict(tally.features),
        "premises": dict(tally.premises),
        "untold": dict(tally.untold),
        "tolerated": dict(tally.tolerated),
        "failures": {name: failure_to_data(failure) for name, failure in tally.failures.items()},
    }


def failure_to_data(failure: Failure) -> dict[str, Data]:
    """A failure with its events."""
    flaw = failure.flaw
    return {
        "fingerprint": flaw.fingerprint,
        "judge": flaw.judge.value,
        "id": flaw.id,
        "element": flaw.element,
        "expected": flaw.expected,
        "observed": flaw.observed,
        "tolerance": flaw.tolerance,
        "rests_on": grounds_data(flaw),
        "times": failure.times,
        "run": failure.run,
        "minimal": failure.minimal,
        "events": [event_to_data(event) for event in failure.events],
    }


def begun_to_json(plan: Plan, begun: Begun) -> str:
    """How far a campaign is, so that it can go on after a stop."""
    data: Data = {
        "schema_version": SCHEMA_VERSION,
        "checkpoint": plan_to_data(plan),
        "chunks": list(begun.chunks),
        "tally": tally_to_data(begun.tally),
        "discoveries": [list(point) for point in begun.discoveries],
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def begun_from_json(text: str, plan: Plan) -> Begun:
    """How far a campaign was. Raises JsonError where the text says nothing of that, or is of another campaign."""
    at = read_json(text)
    kept, wanted = at["checkpoint"], plan_to_data(plan)
    for name, value in wanted.items():
        if kept[name].data != value:
            raise JsonError(
                kept[name].pointer,
                f"it is of another campaign: {name} is {kept[name].data}, and {value} is asked for",
            )
    return Begun(
        tuple(each.whole(MOST) for each in at["chunks"].parts()),
        tally_from_data(at["tally"]),
        tuple(_discovery(each) for each in at["discoveries"].parts()),
    )


def counts_from_json(text: str) -> dict[str, dict[str, int]]:
    """By orchestration, how often each feature was seen; at least once what only exploring came by. Raises JsonError."""
    found: dict[str, dict[str, int]] = {}
    for at in read_json(text)["campaigns"].parts():
        counts = dict.fromkeys(texts_from_data(at["covered"]), 1)
        found[at["orchestration"].text()] = counts | dict(counts_from_data(at["tally"]["features"]))
    return found


def texts_from_data(at: At) -> tuple[str, ...]:
    """A list of texts. Raises JsonError."""
    return tuple(each.text() for each in at.parts())


def tally_from_data(at: At) -> Tally:
    """A tally that `tally_to_data` wrote. Raises JsonError."""
    return Tally(
        at["runs"].whole(MOST),
        at["events"].whole(MOST),
        at["reached_limit"].whole(MOST),
        counts_from_data(at["features"]),
        counts_from_data(at["premises"]),
        counts_from_data(at["untold"]),
        counts_from_data(at["tolerated"]),
        {name: failure_from_data(each) for name, each in at["failures"].members().items()},
    )


def failure_from_data(at: At) -> Failure:
    """A failure that `failure_to_data` wrote. Raises JsonError."""
    tolerance, run = at["tolerance"], at["run"]
    flaw = Flaw(
        at["judge"].word(Judge),
        at["id"].text(),
        at["element"].text(),
        at["expected"].text(),
        at["observed"].text(),
        None if tolerance.is_null else tolerance.text(),
    )
    events: tuple[Event, ...] = tuple(event_from_data(each) for each in at["events"].parts())
    return Failure(
        flaw,
        at["times"].whole(MOST),
        None if run.is_null else run.whole(MOST),
        events,
        at["minimal"].truth(),
    )


def counts_from_data(at: At) -> Mapping[str, int]:
    """How often each of some names was counted. Raises JsonError."""
    return {name: each.whole(MOST) for name, each in at.members().items()}


def _discovery(at: At) -> Discovery:
    runs, features = at.parts()
    return Discovery(runs.whole(MOST), features.whole(MOST))
