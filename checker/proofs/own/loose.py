"""The author's own properties where the sets of the definition are too large, each by the part of the system that decides it.

What a walk comes by is certain; for what none came by, an invariant is looked for (see `proofs/loose.py`). That decides what
must never be: always, never, before, and what can be reached. What must happen in the end is refuted where a walk ends or
waits for ever without it, or comes by it again, and proved by a rank (see `loose_ranks.py`); else it stays undecided.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ....grammar.property import Property
from ...budget import BudgetSpentError
from ...encoding.building import TooLargeError
from ...encoding.encode import Encoding, encode
from ..analysis import Analysis
from ..loose import Loosening
from .judge import SAFETY
from .judging import judging
from .loose_ends import judged_in_the_end
from .loose_moments import judged_at_moments
from .monitors import OWING, monitored
from .suspended import sees_suspended
from .verdict import OwnVerdict

if TYPE_CHECKING:
    from ..prove import Proofs


def loosely_judged(proofs: Proofs, given_up: str) -> tuple[OwnVerdict, ...]:
    """A verdict for each property of a definition whose sets were too large, `given_up` says in which way; nothing where it
    has no encoding.
    """
    encoding = proofs.encoding if proofs.analysis is None else proofs.analysis.encoding
    if encoding is None:
        return ()
    return _Judges(proofs, encoding, given_up).verdicts()


class _Judges:
    def __init__(self, proofs: Proofs, encoding: Encoding, given_up: str) -> None:
        self.proofs = proofs
        self.encoding = encoding
        self.given_up = given_up
        self.claims = proofs.program.orchestration.properties
        self.made = cache(self._made)

    def verdicts(self) -> tuple[OwnVerdict, ...]:
        found: dict[int, OwnVerdict] = {}
        for numbers in self._groups():
            try:
                judged = self._judged([self.claims[number] for number in numbers])
            except (BudgetSpentError, TooLargeError, RecursionError):
                continue
            found.update(zip(numbers, judged, strict=True))
        if len(found) < len(self.claims):
            unsaid = Analysis(self.encoding)
            for number, claim in enumerate(self.claims):
                found.setdefault(number, OwnVerdict(claim, "undecided", unsaid, reason=self.given_up))
        return tuple(found[number] for number in sorted(found))

    def _groups(self) -> list[list[int]]:
        """The numbers of the properties that are judged in one system: those about moments, and each of the others."""
        moments = [number for number, claim in enumerate(self.claims) if claim.kind in SAFETY]
        others = [[number] for number, claim in enumerate(self.claims) if claim.kind not in SAFETY]
        return [moments, *others] if moments else others

    def _judged(self, claims: Sequence[Property]) -> Sequence[OwnVerdict]:
        suspended = any(sees_suspended(claim, self.proofs.program) for claim in claims)
        encoding = self._watching(claims, suspended=suspended, wide=False)
        walked = Analysis(encoding, self.proofs.budget)

        def loosening() -> Loosening:
            wide = bool(self.encoding.space.notes)
            watching = self._watching(claims, suspended=suspended, wide=True) if wide else encoding
            return Loosening(walked, watching, self.proofs.budget)

        if claims[0].kind not in OWING:
            return judged_at_moments(claims, loosening(), self.given_up)
        return [judged_in_the_end(claims[0], walked, loosening, self.given_up)]

    def _watching(self, claims: Sequence[Property], *, suspended: bool, wide: bool) -> Encoding:
        encoding = self.made(suspended=suspended, wide=wide)
        return encoding if claims[0].kind in SAFETY else monitored(encoding, claims[0])[0]

    def _made(self, *, suspended: bool, wide: bool) -> Encoding:
        proofs = self.proofs
        return judging(encode(proofs.program, proofs.contracts, claims=True, suspended=suspended, wide=wide))
