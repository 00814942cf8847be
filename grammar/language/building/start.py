"""How a run starts."""

from typing import Any, NamedTuple

from ...condition import Condition, Requirements
from ...model import ScheduledPath, Start
from ...span import Span
from ..token import Token
from .conditions import STATUS
from .elements import Destination, take_connector
from .parts import Block, Children, Member, RefusedError, cover, item, members_of

RECALL = "ApprovalRecall"


class Trigger(NamedTuple):
    """What stands after `start`: attributes and their places."""

    values: dict[str, Any]
    spans: dict[str, Span]
    span: Span


def autolaunched(children: Children) -> Trigger:
    """`autolaunched`, `approval`."""
    return Trigger({}, {}, cover(children))


def record_trigger(children: Children) -> Trigger:
    """`when Case is created or updated`."""
    _, name, _, event = children
    values = {"object": name.text, "trigger_type": "RecordAfterSave", "record_trigger_type": event.text}
    spans = {"object": name.span, "trigger_type": event.span, "record_trigger_type": event.span}
    return Trigger(values, spans, cover(children))


def other_trigger(children: Children) -> Trigger:
    """`trigger PlatformEvent`."""
    _, type_, record_type = children
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {"trigger_type": type_.span}
    if type_.type != "NULL":
        values["trigger_type"] = type_.text
    if record_type is not None:
        values["record_trigger_type"], spans["record_trigger_type"] = record_type.text, record_type.span
    return Trigger(values, spans, cover(children))


def on_create(children: Children) -> Token:
    """`created`."""
    return _event("Create", children)


def on_update(children: Children) -> Token:
    """`updated`."""
    return _event("Update", children)


def on_create_or_update(children: Children) -> Token:
    """`created or updated`."""
    return _event("CreateAndUpdate", children)


def _event(value: str, children: Children) -> Token:
    span = cover(children)
    return Token("event", value, span.start, span.end)


def where(children: Children) -> Member:
    """`where Status = "New"`: conditions on fields of the triggering record."""
    requirements: Requirements = children[1]
    for row in requirements.conditions:
        _refuse_status(row)
    return Member("filters", requirements, requirements.span, cover(children), True, "where")


def _refuse_status(row: Condition) -> None:
    if STATUS in row.spans:
        field = row.left.text.removesuffix(".Status")
        raise RefusedError(
            row.span,
            "`is` with a status asks for the status of an element, and a start filter sees only fields of the record",
            f'write {field} = "…"',
        )


def entry_formula(children: Children) -> Member:
    """`formula "…"` in a start."""
    _, written = children
    return Member("filter_formula", written.value, written.span, cover(children), True, "formula")


def only_changed(children: Children) -> Member:
    """`only when changed to meet`."""
    span = cover(children)
    return Member("requires_change", True, span, span, True, "only when changed to meet")


def also_unchanged(children: Children) -> Member:
    """`also when unchanged`."""
    span = cover(children)
    return Member("requires_change", False, span, span, True, "also when unchanged")


def object_(children: Children) -> Member:
    """`object Case`."""
    _, name = children
    return Member("object", name.text, name.span, cover(children))


def path_type(children: Children) -> Member:
    """`type AsyncAfterCommit`."""
    _, name = children
    return Member("path_type", name.text, name.span, cover(children), True, "type")


def path(children: Children) -> Member:
    """`path recall -> Stage`, `path Later -> Stage { … }`."""
    _, name, destination, braces = children
    members = members_of(braces)
    values, spans = members.attributes() if members else ({}, {})
    if name.type == "RECALL":
        values.setdefault("path_type", RECALL)
        values["name"] = ""
        spans["path_type"] = name.span
    else:
        values["name"], spans["name"] = name.text, name.span
    _take_arrow(destination, values, spans)
    _pairs(values)
    return item("paths", ScheduledPath(span=cover(children), spans=spans, **values))


def arrow(children: Children) -> Member:
    """`-> Stage` among other members in braces."""
    destination: Destination = children[0]
    return Member("arrow", destination, destination.span, destination.span, True, "->")


def _take_arrow(destination: Destination | None, values: dict[str, Any], spans: dict[str, Span]) -> None:
    inner: Destination | None = values.pop("arrow", None)
    place = spans.pop("arrow", None)
    if destination is not None and place is not None:
        raise RefusedError(place, "this has two targets", "keep one of them")
    destination = destination or inner
    if take_connector(destination, values, spans) and destination is not None:
        raise RefusedError(destination.span, "`intended` is said of the end after a stage or an outcome")


def _pairs(values: dict[str, Any]) -> None:
    if "settings" in values:
        values["settings"] = tuple((setting.name, setting.value) for setting in values["settings"])


def start_member(children: Children) -> Member:
    """`start when Case is created -> Stage { … }`."""
    _, trigger, destination, braces = children
    block: Block | None = braces
    values, spans = block.members.attributes() if block else ({}, {})
    for attribute, value in trigger.values.items():
        if attribute in values:
            raise RefusedError(spans[attribute], f"`{attribute}` is said twice here", "keep one of them")
        values[attribute] = value
    spans.update(trigger.spans)
    _take_arrow(destination, values, spans)
    _pairs(values)
    span = cover(children)
    return Member("start", Start(span=span, spans=spans, **values), span, span)
