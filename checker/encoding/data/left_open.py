"""Conditions that are left open: they may hold or not, as it happens, each time they are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from ....grammar.condition import Condition
from ..guard import FALSE, In, all_of, any_of
from ..system import Map, Variable
from .atoms import Atom
from .judged import Judged

NO: Final = 0b001
YES: Final = 0b010
ERROR: Final = 0b100
AS_IT_IS: Final = 0b100
"""Values of the variable of a condition, as bits; the last one where only some of those that are relaxed are open."""


class LeftOpen:
    """`relaxed` conditions (for the record as it is, and with `sides` (True,) for what it was), and `atoms` that regions do not
    decide. Each has a variable, numbered from `first` on.

    `some`: each of those that are relaxed is either open or as it is, the whole run: in an initial state its variable says
    which.
    """

    def __init__(
        self,
        relaxed: Sequence[Condition],
        sides: Sequence[bool],
        atoms: Iterable[Atom],
        first: int,
        *,
        some: bool,
    ) -> None:
        """Number the variables."""
        which = dict.fromkeys((id(condition), prior) for prior in sides for condition in relaxed)
        self.free: Mapping[tuple[int, bool], int] = {one: first + number for number, one in enumerate(which)}
        behind = first + len(self.free)
        self.atoms: Mapping[Atom, int] = {
            atom: behind + number for number, atom in enumerate(dict.fromkeys(atoms))
        }
        self.some = some
        self.variables = (
            *(
                Variable(f"condition {number} holds", ("no", "yes", "as it is") if some else ("no", "yes"))
                for number in range(len(self.free))
            ),
            *(
                Variable(f"open condition {number} holds", ("no", "yes", "error"))
                for number in range(len(self.atoms))
            ),
        )

    @property
    def chosen_anew(self) -> tuple[Map, ...]:
        """What each move makes of the variables, in their order."""
        lasting = (NO | YES, NO | YES, AS_IT_IS) if self.some else (NO | YES, NO | YES)
        return (
            *(Map(variable, lasting) for variable in self.free.values()),
            *(Map(variable, (NO | YES | ERROR,) * 3) for variable in self.atoms.values()),
        )

    def relaxed(self, variable: int, as_it_is: Callable[[], Judged]) -> Judged:
        """A condition that is relaxed, by its variable."""
        if not self.some:
            return Judged(In(variable, YES), FALSE)
        lasting, judged = In(variable, AS_IT_IS), as_it_is()
        return Judged(
            any_of((In(variable, YES), all_of((lasting, judged.true)))),
            all_of((lasting, judged.error)),
        )

    def atom(self, atom: Atom, *, never_fails: bool) -> Judged:
        """An atom that regions do not decide."""
        variable = self.atoms[atom]
        return Judged(In(variable, YES), FALSE if never_fails else In(variable, ERROR))
