"""A state machine inside a net: places that always hold one token between them.

Such places are what a run is at; as locations of a transition system they cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from .net import Net

_OPEN, _IN, _OUT = 0, 1, 2
MOST_TRIES: Final = 2_000


def one_token_component(net: Net) -> tuple[int, ...]:
    """Places, one of which holds one token at first, from which every transition takes as many tokens as it gives to
    them: one or none. No places where none were found; many are preferred to few, and not every choice is tried.
    """
    best: tuple[int, ...] = ()
    for place in range(len(net.places)):
        if net.places[place].tokens == 1:
            found = _Search(net).around(place)
            best = max(best, found, key=len)
    return best


class _Search:
    def __init__(self, net: Net) -> None:
        self.net = net
        self.sides = [
            ([arc.place for arc in transition.takes], [arc.place for arc in transition.gives])
            for transition in net.transitions
        ]
        self.touching: list[list[int]] = [[] for _ in net.places]
        for number, (takes, gives) in enumerate(self.sides):
            for place in {*takes, *gives}:
                self.touching[place].append(number)
        self.heavy = {
            arc.place
            for transition in net.transitions
            for arc in (*transition.takes, *transition.gives)
            if arc.weight > 1
        }

    def around(self, place: int) -> tuple[int, ...]:
        """A component that holds this place; no places where none was found."""
        status = [_OPEN] * len(self.net.places)
        barred = {number for number, one in enumerate(self.net.places) if one.tokens} | self.heavy
        for other in barred - {place}:
            status[other] = _OUT
        tries: list[tuple[list[int], list[int]]] = [(status, [place])]
        for _ in range(MOST_TRIES):
            if not tries or place in self.heavy:
                return ()
            status, chosen = tries.pop()
            if not self.settle(status, chosen):
                continue
            choice = self.choice(status)
            if not choice:
                return tuple(number for number, value in enumerate(status) if value == _IN)
            tries += [([*status], [one]) for one in reversed(choice)]
        return ()

    def settle(self, status: list[int], chosen: Iterable[int]) -> bool:
        """Take places in, and whatever follows; False where that contradicts itself. `status` is changed."""
        todo: list[tuple[int, int]] = [(place, _IN) for place in chosen]
        while todo:
            place, value = todo.pop()
            if status[place] == value:
                continue
            if status[place] != _OPEN:
                return False
            status[place] = value
            for transition in self.touching[place]:
                followed = self.followed(status, transition)
                if followed is None:
                    return False
                todo += followed
        return True

    def followed(self, status: Sequence[int], transition: int) -> list[tuple[int, int]] | None:
        """What a transition demands of the places that are open; None: it cannot be met."""
        takes, gives = self.sides[transition]
        inside = [[place for place in side if status[place] == _IN] for side in (takes, gives)]
        if len(inside[0]) > 1 or len(inside[1]) > 1:
            return None
        demanded: list[tuple[int, int]] = []
        for side, mine, other in ((takes, *inside), (gives, *reversed(inside))):
            still = [place for place in side if status[place] == _OPEN]
            if mine:
                demanded += [(place, _OUT) for place in still]
            elif other:
                if not still:
                    return None
                if len(still) == 1:
                    demanded.append((still[0], _IN))
        return demanded

    def choice(self, status: Sequence[int]) -> list[int]:
        """The places one of which has to come in next; none where nothing is left to choose."""
        for takes, gives in self.sides:
            sides = (takes, gives)
            inside = [any(status[place] == _IN for place in side) for side in sides]
            if inside[0] != inside[1]:
                return [place for place in sides[inside[0]] if status[place] == _OPEN]
        return []
