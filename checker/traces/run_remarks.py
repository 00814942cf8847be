"""What is said before and after the runs of a definition."""

from collections.abc import Iterator

from ...engine.program.program import Program
from ...grammar.source import Source
from ..reports.style import Style
from ..reports.words import one_line, plural, visible
from .columns import DEFAULT_COLUMNS, wrapped
from .located import located
from .outcome import Outcome
from .outcome_text import VERDICT_WORDS
from .simplest_run import as_scenario


def before(program: Program, source: Source, style: Style, columns: int | None) -> Iterator[str]:
    """What in the definition cannot be run as it is written, each with its place."""
    for problem in program.problems:
        yield located(source, problem.span, "note", problem.message, (), style, columns) + "\n"


def after(
    program: Program, outcomes: tuple[Outcome, ...], remarks: tuple[str, ...], columns: int | None
) -> Iterator[str]:
    """How to keep a run as a scenario, what was followed and assumed, and how many scenarios were met.

    `remarks` are about the project, such as a called flow that cannot be read.
    """
    room = columns or DEFAULT_COLUMNS
    for outcome in outcomes:
        if outcome.played is None and outcome.source is not None and program.orchestration.start is not None:
            yield _how_to_keep(outcome, room)
    changed = program.choices.changed()
    if changed:
        told = ", ".join(f"{decision}={reading}" for decision, reading in changed)
        yield _paragraph(f"Other readings than the usual ones were followed: {told}.", room)
    if program.unknown_synchrony:
        names = ", ".join(map(one_line, program.unknown_synchrony))
        yield _paragraph(
            f"Not known whether the flows of these steps are synchronous: {names}. They ran as asynchronous ones; "
            "a declaration (flow NAME { sync } or { async }) or the flow's own file in the project settles it.",
            room,
        )
    for remark in remarks:
        yield _paragraph(one_line(remark), room)
    if any(outcome.played for outcome in outcomes):
        yield counts(outcomes) + "\n"


def counts(outcomes: tuple[Outcome, ...]) -> str:
    """`3 scenarios: 2 met, 1 unmet.`"""
    verdicts = [outcome.played.verdict for outcome in outcomes if outcome.played]
    found = [(word, verdicts.count(verdict)) for verdict, word in VERDICT_WORDS.items()]
    told = ", ".join(f"{count} {word}" for word, count in found if count)
    return f"{plural(len(verdicts), 'scenario')}: {told}."


def _how_to_keep(outcome: Outcome, room: int) -> str:
    assert outcome.source is not None  # noqa: S101  # the caller has looked
    if outcome.run.last is None:
        text = 'scenario "what should happen" {\n  begin with $Record.Status = "New"\n  expect run is InProgress\n}'
        lead = "A scenario tells how a run begins and what is expected of it:"
    else:
        text = as_scenario(outcome.run)
        lead = "As a scenario, to keep or to change:"
    if outcome.source.path.endswith((".xml", ".flow")):
        lead += " (scenarios live in .orch files: stageproof convert FILE --to orch)"
    return _paragraph(lead, room) + "\n" + "\n".join(f"  {visible(line)}" for line in text.split("\n")) + "\n"


def _paragraph(text: str, room: int) -> str:
    return "\n".join(wrapped(text, room)) + "\n"
