"""The effect map as tables, for `docs/semantics.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from .decisions.catalogue import decision_named
from .effects import EFFECTS, Effect, Quiet
from .error_kinds import STRIKES, Strike
from .kinds import MILESTONES, Kind
from .statuses import label

_SUBJECTS: Final = {
    "run": "The run",
    "stage": "A stage",
    "step": "A step",
    "item": "A work item",
    "approval": "An approval work item",
    "submission": "An approval submission",
}
_MOMENTS: Final = {
    Strike.START: "as a step starts",
    Strike.RESULT: "in place of a result",
    Strike.EVALUATION: "as an evaluation flow is run",
    Strike.DECISION: "as a decision is evaluated",
    Strike.ANY: "at any rest",
}


def effects_tables() -> str:
    """One table a subject: what happens, the status it brings, the row of that, the milestone and the row of that.
    Then the table of errors.
    """
    lines: list[str] = []
    for subject, title in _SUBJECTS.items():
        lines += [f"### {title}", "", "| what happens | status | because of | milestone | because of |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [_line(name, effect) for of, name, effect in _entries() if of == subject]
        lines.append("")
    return "\n".join((*lines, *_errors()))


def _entries() -> Iterator[tuple[str, str, Effect[str] | Quiet[str]]]:
    for field in fields(EFFECTS):
        value = getattr(EFFECTS, field.name)
        words = field.name.split("_")
        subject = next((word for word in words if word in _SUBJECTS), "step")
        if isinstance(value, Effect | Quiet):
            yield subject, " ".join(words), value
        elif field.name == "stage_fails_by_step":
            yield from (("stage", f"stage fails by a step: {kind}", effect) for kind, effect in value.items())


def _line(name: str, effect: Effect[str] | Quiet[str]) -> str:
    milestone, because = "—", ""
    if isinstance(effect, Effect) and effect.kind is not None:
        milestone, because = _milestone(effect.kind), _linked(effect.milestone)
    return f"| {name} | {label(effect.status)} | {_linked(effect.row)} | {milestone} | {because} |"


def _milestone(kind: Kind) -> str:
    return MILESTONES.get(kind, kind.value)


def _linked(id: str) -> str:
    page = f"decisions.md#{id}" if decision_named(id) is not None else "tables.md"
    return f"[`{id}`]({page})"


def _errors() -> Iterator[str]:
    yield "### Errors"
    yield ""
    yield "| kind | strikes | run can be resumed | fault path catches it | because of |"
    yield "| --- | --- | --- | --- | --- |"
    for kind, effect in EFFECTS.errors.items():
        resumable, caught = ("yes" if said else "no" for said in (effect.resumable, effect.caught))
        yield f"| `{kind.value}` | {_MOMENTS[STRIKES[kind]]} | {resumable} | {caught} | {_linked(effect.row)} |"
    yield ""
