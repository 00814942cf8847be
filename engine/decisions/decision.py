"""One decision: a question that the documents leave open, its readings, and the one taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the documents. `id` is kebab-case; `source` says who reads it so."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A named choice.

    `id` is kebab-case, `alias` the number of the contradiction or unknown it settles (`C4`, `U3`; "" for a ruling
    of our own). `taken` is the id of the reading that profile `help-2026` follows, `in_profiles` what other profiles
    follow instead. `switchable`: a user may choose another reading, and the interpreter follows it.
    """

    id: str
    alias: str
    title: str
    question: str
    readings: tuple[Reading, ...]
    taken: str
    why: str
    switchable: bool = False
    in_profiles: tuple[tuple[str, str], ...] = ()
