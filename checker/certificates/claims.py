"""What a certificate claims, and with each claim the theorem: why its obligations imply it.

Throughout, a *run* begins in the initial location where `begins` holds and takes edges of the system whose guard
holds; the invariant of the certificate holds every state of every run (see `certificate.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ..encoding.system import Duty
from .sets import Place


class Taken(NamedTuple):
    """An edge of a run, and variables with their values behind it; the others have the values from before."""

    edge: int
    changed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A run, state by state: the value of every variable at first, then each edge with what it leads to.

    Theorem: it is a run of the system if `begins` holds at first, each edge leaves from where the one before led to,
    its guard holds there, and its updates allow the values behind it. That is looked up; no solver is asked.
    """

    begins: tuple[int, ...]
    moves: tuple[Taken, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreached:
    """No run gets into the state (`EVERYTHING`: to the location).

    Obligation: invariant at the location and the set have nothing in common. Theorem: every state of a run lies in
    the invariant.
    """

    state: Place


@dataclass(frozen=True, slots=True)
class NeverTaken:
    """No run takes the edge.

    Obligation: nowhere in the invariant at its source does its guard hold and do its updates have a result. Theorem:
    every state of a run lies in the invariant.
    """

    edge: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Some run gets into the state: the one that is shown. Obligation: it is a run, and it ends there."""

    state: Place
    run: Run


class Layer(NamedTuple):
    """States of a location from which one of the edges gets closer to the goal.

    `states` also holds what the layer before it at the same location holds, and the goals there.
    """

    location: int
    states: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RankedChoice:
    """From each state of `able` that a run gets into, edges with these duties can lead to a goal (option to complete).

    `layers` are ordered; the rank of a state that is no goal is the position of the first layer it lies in.

    Obligations: (1) the invariant within `able` lies in the goals and the last layer of its location. (2) In each
    state of the invariant in a layer that neither is a goal nor lies in the layer before at that location, the guard
    of one of the layer's edges holds, and some result of its updates is a goal or lies in an earlier layer of the
    edge's target. (3) The edges have a duty of `duties` and leave from the layer's location.

    Theorem: by induction on the rank. A state of rank k lies in layer k and in none before it, so by (2) an edge can be
    taken to a goal or to a state with a lower rank; that state is reached by a run too, hence in the invariant.
    """

    goals: tuple[Place, ...]
    able: tuple[Place, ...]
    layers: tuple[Layer, ...]
    duties: tuple[Duty, ...] = tuple(Duty)


class Ranked(NamedTuple):
    """States whose rank is at most `rank`. They include those of every lower rank at the location, and the goals."""

    states: int
    rank: int


class Measure(NamedTuple):
    """A variable, and a height for each of its values."""

    variable: int
    heights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasuredChoice:
    """As a ranked choice, but measures say what is closer to a goal: each obligation is about the variables that change.

    `able` has one set for a location at most; it includes the goals there. Each location is in a part and has a place
    in it, `measures` belong to the parts; what is *progress* is said under `FairRank`.

    Obligations: (1) in each state of the invariant in `able` that is no goal, one of `edges` can be taken. (2) From
    such a state each of `edges` leads to goals, or to states of `able` with progress, whatever the result of its
    updates. (3) The edges have a duty of `duties`.

    Theorem: from a state of `able` that a run gets into, by (1) and (2) an edge can be taken to a goal or, with
    progress, to a state of `able` that a run gets into. Progress is possible finitely often, so that ends at a goal.
    """

    goals: tuple[Place, ...]
    able: tuple[Place, ...]
    edges: tuple[int, ...]
    parts: tuple[int, ...]
    places: tuple[int, ...]
    measures: tuple[tuple[Measure, ...], ...]
    duties: tuple[Duty, ...] = tuple(Duty)


@dataclass(frozen=True, slots=True)
class FairRank:
    """Every run that gets into a state of `starts` gets into a goal after that, or comes to rest in `waiting`.

    Assumed: edges whose duty is not in `duties` are taken finitely often (`duties` has RESULT and ENGINE in any case), and so
    are the edges that are `counted`; the engine goes on by itself; a result that is possible for ever is given. `starts` the
    initial location, `goals` the terminal ones: termination. Edges with a duty in `duties` that are not counted are
    *considered*.

    `ranks` holds for each location its sets, ranks ascending; the rank of a state is the least one among the sets it
    lies in. Each location is in a part (`parts`), and has a place in it (`places`). `measures` belong to the parts. A
    state is *covered* if it lies in a set of its location; only the invariant is looked at, and goals are left out.

    Obligations: (1) each state of `starts` is a goal or covered. (2) An edge leads from a covered state to goals and
    covered states only. (3) A considered edge, from a covered state of rank r, leads to goals, to states of a rank
    less than r, or to states of a rank of at most r with *progress*: the number of the part rises; or it is the same, and of the measures that change the first one rises; or none changes and the place rises. (4) In each
    covered state that does not lie in `waiting`, some edge with duty RESULT or ENGINE can be taken.
    (Where updates have several results, (3) is asked for more strictly: either none has a rank of r, or all progress.)

    Theorem: a run that never gets to a goal stays in covered states once it is in one, by (1) and (2). The tuple
    (rank, -part, -heights of the part's measures, -place) is ordered lexicographically, has finitely many values, and
    falls with every considered edge by (3). So the run takes finitely many considered edges, and finitely many others
    by assumption; it stops. Where it stops the engine cannot go on and no result is possible, so by (4) the state lies
    in `waiting`.
    """

    starts: tuple[Place, ...]
    goals: tuple[Place, ...]
    waiting: tuple[Place, ...]
    duties: tuple[Duty, ...]
    ranks: tuple[tuple[Ranked, ...], ...]
    parts: tuple[int, ...]
    places: tuple[int, ...]
    measures: tuple[tuple[Measure, ...], ...]
    counted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FinitelyOften:
    """No run takes `edges` without end, whatever else it does.

    Assumed: edges whose duty is not in `duties`, and those that are `counted`, are taken finitely often; the others are
    *considered*, `edges` among them. `ranks` holds for each location its sets, ranks ascending; the rank of a state is the
    least one among the sets it lies in.

    Obligations: (1) each state of the invariant lies in a set of its location. (2) A considered edge leads from a state of
    the invariant with rank r to states of a rank of at most r, and, if it is one of `edges`, of a rank less than r.

    Theorem: from some point on a run takes considered edges only, by assumption. From there the rank never rises, and falls
    with each of `edges`, by (1) and (2). It has finitely many values.
    """

    edges: tuple[int, ...]
    duties: tuple[Duty, ...]
    ranks: tuple[tuple[Ranked, ...], ...]
    counted: tuple[int, ...] = ()


class CountedPart(NamedTuple):
    """What is counted down in a part of the graph: a difference of the two sides of a comparison of the system (by number).

    The difference is `left - right` if `is_left_greater`, else `right - left`. `asking` edges of the part are taken only where
    the comparison holds, or where it does not (`holds`); with its `falling` edges the difference falls by `by` or more.
    """

    part: int
    comparison: int
    holds: bool
    is_left_greater: bool
    asking: tuple[int, ...]
    falling: tuple[int, ...]
    by: Fraction


@dataclass(frozen=True, slots=True)
class Countdown:
    """As a fair rank: every run that gets into a state of its starts gets into a goal after that, or comes to rest in `waiting`.

    That is claimed of the runs of the definition only, those of which the comparisons of the system tell the truth. `order`
    has the number of a part for each location. Both fair ranks have the same starts, goals, waiting states and duties;
    considered are all edges with one of these duties. An edge is *within* a part if both its ends are in it.

    Obligations: (1) a considered edge that can be taken in the invariant never leads to a part with a lower number. Of each
    counted part: (2) the guard of an asking edge implies that the variable of the comparison has value 1 (unless it `holds`:
    another value). (3) Where that is so, both sides are numbers and the difference is not negative. (4) The difference rises
    with no considered edge within the part, and falls with each falling one by `by`, which is more than 0. (5) Both fair ranks
    are valid; counted are in one all asking edges, in the other all falling edges, and these are considered edges within
    their part.

    Theorem: take a run that begins in the starts, gets to no goal, and never stops. In the end it takes considered edges only,
    and by (1) it stays in one part. By (5) it takes asking edges without end, otherwise the first fair rank says that it stops;
    and by the second, falling edges without end. So that part is counted. From some point on every change is as the system
    tells it (what was not known has been seen by then; by (4) all edges within the part are known), and by (2) and (3) the
    sides are numbers at the next asking edge, hence from there on. By (4) the difference never rises any more and falls by
    `by` without end, so it gets negative; but asking edges are taken only where it is not, by (2) and (3). So there is no such
    run: each one stops, and where it does, the fair ranks say that it waits.
    """

    order: tuple[int, ...]
    counted: tuple[CountedPart, ...]
    without_asking: FairRank
    without_falling: FairRank


@dataclass(frozen=True, slots=True)
class Trap:
    """From the end of `run`, edges with these duties never lead to a goal (a refuted option to complete).

    `states` has a set for each location. Obligations: (1) `run` is a run and ends in the sets. (2) No goal within the
    invariant lies in them. (3) An edge with a duty in `duties` leads from their states within the invariant to their
    states only.

    Theorem: what follows the run by such edges lies in the invariant, and by (1) and (3) in the sets; so by (2) no
    state of it is a goal.
    """

    goals: tuple[Place, ...]
    states: tuple[int, ...]
    run: Run
    duties: tuple[Duty, ...] = tuple(Duty)


Claim = (
    Unreached
    | NeverTaken
    | Reached
    | RankedChoice
    | MeasuredChoice
    | FairRank
    | FinitelyOften
    | Countdown
    | Trap
)
