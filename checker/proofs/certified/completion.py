"""The certificate for the option to complete: how to get to Completed from everywhere, or where that is impossible."""

from __future__ import annotations

from ...certificates.claims import Layer, MeasuredChoice, RankedChoice, Trap
from ...certificates.sets import EVERYTHING, Place
from ...diagrams.diagrams import EMPTY
from ...encoding.places import End
from ...encoding.system import RESULTS, Duty
from ...fixpoint.reach import reaching
from ..analysis import Analysis
from ..inaction import HELP
from .progress import Progress
from .runs import run_to


def completion(analysis: Analysis, progress: Progress) -> RankedChoice | MeasuredChoice | None:
    """From every reached state that can: the edges that get closer to run status Completed; by `progress` where each of
    these states has an edge that leads on so, layer by layer otherwise.

    None where no run completes.
    """
    end = analysis.encoding.location_of.get(End("Completed"))
    if end is None or analysis.reached[end] == EMPTY:
        return None
    goals = analysis.model.everywhere(EMPTY)
    goals[end] = analysis.reached[end]
    able = tuple(Place(place, states) for place, states in enumerate(analysis.completing) if states != EMPTY)
    ends = (Place(end, EVERYTHING),)
    chosen = _chosen(analysis, progress, end)
    if chosen is not None:
        return MeasuredChoice(ends, able, chosen, progress.parts, progress.places, progress.measures)
    return RankedChoice(ends, able, _layers(analysis, goals, frozenset(Duty), None))


def _chosen(analysis: Analysis, progress: Progress, end: int) -> tuple[int, ...] | None:
    """The edges that lead, without an error and without a turn of a loop, to nothing but states that can complete; None
    where some state that can complete has none of them.
    """
    diagrams, moves, edges = analysis.model.diagrams, analysis.model.moves, analysis.system.edges
    reached, able = analysis.reached, analysis.completing
    guards: list[set[int]] = [set() for _ in able]
    chosen: list[int] = []
    for number in progress.edges:
        edge = edges[number]
        before, after = able[edge.source], able[edge.target]
        if edge.duty not in RESULTS or before == EMPTY or after == EMPTY:
            continue
        if (
            after != reached[edge.target]
            and diagrams.difference(moves[number].forward(before), after) != EMPTY
        ):
            continue
        chosen.append(number)
        guards[edge.source].add(moves[number].guard)
    for place, states in enumerate(able):
        if states != EMPTY and place != end:
            none = EVERYTHING
            for guard in sorted(guards[place], key=lambda guard: (-diagrams.levels[guard], guard)):
                none = diagrams.difference(none, guard)
            if diagrams.intersection(states, none) != EMPTY:
                return None
    return tuple(chosen)


def help_arrives(analysis: Analysis) -> RankedChoice | None:
    """From every state that waits although nobody is obliged to act, and is not stuck: what gets it going."""
    helped = {place: states for place, states in analysis.helped.items() if states != EMPTY}
    if not helped:
        return None
    goals = analysis.on_the_move
    return RankedChoice(
        goals=tuple(Place(place, states) for place, states in enumerate(goals) if states != EMPTY),
        able=tuple(Place(place, states) for place, states in helped.items()),
        layers=_layers(analysis, goals, frozenset({Duty.OPTIONAL, Duty.ENGINE}), HELP),
        duties=(Duty.OPTIONAL, Duty.ENGINE),
    )


def trap(analysis: Analysis) -> Trap | None:
    """The states from which Completed is out of reach, and a run into them; None where there are none."""
    if not analysis.cannot_complete:
        return None
    diagrams = analysis.model.diagrams
    end = analysis.encoding.location_of.get(End("Completed"))
    location = min(analysis.cannot_complete)
    run = run_to(analysis, location, analysis.cannot_complete[location])
    if run is None:
        return None
    states = tuple(
        diagrams.difference(*pair) for pair in zip(analysis.reached, analysis.completing, strict=True)
    )
    return Trap(goals=() if end is None else (Place(end, EVERYTHING),), states=states, run=run)


def _layers(
    analysis: Analysis, goals: list[int], duties: frozenset[Duty], events: frozenset[str] | None
) -> tuple[Layer, ...]:
    """What the fixpoint added, one layer for each addition; each holds the ones before it at its location."""
    diagrams, edges = analysis.model.diagrams, analysis.system.edges
    known = list(goals)
    layers: list[Layer] = []

    def added(location: int, states: int, edge: int) -> None:
        known[location] = diagrams.union(known[location], states)
        layers.append(Layer(location, known[location], (edge,)))

    def follows(edge: int) -> bool:
        duty = edges[edge].duty
        return duty in duties and (events is None or duty is Duty.ENGINE or edges[edge].label.event in events)

    reaching(analysis.model, goals, follows, analysis.reached, added)
    return tuple(layers)
