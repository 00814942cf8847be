"""What a check of a certificate comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .obligation import INVARIANT, Obligation


@dataclass(frozen=True, slots=True)
class Fails:
    """The obligation is not met: `location` and `before` say where, in the words of the system.

    `before` has the variables that matter, each with its value. `edge` is the move that goes wrong, `after` where it
    may lead: variables whose values change, each with its new value.
    """

    location: str
    before: tuple[tuple[str, str], ...]
    edge: str = ""
    after: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """The solver gave up; why."""

    reason: str


class Judged(NamedTuple):
    """An obligation that was not confirmed, and what came of it."""

    obligation: Obligation
    verdict: Fails | Undecided


@dataclass(frozen=True)
class Checked:
    """The obligations that fail or are undecided; or `problems`, where the shape of the certificate is wrong.

    `count` is how many obligations there were, `claims` whose they were, `distinct` is how many questions the solver was asked: equal obligations are asked about once, and those that plain
    propositional rules settle not at all. A certificate that is not accepted proves nothing, and that is an error of
    Stageproof, never one of the definition.
    """

    unmet: tuple[Judged, ...] = ()
    problems: tuple[str, ...] = ()
    count: int = 0
    claims: frozenset[int] = frozenset()
    distinct: int = 0
    solver: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether every obligation holds."""
        return not self.problems and not self.unmet

    def is_proved(self, claim: int) -> bool:
        """Whether a claim (by number) follows: its own obligations hold, and those of the invariant."""
        return not self.problems and claim in self.claims and not {claim, INVARIANT} & self._unmet_claims

    @cached_property
    def _unmet_claims(self) -> frozenset[int]:
        return frozenset(one.obligation.claim for one in self.unmet)
