"""Demands about the log: Logs, NeverLogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...engine.kinds import Kind
from ...engine.tables.demand import Logs, NeverLogs
from ...engine.tables.row import TableRow
from .scene import Scene
from .situations import subjects
from .standing import Element
from .subject import Subject, had, has_ended, in_reach
from .verdict import LogAddress, Milestone, Verdict


def logs(row: TableRow, demand: Logs, scene: Scene) -> Verdict:
    """In the situation there is a row of this kind for each element in reach."""
    verdict = Verdict()
    wanted: dict[Subject, None] = {}
    for subject in subjects(scene, demand.when):
        for element in in_reach(scene.timeline, subject, demand.item):
            if demand.having is None or _had(scene, element, str(demand.having), subject):
                wanted[Subject(element, subject.place)] = None
    verdict.demanded = bool(wanted)
    for subject in wanted:
        milestone = (demand.kind, subject.element)
        verdict.logged[milestone] = verdict.logged.get(milestone, 0) + 1
    if not wanted:
        return verdict
    seen, needed = seen_rows(scene), addresses(verdict.logged)
    for subject in wanted:
        place = address(demand.kind, subject.element)
        if seen[place] < needed[place]:
            expected = f"a row {demand.kind} when {demand.when}"
            verdict.broken(row, scene, subject.element, expected, f"{seen[place]} such rows")
    return verdict


def _had(scene: Scene, element: Element, status: str, subject: Subject) -> bool:
    place = had(scene.timeline, element, status, subject.place)
    if place is None:
        return False
    return not has_ended(element, scene.timeline.path(element)[place + 1 :], subject.place)


def never_logs(row: TableRow, demand: NeverLogs, scene: Scene) -> Verdict:
    """In the situation there is no row of this kind."""
    verdict = Verdict()
    for subject in subjects(scene, demand.when):
        verdict.demanded = True
        for seen in scene.timeline.moment.log:
            if seen.kind is demand.kind:
                expected = f"no row {demand.kind} when {demand.when}"
                verdict.broken(row, scene, subject.element, expected, f"a row {seen.kind}")
    return verdict


def address(kind: Kind, element: Element) -> LogAddress:
    """Where the log row of an element stands."""
    return kind, element.stage, element.step


def addresses(milestones: Mapping[Milestone, int]) -> Counter[LogAddress]:
    """How often each milestone has to stand in the log, which does not tell the visits of a stage apart."""
    found: Counter[LogAddress] = Counter()
    for (kind, element), count in milestones.items():
        found[address(kind, element)] += count
    return found


def seen_rows(scene: Scene) -> Counter[LogAddress]:
    """How often each milestone was logged in the moment."""
    return Counter((row.kind, row.stage or "", row.step or "") for row in scene.timeline.moment.log)
