"""Whether a net is a workflow net (van der Aalst 1998): one source, one sink, everything between the two."""

from __future__ import annotations

from dataclasses import replace

from ...grammar.light_dataclass import dataclass
from .net import Net


@dataclass(frozen=True, slots=True)
class WorkflowNet:
    """A net that begins with one token on `source` and nothing else, and is to end with one token on `sink`."""

    net: Net
    source: int
    sink: int


@dataclass(frozen=True, slots=True)
class NoWorkflowNet:
    """Why a net is none."""

    reasons: tuple[str, ...]


def workflow_net(net: Net) -> WorkflowNet | NoWorkflowNet:
    """Take a net as a workflow net. Where it has no tokens at all, the token on its source is added."""
    entered, left = _joined(net)
    sources = [number for number in range(len(net.places)) if not entered[number]]
    sinks = [number for number in range(len(net.places)) if not left[number]]
    reasons = [
        *_one(net, sources, "begins", "no arc leads to"),
        *_one(net, sinks, "ends", "no arc leads away from"),
        *_loose_transitions(net),
    ]
    if reasons:
        return NoWorkflowNet(tuple(reasons))
    source, sink = sources[0], sinks[0]
    reasons += [
        f"{name} is on no way from {net.places[source].name} to {net.places[sink].name}"
        for name in _aside(net, source, sink)
    ]
    wanted = tuple(int(number == source) for number in range(len(net.places)))
    if any(net.initial) and net.initial != wanted:
        marked = ", ".join(place.name for place in net.places if place.tokens)
        reasons.append(
            f"at first tokens lie on {marked}; one token on {net.places[source].name} was expected"
        )
    if reasons:
        return NoWorkflowNet(tuple(reasons))
    places = tuple(place._replace(tokens=count) for place, count in zip(net.places, wanted, strict=True))
    return WorkflowNet(replace(net, places=places), source, sink)


def sinks_of(net: Net) -> tuple[int, ...]:
    """The places that no transition takes from."""
    _, left = _joined(net)
    return tuple(number for number in range(len(net.places)) if not left[number])


def _joined(net: Net) -> tuple[list[bool], list[bool]]:
    entered, left = [False] * len(net.places), [False] * len(net.places)
    for transition in net.transitions:
        for arc in transition.gives:
            entered[arc.place] = True
        for arc in transition.takes:
            left[arc.place] = True
    return entered, left


def _one(net: Net, found: list[int], where: str, meaning: str) -> list[str]:
    if len(found) == 1:
        return []
    if not found:
        return [f"there is no place where it {where} (one that {meaning} it)"]
    names = ", ".join(net.places[number].name for number in found)
    return [f"it {where} in several places: {names}"]


def _loose_transitions(net: Net) -> list[str]:
    return [
        f"transition {transition.name} {'takes nothing' if not transition.takes else 'gives nothing'}"
        for transition in net.transitions
        if not (transition.takes and transition.gives)
    ]


def _aside(net: Net, source: int, sink: int) -> list[str]:
    """The nodes that are not on a way from the source to the sink."""
    places = len(net.places)
    forth: list[list[int]] = [[] for _ in range(places + len(net.transitions))]
    back: list[list[int]] = [[] for _ in forth]
    for number, transition in enumerate(net.transitions, places):
        for arc in transition.takes:
            forth[arc.place].append(number)
            back[number].append(arc.place)
        for arc in transition.gives:
            forth[number].append(arc.place)
            back[arc.place].append(number)
    between = _from(source, forth) & _from(sink, back)
    names = [place.name for place in net.places] + [transition.name for transition in net.transitions]
    return [name for number, name in enumerate(names) if number not in between]


def _from(node: int, following: list[list[int]]) -> set[int]:
    seen = {node}
    todo = [node]
    while todo:
        fresh = [target for target in following[todo.pop()] if target not in seen]
        seen.update(fresh)
        todo += fresh
    return seen
