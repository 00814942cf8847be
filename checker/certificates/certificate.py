"""The certificate of a whole definition."""

from __future__ import annotations

from dataclasses import dataclass

from .claims import Claim
from .sets import Nodes


@dataclass(frozen=True, slots=True)
class Certificate:
    """Claims about a system, with all that is needed to check them without a prover.

    `invariant` has the number of a set for each location. Obligations: (1) where `begins` holds lies in the set of the
    initial location. (2) An edge leads from the set of its source into the set of its target, whatever the result of
    its updates. Theorem: by induction on its length, each state of a run lies in the set of its location.
    """

    nodes: Nodes
    invariant: tuple[int, ...]
    claims: tuple[Claim, ...] = ()
