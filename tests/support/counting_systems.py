"""A small system with a loop that is counted down, its certificate, and others like it drawn at random."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Final

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.claims import Countdown, CountedPart, FairRank, Ranked
from stageproof.checker.certificates.sets import EVERYTHING, Place
from stageproof.checker.encoding.guard import TRUE, In
from stageproof.checker.encoding.system import (
    Comparison,
    Duty,
    Edge,
    Label,
    Location,
    Map,
    System,
    Variable,
)

START, CHARGE, MEND, AGAIN, END = range(5)
ENTER, DONE, FAILS, COUNT, ONCE_MORE, LEAVE = range(6)
HOLDS: Final = In(0, 0b010)
DOES_NOT: Final = In(0, 0b101)
DUTIES: Final = (Duty.RESULT, Duty.ENGINE, Duty.FAULT)
OPERATORS: Final = ("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo")
CHOSEN_ANEW: Final = (Map(0, (0b111,) * 3),)
LOCATIONS: Final = (
    Location("start"),
    Location("charge", rests=True),
    Location("mend", rests=True),
    Location("again"),
    Location("end", end="Completed"),
)


def move(source: int, target: int, event: str, duty: Duty = Duty.ENGINE, guard: In | None = None) -> Edge:
    return Edge(source, target, Label(event), duty, TRUE if guard is None else guard, CHOSEN_ANEW)


def counting_system() -> System:
    """A charge that fails is mended, which counts one try more, and tried again while there were fewer than the limit."""
    edges = (
        move(START, CHARGE, "enter"),
        move(CHARGE, END, "complete", Duty.RESULT),
        move(CHARGE, MEND, "fail", Duty.FAULT),
        move(MEND, AGAIN, "complete", Duty.RESULT),
        move(AGAIN, CHARGE, "take", guard=HOLDS),
        move(AGAIN, END, "take", guard=DOES_NOT),
    )
    tries = Comparison(0, "tries", "LessThan", "limit", True, ((COUNT, Fraction(1)),))
    return System((Variable("condition", ("no", "yes", "error")),), LOCATIONS, edges, comparisons=(tries,))


def counting_claim() -> Countdown:
    """That each run of it ends: without trying again, and without counting, runs go straight on."""
    counted = CountedPart(1, 0, True, False, (ONCE_MORE,), (COUNT,), Fraction(1))
    return Countdown(
        order=(0, 1, 1, 1, 2),
        counted=(counted,),
        without_asking=_straight_on((START, CHARGE, MEND, AGAIN, END), ONCE_MORE),
        without_falling=_straight_on((START, AGAIN, CHARGE, MEND, END), COUNT),
    )


def _straight_on(order: tuple[int, ...], counted: int) -> FairRank:
    return FairRank(
        starts=(Place(START, EVERYTHING),),
        goals=(Place(END, EVERYTHING),),
        waiting=(),
        duties=DUTIES,
        ranks=((Ranked(EVERYTHING, 0),),) * len(LOCATIONS),
        parts=tuple(order.index(place) for place in range(len(LOCATIONS))),
        places=(0,) * len(LOCATIONS),
        measures=((),) * len(LOCATIONS),
        counted=(counted,),
    )


def counting_certificate() -> Certificate:
    return Certificate((), (EVERYTHING,) * len(LOCATIONS), (counting_claim(),))


def drawn_comparison(random: Random, system: System) -> Comparison:
    """What any variable of a system may stand for, and how edges may change it; most of them leave it as it is."""
    drawn = ((edge, _drawn_change(random)) for edge in range(len(system.edges)))
    changes = tuple((edge, change) for edge, change in drawn if change != 0)
    variable = random.randrange(len(system.variables))
    return Comparison(variable, "left", random.choice(OPERATORS), "right", random.random() < 0.5, changes)


def _drawn_change(random: Random) -> Fraction | None:
    if random.random() < 0.05:
        return None
    return Fraction(random.choice((0, 0, 0, 0, 0, 1, -1, 2, -2)))


def drawn_counting_system(random: Random) -> System:
    """The small system, turned round or not, with edges more, and edges that count otherwise."""
    made = counting_system()
    edges = list(made.edges)
    up, (asks, leaves) = random.choice((1, -1)), random.choice(((HOLDS, DOES_NOT), (DOES_NOT, HOLDS)))
    edges[ONCE_MORE] = edges[ONCE_MORE]._replace(guard=asks)
    edges[LEAVE] = edges[LEAVE]._replace(guard=leaves)
    for _ in range(random.randrange(3)):
        source = random.randrange(END)
        duty = random.choice((*DUTIES, Duty.OPTIONAL)) if LOCATIONS[source].rests else Duty.ENGINE
        guard = random.choice((None, HOLDS, DOES_NOT))
        edges.append(move(source, random.randrange(END + 1), "take", duty, guard))
    changes = {COUNT: Fraction(up * random.choice((1, 1, 2)))}
    for edge in random.sample(range(len(edges)), random.choice((0, 0, 1, 2))):
        change = _drawn_change(random)
        if change is not None and change != 0:
            changes[edge] = change
    is_ending = (asks == HOLDS) is (up > 0)
    operators = OPERATORS[2:] if is_ending else OPERATORS[:2]
    operator = random.choice(operators if random.random() < 0.7 else OPERATORS)
    comparison = Comparison(
        0, "left", operator, "right", random.random() < 0.7, tuple(sorted(changes.items()))
    )
    return System(made.variables, LOCATIONS, tuple(edges), comparisons=(comparison,))
