"""An observed moment out of what an engine shows: what it does not show is taken from the reference.

Rows about what is not shown are not judged (`needs`); the rest is judged as if the engine did there as the reference does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ...engine.events import Event
from ...engine.values import Value
from ..oracle.facts import Facts
from ..oracle.observation import STATUS, SeenChange
from ..oracle.standing import Element, Standing
from .contract import Capabilities, Observation, Part, Sight, Told
from .elements import ENDED, WORDS, Named, change_of, named


def is_shown(change: SeenChange, capabilities: Capabilities) -> bool:
    """Whether the engine would show a change like this."""
    if change.part == "step" and change.attribute.startswith("Outputs."):
        return Part.OUTPUT in capabilities.parts
    wanted = "Outcome" if change.part == "decision" else STATUS
    return change.attribute == wanted and any(
        WORDS[part] == change.part for part in capabilities.parts if part is not Part.OUTPUT
    )


def changes_seen(
    facts: Facts,
    standing: Standing,
    event: Event,
    reference: Sequence[SeenChange],
    observation: Observation,
    capabilities: Capabilities,
) -> tuple[SeenChange, ...]:
    """The changes of a moment. `reference` are those of the reference interpreter, () where it refuses the event."""
    if capabilities.sight is Sight.STATES:
        return _from_states(facts, standing, reference, observation.told, capabilities)
    seen: list[SeenChange] = []
    now, ended = standing.copy(), set[str]()
    for told in observation.told:
        change = change_of(facts, now, event, told, frozenset(ended))
        if change.part == "stage" and change.after in ENDED:
            ended.add(change.name)
        if not is_shown(change, capabilities):
            continue
        now.take(change)
        seen.append(change)
    return tuple(_merged(reference, seen, capabilities))


def _merged(
    reference: Sequence[SeenChange], seen: list[SeenChange], capabilities: Capabilities
) -> Iterable[SeenChange]:
    """What is seen, with what is not shown put in where the reference has it: before the next change that both have."""
    shown = [place for place, change in enumerate(reference) if is_shown(change, capabilities)]
    if len(shown) == len(reference):
        return seen
    matcher = SequenceMatcher(
        None, [_key(reference[place]) for place in shown], [_key(change) for change in seen], autojunk=False
    )
    partner = {
        shown[block.a + step]: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    waiting: list[SeenChange] = []
    before: dict[int, list[SeenChange]] = {}
    for place, change in enumerate(reference):
        if not is_shown(change, capabilities):
            waiting.append(change)
        elif place in partner:
            before[partner[place]] = waiting
            waiting = []
    merged: list[SeenChange] = []
    for place, change in enumerate(seen):
        merged += before.get(place, ())
        merged.append(change)
    return (*merged, *waiting)


def _key(change: SeenChange) -> tuple[str, str, str, Value]:
    after = str(change.after) if isinstance(change.after, str) else change.after
    return change.part, change.name, change.attribute, after


class _Slot(NamedTuple):
    """What has one value at a time: an element and its attribute."""

    element: Element
    attribute: str


def _from_states(
    facts: Facts,
    standing: Standing,
    reference: Sequence[SeenChange],
    told: tuple[Told, ...],
    capabilities: Capabilities,
) -> tuple[SeenChange, ...]:
    """What must have changed. Where the states agree with the reference's the changes are taken to be its own."""
    now = standing.copy()
    slots: list[_Slot] = []
    last: dict[_Slot, Value] = {}
    for change in reference:
        slot = _Slot(_element(now, change), change.attribute)
        now.take(change)
        slots.append(slot)
        if _begins_again(facts, change):
            last |= dict.fromkeys((each for each in last if _is_output_in(each, change.name)), None)
        last[slot] = _text(change.after)
    places = [named(facts, state) for state in told]
    numbered = frozenset(place.stage for place in places if place.visit is not None)
    states = {
        _told_slot(now, state, place, numbered): _text(state.after)
        for state, place in zip(told, places, strict=True)
    }
    found: list[SeenChange] = []
    for place, (slot, change) in enumerate(zip(slots, reference, strict=True)):
        if not is_shown(change, capabilities) or states.get(slot) == last[slot]:
            found.append(change)
        elif slot in states and slot not in slots[place + 1 :] and states[slot] != _held(standing, slot):
            found.append(change._replace(after=states[slot]))
    for slot, state in states.items():
        if slot not in last and state != _held(standing, slot):
            element = slot.element
            name = "/".join(filter(None, (element.stage, element.step))) or element.part
            found.append(
                SeenChange(
                    element.part, name, element.stage or None, element.step or None,
                    slot.attribute, _held(standing, slot), state,
                )
            )  # fmt: skip
    return tuple(found)


def _begins_again(facts: Facts, change: SeenChange) -> bool:
    """Whether a visit of a stage begins, with which the outputs of its steps are null."""
    is_visit = change.part == "stage" and change.attribute == STATUS and change.before is None
    return is_visit and facts.choices.chosen("outputs-on-revisit") != "last-value"


def _is_output_in(slot: _Slot, stage: str) -> bool:
    return slot.attribute.startswith("Outputs.") and slot.element.stage == stage


def _element(standing: Standing, change: SeenChange) -> Element:
    if change.part == "decision":
        return Element("decision", change.name)
    if change.attribute != STATUS:
        return Element(change.part, change.stage or change.name, change.step or "")
    return standing.element(change)


def _told_slot(standing: Standing, told: Told, place: Named, numbered: frozenset[str | None]) -> _Slot:
    """What a state is of. Without a number it is of the latest visit, and of the first where the engine numbers others."""
    part = WORDS[told.part]
    if told.part is Part.DECISION:
        return _Slot(Element("decision", place.name), told.attribute)
    if told.attribute != STATUS:
        return _Slot(Element(part, place.stage or "", place.step or ""), told.attribute)
    if place.stage is None:
        return _Slot(Element(part), told.attribute)
    latest = 1 if place.stage in numbered else standing.visits.get(place.stage, 0) or 1
    visit = place.visit or latest
    return _Slot(Element(part, place.stage, place.step or "", visit), told.attribute)


def _held(standing: Standing, slot: _Slot) -> Value:
    if slot.element.part == "decision":
        return standing.outcomes.get(slot.element.stage.casefold())
    if slot.attribute != STATUS:
        return standing.outputs.get(
            (slot.element.step.casefold(), slot.attribute.partition(".")[2].casefold())
        )
    return standing.statuses.get(slot.element)


def _text(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value
