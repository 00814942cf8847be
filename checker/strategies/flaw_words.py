"""What a run breaks, as text for people: the rule, the run as a table, and a scenario that shows it again."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.events import Event
from ...engine.program.program import Program
from ..counterexamples.judged_run import Found, judged_run
from ..counterexamples.saved import scenario_text
from ..random_runs.flaw import Flaw, Judge
from ..traces.text_table import text_table
from ..traces.trace import trace_of


def flaws_text(program: Program, events: Sequence[Event], flaws: Sequence[Flaw]) -> str:
    """Each flaw with its moment, then the run that shows them, then its events to be copied."""
    judged = judged_run(program, events)
    heads = [_head(flaw, judged.first(flaw.fingerprint)) for flaw in flaws]
    title = flaws[0].id if flaws else "a run"
    table = text_table(trace_of(program, judged.run)).rstrip("\n")
    return "\n\n".join(
        [*heads, table, "To play it again:\n\n" + scenario_text(title, tuple(events)).rstrip("\n")]
    )


def _head(flaw: Flaw, found: Found | None) -> str:
    moment = f" in moment {found.moment}" if found is not None else ""
    lines = [
        f"{_what(flaw)} at {flaw.element}{moment}",
        f"  expected: {flaw.expected}",
        f"  seen: {flaw.observed}",
    ]
    if flaw.tolerance is not None:
        lines.append(
            f"  right so under the other reading of {flaw.tolerance} (stageproof explain {flaw.tolerance})"
        )
    if flaw.judge is Judge.ROW:
        lines.append(f"  why: stageproof explain {flaw.id}")
    return "\n".join(lines)


def _what(flaw: Flaw) -> str:
    match flaw.judge:
        case Judge.ROW:
            return f"the row {flaw.id} is broken"
        case Judge.PROPERTY:
            return f'the property "{flaw.id}" is broken'
