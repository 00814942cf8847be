"""Engines that do everything right and show less: only some parts, no log, or only how things stand afterwards."""

from __future__ import annotations

from dataclasses import replace

from stageproof.checker.adapters.contract import Answer, Capabilities, Observation, Part, Sight, Told, Unknown
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.grammar.model import Orchestration

STATUSES = frozenset({Part.RUN, Part.STAGE, Part.STEP, Part.WORK_ITEM})


class ShowsParts(ReferenceEngine):
    """Shows only some parts, and no log unless it is told to."""

    def __init__(self, *parts: Part, log: bool = False) -> None:
        super().__init__()
        self.parts = frozenset(parts)
        self.has_log = log

    def capabilities(self) -> Capabilities:
        return replace(super().capabilities(), parts=self.parts, log=self.has_log)

    def observe(self) -> Observation:
        seen = super().observe()
        told = tuple(told for told in seen.told if told.part in self.parts)
        return Observation(told, seen.log if self.has_log else ())


class SaysNotWhatWas(ReferenceEngine):
    """Never says what stood before a change."""

    def observe(self) -> Observation:
        seen = super().observe()
        return replace(seen, told=tuple(replace(told, before=Unknown.NOT_TOLD) for told in seen.told))


class ShowsStates(ReferenceEngine):
    """Shows how everything stands, and neither what happened on the way nor a log."""

    def __init__(self) -> None:
        super().__init__()
        self._states: dict[tuple[Part, str, str], Told] = {}
        self._visits: dict[str, int] = {}

    def capabilities(self) -> Capabilities:
        return replace(super().capabilities(), sight=Sight.STATES, log=False)

    def reset(self, definition: Orchestration) -> Answer:
        self._states.clear()
        self._visits.clear()
        return super().reset(definition)

    def observe(self) -> Observation:
        for told in super().observe().told:
            stage = told.element.partition("/")[0]
            if told.part is Part.STAGE and told.before is None:
                self._visits[stage] = self._visits.get(stage, 0) + 1
                self._forget_outputs(stage)
            element = told.element
            if self._visits.get(stage, 1) > 1 and told.attribute == "Status":
                element = element.replace(stage, f"{stage}#{self._visits[stage]}", 1)
            shown = replace(told, element=element, before=Unknown.NOT_TOLD)
            self._states[told.part, element, told.attribute] = shown
        return Observation(tuple(self._states.values()))

    def _forget_outputs(self, stage: str) -> None:
        """On a new visit the outputs of a stage's steps are null again."""
        for slot in [slot for slot in self._states if slot[0] is Part.OUTPUT]:
            if slot[1].startswith(f"{stage}/"):
                del self._states[slot]
