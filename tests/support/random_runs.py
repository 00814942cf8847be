"""Hypothesis strategies of runs: events that are enabled, late results, errors that strike, and events that are not.

The simplest run completes one step after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from definitions import compiled, definitions
from hypothesis import strategies as st

from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.enabled import Template, enabled, late_results
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from stageproof.engine.history import Moment, Run
from stageproof.engine.interpreter.refusal import Refusal, is_over
from stageproof.engine.interpreter.values_given import choice_values
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run, strikes_passed
from stageproof.engine.values import Value
from stageproof.grammar.contract import Domain

LONGEST: Final = 24
AFTER_END: Final = 3
DAY: Final = Fraction(24 * 60)
OPEN_VALUES: Final[tuple[Value, ...]] = (None, Fraction(1), Fraction(2), "x", True, "")
OF_BASE: Final[dict[str, tuple[Value, ...]]] = {
    "boolean": (True, False),
    "number": (Fraction(1), Fraction(0), Fraction(101), Fraction(5, 2)),
    "integer": (Fraction(0), Fraction(1), Fraction(2)),
    "text": ("x", "Approve", ""),
}


@dataclass(frozen=True)
class Attempt:
    """An event, where it was tried, where it was taken from (`enabled`, `late`, `strike`, `other`), what came of it."""

    before: Run
    event: Event
    taken_from: str
    result: Run | Refusal


@dataclass(frozen=True, repr=False)
class Played:
    """A run that was played, with everything that was tried on the way."""

    text: str
    chosen: Choices
    program: Program = field(compare=False)
    run: Run
    attempts: tuple[Attempt, ...]

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The past of the run, oldest first."""
        return self.run.moments()

    def __repr__(self) -> str:
        lines = [f"{attempt.taken_from}: {attempt.event}" for attempt in self.attempts]
        return "\n".join(["", self.text, f"{self.chosen.profile} {self.chosen.changed()}", *lines])

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """How Hypothesis shows a run that breaks a rule."""
        printer.text(repr(self))


def values(domain: Domain) -> st.SearchStrategy[Value]:
    """Values of a domain, null last where it is allowed."""
    listed = choice_values(domain) or OF_BASE.get(domain.base, OPEN_VALUES)
    inside = [value for value in listed if not isinstance(value, Fraction) or _is_inside(domain, value)]
    return st.sampled_from([*inside, *([] if domain.nullable is False or None in inside else [None])])


def _is_inside(domain: Domain, value: Fraction) -> bool:
    return (domain.low is None or domain.low <= value) and (domain.high is None or value <= domain.high)


@st.composite
def filled(draw: st.DrawFn, template: Template) -> Event:
    """An event with fitting values. Holes may stay open where null fits."""
    given: list[tuple[str, Value]] = []
    for hole in template.holes:
        value = draw(values(hole.domain))
        if value is not None:
            given.append((hole.name, value))
    return template.fill(tuple(given))


def anything(program: Program) -> st.SearchStrategy[Event]:
    """Any event about this definition, enabled or not, fitting or not; some about what does not exist."""
    steps = [step.name for stage in program.stages for step in stage.steps]
    stages = [stage.name for stage in program.stages]
    elements = [
        *steps,
        *stages,
        *(decision.name for decision in program.decisions),
        *program.flows,
        "run",
        "Nobody",
    ]
    step = st.sampled_from([*steps, steps[0].upper(), "Nobody"])
    value = st.sampled_from(OPEN_VALUES)
    given: st.SearchStrategy[Given] = st.lists(
        st.tuples(st.sampled_from(["ok", "choice", "size", "Comments", "approvalDecision", "other"]), value),
        max_size=2,
    ).map(tuple)
    return st.one_of(
        st.builds(Complete, step, given),
        st.builds(Fail, st.sampled_from(elements), st.sampled_from(ErrorKind)),
        st.sampled_from([Suspend(), Resume(), Cancel(), Recall(), Publish(), Begin()]),
        st.builds(Reassign, step, st.sampled_from(["User", "Group", "Queue"]), st.just("ben@example.com")),
        st.builds(Wait, st.sampled_from([Fraction(1), 15 * DAY, Fraction(0), Fraction(-1)])),
        st.builds(SetField, st.sampled_from([*program.fields, "$Record.Unread__c"]), value),
        st.builds(Evaluate, st.sampled_from([*program.flows, "Nobody"]), st.booleans()),
        st.builds(Begin, st.lists(st.tuples(st.sampled_from(["limit", "$Record.A__c"]), value)).map(tuple)),
    )


def passed_strikes(program: Program, run: Run) -> tuple[Fail, ...]:
    """The errors that could have struck in the last moment."""
    return strikes_passed(program, run.last.changes) if run.last else ()


@st.composite
def events(draw: st.DrawFn, program: Program, run: Run) -> tuple[str, Event]:
    """What may be tried next, mostly something enabled, and where it was taken from.

    An error that strikes where one has struck already may be refused: it counts as any other event.
    """
    taken_from = draw(st.sampled_from(["enabled"] * 7 + ["strike", "late", "other"]))
    if taken_from == "strike" and (strikes := passed_strikes(program, run)):
        again = run.last is not None and run.last.faults
        return "other" if again else "strike", draw(st.sampled_from(strikes))
    if taken_from == "late" and (late := late_results(program, run.configuration)):
        return "late", draw(filled(draw(st.sampled_from(late))))
    if taken_from == "other":
        return "other", draw(anything(program))
    return "enabled", draw(filled(draw(st.sampled_from(_weighted(enabled(program, run.configuration))))))


def _weighted(templates: tuple[Template, ...]) -> list[Template]:
    """Results and changes of the world more often than what ends a run; what brings it back most often."""
    often = [t for t in templates if isinstance(t.event, Complete | Evaluate | SetField)]
    failing = [t for t in templates if isinstance(t.event, Fail) and t.event.kind is ErrorKind.CALLED_FLOW]
    back = [t for t in templates if isinstance(t.event, Resume)]
    return [*often * 4, *failing, *back * 12, *templates]


@st.composite
def plays(draw: st.DrawFn, chosen: st.SearchStrategy[Choices] | None = None) -> Played:
    """A run of a drawn definition under these choices (default: those of help-2026), begun and played."""
    text = draw(definitions())
    picked = draw(chosen) if chosen is not None else choices()
    program = compiled(text, picked)
    run, attempts, afterwards = new_run(program), list[Attempt](), 0
    for number in range(1 + draw(st.sampled_from(range(LONGEST)))):
        first = number == 0
        taken_from, event = (
            ("enabled", draw(filled(enabled(program, run.configuration)[0])))
            if first
            else draw(events(program, run))
        )
        result = apply(program, run, event)
        attempts.append(Attempt(run, event, taken_from, result))
        if isinstance(result, Run):
            run = result
        afterwards += is_over(run.configuration)
        if afterwards > AFTER_END:
            break
    return Played(text, picked, program, run, tuple(attempts))


def fits(program: Program, template: Template, event: Event) -> bool:
    """Whether an event is an instance of a template: the same but for the values in the holes."""
    match event:
        case Begin():
            return isinstance(template.event, Begin)
        case Complete(step=step):
            return isinstance(template.event, Complete) and _same(template.event.step, step)
        case SetField(field=name):
            return isinstance(template.event, SetField) and _same(template.event.field, name)
        case Wait():
            return isinstance(template.event, Wait)
        case Reassign(step=step, kind=kind):
            return (
                isinstance(template.event, Reassign)
                and template.event.kind == kind
                and _same(template.event.step, step)
            )
        case Fail(element=element, kind=kind):
            return (
                isinstance(template.event, Fail)
                and template.event.kind is kind
                and (kind is ErrorKind.PLATFORM or _same(template.event.element, element))
            )
        case _:
            return template.event == event


def _same(left: str, right: str) -> bool:
    return left.casefold() == right.casefold()
