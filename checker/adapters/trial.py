"""One run of an engine under test, event by event, with the reference beside it and the tables as judge."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from ...engine.events import Begin, Event, Fail, Resume
from ...engine.interpreter.advance import Advance
from ...engine.interpreter.refusal import Refusal
from ...engine.scenarios.event_words import in_words
from ...engine.tables.demand import Resumable
from ...grammar.light_dataclass import dataclass
from ..oracle.aftermath import aftermath
from ..oracle.facts import Facts
from ..oracle.judge import judge_moment
from ..oracle.observation import STATUS, ObservedMoment
from ..oracle.registry import judge_row
from ..oracle.rulebook import rulebook
from ..oracle.scene import Scene
from ..oracle.standing import Standing
from ..oracle.timeline import Timeline
from ..oracle.violation import Violation
from .contract import Answer, Capabilities, Engine, Observation, Verdict
from .differences import difference, difference_of_standing
from .elements import row_of
from .filling_in import changes_seen
from .finding import Finding, Sort
from .model import Model, Programs, seen_in
from .needs import not_shown


class Course(StrEnum):
    """How it goes on after an event: with the next one, or not, since the reference cannot follow the engine any more, or
    the engine cannot do such a thing.
    """

    GOES_ON = "goes on"
    PARTED = "parted"
    UNDRIVEN = "undriven"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One event, what the engine answered and showed, and what was found. `scene` is None where nothing was judged."""

    event: Event
    faults: tuple[Fail, ...]
    answer: Answer
    observation: Observation
    course: Course
    findings: tuple[Finding, ...] = ()
    scene: Scene | None = None


class Trial:
    """A run in the making. What is found is in the steps; the first parting ends it."""

    def __init__(self, engine: Engine, capabilities: Capabilities, programs: Programs) -> None:
        """Make the engine ready. `reset` says what it answered."""
        self.engine = engine
        self.capabilities = capabilities
        self.model = Model.of(programs)
        self.reset = engine.reset(programs.definition)
        self._follow(Facts.of(programs.definition, programs.chosen))
        self.standing = Standing()
        self._last: tuple[Standing, ObservedMoment] | None = None

    def _follow(self, facts: Facts) -> None:
        self.facts = facts
        self.rules = rulebook(facts.choices)
        self.judged = frozenset(row.id for row in self.rules.judged if not not_shown(row, self.capabilities))

    def play(self, event: Event, faults: tuple[Fail, ...] = ()) -> Step:
        """Let one event happen to both, and compare."""
        expected = self.model.advance(event, faults)
        for fault in faults:
            answer = self.engine.inject(fault)
            if answer.verdict is Verdict.UNSUPPORTED:
                return Step(event, faults, answer, Observation(), Course.UNDRIVEN)
        answer = self.engine.start(event.values) if isinstance(event, Begin) else self.engine.do(event)
        observation = self.engine.observe()
        step = Step(event, faults, answer, observation, Course.GOES_ON)
        if answer.verdict is Verdict.UNSUPPORTED:
            return replace(step, course=Course.UNDRIVEN)
        if answer.verdict is Verdict.REFUSED:
            return self._refused(step, expected)
        if isinstance(expected, Refusal):
            return self._accepted_wrongly(step, expected)
        return self._compared(step, expected)

    def _compared(self, step: Step, expected: Advance) -> Step:
        scene, findings = self._judge(step, expected)
        told = self._difference(scene, expected)
        if not findings and told is None:
            self._take(step.event, scene, expected)
            return replace(step, scene=scene)
        found = findings or ((told,) if told is not None else ())
        followed = self._followed(step, expected)
        if followed is not None:
            name, other_scene = followed
            named = tuple(finding._replace(reading=name) for finding in found)
            return replace(step, findings=named, scene=other_scene)
        if self._stands_otherwise(scene, expected):
            return replace(step, course=Course.PARTED, findings=found, scene=scene)
        self._take(step.event, scene, expected)
        return replace(step, findings=found, scene=scene)

    def _followed(self, step: Step, expected: Advance) -> tuple[str, Scene] | None:
        """The reading under which the reference does as the engine did and no row is broken: it is followed from here."""
        facts = self.facts
        for name, chosen, model, result in self.model.otherwise(step.event, step.faults):
            if result.changes == expected.changes and result.log == expected.log:
                continue
            self._follow(Facts.of(facts.orchestration, chosen))
            scene, findings = self._judge(step, result)
            if not findings and self._difference(scene, result) is None:
                self.model = model
                self._take(step.event, scene, result)
                return name, scene
        self._follow(facts)
        return None

    def _judge(self, step: Step, expected: Advance | None) -> tuple[Scene, tuple[Finding, ...]]:
        reference, log = seen_in(expected) if expected is not None else ((), ())
        changes = changes_seen(
            self.facts, self.standing, step.event, reference, step.observation, self.capabilities
        )
        if self.capabilities.log:
            log = tuple(row_of(self.facts, row) for row in step.observation.log)
        return self._judged(self.model.moment(step.event, step.faults, changes, log))

    def _judged(self, moment: ObservedMoment) -> tuple[Scene, tuple[Finding, ...]]:
        scene = Scene.of(Timeline.of(self.facts, self.standing, moment))
        aftermath(scene)
        if _is_rolled_back(moment):
            return scene, ()
        return scene, tuple(
            _finding(violation)
            for violation in dict.fromkeys(judge_moment(self.rules, scene))
            if violation.row in self.judged
        )

    def _difference(self, scene: Scene, expected: Advance) -> Finding | None:
        changes, log = seen_in(expected)
        moment = scene.timeline.moment
        if (moment.changes, moment.log) == (changes, log):
            return None
        return difference(scene.timeline, self._reference(scene, expected), expected, self.capabilities)

    def _stands_otherwise(self, scene: Scene, expected: Advance) -> bool:
        """Whether statuses or outcomes are others now: a log that is another keeps nobody from going on."""
        reference = self._reference(scene, expected)
        return difference_of_standing(scene.timeline, reference, expected, self.capabilities) is not None

    def _reference(self, scene: Scene, expected: Advance) -> Timeline:
        """The moment as the reference has it."""
        changes, log = seen_in(expected)
        return Timeline.of(
            self.facts, self.standing, replace(scene.timeline.moment, changes=changes, log=log)
        )

    def _take(self, event: Event, scene: Scene, result: Advance) -> None:
        self._last = (self.standing, scene.timeline.moment)
        self.standing = Standing() if _is_rolled_back(scene.timeline.moment) else scene.timeline.after
        self.model = self.model.taking(event, result)

    def _refused(self, step: Step, expected: Advance | Refusal) -> Step:
        if isinstance(expected, Refusal):
            return replace(step, scene=self._probed(step.event))
        if not expected.log and expected.configuration == self.model.configuration:
            return step
        number = self.model.number
        because = _behind(expected)
        found = self._refused_wrongly(step.event) or (
            Finding(
                Sort.DIFFERS, because, "run", f"accepted: {in_words(step.event)}",
                f"refused{': ' if step.answer.reason else ''}{step.answer.reason}", number + 1,
            ),
        )  # fmt: skip
        return replace(
            step, findings=found, course=Course.GOES_ON if not step.observation.told else Course.PARTED
        )

    def _refused_wrongly(self, event: Event) -> tuple[Finding, ...]:
        """Rows that say that this can be done: a failed run can be resumed after some errors."""
        if self._last is None or not isinstance(event, Resume):
            return ()
        before, moment = self._last
        refused = replace(moment, refused=(event,), minutes=self.model.minutes)
        scene = Scene.of(Timeline.of(self.facts, before, refused))
        aftermath(scene)
        scene.timeline.after.failed_at = self.standing.failed_at
        scene.timeline.after.failure = self.standing.failure
        return tuple(
            _finding(violation)
            for row in self.rules.judged
            if row.id in self.judged and isinstance(row.demand, Resumable)
            for violation in judge_row(row, scene).violations
        )

    def _probed(self, event: Event) -> Scene:
        """The moment that there would have been, had the event not been refused."""
        scene = Scene.of(Timeline.of(self.facts, self.standing, self.model.moment(event, (), (), ())))
        aftermath(scene)
        return scene

    def _accepted_wrongly(self, step: Step, expected: Refusal) -> Step:
        scene, findings = self._judge(step, None)
        nothing_seen = not step.observation.told and not step.observation.log
        found = findings or (
            Finding(
                Sort.DIFFERS, expected.because, "run", f"refused: {in_words(step.event)}: {expected.reason}",
                "accepted" + (", and nothing changed" if nothing_seen else ""), self.model.number + 1,
            ),
        )  # fmt: skip
        course = Course.GOES_ON if nothing_seen else Course.PARTED
        return replace(step, findings=found, scene=scene, course=course)


def _behind(expected: Advance) -> str:
    """What the reference rests on in a moment: with what becomes of the run, else with what changes first."""
    changes = [change for change in expected.changes if change.attribute == STATUS]
    changes.sort(key=lambda change: change.subject.part != "run")
    return changes[0].because if changes else ""


def _finding(violation: Violation) -> Finding:
    return Finding(
        Sort.BREAKS,
        violation.row,
        violation.element,
        violation.expected,
        violation.observed,
        violation.moment,
    )


def _is_rolled_back(moment: ObservedMoment) -> bool:
    return any(
        change.part == "run" and change.attribute == STATUS and change.after is None
        for change in moment.changes
    )
