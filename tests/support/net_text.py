"""Small nets, written a transition a line: `name: places taken from -> places given to`."""

from __future__ import annotations

from collections import Counter, deque

from stageproof.checker.nets.net import Arc, Marking, Net, Place, Transition, fired, is_enabled


def net_of(text: str, tokens: str = "i") -> Net:
    """A net. A place named twice on one side counts twice; `tokens` are the places that are marked at first."""
    rows = [line.split(":") for line in text.splitlines() if line.strip()]
    sides: list[tuple[str, list[str], list[str]]] = []
    for name, rest in rows:
        before, after = rest.split("->")
        sides.append((name.strip(), before.split(), after.split()))
    names = dict.fromkeys(place for _, takes, gives in sides for place in (*takes, *gives))
    number = {name: place for place, name in enumerate(names)}
    marked = Counter(tokens.split())

    def arcs(places: list[str]) -> tuple[Arc, ...]:
        return tuple(Arc(number[name], weight) for name, weight in Counter(places).items())

    return Net(
        "net",
        tuple(Place(name, marked[name]) for name in names),
        tuple(Transition(name, arcs(takes), arcs(gives)) for name, takes, gives in sides),
    )


def pnml_of(net: Net, inside: str = "") -> str:
    """The net in PNML, with `inside` before the end of its page."""
    parts: list[str] = []
    for place in net.places:
        marking = f"<initialMarking><text>{place.tokens}</text></initialMarking>" if place.tokens else ""
        parts.append(f'<place id="{place.name}">{marking}</place>')
    for transition in net.transitions:
        parts.append(f'<transition id="{transition.name}"/>')
        ways = [(net.places[arc.place].name, transition.name, arc.weight) for arc in transition.takes]
        ways += [(transition.name, net.places[arc.place].name, arc.weight) for arc in transition.gives]
        for source, target, weight in ways:
            inscription = f"<inscription><text>{weight}</text></inscription>" if weight > 1 else ""
            name = f"{source}.{target}"
            parts.append(f'<arc id="{name}" source="{source}" target="{target}">{inscription}</arc>')
    return (
        '<?xml version="1.0"?><pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml">'
        '<net id="net" type="http://www.pnml.org/version-2009/grammar/ptnet"><page id="page">'
        f"{''.join(parts)}{inside}</page></net></pnml>"
    )


def markings(net: Net, most: int = 5_000) -> dict[Marking, list[tuple[int, Marking]]] | None:
    """Every marking with the transitions that fire there and where they lead; None where there are more than `most`."""
    found: dict[Marking, list[tuple[int, Marking]]] = {}
    todo = deque([net.initial])
    known = {net.initial}
    while todo:
        marking = todo.popleft()
        found[marking] = [
            (number, fired(transition, marking))
            for number, transition in enumerate(net.transitions)
            if is_enabled(transition, marking)
        ]
        for _, after in found[marking]:
            if after not in known:
                known.add(after)
                todo.append(after)
        if len(known) > most:
            return None
    return found


def able_to_reach(graph: dict[Marking, list[tuple[int, Marking]]], goal: set[Marking]) -> set[Marking]:
    """The markings from which one of the goal can be reached."""
    before: dict[Marking, list[Marking]] = {}
    for marking, ways in graph.items():
        for _, after in ways:
            before.setdefault(after, []).append(marking)
    able = set(goal)
    todo = list(goal)
    while todo:
        fresh = [marking for marking in before.get(todo.pop(), ()) if marking not in able]
        able.update(fresh)
        todo += fresh
    return able
