"""Where everything stands, told from the changes of a run alone: never from its configuration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stageproof.engine.history import Change, LogRow, Moment, Run
from stageproof.engine.kinds import Kind
from stageproof.engine.values import Value


@dataclass
class Standing:
    """Statuses by name after a moment: None before there is any."""

    run: Value = None
    submission: Value = None
    stages: dict[str, Value] = field(default_factory=dict[str, Value])
    steps: dict[str, Value] = field(default_factory=dict[str, Value])
    items: dict[str, Value] = field(default_factory=dict[str, Value])
    log: list[LogRow] = field(default_factory=list[LogRow])
    visit_starts: dict[str, int] = field(default_factory=dict[str, int])
    """By stage the place of the log row with which its latest visit began."""

    def read(self, change: Change) -> Value:
        """The status of what changes, as it is now."""
        name = change.subject.name
        match change.subject.part:
            case "run":
                return self.run
            case "submission":
                return self.submission
            case "stage":
                return self.stages.get(name)
            case "step":
                return self.steps.get(name)
            case "item":
                return self.items.get(name)
            case _:
                return None

    def take(self, change: Change) -> None:
        """Follow one change of status."""
        name, after = change.subject.name, change.after
        match change.subject.part:
            case "run":
                self.run = after
            case "submission":
                self.submission = after
            case "stage":
                if change.before is None:
                    self._open_visit(name)
                self.stages[name] = after
            case "step":
                self.steps[name] = after
            case "item":
                self.items[name] = after
            case _:
                pass

    def take_log(self, rows: tuple[LogRow, ...]) -> None:
        """Follow the log of a moment, after its changes."""
        for row in rows:
            if row.kind is Kind.START_STAGE and self.visit_starts[row.stage or ""] < 0:
                later = [place for place, other in enumerate(rows) if other[:2] == row[:2]]
                self.visit_starts[row.stage or ""] = len(self.log) + later[-1]
        self.log += rows

    def _open_visit(self, stage: str) -> None:
        self.visit_starts[stage] = -1
        for statuses in (self.steps, self.items):
            for name in [name for name in statuses if name.startswith(f"{stage}/")]:
                del statuses[name]


def status_changes(moment: Moment) -> list[Change]:
    """The changes of status of a moment, in order."""
    return [change for change in moment.changes if change.attribute == "Status"]


def standings(run: Run) -> Iterator[tuple[Moment, Standing]]:
    """After each moment, where everything stands. One object is passed on: read it before the next is asked for."""
    standing = Standing()
    for moment in run.moments():
        for change in status_changes(moment):
            standing.take(change)
        standing.take_log(moment.log)
        yield moment, standing
