"""Which reading a run follows, for each decision that a user may switch."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from ...grammar.light_dataclass import dataclass
from ..tables.profiles import PROFILES
from .catalogue import all_decisions, decisions_named
from .decision import Decision

HOW_TO_SWITCH: Final = "--decision {decision}={reading}"
"""How a command line chooses a reading."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The readings that a run follows: hashable, equal where they are the same.

    `readings` pairs the id of each switchable decision with the id of a reading, sorted by decision. Make one with
    `choices`, which checks them.
    """

    profile: str
    readings: tuple[tuple[str, str], ...]

    def chosen(self, decision_id: str) -> str:
        """The id of the reading that is followed. Raises ValueError for a decision that is not switchable."""
        for decision, reading in self.readings:
            if decision == decision_id:
                return reading
        raise ValueError(_not_switchable(decision_id))

    def changed(self) -> tuple[tuple[str, str], ...]:
        """What differs from the profile: pairs of decision and reading, sorted."""
        usual = choices(self.profile).readings
        return tuple(pair for pair in self.readings if pair not in usual)


def switchable_decisions() -> tuple[Decision, ...]:
    """The decisions that a user may switch, sorted by id."""
    return tuple(decision for decision in all_decisions() if decision.switchable)


def choices(
    profile: str = PROFILES[0], overrides: Mapping[str, str] | None = None, **by_name: str
) -> Choices:
    """The readings of a profile, some of them replaced.

    `overrides` names readings by decision (id or alias: `{"canceled-steps": "in-progress"}`, `{"C1": …}`);
    `by_name` does the same with underscores (`canceled_steps="in-progress"`). Raises ValueError, with a message for
    people, for a profile, decision or reading that does not exist, and for a decision that is not switchable.
    """
    if profile not in PROFILES:
        raise ValueError(f'there is no profile "{profile}". There are: {", ".join(PROFILES)}.')
    readings = {decision.id: decision.taken_in(profile) for decision in switchable_decisions()}
    asked = [
        *(overrides or {}).items(),
        *((name.replace("_", "-"), value) for name, value in by_name.items()),
    ]
    switched: dict[str, str] = {}
    for name, reading in asked:
        decision = _switchable(name)
        if switched.get(decision.id, reading) != reading:
            raise ValueError(
                f'decision "{decision.id}" is given twice, as {switched[decision.id]} and as {reading}. Give it once.'
            )
        if decision.reading(reading) is None:
            raise ValueError(_no_such_reading(decision, reading))
        switched[decision.id] = reading
    return Choices(profile, tuple(sorted((readings | switched).items())))


def _switchable(name: str) -> Decision:
    found = [decision for decision in decisions_named(name) if decision.switchable]
    if len(found) == 1:
        return found[0]
    if found:
        ids = " and ".join(decision.id for decision in found)
        raise ValueError(f'"{name}" stands for several decisions: {ids}. Name the one you mean.')
    raise ValueError(_not_switchable(name))


def _not_switchable(name: str) -> str:
    ids = [decision.id for decision in switchable_decisions()]
    known = decisions_named(name)
    if known:
        problem = f'decision "{known[0].id}" cannot be switched. `stageproof explain {known[0].id}` says why.'
    else:
        close = get_close_matches(name.casefold(), ids, n=1)
        hint = f' Did you mean "{close[0]}"?' if close else ""
        problem = f'there is no decision "{name}".{hint}'
    return f"{problem} These can be switched: {', '.join(ids)}."


def _no_such_reading(decision: Decision, name: str) -> str:
    ids = [reading.id for reading in decision.readings]
    close = get_close_matches(name.casefold(), ids, n=1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    return f'decision "{decision.id}" has no reading "{name}".{hint} Its readings: {", ".join(ids)}.'
