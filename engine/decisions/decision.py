"""One decision: a question that the documents leave open, its readings, and the one taken."""

from __future__ import annotations

from ...grammar.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the documents. `id` is kebab-case; `source` says who reads it so."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A named choice.

    `id` is kebab-case. `aliases` are the numbers of the contradictions (`C4`) and unknowns (`U6`) it settles: a
    contradiction is settled by one decision, an unknown may need several; none for a ruling of our own. `taken` is
    the id of the reading that profile `help-2026` follows, `in_profiles` pairs another profile with the reading it
    follows instead. `switchable`: a user may choose another reading, and the interpreter follows it.
    """

    id: str
    aliases: tuple[str, ...] = ()
    title: str
    question: str
    readings: tuple[Reading, ...]
    taken: str
    why: str
    switchable: bool = False
    in_profiles: tuple[tuple[str, str], ...] = ()

    def taken_in(self, profile: str) -> str:
        """The id of the reading that a profile follows."""
        return dict(self.in_profiles).get(profile, self.taken)

    def reading(self, reading_id: str) -> Reading | None:
        """The reading with this id, or None."""
        return next((reading for reading in self.readings if reading.id == reading_id), None)
