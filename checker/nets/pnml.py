"""Petri nets in PNML (ISO/IEC 15909-2): place/transition nets, in one file one net.

Read are places with their initial marking, transitions, arcs with their inscription, pages, reference nodes, names,
and the final marking that some tools add. Drawings and what tools keep for themselves are passed over. Whatever would
change how the net behaves (colours, capacities, inhibitor and reset arcs) is an error, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...grammar.diagnostic import Diagnostic
from ...grammar.light_dataclass import dataclass
from ...grammar.source import Source
from .markup import Element, diagnostic, read_markup
from .net import Arc, Net, Place, Transition

MOST_TOKENS: Final = 1_000_000
_OTHER_KINDS: Final = ("symmetric", "highlevel", "hlcore", "pt-hlpng", "coloured", "colored", "timed")
_PASSED_OVER: Final = frozenset({"graphics", "toolspecific", "name", "text", "declaration", "declarations"})
_NODES: Final = frozenset({"place", "transition", "arc", "referencePlace", "referenceTransition"})
_CONTAINERS: Final = frozenset({"page"})
_MEMBERS: Final = {
    "place": frozenset({"initialMarking"}),
    "transition": frozenset[str](),
    "arc": frozenset({"inscription", "type", "arctype"}),
    "referencePlace": frozenset[str](),
    "referenceTransition": frozenset[str](),
    "page": _NODES | _CONTAINERS,
    "net": _NODES | _CONTAINERS | {"finalmarkings"},
}


@dataclass(frozen=True, slots=True)
class NetReading:
    """What a file says. `net` is None where anything in it is wrong; `diagnostics` say what."""

    net: Net | None
    diagnostics: tuple[Diagnostic, ...]


def read_pnml(source: Source) -> NetReading:
    """Read a net from PNML."""
    root = read_markup(source)
    if isinstance(root, Diagnostic):
        return NetReading(None, (root,))
    reader = _Reader(source)
    net = reader.read(root)
    found = tuple(sorted(reader.diagnostics))
    return NetReading(None if found else net, found)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.elements: dict[str, Element] = {}

    def wrong(self, element: Element, message: str, advice: str = "") -> None:
        self.diagnostics.append(diagnostic(self.source, element.byte, message, advice))

    def read(self, root: Element) -> Net | None:
        nets = [element for element in _descendants(root) if element.tag == "net"]
        if root.tag != "pnml" or not nets:
            self.wrong(root, f"<pnml> with a <net> in it was expected; this is <{root.tag}>.")
            return None
        if len(nets) > 1:
            self.wrong(nets[1], "A second net begins here.", "Give each net a file of its own.")
            return None
        net = nets[0]
        kind = net.attributes.get("type", "")
        if any(word in kind.lower().rpartition("/")[2] for word in _OTHER_KINDS):
            self.wrong(net, f"The net is of type {kind}; only place/transition nets (ptnet) are read.")
            return None
        nodes = list(self.members(net))
        for element in nodes:
            self.register(element)
        places = [element for element in nodes if element.tag == "place"]
        transitions = [element for element in nodes if element.tag == "transition"]
        numbers = {element.attributes.get("id", ""): number for number, element in enumerate(places)}
        takes: dict[str, dict[int, int]] = {element.attributes.get("id", ""): {} for element in transitions}
        gives: dict[str, dict[int, int]] = {name: {} for name in takes}
        for element in nodes:
            if element.tag == "arc":
                self.arc(element, numbers, takes, gives)
        return Net(
            _label(net) or net.attributes.get("id", ""),
            tuple(
                Place(element.attributes.get("id", ""), self.tokens(element), _label(element))
                for element in places
            ),
            tuple(
                Transition(name, _arcs(takes[name]), _arcs(gives[name]), _label(element))
                for element in transitions
                for name in (element.attributes.get("id", ""),)
            ),
            self.final(root, numbers),
        )

    def members(self, parent: Element) -> Iterator[Element]:
        """Nodes and arcs below a net or page, whose own parts are looked through for what is not read."""
        for child in parent.children:
            if child.tag in _PASSED_OVER:
                continue
            if child.tag not in _MEMBERS[parent.tag]:
                message = f"<{child.tag}> in <{parent.tag}> is not read, and could change what the net does."
                self.wrong(child, message, "Write the net without it.")
            elif child.tag in _CONTAINERS:
                yield from self.members(child)
            elif child.tag in _NODES:
                for _ in self.members(child):
                    pass
                yield child

    def register(self, element: Element) -> None:
        name = element.attributes.get("id", "")
        if not name:
            self.wrong(element, f"This <{element.tag}> has no id.", "Give it one that nothing else has.")
        elif name in self.elements:
            self.wrong(element, f"A second element with the id {name}.", "Give it one that nothing else has.")
        else:
            self.elements[name] = element

    def target(self, element: Element, attribute: str) -> Element | None:
        """The place or transition that an attribute names, behind reference nodes."""
        name = element.attributes.get(attribute, "")
        seen: set[str] = set()
        while True:
            found = self.elements.get(name)
            if found is None or found.tag == "arc" or name in seen:
                shown = f"“{name}”" if name else "nothing"
                expected = "the id of a place or transition was expected"
                self.wrong(element, f"{attribute} of this <{element.tag}> is {shown}; {expected}.")
                return None
            if found.tag in ("place", "transition"):
                return found
            seen.add(name)
            name = found.attributes.get("ref", "")

    def arc(
        self,
        element: Element,
        numbers: dict[str, int],
        takes: dict[str, dict[int, int]],
        gives: dict[str, dict[int, int]],
    ) -> None:
        source, target = self.target(element, "source"), self.target(element, "target")
        for tag in ("type", "arctype"):
            kind = element.child(tag)
            if kind is not None and _value(kind) not in ("", "normal"):
                self.wrong(kind, f"Arcs of type {_value(kind)} are not read.", "Write the net without them.")
                return
        if source is None or target is None:
            return
        if source.tag == target.tag:
            between = "two places" if source.tag == "place" else "two transitions"
            self.wrong(element, f"This arc joins {between}; it has to join a place and a transition.")
            return
        into = target.tag == "transition"
        place, transition = (source, target) if into else (target, source)
        weights = (takes if into else gives)[transition.attributes["id"]]
        number = numbers[place.attributes["id"]]
        weights[number] = weights.get(number, 0) + self.number(element.child("inscription"), 1, 1)

    def tokens(self, place: Element) -> int:
        return self.number(place.child("initialMarking"), 0, 0)

    def number(self, element: Element | None, otherwise: int, least: int) -> int:
        """The number that a label says."""
        if element is None:
            return otherwise
        text = _value(element)
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= MOST_TOKENS:
            expected = f"a whole number from {least} to {MOST_TOKENS:,} was expected"
            self.wrong(element, f"<{element.tag}> says “{text}”; {expected}.")
            return otherwise
        return int(text)

    def final(self, root: Element, numbers: dict[str, int]) -> tuple[int, ...] | None:
        """The one final marking, where a tool wrote one."""
        markings = [
            element
            for whole in _descendants(root)
            if whole.tag == "finalmarkings"
            for element in whole.children
            if element.tag == "marking" and element.children
        ]
        if not markings:
            return None
        if len(markings) > 1:
            self.wrong(markings[1], "A second final marking stands here; at most one is read.")
        tokens = [0] * len(numbers)
        for element in markings[0].children:
            number = numbers.get(element.attributes.get("idref", ""))
            if number is None:
                self.wrong(element, "A final marking names something here that is no place.")
            else:
                tokens[number] = self.number(element, 0, 0)
        return tuple(tokens)


def _descendants(root: Element) -> Iterator[Element]:
    todo = [root]
    while todo:
        element = todo.pop()
        yield element
        todo.extend(reversed(element.children))


def _value(element: Element) -> str:
    """What a label says: its <text>, in older files <value>, or an attribute."""
    inner = element.child("text") or element.child("value")
    text = element.text if inner is None else inner.text
    return text.strip() or element.attributes.get("value", "")


def _label(element: Element) -> str:
    name = element.child("name")
    return "" if name is None else _value(name)


def _arcs(weights: dict[int, int]) -> tuple[Arc, ...]:
    return tuple(Arc(place, weight) for place, weight in sorted(weights.items()))
