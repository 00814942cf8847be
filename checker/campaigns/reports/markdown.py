"""Campaigns as Markdown, for pull requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...counterexamples.grounds import grounds
from ...counterexamples.judged_run import judged_run
from ...counterexamples.what_to_do import what_to_do
from ...random_runs.flaw import Judge
from ...random_runs.tally import Failure
from ...reports.words import plural
from ...traces.markdown_table import escaped, markdown_table
from ...traces.trace import trace_of
from ..tried import Tried
from .plain import plain_summary
from .text import remarks


def markdown(tried: Iterable[Tried], unreadable: Iterable[tuple[str, str]] = ()) -> str:
    """What was tried and came out in plain words, a table of the definitions, then every mistake with its run."""
    told, failed = tuple(tried), tuple(unreadable)
    lines = ["# Random runs", ""]
    lines += (
        f"- **{escaped(each.campaign.orchestration)}**: {escaped(plain_summary(each))}" for each in told
    )
    lines += (f"- `{path}` was not tried, for it cannot be read." for path, _ in failed)
    lines += [
        "",
        "| definition | result | runs | rows (documented rules) covered |",
        "| --- | --- | --- | --- |",
    ]
    lines += map(_row, told)
    lines += (f"| `{path}` | cannot be read: {escaped(reason)} | | |" for path, reason in failed)
    for each in told:
        lines += _definition(each)
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(tried: Tried) -> str:
    campaign = tried.campaign
    unmet = sum(not scenario.is_good for scenario in tried.scenarios)
    wrong = [plural(len(campaign.failures), "mistake")] if campaign.failures else []
    wrong += [f"{plural(unmet, 'scenario')} not met"] if unmet else []
    runs = "every run" if campaign.is_exhaustive else plural(campaign.tally.runs, "run")
    rows = next((f"{len(each.covered)} of {each.possible}" for each in campaign.coverage), "")
    name = f"{escaped(campaign.orchestration)} (`{campaign.plan.subject.path}`)"
    return f"| {name} | {', '.join(wrong) or 'no mistake found'} | {runs} | {rows} |"


def _definition(tried: Tried) -> Iterator[str]:
    campaign = tried.campaign
    yield ""
    yield f"## {escaped(campaign.orchestration)}"
    for failure in campaign.failures:
        yield ""
        yield from _failure(failure, tried)
    yield ""
    yield from (f"- {escaped(text)}" for text in remarks(tried))


def _failure(failure: Failure, tried: Tried) -> Iterator[str]:
    flaw = failure.flaw
    what = f"Property “{escaped(flaw.id)}”" if flaw.judge is Judge.PROPERTY else f"Row `{flaw.id}`"
    yield f"### {what} is broken at {escaped(flaw.element)}"
    yield ""
    yield f"- expected: {escaped(flaw.expected)}"
    yield f"- seen: {escaped(flaw.observed)}"
    yield from (f"- {word}: {escaped(told)}" for word, told in grounds(flaw))
    judged = judged_run(tried.program, failure.events)
    advice = what_to_do(tried.program, flaw, judged)
    if advice:
        yield f"- to do: {escaped(advice)}"
    file = tried.files.get(flaw.fingerprint)
    if file is not None:
        yield f"- play it again: `stageproof test {tried.campaign.plan.subject.path} --replay {file}`"
    yield ""
    yield markdown_table(trace_of(tried.program, judged.run))
