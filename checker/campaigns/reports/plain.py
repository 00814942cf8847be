"""What was tried and what came of it, in words that need no other page: the first lines of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...counterexamples.judged_run import judged_run
from ...counterexamples.what_to_do import what_to_do
from ...prose import listed
from ...random_runs.fault_model import FaultModel
from ...random_runs.flaw import Flaw, Judge
from ...reports.words import one_line
from ..outcome import Campaign, StopReason
from ..tried import Tried
from ..vacuity import is_untested

ROW: Final = (
    "a row is one documented rule of Salesforce's status tables (stageproof explain --list rows lists them, "
    "stageproof explain ROW tells one)"
)
"""What the word means that the rest of a report goes on to use."""
MOST_NAMED: Final = 3


def plain_summary(tried: Tried) -> str:
    """A few sentences about one definition."""
    return " ".join((_tried(tried.campaign), *_came_of_it(tried)))


def _tried(campaign: Campaign) -> str:
    if campaign.stop_reason is StopReason.NO_START:
        return "Nothing was tried, for no run begins: nothing that starts it was found."
    if campaign.is_empty:
        return "Nothing was tried."
    explored, runs, errors = campaign.explored, campaign.tally.runs, _errors(campaign)
    if explored is not None and explored.complete:
        return (
            f"Tried every way this orchestration can run {errors}: everything that can happen in each of its "
            f"{_number(explored.places, 'situation')} ({_number(explored.ways, 'event')}, with values that stand for the rest)."
        )
    parts = [_number(runs, "random run")] if campaign.tally.events else []
    if explored is not None and explored.distance > 1:
        parts.insert(0, f"every run of at most {_number(explored.distance - 1, 'event')}")
    if not parts:
        return f"Tried the beginning of runs {errors}, and came no further than {_searched(campaign)}."
    unfinished = "" if campaign.complete else " Not everything that was asked for was tried."
    left_out = " Some values were left out: the last lines say which." if campaign.notes else ""
    return f"Tried {listed(parts)} {errors}.{unfinished}{left_out}"


def _searched(campaign: Campaign) -> str:
    searches = (campaign.explored, *(origin.explored for origin in campaign.merged))
    return _number(max(search.ways for search in searches if search is not None), "event")


def _errors(campaign: Campaign) -> str:
    models = dict.fromkeys(origin.faults for origin in campaign.merged) or {campaign.plan.faults: None}
    if len(models) > 1:
        return f"in {_number(len(campaign.merged), 'campaign')}, each with the errors that it allows"
    return _allowed(next(iter(models)))


def _allowed(faults: FaultModel) -> str:
    """Which errors there may be, and what was left out."""
    if not faults.has_faults:
        told = "without errors"
    elif faults.at_most is None:
        told = "with any number of errors"
    else:
        told = f"with at most {_number(faults.at_most, 'error')}"
    if faults.has_faults and faults.kinds is not None:
        told += f" of the kinds {listed(sorted(faults.kinds))}"
    left_out = sorted(word for word in faults.without if word != "fail")
    return f"{told}, leaving out {listed(left_out)}" if left_out else told


def _came_of_it(tried: Tried) -> Iterator[str]:
    failures, scenarios = tried.campaign.failures, tried.scenarios
    if failures:
        flaws = [failure.flaw for failure in failures]
        named = [_broken(flaw) for flaw in flaws[:MOST_NAMED]]
        more = len(flaws) - len(named)
        yield f"{_number(len(flaws), 'mistake')} found: {listed([*named, *([f'{more} more'] if more else [])])}."
    elif not tried.campaign.is_empty:
        yield f"Nothing broke a documented rule{_or_property(tried)}."
    untested = sum(is_untested(tried.campaign, claim) for claim in tried.program.orchestration.properties)
    if untested and not tried.campaign.is_empty:
        yield f"{_number(untested, 'property', 'properties')} never came up, so nothing is said of {'it' if untested == 1 else 'them'}."
    if tried.problems:
        yield f"{_number(len(tried.problems), 'property', 'properties')} cannot be judged as written."
    wrong = sum(not scenario.is_good for scenario in scenarios)
    if wrong:
        yield f"{wrong} of {_number(len(scenarios), 'scenario')} did not go as written."
    elif scenarios:
        yield (
            "Your scenario went as written."
            if len(scenarios) == 1
            else f"All {len(scenarios)} scenarios went as written."
        )
    yield from _to_do(tried)


def _or_property(tried: Tried) -> str:
    count = sum(claim.kind != "reachable" for claim in tried.program.orchestration.properties)
    if not count:
        return ""
    return (
        " or your property" if count == 1 else f" or one of your {_number(count, 'property', 'properties')}"
    )


def _broken(flaw: Flaw) -> str:
    if flaw.judge is Judge.PROPERTY:
        return f'your property "{one_line(flaw.id)}" does not hold'
    return f"the documented rule {flaw.id} is not kept"


def _to_do(tried: Tried) -> Iterator[str]:
    failures = tried.campaign.failures
    if len(failures) == 1:
        (failure,) = failures
        advice = what_to_do(tried.program, failure.flaw, judged_run(tried.program, failure.events))
        if advice:
            yield f"What to do: {one_line(advice)}"
    elif failures:
        yield "What to do stands with each mistake, beside a run that shows it."
    if any(not scenario.is_good for scenario in tried.scenarios):
        yield "What came in place of what a scenario expects, and what leads there, stands with the scenario."


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
