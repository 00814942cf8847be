"""Where an engine and the reference stand differently after a moment, and what the reference rests on there."""

from __future__ import annotations

from collections import Counter

from ...engine.interpreter.advance import Advance
from ...engine.statuses import label
from ..oracle.observation import STATUS, SeenRow
from ..oracle.standing import Element
from ..oracle.timeline import Timeline
from ..oracle.verdict import element_path
from .contract import Capabilities, Part
from .elements import WORDS
from .finding import Finding, Sort


def difference(
    seen: Timeline, reference: Timeline, expected: Advance, capabilities: Capabilities
) -> Finding | None:
    """The first difference: in a status, an outcome, or the log. None: they stand alike, as far as it is shown."""
    standing = difference_of_standing(seen, reference, expected, capabilities)
    return standing or _of_log(seen, reference, expected, capabilities)


def difference_of_standing(
    seen: Timeline, reference: Timeline, expected: Advance, capabilities: Capabilities
) -> Finding | None:
    """The first difference in a status or an outcome."""
    status = _of_status(seen, reference, expected, capabilities)
    return status or _of_outcome(seen, reference, expected, capabilities)


def _of_status(
    seen: Timeline, reference: Timeline, expected: Advance, capabilities: Capabilities
) -> Finding | None:
    shown = {WORDS[part] for part in capabilities.parts if part not in (Part.DECISION, Part.OUTPUT)}
    for element in sorted({*seen.after.statuses, *reference.after.statuses}, key=_from_outside):
        now, wanted = seen.after.statuses.get(element), reference.after.statuses.get(element)
        if element.part in shown and _text(now) != _text(wanted):
            because = [
                change.because
                for change in expected.changes
                if change.attribute == STATUS
                and change.subject.part == element.part
                and (change.subject.stage or "") == element.stage
                and (change.subject.step or "") == element.step
            ]
            what = f"{element_path(element)} is {label(wanted) if wanted else 'without a status'}"
            return Finding(
                Sort.DIFFERS,
                because[-1] if because else _nearest(expected),
                element_path(element),
                what,
                label(now) if now else "no status",
                seen.moment.number,
            )
    return None


def _of_outcome(
    seen: Timeline, reference: Timeline, expected: Advance, capabilities: Capabilities
) -> Finding | None:
    if Part.DECISION not in capabilities.parts:
        return None
    for name, wanted in sorted(reference.after.outcomes.items()):
        taken = seen.after.outcomes.get(name)
        if _text(taken) != _text(wanted):
            because = [change for change in expected.changes if change.attribute == "Outcome"]
            change = next((change for change in because if change.subject.name.casefold() == name), None)
            return Finding(
                Sort.DIFFERS,
                change.because if change else "",
                change.subject.name if change else name,
                f"the outcome {wanted}",
                f"{taken}" if taken is not None else "none",
                seen.moment.number,
            )
    return None


def _of_log(
    seen: Timeline, reference: Timeline, expected: Advance, capabilities: Capabilities
) -> Finding | None:
    if not capabilities.log:
        return None
    now, wanted = Counter(log_seen(seen.moment.log)), Counter(log_seen(reference.moment.log))
    for address in sorted({*now, *wanted}):
        if now[address] != wanted[address]:
            kind, stage, step = address
            because = next((row.because for row in expected.log if row.kind == kind), _nearest(expected))
            return Finding(
                Sort.DIFFERS,
                because,
                "/".join(filter(None, (stage, step))) or "run",
                f"{wanted[address]} rows {kind}",
                f"{now[address]} rows {kind}",
                seen.moment.number,
            )
    return None


def log_seen(rows: tuple[SeenRow, ...]) -> tuple[tuple[str, str, str], ...]:
    """Log rows by kind, stage and step, as text."""
    return tuple((str(row.kind), row.stage or "", row.step or "") for row in rows)


def _nearest(expected: Advance) -> str:
    """What the reference rests on in a moment in which it leaves an element alone."""
    return next((change.because for change in expected.changes if change.attribute == STATUS), "")


def _from_outside(element: Element) -> tuple[int, str, int, str]:
    order = ("run", "submission", "stage", "step", "item", "approval")
    return order.index(element.part), element.stage, element.visit, element.step


def _text(value: object) -> object:
    return str(value) if isinstance(value, str) else value
