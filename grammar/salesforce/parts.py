"""The parts that a definition is written as, by the tables of the schema."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, assert_never

from ..condition import EvaluationCall, Requirements
from ..diagnostic import Diagnostic, Problem
from ..layout import UnknownXml
from ..logic import logic_text
from ..model import Orchestration, Setting
from ..span import Node, Span
from ..value import (
    Boolean,
    Date,
    DateTime,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Time,
    Value,
)
from .comment_parts import comment_part
from .part import Part, Presence, leaf, verbatim
from .read_values import number
from .schema import KINDS, Field, Kind, Shape
from .style import Shown

_ESSENTIAL, _SHOWN, _HIDDEN = Presence.ESSENTIAL, Presence.SHOWN, Presence.HIDDEN
UNUSED: Final = -1
"""The count of a logic that joins nothing."""


class Build:
    """What is needed while the parts of one definition are made, and what cannot be written."""

    __slots__ = ("diagnostics", "refused", "shown")

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.diagnostics: list[Diagnostic] = []
        self.refused = False

    def refuse(self, span: Span, message: str, advice: str = "") -> None:
        """Report what has no XML."""
        self.refused = True
        self.diagnostics.append(Diagnostic(span, Problem.INVALID_VALUE, message, advice))

    def presence(self, kind: Kind, tag: str) -> Presence:
        """Whether a tag that says nothing new is written."""
        return _SHOWN if self.shown[kind.name, tag] else _HIDDEN


def definition_part(orchestration: Orchestration, build: Build) -> Part:
    """The root element and everything in it."""
    return _node("Flow", orchestration, KINDS["flow"], build)


def _node(tag: str, node: Node, kind: Kind, build: Build) -> Part:
    whole: Any = node
    part = Part(tag, Shape.NODE)
    part.leading = kind.leading
    values = _taken_apart(node, kind)
    children = part.children
    has_pairs = False
    for field in kind.fields.values():
        if field.shape is Shape.PAIR:
            has_pairs = True
            continue
        attribute = field.attribute
        value = values[attribute] if attribute in values else getattr(node, attribute, None)
        if not field.many:
            child = _PARTS[field.shape](field, value, kind, build)
            if child is not None:
                children.append(child)
        elif value:
            inner = KINDS[field.kind]
            children += [_node(field.tag, one, inner, build) for one in value]
    if has_pairs:
        children += [_pair(one, kind) for one in whole.settings]
        part.sort()
    if kind.owner:
        part.owner = node
        part.name = getattr(node, "name", None)
        comment = comment_part(node)
        if comment is not None:
            children.append(comment)
        if whole.unknown:
            _add_unknown(part, whole.unknown, build)
    return part


def _taken_apart(whole: Any, kind: Kind) -> dict[str, Any]:
    """The values of groups by their parts: the opposite of what the reader puts together."""
    values: dict[str, Any] = {}
    if kind.owner:
        x, y = whole.layout.location or (0, 0)
        values["location.x"], values["location.y"] = x, y
    for group in kind.groups:
        name = group.attribute
        several: Requirements | EvaluationCall | None = getattr(whole, name)
        match several:
            case Requirements():
                values[f"{name}.logic"] = several
                values[f"{name}.rows"] = several.conditions
            case EvaluationCall():
                values[f"{name}.flow"] = several.flow
                values[f"{name}.action_type"] = several.action_type
                values[f"{name}.inputs"] = several.inputs
                values[f"{name}.outputs"] = several.outputs
            case None:
                pass
            case _:
                assert_never(several)
    return values


def _pair(one: Setting | tuple[str, str], kind: Kind) -> Part:
    tag, text = (one.name, one.value) if isinstance(one, Setting) else one
    field = kind.fields.get(tag)
    return leaf(tag, text, Shape.TOKEN if field is not None and field.values else Shape.TEXT)


def _add_unknown(owner: Part, several: tuple[UnknownXml, ...], build: Build) -> None:
    changed: dict[str, Part] = {}
    for unknown in several:
        part = owner.find(unknown.path)
        if part is None or (part.text is not None and unknown.xml.startswith("<")):
            message = f"The XML that is kept for {unknown.path} has no place any more and was left out."
            build.diagnostics.append(Diagnostic(unknown.span, Problem.UNKNOWN_ELEMENT, message))
            continue
        part.presence = _ESSENTIAL
        if unknown.xml.startswith("<"):
            part.children.append(verbatim(unknown.xml))
            changed[unknown.path] = part
        else:
            part.attributes.append(unknown.xml)
    for part in changed.values():
        kept = {child.tag for child in part.children if child.raw is not None}
        part.children = [
            child for child in part.children if child.tag not in kept or not _stands_for_kept(child)
        ]
        part.sort()


def _stands_for_kept(part: Part) -> bool:
    """True for a value of a kind that the model only names: its XML is kept beside it."""
    return part.shape is Shape.PAIR and part.text == ""


def _text(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    if value is None:
        return None
    hidden = not value and (field.required or field.attribute == "name" or field.attribute.endswith(".flow"))
    return leaf(field.tag, value, field.shape, _HIDDEN if hidden else _ESSENTIAL)


def _reference(field: Field, value: Any, kind: Kind, build: Build) -> Part | None:
    return _text(field, value.text, kind, build)


def _boolean(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    return None if value is None else leaf(field.tag, "true" if value else "false", Shape.BOOLEAN)


def _flag(field: Field, value: Any, kind: Kind, build: Build) -> Part | None:
    if value:
        return leaf(field.tag, "true", Shape.BOOLEAN)
    return leaf(field.tag, "false", Shape.BOOLEAN, build.presence(kind, field.tag))


def _integer(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    return None if value is None else leaf(field.tag, str(value), Shape.INTEGER)


def _coordinate(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    return leaf(field.tag, str(value), Shape.INTEGER, _ESSENTIAL if value else _SHOWN)


def _decimal(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    return None if value is None else leaf(field.tag, repr(float(value)), Shape.DECIMAL)


def _logic(field: Field, value: Any, kind: Kind, build: Build) -> Part | None:
    if value is None:
        part = leaf(field.tag, "and", Shape.LOGIC, build.presence(kind, field.tag))
        part.count = UNUSED
        return part
    requirements: Requirements = value
    count = len(requirements.conditions)
    text = logic_text(requirements.logic, count)
    part = leaf(field.tag, text, Shape.LOGIC, _SHOWN if text == "and" else _ESSENTIAL)
    part.count = count
    return part


def _fixed(field: Field, _value: Any, kind: Kind, build: Build) -> Part | None:
    return leaf(field.tag, field.fixed, Shape.TOKEN, build.presence(kind, field.tag))


def _inner(field: Field, value: Any, _kind: Kind, build: Build) -> Part | None:
    return None if value is None else _node(field.tag, value, KINDS[field.kind], build)


def _pairs(field: Field, value: Any, _kind: Kind, _build: Build) -> Part | None:
    part = Part(field.tag, Shape.NODE, _ESSENTIAL if value else _HIDDEN)
    part.children = [_pair(one, KINDS[field.kind]) for one in value]
    part.sort()
    return part


def _value(field: Field, value: Any, _kind: Kind, build: Build) -> Part | None:
    part = Part(field.tag, Shape.VALUE, _HIDDEN if value is None else _ESSENTIAL)
    if isinstance(value, Nil):
        part.nil = True
    elif value is not None:
        part.children = _literals(value, build)
    return part


_PARTS: Final[dict[Shape, Callable[[Field, Any, Kind, Build], Part | None]]] = {
    Shape.TEXT: _text,
    Shape.TOKEN: _text,
    Shape.REFERENCE: _reference,
    Shape.FORMULA: _text,
    Shape.TEMPLATE: _text,
    Shape.BOOLEAN: _boolean,
    Shape.FLAG: _flag,
    Shape.INTEGER: _integer,
    Shape.DECIMAL: _decimal,
    Shape.LOGIC: _logic,
    Shape.FIXED: _fixed,
    Shape.VALUE: _value,
    Shape.NODE: _inner,
    Shape.PAIRS: _pairs,
    Shape.COORDINATE: _coordinate,
}


def _literals(value: Value, build: Build) -> list[Part]:
    match value:
        case Reference(text=text):
            return [leaf("elementReference", text, Shape.REFERENCE)]
        case Text(value=text):
            return [leaf("stringValue", text)]
        case Number():
            return [leaf("numberValue", _number_text(value, build), Shape.VALUE)]
        case Boolean(value=truth):
            return [leaf("booleanValue", "true" if truth else "false", Shape.BOOLEAN)]
        case Date(value=day):
            return [leaf("dateValue", day.isoformat(), Shape.TOKEN)]
        case DateTime(value=moment, text=text):
            return [leaf("dateTimeValue", text or moment.isoformat().replace("+00:00", "Z"), Shape.TOKEN)]
        case Time(value=moment, text=text):
            return [leaf("timeValue", text or moment.isoformat().replace("+00:00", "Z"), Shape.TOKEN)]
        case FormulaValue(expression=expression, data_type=type_):
            parts = [leaf("formulaExpression", expression)]
            return parts if type_ is None else [leaf("formulaDataType", type_, Shape.TOKEN), *parts]
        case OtherValue(tag=tag, text=text):
            return [leaf(tag, text, Shape.PAIR)]
        case Nil():
            return []
        case _:
            assert_never(value)


def _number_text(value: Number, build: Build) -> str:
    written = number(value.text) if value.text else None
    if written is not None and written[0] == value.value:
        return written[1]
    text = decimal_text(value.value)
    if text is None:
        build.refuse(
            value.span, f"{value.value} has no exact decimal form, and XML holds decimals.", "Round it."
        )
        return str(float(value.value))
    return text


def decimal_text(value: Fraction) -> str | None:
    """A number as a decimal; None where it has no exact one."""
    denominator, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        places = max(places, power)
    if denominator != 1:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "0")
    return f"{'-' if value < 0 else ''}{whole}.{decimals}"
