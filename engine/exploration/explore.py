"""Breadth-first exploration of everything a run can do.

Habit of the smallest good model checkers (stateright): the semantics stay behind two pure functions, `enabled` and
`advance`; exploring is written once against them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import Final

from ..configuration import Configuration, StageState
from ..enabled import Template, enabled, late_results
from ..events import Complete, Fail
from ..history import Change
from ..interpreter.advance import Advance, advance
from ..interpreter.refusal import Refusal
from ..program.program import Program
from ..statuses import RunStatus, StageStatus
from .fillings import Bounds, Filler
from .graph import NOWHERE, Edge, Graph, Reached, Stop, Transition
from .policy import EVERYTHING, Happening, Policy
from .strikes import struck

LIMIT: Final = 100_000
"""How many configurations are looked at where nobody says otherwise."""
_STOPPED: Final = (RunStatus.COMPLETED, RunStatus.CANCELED, RunStatus.ERROR)


def explore(
    program: Program,
    *,
    limit: int = LIMIT,
    events: Policy = EVERYTHING,
    bounds: Bounds | None = None,
    progress: Callable[[int, int], None] | None = None,
    watch: Callable[[Edge, Advance], None] | None = None,
) -> Graph:
    """Every configuration that a run can get into under a policy, at most `limit` of them.

    As many errors strike per edge as the policy says; more strike in a run on several edges. The order is that of
    `enabled`, then of the representative values, so the result is the same every time. `progress` is told how many
    nodes were looked at, and known; `watch` each edge and what happens on it.
    """
    return _Explorer(program, max(1, limit), events, Filler(program, bounds), watch).explore(progress)


class _Explorer:
    def __init__(
        self,
        program: Program,
        limit: int,
        policy: Policy,
        filler: Filler,
        watch: Callable[[Edge, Advance], None] | None,
    ) -> None:
        self.watch = watch
        self.program = program
        self.limit = limit
        self.policy = policy
        self.filler = filler
        self.writers = frozenset(step.name for stage in program.stages for step in stage.steps if step.writes)
        self.index: dict[object, int] = {}
        self.configurations: list[Configuration] = []
        self.pool: dict[tuple[StageState, tuple[type, ...]], StageState] = {}
        self.faults, self.distances, self.parents, self.parent_labels = _numbers(4)
        self.starts, self.ends, self.labels, self.targets = _numbers(4)
        self.transitions: dict[Transition, int] = {}
        self.reached: dict[Reached, Edge] = {}
        self.seen: set[object] = set()
        self.mistakes: dict[str, Edge] = {}
        self.irrelevant = 0
        self.waiting: list[list[int]] = [[]]
        self.is_full = False

    def explore(self, progress: Callable[[int, int], None] | None) -> Graph:
        self._node(self.program.initial, 0, 0, NOWHERE, NOWHERE)
        looked_at, distance = 0, 0
        while distance < len(self.waiting) and not self.is_full:
            for node in self.waiting[distance]:
                if self.ends[node] != NOWHERE or self.distances[node] != distance:
                    continue
                self._expand(node, distance)
                if self.is_full:
                    break
                looked_at += 1
                if progress is not None and looked_at % 256 == 0:
                    progress(looked_at, len(self.configurations))
            else:
                self.waiting[distance] = []
                distance += 1
        stop = None
        if self.is_full:
            stop = Stop(looked_at, len(self.configurations) - looked_at, distance)
        return self._graph(stop)

    def _expand(self, node: int, distance: int) -> None:
        configuration = self.configurations[node]
        start = len(self.targets)
        for transition, result in self._following(configuration, self.faults[node]):
            target = self._take(node, distance, configuration, transition, result)
            if target is None:
                if self.is_full:
                    del self.targets[start:], self.labels[start:]
                    return
                self.irrelevant += 1
        self.starts[node], self.ends[node] = start, len(self.targets)

    def _following(self, configuration: Configuration, faults: int) -> Iterator[tuple[Transition, Advance]]:
        program, policy = self.program, self.policy
        if policy.stops_at_error and configuration.run in _STOPPED:
            return
        may_fail = policy.has_strikes and (policy.faults is None or faults < policy.faults)
        for template in (*enabled(program, configuration), *self._late(configuration)):
            is_fail = isinstance(template.event, Fail)
            if not policy.allows(template.event) or (is_fail and not may_fail):
                continue
            for event in self.filler.events(configuration, template):
                result = advance(program, configuration, event)
                if isinstance(result, Refusal):
                    continue
                yield Transition(event), result
                if not policy.has_strikes:
                    continue
                room = policy.strikes
                if policy.faults is not None:
                    room = min(room, policy.faults - faults - is_fail)
                yield from struck(program, configuration, event, result.changes, room, policy)

    def _late(self, configuration: Configuration) -> Iterator[Template]:
        """Results that nobody waits for, of flows that write fields: without values, for their outputs are not taken."""
        if self.writers and Happening.LATE not in self.policy.without and not configuration.queue:
            for template in late_results(self.program, configuration):
                if isinstance(template.event, Complete) and template.event.step in self.writers:
                    yield Template(
                        template.event,
                        tuple(hole for hole in template.holes if hole.domain.nullable is False),
                    )

    def _take(
        self, node: int, distance: int, before: Configuration, transition: Transition, result: Advance
    ) -> int | None:
        """The node that a transition leads to; None where it changes nothing, or where there is no room for it."""
        after = result.configuration
        if after == before and not any(map(_is_progress, result.changes)):
            return None
        faults = 0
        if self.policy.counts_faults:
            faults = self.faults[node] + len(transition.faults) + isinstance(transition.event, Fail)
        label = self.transitions.setdefault(transition, len(self.transitions))
        further = distance + 1 + len(transition.faults)
        key = (after, faults) if faults else after
        target = self.index.get(key)
        if target is None:
            if len(self.configurations) >= self.limit:
                self.is_full = True
                return None
            target = self._node(after, faults, further, node, label)
        elif self.distances[target] > further:
            self.distances[target] = further
            self.parents[target], self.parent_labels[target] = node, label
            self._wait(target, further)
        self.labels.append(label)
        self.targets.append(target)
        edge = Edge(node, transition, target)
        self._note(before, edge, result)
        if self.watch is not None:
            self.watch(edge, result)
        return target

    def _node(self, configuration: Configuration, faults: int, distance: int, parent: int, label: int) -> int:
        number = len(self.configurations)
        kept = self._shared(configuration)
        self.index[(kept, faults) if faults else kept] = number
        self.configurations.append(kept)
        self.faults.append(faults)
        self.distances.append(distance)
        self.parents.append(parent)
        self.parent_labels.append(label)
        self.starts.append(NOWHERE)
        self.ends.append(NOWHERE)
        self._wait(number, distance)
        return number

    def _wait(self, node: int, distance: int) -> None:
        while len(self.waiting) <= distance:
            self.waiting.append([])
        self.waiting[distance].append(node)

    def _shared(self, configuration: Configuration) -> Configuration:
        """The configuration with a stage's state that others hold too: what an event leaves alone is shared already.

        Types are part of the key: true and 1 are equal in Python, and different values.
        """
        current = configuration.current
        if current is None:
            return configuration
        types = tuple(value.__class__ for outputs in current.outputs for value in outputs)
        kept = self.pool.setdefault((current, types), current)
        return configuration if kept is current else configuration._replace(current=kept)

    def _note(self, before: Configuration, edge: Edge, result: Advance) -> None:
        """Keep what happened for the first time."""
        for change in result.changes:
            if change.attribute not in ("Status", "Outcome"):
                continue
            key = (change.subject, change.after)
            if key not in self.seen:
                self.seen.add(key)
                self.reached.setdefault(
                    Reached(change.subject.part, change.subject.name, str(change.after)), edge
                )
            if change.after is StageStatus.ERROR and change.subject.part == "stage":
                self._note_fault_path(edge, change, result)
        event, faults = edge.transition
        is_injected = faults or isinstance(event, Fail) or any(stored.error for stored in before.stored)
        if result.message and not is_injected:
            self.mistakes.setdefault(result.message, edge)

    def _note_fault_path(self, edge: Edge, failed: Change, result: Advance) -> None:
        """A stage that fails and stays the current stage of a failed run took no fault path."""
        index = self.program.stage_index[failed.subject.name.casefold()]
        after = result.configuration
        stays = (
            after.run is RunStatus.ERROR
            and after.location == index
            and after.current is not None
            and after.current.status is StageStatus.ERROR
            and result.changes.count(failed) == 1
        )
        if not stays:
            self.reached.setdefault(Reached("fault path", failed.subject.name, "taken"), edge)

    def _graph(self, stop: Stop | None) -> Graph:
        return Graph(
            self.program,
            self.policy,
            self.configurations,
            self.faults,
            self.distances,
            self.parents,
            self.parent_labels,
            self.starts,
            self.ends,
            tuple(self.transitions),
            self.labels,
            self.targets,
            self.reached,
            self.mistakes,
            self.irrelevant,
            tuple(self.filler.notes),
            stop,
        )


def _is_progress(change: Change) -> bool:
    """Whether a change is one of the run's course: a loop that leads back to the same configuration has such."""
    return change.attribute in ("Status", "Outcome") and change.before != change.after


def _numbers(count: int) -> Iterator[array[int]]:
    return (array("q") for _ in range(count))
