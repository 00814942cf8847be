"""A campaign for people: what is wrong, each with its run; then what was looked at, and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

from ....engine.events import Event
from ....engine.program.program import Program
from ....grammar.language.text import encode
from ....grammar.source import Source
from ...counterexamples.grounds import grounds
from ...counterexamples.judged_run import Found, JudgedRun, judged_run
from ...counterexamples.saved import scenario_text, title_of
from ...counterexamples.what_to_do import what_to_do
from ...coverage.coverage import Reason
from ...random_runs.flaw import Judge
from ...random_runs.tally import Failure
from ...reports.style import Style
from ...reports.words import one_line, place, plural, visible
from ...traces.columns import DEFAULT_COLUMNS, wrapped
from ...traces.located import located
from ...traces.outcome import Outcome
from ...traces.outcome_text import problem_texts, verdict_line
from ...traces.run_remarks import counts
from ...traces.text_table import text_table
from ...traces.trace import trace_of
from ...traces.what_next import what_next
from ..outcome import Campaign, Origin, StopReason
from ..statistics import estimates
from ..tried import Tried
from ..vacuity import is_reached, is_untested, never_struck
from .plain import ROW, plain_summary

STOPPED: Final = {
    StopReason.TIME: "stopped by --max-time",
    StopReason.FAILURES: "stopped by --max-failures",
    StopReason.INTERRUPTED: "interrupted",
    StopReason.LOST: "stopped: a chunk ended its worker each time",
    StopReason.NO_START: "no run begins: nothing that starts it was found",
}
MOST_MISSED: Final = 8
UNTESTED: Final = "never put to the test: what it supposes never held"
REACHED: Final = "a run gets there"
NOT_REACHED: Final = "no run that was tried gets there; whether one can is for proofs: stageproof check"


def tried_text(tried: Tried, style: Style, columns: int | None = None, *, quiet: bool = False) -> str:
    """Everything that is said of one definition. `quiet`: a line for each mistake alone."""
    if quiet:
        return "\n".join(_brief(tried, style)) + "\n"
    room = columns or DEFAULT_COLUMNS
    source = tried.campaign.plan.subject.source
    summary = "\n".join(wrapped(f"  {plain_summary(tried)}", room, "  "))
    parts = [f"{_headline(tried, style)}\n{summary}"]
    parts += (
        located(source, each.span, "not playable", each.message, (), style, columns)
        for each in tried.problems
    )
    for events, failures in _by_run(tried.campaign.failures).items():
        first, *others = failures
        file = tried.files.get(first.flaw.fingerprint)
        parts += failure_parts(first, tried.program, source, style, columns, file)
        if others:
            parts.append(f"  the same run ({plural(len(events), 'event')}) breaks, too:")
            parts[-1] += "".join(f"\n    {line}" for other in others for line in _in_a_line(other, room - 4))
    for scenario in tried.scenarios:
        if not scenario.is_good:
            parts += scenario_parts(scenario, source.path, style, columns)
    parts.append("\n".join(line for text in remarks(tried) for line in wrapped(f"  {text}", room, "    ")))
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def summary_line(tried: tuple[Tried, ...]) -> str:
    """How many definitions are good, and which are not."""
    bad = [visible(each.campaign.plan.subject.path) for each in tried if not each.is_good]
    good = plural(len(tried) - len(bad), "definition")
    return f"{good} without a mistake" + (f"; with mistakes: {', '.join(bad)}" if bad else "") + ".\n"


def _by_run(failures: Iterable[Failure]) -> dict[tuple[Event, ...], list[Failure]]:
    """Mistakes that one run shows, together: they mostly have one cause."""
    found: dict[tuple[Event, ...], list[Failure]] = {}
    for failure in failures:
        found.setdefault(failure.events, []).append(failure)
    return found


def _in_a_line(failure: Failure, room: int) -> list[str]:
    flaw = failure.flaw
    what = f'property "{one_line(flaw.id)}"' if flaw.judge is Judge.PROPERTY else f"row {flaw.id}"
    told = f"{what} at {visible(flaw.element)}: expected {one_line(flaw.expected)}; seen: {one_line(flaw.observed)}"
    return wrapped(f"{told}  [{flaw.fingerprint}]", room, "  ")


def _brief(tried: Tried, style: Style) -> Iterator[str]:
    yield _headline(tried, style)
    for problem in tried.problems:
        yield f"  {one_line(problem.message)}"
    for failure in tried.campaign.failures:
        yield f"  {' '.join(_in_a_line(failure, 10_000))}"
    for scenario in tried.scenarios:
        if not scenario.is_good:
            yield f"  {verdict_line(scenario, style)}"


def _headline(tried: Tried, style: Style) -> str:
    campaign = tried.campaign
    unmet = sum(not scenario.is_good for scenario in tried.scenarios)
    name = f"{visible(campaign.orchestration)} ({visible(campaign.plan.subject.path)})"
    wrong = [f"{plural(len(campaign.failures), 'mistake')} found"] if campaign.failures else []
    wrong += (
        [f"{plural(len(tried.problems), 'property', 'properties')} cannot be judged"]
        if tried.problems
        else []
    )
    wrong += [f"{plural(unmet, 'scenario')} not met"] if unmet else []
    if wrong:
        said = style.paint("error", ", ".join(wrong))
    elif campaign.stop_reason is StopReason.NO_START:
        said = style.paint("warning", f"nothing was tested: {STOPPED[StopReason.NO_START]}")
    elif campaign.is_empty:
        said = style.paint("warning", "nothing was tested: no run was played")
    else:
        said = style.paint("help", "no mistake found")
    return f"{style.paint('bold', name)}: {said}"


def scenario_parts(scenario: Outcome, path: str, style: Style, columns: int | None) -> Iterator[str]:
    """A scenario that is not met: its verdict, why, and how to see its run."""
    yield verdict_line(scenario, style)
    if scenario.played is not None:
        yield from problem_texts(scenario, scenario.played, style, columns)
    yield f"  see its run: stageproof run {visible(path)} --scenario {one_line(encode(scenario.title))}"


def remarks(tried: Tried) -> Iterator[str]:
    """What was looked at and what was not, a sentence each."""
    if tried.scenarios:
        yield counts(tried.scenarios)
    yield from _about(tried.campaign, tried.program)


def failure_parts(
    failure: Failure,
    program: Program,
    source: Source | None,
    style: Style,
    columns: int | None,
    file: Path | None = None,
) -> Iterator[str]:
    """One mistake: what is demanded, what was seen, the run as a table, what else could have happened, how to play it."""
    flaw, room = failure.flaw, columns or DEFAULT_COLUMNS
    what = f'property "{one_line(flaw.id)}"' if flaw.judge is Judge.PROPERTY else f"row {flaw.id}"
    lines = [f"{style.paint('error', what)} is broken at {visible(flaw.element)}  [{flaw.fingerprint}]"]
    lines += wrapped(f"  expected: {one_line(flaw.expected)}", room, "            ")
    lines += wrapped(f"  seen:     {one_line(flaw.observed)}", room, "            ")
    for word, told in grounds(flaw):
        lines += wrapped(f"  {word + ':':<9} {one_line(told)}", room, "            ")
    judged = judged_run(program, failure.events)
    advice = what_to_do(program, flaw, judged)
    lines += wrapped(f"  to do: {one_line(advice)}", room, "            ") if advice else []
    claim = next((each for each in program.orchestration.properties if each.title == flaw.id), None)
    if claim is not None and source is not None and flaw.judge is Judge.PROPERTY:
        at = source.position(claim.span.start)
        lines.append(f"  --> {place(source.path, at.line, at.column)}")
    found = judged.first(flaw.fingerprint)
    shortest = "no shorter run shows it" if failure.minimal else "no event of it can be left out"
    lines.append(f"  the run ({plural(len(failure.events), 'event')}; {shortest}):")
    yield "\n".join(lines)
    yield text_table(trace_of(program, judged.run), style, columns)
    instead = "" if found is None else _instead(judged, found)
    if instead:
        yield "\n".join(wrapped(instead, room, "  "))
    if file is not None and source is not None:
        yield f"  play it again: stageproof test {visible(source.path)} --replay {visible(str(file))}"
    else:
        text = scenario_text(title_of(failure), failure.events)
        yield "  as a scenario:\n" + "\n".join(f"    {visible(line)}" for line in text.splitlines())


def _instead(judged: JudgedRun, found: Found) -> str:
    moment = judged.run.moments()[found.moment - 1]
    before = moment.before.configuration
    others = what_next(judged.program, before) if before.run is not None else ()
    told = "; ".join(others)
    return f"In place of event {found.moment} there could have been: {told}." if told else ""


def share(part: Fraction) -> str:
    """A share for people: never rounded to nothing."""
    if not part:
        return "0 %"
    return f"{float(part):.2%}" if part >= Fraction(1, 10_000) else "less than 0.01%"


def _about(campaign: Campaign, program: Program) -> Iterator[str]:
    explored, tally = campaign.explored, campaign.tally
    if campaign.merged:
        yield f"put together from {plural(len(campaign.merged), 'campaign')}: {'; '.join(map(_origin, campaign.merged))}"
    if explored is not None and explored.complete:
        yield (
            f"exhaustive: every run was looked at, with representative values: {plural(explored.places, 'state')}, "
            f"{plural(explored.ways, 'moment')}"
        )
    elif explored is not None:
        yield (
            f"looked at every run with fewer than {plural(explored.distance, 'event')}: "
            f"{plural(explored.places, 'state')}, {plural(explored.ways, 'moment')}"
        )
    if tally.events:
        cut = (
            f", {tally.reached_limit} of them cut off after {campaign.plan.longest}"
            if tally.reached_limit
            else ""
        )
        seeds = f"{'seed' if len(campaign.seeds) == 1 else 'seeds'} {', '.join(map(str, campaign.seeds))}"
        yield f"{plural(tally.runs, 'random run')} ({seeds}), {plural(tally.events, 'event')}{cut}"
        bound, unseen = estimates(campaign)
        if not campaign.is_one_sample:
            yield "nothing is estimated from these runs: the campaigns drew them in several ways"
        if bound is not None:
            yield f"of such runs at most {share(bound)} fail (95 % confidence)"
        if unseen is not None:
            yield f"estimated share of further moments that would show something new: {share(unseen)}"
    if campaign.stop_reason in STOPPED:
        yield STOPPED[campaign.stop_reason]
    yield "covered: " + ", ".join(
        f"{each.measure} {len(each.covered)} of {each.possible}" for each in campaign.coverage
    )
    yield ROW
    yield from _missed(campaign)
    kinds = [f"{each.kind} ({each.reason})" for each in never_struck(campaign)]
    if kinds:
        yield f"errors that never struck: {', '.join(kinds)}"
    for decision, times in campaign.tolerated.items():
        yield f"tolerated in {plural(times, 'moment')}: another reading of {decision}"
    yield from _of_properties(campaign, program)
    if not program.orchestration.properties and not program.orchestration.scenarios:
        yield (
            "there is no property and no scenario in it: only the documented tables were tested. What is wrong with the "
            "definition itself says stageproof check"
        )
    yield from campaign.notes


def _origin(origin: Origin) -> str:
    """One of the campaigns that were put together."""
    files = " + ".join(map(visible, origin.files))
    searched = f", search of {plural(origin.explored.ways, 'moment')}" if origin.explored is not None else ""
    runs = f", {plural(origin.runs, 'random run')}" if origin.runs else ""
    return f"{files} (errors {origin.faults.in_words}, seed {origin.seed}{searched}{runs})"


def _missed(campaign: Campaign) -> Iterator[str]:
    """What no run came by although one might, by reason, in brief; JSON lists everything."""
    for reason in (Reason.NOT_YET, Reason.OUTSIDE, Reason.PROVED):
        missed = [each for part in campaign.coverage for each in part.missed if each.reason is reason]
        if missed:
            names = [each.feature for each in missed[:MOST_MISSED]]
            more = f" and {len(missed) - MOST_MISSED} more" if len(missed) > MOST_MISSED else ""
            detail = f" ({missed[0].detail})" if missed[0].detail else ""
            yield f"{reason}{detail}: {', '.join(names)}{more}"


def _of_properties(campaign: Campaign, program: Program) -> Iterator[str]:
    for claim in program.orchestration.properties:
        if claim.kind == "reachable":
            told = REACHED if is_reached(campaign, claim) else NOT_REACHED
            yield f'property "{one_line(claim.title)}" (reachable): {told}'
            continue
        if is_untested(campaign, claim):
            yield f'property "{one_line(claim.title)}" was {UNTESTED}'
        if claim.title in campaign.untold:
            yield f'property "{one_line(claim.title)}" could not be judged at some moments'
