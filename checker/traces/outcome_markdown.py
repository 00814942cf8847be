"""The outcomes of scenarios as Markdown, for pull requests and wikis."""

from collections.abc import Iterable, Iterator

from ...engine.scenarios.played import Played
from .markdown_table import escaped, markdown_table
from .outcome import Outcome
from .outcome_text import VERDICT_WORDS, problem_texts
from .what_next import next_sentence


def outcomes_markdown(name: str, outcomes: Iterable[Outcome]) -> str:
    """A heading for each run, its table, and what was not as expected."""
    return "\n".join(
        [f"# {escaped(name)}", "", *(line for outcome in outcomes for line in _outcome(outcome))]
    )


def _outcome(outcome: Outcome) -> Iterator[str]:
    verdict = f": {VERDICT_WORDS[outcome.played.verdict]}" if outcome.played else ""
    yield f"## {escaped(outcome.title)}{verdict}"
    yield ""
    if outcome.run.last is not None:
        yield markdown_table(outcome.blocks())
    if outcome.played is not None:
        yield from _problems(outcome, outcome.played)
    if outcome.run.last is not None:
        yield escaped(next_sentence(outcome.program, outcome.run.configuration))
        yield ""


def _problems(outcome: Outcome, played: Played) -> Iterator[str]:
    for text in problem_texts(outcome, played):
        fence = "`" * max(3, 1 + max(map(len, _ticks(text)), default=0))
        yield f"{fence}text\n{text}\n{fence}\n"


def _ticks(text: str) -> list[str]:
    return ["`" * length for length in range(1, text.count("`") + 1) if "`" * length in text]
