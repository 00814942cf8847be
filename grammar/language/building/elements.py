"""What every element may say, connectors, and the resources of a definition."""

from typing import Any, NamedTuple

from ...declaration import Suppression
from ...layout import Form, Layout, UnknownXml
from ...model import Connector, Constant, Formula, Setting, TextTemplate, Variable
from ...reference_text import references_in_formula, references_in_text
from ...span import Span
from ..token import Token
from .conditions import mapping, parameter
from .parts import Block, Children, Member, Members, RefusedError, cover, item, members_of
from .values import WrittenText, data_type, whole_number
from .values import name as name_of


def label(children: Children) -> Member:
    """`label "…"`, `description "…"`."""
    word, written = children
    return Member(word.text, written.value, written.span, cover(children))


description = label


def suppress(children: Children) -> Member:
    """`suppress rule-id because "…"`."""
    _, rule, _, reason = children
    span = cover(children)
    spans = {"rule": rule.span}
    if reason is not None:
        spans["reason"] = reason.span
    node = Suppression(
        rule=name_of([rule]).text, reason=reason.value if reason else None, span=span, spans=spans
    )
    return item("suppressions", node)


def at(children: Children) -> Member:
    """`at 176 0`."""
    _, horizontal, vertical = children
    location = (whole_number(horizontal), whole_number(vertical))
    return Member("location", location, cover(children[1:]), cover(children), True, "at")


def form(children: Children) -> Member:
    """`form "path" "skeleton"`."""
    _, path, skeleton = children
    return Member("forms", Form(path.value, skeleton.value), skeleton.span, cover(children), False)


def layout(children: Children) -> Member:
    """`layout { … }`."""
    members: Members = children[2]
    values, _ = members.attributes()
    span = cover(children)
    return Member("layout", Layout(**values), span, span)


def xml(children: Children) -> Member:
    """`xml at "path" \"\"\"…\"\"\"`."""
    _, _, path, written = children
    span = cover(children)
    spans = {"xml": written.span} if path is None else {"xml": written.span, "path": path.span}
    node = UnknownXml(path=path.value if path else "", xml=written.value, span=span, spans=spans)
    return item("unknown", node)


class Destination(NamedTuple):
    """What stands after an arrow. `connector` None: the run ends there."""

    connector: Connector | None
    intended: bool
    span: Span

    def with_block(self, members: Members | None) -> "Destination":
        """The same with the layout and unknown XML of the connector."""
        if members is None or not members.items:
            return self
        if self.connector is None:
            raise RefusedError(members.items[0].span, "`end` has no connector, so nothing can be said of one")
        values, _ = members.attributes()
        connector = Connector(
            target=self.connector.target,
            go_to=self.connector.go_to,
            span=self.connector.span,
            spans=self.connector.spans,
            **values,
        )
        return self._replace(connector=connector)


def to_end(children: Children) -> Destination:
    """`end`, `end, intended`."""
    return Destination(None, children[2] is not None, cover(children))


def go_to(children: Children) -> Destination:
    """`go to Stage`."""
    go, to, name = children
    span = cover(children)
    spans = {"target": name.span, "go_to": cover([go, to])}
    return Destination(Connector(target=name.text, go_to=True, span=span, spans=spans), False, span)


def to_element(children: Children) -> Destination:
    """`Stage`."""
    name: Token = children[0]
    span = name.span
    return Destination(Connector(target=name.text, span=span, spans={"target": span}), False, span)


def target(children: Children) -> Destination:
    """`-> Stage`."""
    destination: Destination = children[1]
    return destination


def connector_layout(children: Children) -> Member:
    """`connector { … }` in an element whose own braces follow its arrow."""
    span = cover(children)
    return Member("connector_layout", children[1].members, span, span, True, "connector")


def take_connector(destination: Destination | None, values: dict[str, Any], spans: dict[str, Span]) -> bool:
    """Put the connector of an arrow among the attributes. True where the end is intended."""
    members: Members | None = values.pop("connector_layout", None)
    place = spans.pop("connector_layout", None)
    if destination is None:
        if place is not None:
            raise RefusedError(place, "there is no arrow here, so nothing can be said of its connector")
        return False
    values["connector"] = destination.with_block(members).connector
    spans["connector"] = destination.span
    return destination.intended


def setting(children: Children) -> Member:
    """`setting Name "value"`."""
    word, name, written = children
    spans = {"name": name.span, "value": written.span}
    node = Setting(name=name.text, value=written.value, span=cover(children), spans=spans)
    return item(f"{word.text}s", node)


def schedule(children: Children) -> Member:
    """`schedule tag "value"`."""
    _, name, written = children
    span = cover(children)
    return Member("schedule", (name.text, written.value), span, span, False)


def metadata(children: Children) -> Member:
    """`metadata Name = value`."""
    return item("metadata", parameter(children[1], children[3], cover(children)))


def step_parameter(children: Children) -> Member:
    """`input name = value`, `mock name = value`."""
    word, name, _, value = children
    return item("inputs" if word.type == "INPUT" else "mocks", parameter(name, value, cover(children)))


def step_output(children: Children) -> Member:
    """`output name -> variable`."""
    _, name, _, variable = children
    return item("outputs", mapping(name, variable, cover(children)))


class Scale(NamedTuple):
    """The number of decimal places, with its place."""

    number: int
    span: Span


class VariableType(NamedTuple):
    """The type of a variable as it is written."""

    token: Token
    collection: Token | None
    scale: Scale | None
    detail: WrittenText | None
    apex_class: WrittenText | None
    span: Span


def collection(children: Children) -> Token:
    """`collection of`."""
    first, last = children
    return Token("collection", "", first.start, last.end)


def scale(children: Children) -> Scale:
    """`(2)`."""
    return Scale(whole_number(children[1]), cover(children))


def variable_type(children: Children) -> VariableType:
    """`collection of number(2)`, `record "Case"`."""
    collection_, token, scale_, detail, _, class_ = children
    return VariableType(token, collection_, scale_, detail, class_, cover(children))


def variable_flag(children: Children) -> Member:
    """`input` or `output` after the type of a variable."""
    token: Token = children[0]
    return Member(f"is_{token.text}", True, token.span, token.span, True, token.text)


def variable(children: Children) -> Member:
    """`variable name: type input = value { … }`."""
    _, name, _, type_, flags, _, value, braces = children
    values, spans = _said(name, braces)
    for flag in flags.items:
        values[flag.attribute], spans[flag.attribute] = True, flag.where
    kind: VariableType = type_
    values["data_type"], spans["data_type"] = data_type(kind.token), kind.token.span
    if kind.collection is not None:
        values["is_collection"], spans["is_collection"] = True, kind.collection.span
    if kind.scale is not None:
        values["scale"], spans["scale"] = kind.scale.number, kind.scale.span
    if kind.detail is not None:
        is_class = kind.token.text == "apex" and kind.token.type != "raw" and kind.apex_class is None
        attribute = "apex_class" if is_class else "object_type"
        values[attribute], spans[attribute] = kind.detail.value, kind.detail.span
    if kind.apex_class is not None:
        values["apex_class"], spans["apex_class"] = kind.apex_class.value, kind.apex_class.span
    if value is not None:
        values["value"], spans["value"] = value, value.span
    return item("variables", Variable(span=cover(children), spans=spans, **values))


def _said(name: Token, braces: Block | None) -> tuple[dict[str, Any], dict[str, Span]]:
    members = members_of(braces)
    values, spans = members.attributes() if members else ({}, {})
    values["name"], spans["name"] = name.text, name.span
    return values, spans


def constant(children: Children) -> Member:
    """`constant name: type = value`."""
    _, name, _, type_, _, value, braces = children
    values, spans = _said(name, braces)
    values["data_type"], spans["data_type"] = data_type(type_), type_.span
    if value is not None:
        values["value"], spans["value"] = value, value.span
    return item("constants", Constant(span=cover(children), spans=spans, **values))


def formula(children: Children) -> Member:
    """`formula name: type = "…"`."""
    _, name, _, type_, scale_, _, written, braces = children
    values, spans = _said(name, braces)
    values["data_type"] = data_type(type_) if type_ is not None else None
    if type_ is not None:
        spans["data_type"] = type_.span
    if scale_ is not None:
        values["scale"], spans["scale"] = scale_.number, scale_.span
    values["expression"], spans["expression"] = written.value, written.span
    references = references_in_formula(written.value, 0, written.offset)
    span = cover(children)
    return item("formulas", Formula(references=references, span=span, spans=spans, **values))


def template_kind(children: Children) -> Token:
    """`plain` or `rich`."""
    token: Token = children[0]
    return token


def template(children: Children) -> Member:
    """`template name plain = "…"`."""
    _, name, kind, _, written, braces = children
    values, spans = _said(name, braces)
    if kind is not None:
        values["plain"], spans["plain"] = kind.type == "PLAIN", kind.span
    values["text"], spans["text"] = written.value, written.span
    references = references_in_text(written.value, 0, written.offset)
    span = cover(children)
    return item("templates", TextTemplate(references=references, span=span, spans=spans, **values))
