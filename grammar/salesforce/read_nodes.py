"""From elements to nodes of the model, by the tables of the schema."""

from collections.abc import Callable
from typing import Any, Final

from ..condition import Condition, EvaluationCall, OutputMapping, Parameter, Requirements
from ..diagnostic import Problem
from ..layout import Layout
from ..logic import parse_logic
from ..model import (
    Assignee,
    Connector,
    Constant,
    Decision,
    Formula,
    Orchestration,
    Outcome,
    ScheduledPath,
    Setting,
    Stage,
    Start,
    Step,
    TextTemplate,
    Variable,
)
from ..span import Span
from ..value import Reference
from .read_values import (
    boolean,
    formula_references,
    integer,
    reference,
    stripped,
    template_references,
    value,
    version,
)
from .reading import Reading
from .schema import KINDS, Field, Group, Kind, Shape
from .xml_tree import COMMENT, XmlElement

_ALL: Final = parse_logic("and", 0)
_NODES: Final[dict[str, Callable[..., Any]]] = {
    "flow": Orchestration,
    "stage": Stage,
    "step": Step,
    "assignee": Assignee,
    "entry condition": Condition,
    "exit condition": Condition,
    "condition": Condition,
    "filter": Condition,
    "parameter": Parameter,
    "output": OutputMapping,
    "connector": Connector,
    "decision": Decision,
    "rule": Outcome,
    "start": Start,
    "path": ScheduledPath,
    "variable": Variable,
    "constant": Constant,
    "formula": Formula,
    "template": TextTemplate,
}
_REQUIRED: Final = {
    name: tuple(field for field in kind.fields.values() if field.required) for name, kind in KINDS.items()
}
_DEFAULTS: Final[dict[str, dict[str, str | None]]] = {
    "step": {"action_type": None},
    "formula": {"data_type": None},
    "path": {"name": ""},
}
"""What the model asks for and the Metadata API leaves open."""

Values = dict[str, Any]
Spans = dict[str, Span]
Taker = Callable[["_Taking", XmlElement, Field], None]


class _Taking:
    """One element while its children are taken. `path` leads to it from the node that keeps its layout."""

    __slots__ = ("kind", "path", "reading", "several", "spans", "values")

    def __init__(self, reading: Reading, kind: Kind, path: str) -> None:
        self.reading = reading
        self.kind = kind
        self.path = path
        self.values: Values = {}
        self.spans: Spans = {}
        self.several: dict[str, list[Any]] = {}

    def path_to(self, tag: str, number: int = 1) -> str:
        """The path to a child."""
        step = tag if number == 1 else f"{tag}[{number}]"
        return f"{self.path}/{step}" if self.path else step

    def keep_attributes(self, child: XmlElement, number: int = 1, *, may_be_nil: bool = False) -> None:
        """Keep what the schema does not name among the attributes of a child."""
        self.reading.keep_attributes(child, self.kind, self.path_to(child.tag, number), may_be_nil=may_be_nil)

    def invalid(self, child: XmlElement, expected: str) -> None:
        """Keep a child that cannot be what it has to be."""
        self.reading.invalid(child, self.path, expected)


def node(reading: Reading, element: XmlElement, kind: Kind, path: str) -> Any:
    """The node that an element is. `path` leads to it from the node that keeps its layout."""
    if not kind.owner:
        values, spans = fields(reading, element, kind, path)
        return _NODES[kind.name](span=element.span, spans=spans, **values)
    outer = reading.unknown
    reading.unknown = []
    reading.owners.append(element)
    values, spans = fields(reading, element, kind, "")
    if reading.unknown:
        values["unknown"] = reading.kept()
    reading.owners.pop()
    reading.unknown = outer
    x, y = values.pop("location.x", 0), values.pop("location.y", 0)
    if x or y:
        values["layout"] = Layout((x, y))
    defaults = _DEFAULTS.get(kind.name)
    if defaults is not None:
        values = defaults | values
    return _NODES[kind.name](span=element.span, spans=spans, **values)


def fields(reading: Reading, element: XmlElement, kind: Kind, path: str) -> tuple[Values, Spans]:
    """The attributes of a node and their places, from the children of its element."""
    taking = _Taking(reading, kind, path)
    plan = _PLANS[kind.name]
    seen: set[str] = set()
    if element.attributes:
        reading.keep_attributes(element, kind, path, may_be_nil=False)
    for child in element.children:
        tag = child.tag
        planned = plan.get(tag)
        if planned is None:
            _unplanned(taking, element, child)
            continue
        field, take = planned
        if not field.many:
            if tag in seen:
                reading.repeated(child, path)
                continue
            seen.add(tag)
        take(taking, child, field)
    if reading.speaks and kind.speaks:
        from .comments import read_within

        read_within(reading, element, kind, taking.several, taking.values)
    values, spans = taking.values, taking.spans
    for attribute, items in taking.several.items():
        values[attribute] = tuple(items)
    for group in kind.groups:
        _put_together(group, values, spans)
    for field in _REQUIRED[kind.name]:
        if field.attribute not in values:
            _missing(reading, element, field, values)
    return values, spans


def _unplanned(taking: _Taking, element: XmlElement, child: XmlElement) -> None:
    reading, kind = taking.reading, taking.kind
    if child.tag != COMMENT:
        reading.keep_unknown(child, kind, taking.path)
        return
    if kind.speaks:
        from .comments import read_comment

        child.kept = not read_comment(reading, element, child, kind, taking.several, taking.values)


def _nodes(taking: _Taking, child: XmlElement, field: Field) -> None:
    items = taking.several.setdefault(field.attribute, [])
    path = taking.path_to(field.tag, len(items) + 1)
    items.append(node(taking.reading, child, KINDS[field.kind], path))


def _node(taking: _Taking, child: XmlElement, field: Field) -> None:
    found = node(taking.reading, child, KINDS[field.kind], taking.path_to(field.tag))
    taking.values[field.attribute] = found
    taking.spans[field.attribute] = found.span


def _value(taking: _Taking, child: XmlElement, field: Field) -> None:
    if child.attributes:
        taking.keep_attributes(child, may_be_nil=True)
    found = value(taking.reading, child, taking.path_to(field.tag))
    taking.values[field.attribute] = found
    taking.spans[field.attribute] = child.span if found is None else found.span


def _pair(taking: _Taking, child: XmlElement, field: Field) -> None:
    if child.children and child.has_elements:
        taking.invalid(child, "text")
        return
    text, span = stripped(child) if field.values else (child.text, child.content)
    if field.values and text not in field.values:
        taking.reading.unknown_value(text, span, field)
    items = taking.several.setdefault(field.attribute, [])
    if taking.kind.name == "flow":
        spans = {"name": child.name_span, "value": span}
        items.append(Setting(name=field.tag, value=text, span=child.span, spans=spans))
        number = sum(1 for item in items if item.name == field.tag)
    else:
        items.append((field.tag, text))
        number = sum(1 for tag, _ in items if tag == field.tag)
    if child.attributes:
        taking.keep_attributes(child, number)


def _pairs(taking: _Taking, child: XmlElement, field: Field) -> None:
    found, _ = fields(taking.reading, child, KINDS[field.kind], taking.path_to(field.tag))
    taking.values[field.attribute] = found.get("settings", ())
    taking.spans[field.attribute] = child.span


def _leaf(take: Taker) -> Taker:
    """Around what reads the text of an element: elements in it make it invalid, attributes are kept."""

    def whole(taking: _Taking, child: XmlElement, field: Field) -> None:
        if child.children and child.has_elements:
            taking.invalid(child, "text")
            return
        take(taking, child, field)
        if child.attributes and not child.kept:
            taking.keep_attributes(child)

    return whole


def _text(taking: _Taking, child: XmlElement, field: Field) -> None:
    taking.values[field.attribute] = child.text
    taking.spans[field.attribute] = Span(child.content_start, child.content_end)


def _token(taking: _Taking, child: XmlElement, field: Field) -> None:
    text, span = stripped(child)
    taking.values[field.attribute] = text
    taking.spans[field.attribute] = span
    if field.values and text not in field.values:
        taking.reading.unknown_value(text, span, field)


def _boolean(taking: _Taking, child: XmlElement, field: Field) -> None:
    _literal(taking, child, field, boolean(child.text), "true or false")


def _integer(taking: _Taking, child: XmlElement, field: Field) -> None:
    _literal(taking, child, field, integer(child.text), "a whole number")


def _coordinate(taking: _Taking, child: XmlElement, field: Field) -> None:
    found = integer(child.text)
    if found is None:
        taking.invalid(child, "a whole number")
    else:
        taking.values[field.attribute] = found


def _decimal(taking: _Taking, child: XmlElement, field: Field) -> None:
    _literal(taking, child, field, version(child.text), "a version such as 66.0")


def _literal(taking: _Taking, child: XmlElement, field: Field, found: object, expected: str) -> None:
    if found is None:
        taking.invalid(child, expected)
        return
    taking.values[field.attribute] = found
    taking.spans[field.attribute] = Span(child.content_start, child.content_end)


def _reference(taking: _Taking, child: XmlElement, field: Field) -> None:
    found = reference(child)
    taking.values[field.attribute] = found
    taking.spans[field.attribute] = found.span


def _formula(taking: _Taking, child: XmlElement, field: Field) -> None:
    _text(taking, child, field)
    taking.values["references"] = formula_references(taking.reading, child)


def _template(taking: _Taking, child: XmlElement, field: Field) -> None:
    _text(taking, child, field)
    taking.values["references"] = template_references(taking.reading, child)


def _fixed(taking: _Taking, child: XmlElement, field: Field) -> None:
    text, span = stripped(child)
    if text != field.fixed:
        taking.reading.keep(child, taking.path)
        message = f"“{text}” is not possible here: <{field.tag}> of this condition is {field.fixed}."
        taking.reading.say(span, Problem.UNKNOWN_VALUE, message)


_TAKERS: Final[dict[Shape, Taker]] = {
    Shape.TEXT: _leaf(_text),
    Shape.TOKEN: _leaf(_token),
    Shape.REFERENCE: _leaf(_reference),
    Shape.FORMULA: _leaf(_formula),
    Shape.TEMPLATE: _leaf(_template),
    Shape.BOOLEAN: _leaf(_boolean),
    Shape.FLAG: _leaf(_boolean),
    Shape.INTEGER: _leaf(_integer),
    Shape.DECIMAL: _leaf(_decimal),
    Shape.LOGIC: _leaf(_token),
    Shape.FIXED: _leaf(_fixed),
    Shape.COORDINATE: _leaf(_coordinate),
    Shape.VALUE: _value,
    Shape.NODE: _node,
    Shape.PAIR: _pair,
    Shape.PAIRS: _pairs,
}
_PLANS: Final[dict[str, dict[str, tuple[Field, Taker]]]] = {
    name: {
        tag: (field, _nodes if field.many and field.shape is Shape.NODE else _TAKERS[field.shape])
        for tag, field in kind.fields.items()
    }
    for name, kind in KINDS.items()
}


def _missing(reading: Reading, element: XmlElement, field: Field, values: Values) -> None:
    values[field.attribute] = Reference(text="", span=element.span) if field.shape is Shape.REFERENCE else ""
    if element.child(field.tag) is not None or element.child("conditions") is not None:
        return  # it is there and was reported, or conditions are nested in place of it
    message = f"<{element.name}> has no <{field.tag}>, which it needs."
    reading.say(element.name_span, Problem.INVALID_VALUE, message)


def _put_together(group: Group, values: Values, spans: Spans) -> None:
    name = group.attribute
    if group.is_call:
        _call(name, values, spans)
        return
    logic: str | None = values.pop(f"{name}.logic", None)
    rows: tuple[Condition, ...] = values.pop(f"{name}.rows", ())
    place = spans.pop(f"{name}.logic", None)
    if not rows and name != "requirements" and (logic is None or logic.lower() in ("", "and", "or")):
        return
    if rows:
        start, end = rows[0].span.start, rows[-1].span.end
        span = Span(start, end) if place is None else Span(min(start, place.start), max(end, place.end))
    else:
        span = place or Span(0, 0)
    parsed = _ALL if logic == "and" and not rows else parse_logic(logic or "", len(rows))
    values[name] = Requirements(
        logic=parsed, conditions=rows, span=span, spans={} if place is None else {"logic": place}
    )
    spans[name] = span


def _call(name: str, values: Values, spans: Spans) -> None:
    flow: str | None = values.pop(f"{name}.flow", None)
    action_type: str | None = values.pop(f"{name}.action_type", None)
    inputs: tuple[Parameter, ...] = values.pop(f"{name}.inputs", ())
    outputs: tuple[OutputMapping, ...] = values.pop(f"{name}.outputs", ())
    if flow is None and action_type is None and not inputs and not outputs:
        return
    places: Spans = {}
    for part in ("flow", "action_type"):
        place = spans.pop(f"{name}.{part}", None)
        if place is not None:
            places[part] = place
    covered = [*places.values(), *(item.span for item in (*inputs, *outputs))]
    span = Span(min(place.start for place in covered), max(place.end for place in covered))
    spans[name] = span
    values[name] = EvaluationCall(
        flow=flow or "", action_type=action_type, inputs=inputs, outputs=outputs, span=span, spans=places
    )
