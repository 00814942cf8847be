"""The outcome of a scenario for people: its verdict, the run as a table, and what was not as expected, with its place."""

from collections.abc import Iterator

from ...engine.scenarios.played import Fate, Played, PlayedStep, Verdict
from ...grammar.span import Span
from ..reports.style import Style
from ..reports.words import one_line, place, plural
from .columns import DEFAULT_COLUMNS, wrapped
from .event_words import event_words, value_words
from .located import located
from .outcome import Outcome
from .text_table import text_table
from .what_next import next_sentence, told_briefly

VERDICT_WORDS = {
    Verdict.MET: "met",
    Verdict.UNMET: "unmet",
    Verdict.REFUSED: "refused",
    Verdict.NOT_PLAYABLE: "not playable",
}


def verdict_line(outcome: Outcome, style: Style | None = None) -> str:
    """`path:line:column: scenario "title": met`."""
    style = style or Style()
    where = _where(outcome)
    title = one_line(outcome.title)
    if outcome.played is None:
        return f"{where}{title}"
    verdict = outcome.played.verdict
    word = style.paint("help" if outcome.is_good else "error", VERDICT_WORDS[verdict])
    return f'{where}scenario "{title}": {word}'


def outcome_text(outcome: Outcome, style: Style | None = None, columns: int | None = None) -> str:
    """Everything that is said of one run."""
    style = style or Style()
    room = columns or DEFAULT_COLUMNS
    parts = [verdict_line(outcome, style)]
    if outcome.remark:
        parts[0] += "\n" + "\n".join(wrapped(outcome.remark, room))
    if outcome.played is not None and outcome.played.filled:
        filled = ", ".join(f"{name} = {value_words(value)}" for name, value in outcome.played.filled)
        parts.append(
            "\n".join(
                wrapped(f"The trigger needs values that the scenario leaves out; taken: {filled}.", room)
            )
        )
    if outcome.run.last is not None:
        parts.append(text_table(outcome.blocks(), style, columns).rstrip("\n"))
    if outcome.played is not None:
        parts += problem_texts(outcome, outcome.played, style, columns)
    is_told = outcome.played is not None and outcome.played.verdict is Verdict.REFUSED
    if outcome.run.last is not None and not is_told:
        sentence = next_sentence(outcome.program, outcome.run.configuration)
        parts.append("\n".join(wrapped(one_line(sentence), room, "  ")))
    return "\n\n".join(parts) + "\n"


def problem_texts(
    outcome: Outcome, played: Played, style: Style | None = None, columns: int | None = None
) -> Iterator[str]:
    """What was unmet, refused or not playable, each with its place."""
    for problem in played.problems:
        yield located(outcome.source, problem.span, "not playable", problem.message, (), style, columns)
    for step in played.steps:
        if step.fate is Fate.UNMET:
            yield from _unmet(outcome, step, style, columns)
        elif step.fate is Fate.REFUSED:
            yield _refused(outcome, played, step, style, columns)


def _unmet(outcome: Outcome, step: PlayedStep, style: Style | None, columns: int | None) -> Iterator[str]:
    way = outcome.way_to(step)
    for expectation in step.expectations:
        if not expectation.met:
            remarks = [("expected", expectation.expected)]
            if way:
                remarks.append(("the shortest way there", "; ".join(way)))
            yield located(
                outcome.source,
                expectation.statement.span,
                "unmet",
                expectation.actual,
                remarks,
                style,
                columns,
            )


def _refused(
    outcome: Outcome, played: Played, step: PlayedStep, style: Style | None, columns: int | None
) -> str:
    refusal = step.refusal
    told = "; ".join(map(event_words, step.events))
    reason = refusal.reason if refusal else "it is not enabled"
    remarks: list[tuple[str, str]] = []
    if refusal and refusal.because:
        remarks.append(("why", f"{refusal.because} (stageproof explain {refusal.because})"))
    instead = told_briefly(step.enabled)
    remarks.append(("what can happen instead", "; ".join(instead) or "nothing"))
    left = sum(1 for other in played.steps if other.fate is Fate.NOT_PLAYED)
    if left:
        remarks.append(("not played", plural(left, "later event")))
    span = step.told.span if step.told is not None else played.scenario.span
    return located(outcome.source, span, "refused", f"{told}: {reason}", remarks, style, columns)


def _where(outcome: Outcome) -> str:
    span = outcome.played.scenario.span if outcome.played else Span(0, 0)
    if outcome.source is None or outcome.played is None:
        return ""
    at = outcome.source.position(span.start)
    return f"{place(outcome.source.path, at.line, at.column)}: "
