"""Demands about statuses: Becomes, NeverBecomes, Keeps."""

from __future__ import annotations

from itertools import pairwise

from ...engine.statuses import label
from ...engine.tables.demand import Becomes, Keeps, NeverBecomes
from ...engine.tables.row import TableRow
from .scene import Scene
from .situations import subjects
from .standing import Element
from .subject import had, has_ended, in_reach
from .verdict import Verdict, statuses_seen


def becomes(row: TableRow, demand: Becomes, scene: Scene) -> Verdict:
    """In the situation each element in reach is set to the status."""
    verdict = Verdict()
    status = str(demand.status)
    for subject in subjects(scene, demand.when):
        for element in in_reach(scene.timeline, subject, demand.item):
            place = had(scene.timeline, element, str(demand.having), subject.place) if demand.having else 0
            if place is None:
                continue
            later = scene.timeline.path(element)[place + 1 :]
            if status in later:
                verdict.demanded = True
                verdict.explained.add((element, status))
            elif demand.having is None or not has_ended(element, later, subject.place):
                seen = statuses_seen(scene, element)
                verdict.broken(row, scene, element, f"{label(status)} when {demand.when}", seen)
    return verdict


def never_becomes(row: TableRow, demand: NeverBecomes, scene: Scene) -> Verdict:
    """In the situation no element in reach is set to the status."""
    verdict = Verdict()
    for subject in subjects(scene, demand.when):
        for element in in_reach(scene.timeline, subject, demand.item):
            verdict.demanded = True
            if scene.timeline.reached(element, str(demand.status)):
                expected = f"never {label(demand.status)} when {demand.when}"
                verdict.broken(row, scene, element, expected, statuses_seen(scene, element))
    return verdict


def keeps(row: TableRow, demand: Keeps, scene: Scene, explained: set[tuple[Element, str]]) -> Verdict:
    """In the situation no element in reach loses the status, unless another row demands it (`explained`)."""
    verdict = Verdict()
    status = str(demand.status)
    for subject in subjects(scene, demand.when):
        for element in in_reach(scene.timeline, subject, demand.item):
            path = scene.timeline.path(element)
            verdict.demanded = verdict.demanded or status in path
            for before, after in pairwise(path):
                if before == status and after not in (status, None) and (element, after) not in explained:
                    expected = f"stays {label(status)} when {demand.when}"
                    verdict.broken(row, scene, element, expected, statuses_seen(scene, element))
    return verdict
