"""How far an engine conforms: each mandatory row of the levels, exercised by its scenario, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from ....engine.decisions.choices import Choices
from ....engine.scenarios.event_words import in_words
from ....engine.tables.row import TableRow
from ....grammar.light_dataclass import dataclass
from ..asked import asks
from ..contract import Capabilities, Engine, Sight, Verdict
from ..finding import Finding, Sort
from ..model import Programs
from ..needs import not_shown
from ..random_trials import is_drivable
from ..trial import Course, Step, Trial
from .level import Level
from .scenario import Move, Scenario, definitions
from .search import rows_of_level, scenarios


class Conforms(StrEnum):
    """What is known of an engine and one row."""

    CONFORMS = "conforms"
    BREAKS = "breaks"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class RowResult:
    """A mandatory row: what came of it, why, and the number of the scenario that exercises it (None: there is none)."""

    row: str
    level: Level
    result: Conforms
    reason: str = ""
    scenario: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PlayedScenario:
    """A scenario as an engine played it. `reason` says why it ended early, "" where it did not."""

    scenario: Scenario
    steps: tuple[Step, ...]
    reason: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the events."""
        return tuple(finding for step in self.steps for finding in step.findings)


@dataclass(frozen=True, slots=True, eq=False)
class Conformance:
    """What an engine made of the scenarios of some levels."""

    capabilities: Capabilities
    chosen: Choices
    levels: tuple[Level, ...]
    rows: tuple[RowResult, ...]
    played: tuple[PlayedScenario, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every mandatory row conforms."""
        return all(row.result is Conforms.CONFORMS for row in self.rows)

    @property
    def differences(self) -> tuple[Finding, ...]:
        """Where the engine does otherwise than the reference and breaks no row, each once."""
        found = [
            finding for played in self.played for finding in played.findings if finding.sort is Sort.DIFFERS
        ]
        return tuple({finding.fingerprint: finding for finding in reversed(found)}.values())[::-1]


def conformance(engine: Engine, levels: tuple[Level, ...], chosen: Choices) -> Conformance:
    """Play the scenarios of these levels."""
    capabilities = engine.capabilities()
    of_row: dict[str, tuple[Level, Scenario | None]] = {}
    rows: dict[str, TableRow] = {}
    for level in levels:
        found = scenarios(level, chosen)
        for row in rows_of_level(level, chosen):
            of_row[row.id] = level, found.get(row.id)
            rows[row.id] = row
    wanted = _maximal({scenario for _, scenario in of_row.values() if scenario is not None})
    programs = {name: Programs(definition, chosen) for name, definition in definitions().items()}
    played = tuple(
        _play(engine, capabilities, programs[scenario.definition], scenario) for scenario in wanted
    )
    broken = _broken(played)
    spoken = _spoken(played, rows, capabilities)
    results = tuple(
        _result(rows[id], level, scenario, capabilities, played, broken, spoken)
        for id, (level, scenario) in of_row.items()
    )
    return Conformance(capabilities, chosen, levels, results, played)


def _maximal(wanted: set[Scenario]) -> tuple[Scenario, ...]:
    """The scenarios that are not the beginning of another one; sorted by definition and words."""
    beginnings = {
        Scenario(scenario.definition, scenario.moves[:length])
        for scenario in wanted
        for length in range(1, len(scenario.moves))
    }
    return tuple(sorted(wanted - beginnings, key=lambda scenario: (scenario.definition, words_of(scenario))))


def words_of(scenario: Scenario) -> tuple[str, ...]:
    """The events of a scenario in words, with the errors that strike on their way."""
    return tuple(
        ("cannot " if move.refused else "")
        + ", ".join((in_words(move.event), *(in_words(fault) for fault in move.faults)))
        for move in scenario.moves
    )


def _play(
    engine: Engine, capabilities: Capabilities, programs: Programs, scenario: Scenario
) -> PlayedScenario:
    undrivable = [
        event
        for move in scenario.moves
        for event in (move.event, *move.faults)
        if not is_drivable(event, capabilities)
    ]
    if undrivable:
        return PlayedScenario(scenario, (), f"it cannot be driven with `{in_words(undrivable[0])}`")
    trial = Trial(engine, capabilities, programs)
    if trial.reset.verdict is not Verdict.ACCEPTED:
        return PlayedScenario(scenario, (), f"it cannot run {scenario.definition}: {trial.reset.reason}")
    steps: list[Step] = []
    for move in scenario.moves:
        step = trial.play(move.event, move.faults)
        steps.append(step)
        ended = _ended(move, step)
        if ended:
            return PlayedScenario(scenario, tuple(steps), ended)
    return PlayedScenario(scenario, tuple(steps))


def _ended(move: Move, step: Step) -> str:
    """Why a scenario cannot go on after this step, "" where it can."""
    words = in_words(move.event)
    if step.course is Course.UNDRIVEN:
        reason = f": {step.answer.reason}" if step.answer.reason else ""
        return f"`{words}` is unsupported{reason}"
    if step.answer.verdict is Verdict.REFUSED and not move.refused:
        return f"`{words}` is refused{': ' if step.answer.reason else ''}{step.answer.reason}"
    if step.course is Course.PARTED:
        finding = step.findings[0]
        return f"after `{words}` it stands otherwise than the reference ({finding.row}: {finding.observed})"
    return ""


def _broken(played: tuple[PlayedScenario, ...]) -> dict[str, tuple[int, Finding]]:
    found: dict[str, tuple[int, Finding]] = {}
    for number, one in enumerate(played):
        for finding in one.findings:
            if finding.sort is Sort.BREAKS:
                found.setdefault(finding.row, (number, finding))
    return found


def _spoken(
    played: tuple[PlayedScenario, ...], rows: dict[str, TableRow], capabilities: Capabilities
) -> dict[str, int]:
    """By row the first scenario in which it demanded something and was not broken."""
    at_the_end = capabilities.sight is Sight.STATES
    found: dict[str, int] = {}
    for number, one in enumerate(played):
        for move, step in zip(one.scenario.moves, one.steps, strict=False):
            if step.scene is None or (move.refused and step.answer.verdict is Verdict.ACCEPTED):
                continue
            for id, row in rows.items():
                if id not in found and asks(row, step.scene, at_the_end=at_the_end):
                    found[id] = number
    return found


def _result(
    row: TableRow,
    level: Level,
    scenario: Scenario | None,
    capabilities: Capabilities,
    played: tuple[PlayedScenario, ...],
    broken: dict[str, tuple[int, Finding]],
    spoken: dict[str, int],
) -> RowResult:
    missing = not_shown(row, capabilities)
    if missing:
        return RowResult(row.id, level, Conforms.NOT_JUDGED, f"not shown: {', '.join(missing)}")
    if row.id in broken:
        number, finding = broken[row.id]
        reason = f"{finding.element}: expected {finding.expected}, observed {finding.observed}"
        if finding.reading:
            reason += f" (as the reference with --decision {finding.reading})"
        return RowResult(row.id, level, Conforms.BREAKS, reason, number)
    if row.id in spoken:
        return RowResult(row.id, level, Conforms.CONFORMS, scenario=spoken[row.id])
    if scenario is None:
        return RowResult(row.id, level, Conforms.NOT_JUDGED, "no scenario was found for it")
    number = next(
        place
        for place, one in enumerate(played)
        if one.scenario.definition == scenario.definition
        and one.scenario.moves[: len(scenario.moves)] == scenario.moves
    )
    reason = played[number].reason or "what it demands passes within one event, and only states are shown"
    return RowResult(row.id, level, Conforms.NOT_JUDGED, reason, number)
