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
from .comments import read_comment
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

_NO_LAYOUT: Final = Layout()
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
_TOKEN, _TEXT, _NODE, _VALUE, _PAIR = Shape.TOKEN, Shape.TEXT, Shape.NODE, Shape.VALUE, Shape.PAIR
_REQUIRED: Final = {
    name: tuple(field for field in kind.fields.values() if field.required) for name, kind in KINDS.items()
}

Values = dict[str, Any]
Spans = dict[str, Span]


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
        values["unknown"] = tuple(reading.unknown)
    reading.owners.pop()
    reading.unknown = outer
    x, y = values.pop("location.x", 0), values.pop("location.y", 0)
    if x or y:
        values["layout"] = Layout((x, y))
    return _NODES[kind.name](span=element.span, spans=spans, **values)


def fields(reading: Reading, element: XmlElement, kind: Kind, path: str) -> tuple[Values, Spans]:
    """The attributes of a node and their places, from the children of its element."""
    values: Values = {}
    spans: Spans = {}
    several: dict[str, list[Any]] = {}
    seen: set[str] = set()
    known = kind.fields
    if element.attributes:
        reading.keep_attributes(element, kind, path, may_be_nil=False)
    for child in element.children:
        tag = child.tag
        field = known.get(tag)
        if field is None:
            if tag != COMMENT:
                reading.keep_unknown(child, kind, path)
            elif not kind.owner or not read_comment(reading, child, kind, several, values):
                child.kept = True
            continue
        shape = field.shape
        attribute = field.attribute
        if field.many:
            items = several.get(attribute)
            if items is None:
                items = several[attribute] = []
            if shape is _NODE:
                number = len(items) + 1
                here = f"{path}/{tag}" if path else tag
                items.append(
                    node(reading, child, KINDS[field.kind], here if number == 1 else f"{here}[{number}]")
                )
            else:
                _pair(reading, child, field, kind, path, items)
            continue
        if tag in seen:
            reading.repeated(child, path)
            continue
        seen.add(tag)
        if shape is _VALUE:
            here = f"{path}/{tag}" if path else tag
            if child.attributes:
                reading.keep_attributes(child, kind, here, may_be_nil=True)
            found = value(reading, child, here)
            values[attribute] = found
            spans[attribute] = child.span if found is None else found.span
        elif shape is _NODE:
            here = f"{path}/{tag}" if path else tag
            found = node(reading, child, KINDS[field.kind], here)
            values[attribute] = found
            spans[attribute] = found.span
        elif child.children and child.has_elements:
            if shape is Shape.PAIRS:
                _pairs(reading, child, field, path, values, spans)
            else:
                reading.invalid(child, path, "text")
        else:
            if child.attributes and shape is not _PAIR:
                reading.keep_attributes(child, kind, f"{path}/{tag}" if path else tag, may_be_nil=False)
            if shape is _TOKEN:
                text = child.text
                if text and text[0] > " " and text[-1] > " " and text[-1] != "\xa0":
                    spans[attribute] = span = Span(child.content_start, child.content_end)
                else:
                    text, span = stripped(child)
                    spans[attribute] = span
                values[attribute] = text
                if field.values and text not in field.values:
                    reading.unknown_value(text, span, field)
            elif shape is _TEXT:
                values[attribute] = child.text
                spans[attribute] = Span(child.content_start, child.content_end)
            elif shape is _PAIR:
                _pair(reading, child, field, kind, path, several.setdefault(attribute, []))
            else:
                _LEAVES[shape](reading, child, field, path, values, spans)
    for attribute, items in several.items():
        values[attribute] = tuple(items)
    for group in kind.groups:
        _put_together(group, values, spans)
    for field in _REQUIRED[kind.name]:
        if field.attribute not in values:
            _missing(reading, element, field, values)
    return values, spans


def _pair(reading: Reading, child: XmlElement, field: Field, kind: Kind, path: str, items: list[Any]) -> None:
    if child.has_elements:
        reading.invalid(child, path, "text")
        return
    text, span = stripped(child) if field.values else (child.text, child.content)
    if field.values and text not in field.values:
        reading.unknown_value(text, span, field)
    if kind.name == "flow":
        spans = {"name": child.name_span, "value": span}
        items.append(Setting(name=field.tag, value=text, span=child.span, spans=spans))
        number = sum(1 for item in items if item.name == field.tag)
    else:
        items.append((field.tag, text))
        number = sum(1 for tag, _ in items if tag == field.tag)
    if child.attributes:
        here = f"{path}/{field.tag}" if path else field.tag
        reading.keep_attributes(child, kind, here if number == 1 else f"{here}[{number}]", may_be_nil=False)


def _pairs(
    reading: Reading, child: XmlElement, field: Field, path: str, values: Values, spans: Spans
) -> None:
    here = f"{path}/{field.tag}" if path else field.tag
    found, _ = fields(reading, child, KINDS[field.kind], here)
    values[field.attribute] = found.get("settings", ())
    spans[field.attribute] = child.span


def _empty_pairs(
    _reading: Reading, child: XmlElement, field: Field, _path: str, _values: Values, spans: Spans
) -> None:
    spans[field.attribute] = child.span


def _boolean(
    reading: Reading, child: XmlElement, field: Field, path: str, values: Values, spans: Spans
) -> None:
    found = boolean(child.text)
    if found is None:
        reading.invalid(child, path, "true or false")
        return
    values[field.attribute] = found
    spans[field.attribute] = Span(child.content_start, child.content_end)


def _integer(
    reading: Reading, child: XmlElement, field: Field, path: str, values: Values, spans: Spans
) -> None:
    found = integer(child.text)
    if found is None:
        reading.invalid(child, path, "a whole number")
        return
    values[field.attribute] = found
    if field.shape is not Shape.COORDINATE:
        spans[field.attribute] = Span(child.content_start, child.content_end)


def _decimal(
    reading: Reading, child: XmlElement, field: Field, path: str, values: Values, spans: Spans
) -> None:
    found = version(child.text)
    if found is None:
        reading.invalid(child, path, "a version such as 66.0")
        return
    values[field.attribute] = found
    spans[field.attribute] = child.content


def _reference(
    _reading: Reading, child: XmlElement, field: Field, _path: str, values: Values, spans: Spans
) -> None:
    found = reference(child)
    values[field.attribute] = found
    spans[field.attribute] = found.span


def _formula(
    reading: Reading, child: XmlElement, field: Field, _path: str, values: Values, spans: Spans
) -> None:
    values[field.attribute] = child.text
    values["references"] = formula_references(reading, child)
    spans[field.attribute] = child.content


def _template(
    reading: Reading, child: XmlElement, field: Field, _path: str, values: Values, spans: Spans
) -> None:
    values[field.attribute] = child.text
    values["references"] = template_references(reading, child)
    spans[field.attribute] = child.content


def _logic(
    _reading: Reading, child: XmlElement, field: Field, _path: str, values: Values, spans: Spans
) -> None:
    values[field.attribute], spans[field.attribute] = stripped(child)


def _fixed(
    reading: Reading, child: XmlElement, field: Field, path: str, _values: Values, _spans: Spans
) -> None:
    text, span = stripped(child)
    if text != field.fixed:
        reading.keep(child, path)
        message = f"“{text}” is not possible here: <{field.tag}> of this condition is {field.fixed}."
        reading.say(span, Problem.UNKNOWN_VALUE, message)


_LEAVES: Final[dict[Shape, Callable[[Reading, XmlElement, Field, str, Values, Spans], None]]] = {
    Shape.BOOLEAN: _boolean,
    Shape.FLAG: _boolean,
    Shape.INTEGER: _integer,
    Shape.COORDINATE: _integer,
    Shape.DECIMAL: _decimal,
    Shape.REFERENCE: _reference,
    Shape.FORMULA: _formula,
    Shape.TEMPLATE: _template,
    Shape.LOGIC: _logic,
    Shape.FIXED: _fixed,
    Shape.PAIRS: _empty_pairs,
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
