"""Claims as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from ..encoding.system import Duty
from .claims import (
    Claim,
    Countdown,
    CountedPart,
    FairRank,
    FinitelyOften,
    Layer,
    Measure,
    MeasuredChoice,
    NeverTaken,
    Ranked,
    RankedChoice,
    Reached,
    Run,
    Taken,
    Trap,
    Unreached,
)
from .exchange_system import read_duty
from .fields import Field
from .sets import Place


def claim_json(claim: Claim) -> dict[str, object]:
    """A claim as objects that JSON has."""
    match claim:
        case Unreached(state=state):
            return {"claim": "unreached", "state": list(state)}
        case NeverTaken(edge=edge):
            return {"claim": "never taken", "edge": edge}
        case Reached(state=state, run=run):
            return {"claim": "reached", "state": list(state), "run": _run_json(run)}
        case RankedChoice(goals=goals, able=able, layers=layers, duties=duties):
            return {
                "claim": "ranked choice",
                "goals": _places(goals),
                "able": _places(able),
                "duties": _duties(duties),
                "layers": [
                    {"location": layer.location, "states": layer.states, "edges": list(layer.edges)}
                    for layer in layers
                ],
            }
        case MeasuredChoice():
            return {
                "claim": "measured choice",
                "goals": _places(claim.goals),
                "able": _places(claim.able),
                "duties": _duties(claim.duties),
                "edges": list(claim.edges),
                "parts": list(claim.parts),
                "places": list(claim.places),
                "measures": _measures(claim.measures),
            }
        case FairRank():
            return {"claim": "fair rank", **_fair_rank_json(claim)}
        case FinitelyOften():
            return {
                "claim": "finitely often",
                "edges": list(claim.edges),
                "duties": _duties(claim.duties),
                "ranks": _ranks_json(claim.ranks),
                "counted": list(claim.counted),
            }
        case Countdown():
            return {
                "claim": "countdown",
                "order": list(claim.order),
                "counted": [_counted_json(part) for part in claim.counted],
                "without_asking": _fair_rank_json(claim.without_asking),
                "without_falling": _fair_rank_json(claim.without_falling),
            }
        case Trap(goals=goals, states=states, run=run, duties=duties):
            return {
                "claim": "trap",
                "goals": _places(goals),
                "states": list(states),
                "run": _run_json(run),
                "duties": _duties(duties),
            }
        case _:
            assert_never(claim)


def read_claim(field: Field) -> Claim:
    """The claim that was written. Raises `ExchangeError`."""
    kind = field.get("claim")
    match kind.text():
        case "unreached":
            return Unreached(_place(field.get("state")))
        case "never taken":
            return NeverTaken(field.get("edge").number())
        case "reached":
            return Reached(_place(field.get("state")), _run(field.get("run")))
        case "ranked choice":
            return RankedChoice(
                field.get("goals").each(_place),
                field.get("able").each(_place),
                field.get("layers").each(_layer),
                field.get("duties").each(read_duty),
            )
        case "measured choice":
            return MeasuredChoice(
                field.get("goals").each(_place),
                field.get("able").each(_place),
                field.get("edges").numbers(),
                field.get("parts").numbers(),
                field.get("places").numbers(),
                field.get("measures").each(lambda measures: measures.each(_measure)),
                field.get("duties").each(read_duty),
            )
        case "fair rank":
            return _fair_rank(field)
        case "finitely often":
            return FinitelyOften(
                field.get("edges").numbers(),
                field.get("duties").each(read_duty),
                field.get("ranks").each(lambda ranks: ranks.each(_ranked)),
                field.get("counted").numbers(),
            )
        case "countdown":
            return Countdown(
                field.get("order").numbers(),
                field.get("counted").each(_counted),
                _fair_rank(field.get("without_asking")),
                _fair_rank(field.get("without_falling")),
            )
        case "trap":
            return Trap(
                field.get("goals").each(_place),
                field.get("states").numbers(),
                _run(field.get("run")),
                field.get("duties").each(read_duty),
            )
        case _:
            raise kind.error(
                "unreached, never taken, reached, ranked or measured choice, fair rank, finitely often, countdown or trap"
            )


def _places(places: Iterable[Place]) -> list[list[int]]:
    return [list(place) for place in places]


def _place(field: Field) -> Place:
    location, states = field.pair()
    return Place(location.number(), states.number())


def _measures(measures: Iterable[Iterable[Measure]]) -> list[list[dict[str, object]]]:
    return [
        [{"variable": variable, "heights": list(heights)} for variable, heights in of_part]
        for of_part in measures
    ]


def _duties(duties: Iterable[Duty]) -> list[str]:
    return [duty.value for duty in duties]


def _run_json(run: Run) -> dict[str, object]:
    moves = [{"edge": edge, "changed": [list(change) for change in changed]} for edge, changed in run.moves]
    return {"begins": list(run.begins), "moves": moves}


def _run(field: Field) -> Run:
    return Run(field.get("begins").numbers(), field.get("moves").each(_taken))


def _taken(field: Field) -> Taken:
    def change(entry: Field) -> tuple[int, int]:
        variable, value = entry.pair()
        return variable.number(), value.number()

    return Taken(field.get("edge").number(), field.get("changed").each(change))


def _layer(field: Field) -> Layer:
    edges = field.get("edges").numbers()
    return Layer(field.get("location").number(), field.get("states").number(), edges)


def _ranked(field: Field) -> Ranked:
    states, rank = field.pair()
    return Ranked(states.number(), rank.number())


def _measure(field: Field) -> Measure:
    return Measure(field.get("variable").number(), field.get("heights").numbers())


def _ranks_json(ranks: Iterable[Iterable[Ranked]]) -> list[list[list[int]]]:
    return [[list(entry) for entry in of_location] for of_location in ranks]


def _fair_rank_json(claim: FairRank) -> dict[str, object]:
    return {
        "starts": _places(claim.starts),
        "goals": _places(claim.goals),
        "waiting": _places(claim.waiting),
        "duties": _duties(claim.duties),
        "ranks": _ranks_json(claim.ranks),
        "parts": list(claim.parts),
        "places": list(claim.places),
        "measures": _measures(claim.measures),
        "counted": list(claim.counted),
    }


def _fair_rank(field: Field) -> FairRank:
    counted = field.find("counted")
    return FairRank(
        field.get("starts").each(_place),
        field.get("goals").each(_place),
        field.get("waiting").each(_place),
        field.get("duties").each(read_duty),
        field.get("ranks").each(lambda ranks: ranks.each(_ranked)),
        field.get("parts").numbers(),
        field.get("places").numbers(),
        field.get("measures").each(lambda measures: measures.each(_measure)),
        () if counted is None else counted.numbers(),
    )


def _counted_json(part: CountedPart) -> dict[str, object]:
    return {
        "part": part.part,
        "comparison": part.comparison,
        "holds": part.holds,
        "is_left_greater": part.is_left_greater,
        "asking": list(part.asking),
        "falling": list(part.falling),
        "by": str(part.by),
    }


def _counted(field: Field) -> CountedPart:
    return CountedPart(
        field.get("part").number(),
        field.get("comparison").number(),
        field.get("holds").flag(),
        field.get("is_left_greater").flag(),
        field.get("asking").numbers(),
        field.get("falling").numbers(),
        field.get("by").fraction(),
    )
