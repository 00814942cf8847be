"""A case as a workflow net, for Petri net tools and for our own reader. Data are left out: guards are free choices."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from stageproof.checker.nets.net import Arc, Net, Place, Transition

from .case import Case, Stage


def to_net(case: Case) -> Net:
    """A workflow net from `start` to `end`. A stage in which steps fail has to have one step."""
    made: dict[str, int] = {"start": 0, "end": 1}
    transitions: list[Transition] = []

    def arcs(names: list[str]) -> tuple[Arc, ...]:
        return tuple(Arc(made.setdefault(name, len(made))) for name in names)

    def add(name: str, takes: list[str], gives: list[str]) -> None:
        transitions.append(Transition(name, arcs(takes), arcs(gives)))

    add("begin", ["start"], [f"at {case.first}"])
    for stage in case.stages:
        for name, takes, gives in _stage(stage):
            add(name, takes, gives)
    for decision in case.decisions:
        here = [f"at {decision.name}"]
        for number, outcome in enumerate(decision.outcomes):
            add(f"{decision.name} {number}", here, [_at(outcome.target)])
        add(f"{decision.name} otherwise", here, [_at(decision.otherwise)])
    places = tuple(Place(name, int(name == "start")) for name in made)
    return Net(case.name, places, tuple(transitions))


def _stage(stage: Stage) -> Iterator[tuple[str, list[str], list[str]]]:
    awaited = {step.name: [f"{step.name} done"] for step in stage.steps}
    for step in stage.steps:
        for name in step.after:
            awaited[name] = [one for one in awaited[name] if one != f"{name} done"]
            awaited[name].append(f"{name} before {step.name}")
    here = [f"at {stage.name}"]
    if len(stage.steps) == 1:
        (step,) = stage.steps
        yield step.name, here, [_at(stage.then)]
        if stage.fails:
            yield f"{step.name} fails", here, [_at(stage.error or "")]
        return
    yield f"{stage.name} starts", here, [f"{step.name} ready" for step in stage.steps if not step.after]
    for step in stage.steps:
        takes = [f"{name} before {step.name}" for name in step.after] or [f"{step.name} ready"]
        yield step.name, takes, awaited[step.name]
    ends = [f"{step.name} done" for step in stage.steps if awaited[step.name] == [f"{step.name} done"]]
    yield f"{stage.name} completes", ends, [_at(stage.then)]


def _at(target: str) -> str:
    return f"at {target}" if target else "end"


def to_pnml(net: Net) -> str:
    """The net in PNML, nodes numbered, with its final marking as pm4py writes it."""
    parts: list[str] = []
    for number, place in enumerate(net.places):
        marking = f"<initialMarking><text>{place.tokens}</text></initialMarking>" if place.tokens else ""
        parts.append(f'<place id="p{number}"><name><text>{_text(place.name)}</text></name>{marking}</place>')
    for number, transition in enumerate(net.transitions):
        parts.append(
            f'<transition id="t{number}"><name><text>{_text(transition.name)}</text></name></transition>'
        )
        ways = [(f"p{arc.place}", f"t{number}") for arc in transition.takes]
        ways += [(f"t{number}", f"p{arc.place}") for arc in transition.gives]
        parts += [
            f'<arc id="{source}_{target}" source="{source}" target="{target}"/>' for source, target in ways
        ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml">'
        '<net id="net" type="http://www.pnml.org/version-2009/grammar/ptnet"><page id="page">'
        + "\n".join(parts)
        + "</page><finalmarkings><marking>"
        '<place idref="p1"><text>1</text></place></marking></finalmarkings></net></pnml>\n'
    )


def _text(name: str) -> str:
    return quoteattr(name)[1:-1]
