"""Whether a net is bounded, marking by marking: a run that leads to the same marking and more shows that it is not.

Karp and Miller 1969, without their infinite counts: such a run can be repeated for ever and gains tokens each time.
"""

from __future__ import annotations

from operator import ge

from ...grammar.light_dataclass import dataclass
from .net import Marking, Net, fired, is_enabled


@dataclass(frozen=True, slots=True)
class Growth:
    """After the transitions `run`, those of `circle` can be repeated for ever; each time `place` gains tokens."""

    place: int
    run: tuple[int, ...]
    circle: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Every marking was seen; `bounds` are the most tokens on each place."""

    bounds: tuple[int, ...]


def count_tokens(net: Net, most: int = 4_000) -> Growth | Counted | None:
    """Go through the markings in depth; None where more than `most` would have to be looked at."""
    first = net.initial
    bounds = list(first)
    seen = {first}
    path: list[Marking] = [first]
    sums = [sum(first)]
    taken: list[int] = []
    ahead = [0]
    while path:
        marking = path[-1]
        number = ahead[-1]
        if number == len(net.transitions):
            path.pop()
            sums.pop()
            ahead.pop()
            if taken:
                taken.pop()
            continue
        ahead[-1] += 1
        transition = net.transitions[number]
        if not is_enabled(transition, marking):
            continue
        after = fired(transition, marking)
        if after in seen:
            continue
        total = sum(after)
        for depth, before in enumerate(path):
            if sums[depth] < total and all(map(ge, after, before)):
                place = next(place for place, count in enumerate(after) if count > before[place])
                return Growth(place, tuple(taken[:depth]), (*taken[depth:], number))
        if len(seen) >= most:
            return None
        seen.add(after)
        bounds = list(map(max, bounds, after))
        path.append(after)
        sums.append(total)
        taken.append(number)
        ahead.append(0)
    return Counted(tuple(bounds))
