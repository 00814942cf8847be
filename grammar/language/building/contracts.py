"""Contracts of called flows, domains of fields, and names that live in the org."""

from typing import Any, NamedTuple

from ...contract import Domain, Ensures, FieldWrite, FlowContract, FlowVariable, Sum
from ...declaration import FieldDeclaration, Known, OpenParameter
from ...span import Span
from ...value import Boolean, Date, DateTime, Number, Reference, Text, Value
from ..token import Token
from .conditions import COMPARE
from .parts import Children, Member, RefusedError, cover, flag, item, word_list
from .values import fraction

BASES = ("boolean", "number", "integer", "date", "datetime", "text", "record")
UNKNOWN_BASE = "any"


class SimpleDomain(NamedTuple):
    """A domain before choices and `or null` are read."""

    base: str
    is_collection: bool = False
    object_type: str | None = None
    low: Token | None = None
    high: Token | None = None
    span: Span = Span(0, 0)


def bounds(children: Children) -> Member:
    """`0..100`, `0..`, `..100`."""
    span = cover(children)
    if children[0].type == "RANGE":
        return Member("bounds", (None, children[1]), span, span)
    return Member("bounds", (children[0], children[2]), span, span)


def simple_domain(children: Children) -> SimpleDomain:
    """`collection of integer 0..100`."""
    collection, type_, object_type, limits = children
    base = "" if type_.type != "raw" and type_.text == UNKNOWN_BASE else type_.text
    if type_.type != "raw" and base and base not in BASES:
        raise RefusedError(
            type_.span,
            f"`{type_.text}` is no domain",
            f"write one of {', '.join(BASES)}, {UNKNOWN_BASE}, or `one of` with the values",
        )
    low, high = limits.value if limits else (None, None)
    if low is not None and high is not None and fraction(low) > fraction(high):
        raise RefusedError(
            limits.span, f"no number is between {low.text} and {high.text}", "write the lower one first"
        )
    return SimpleDomain(
        base, collection is not None, object_type.value if object_type else None, low, high, cover(children)
    )


def nullable(children: Children) -> Member:
    """`or null`."""
    return flag("nullable", True, children)


def not_nullable(children: Children) -> Member:
    """`not null`."""
    return flag("nullable", False, children)


def choices(children: Children) -> list[Value]:
    """The values after `one of`, without commas."""
    if len(children) == 1:
        return [children[0]]
    values: list[Value] = children[0]
    values.append(children[2])
    return values


def choice_base(values: list[Value]) -> str:
    """The base of values that are all of one kind."""
    kinds = {type(value) for value in values}
    if len(kinds) != 1:
        return ""
    bases: dict[type, str] = {
        Text: "text",
        Number: "number",
        Boolean: "boolean",
        Date: "date",
        DateTime: "datetime",
    }
    return bases.get(kinds.pop(), "")


def domain(children: Children) -> Domain:
    """A domain, with its choices and whether it may be null."""
    first = children[0]
    null: Member | None = children[-1]
    values: list[Value] = children[3] if len(children) > 2 else []
    span = cover([child for child in children if not isinstance(child, list)]) if values else cover(children)
    if values:
        span = Span(span.start, max(span.end, values[-1].span.end))
    spans: dict[str, Span] = {"nullable": null.span} if null else {}
    simple = first if isinstance(first, SimpleDomain) else None
    if simple is not None:
        spans["base"] = simple.span
    base = simple.base if simple else choice_base(values)
    return Domain(
        base=base,
        low=fraction(simple.low) if simple and simple.low else None,
        high=fraction(simple.high) if simple and simple.high else None,
        choices=tuple(values),
        nullable=null.value if null else None,
        is_collection=simple.is_collection if simple else first is not None,
        object_type=simple.object_type if simple else None,
        span=span,
        spans=spans,
    )


def changes(children: Children) -> tuple[tuple[str, ...], Span]:
    """`changed only by F, G`."""
    names: tuple[Token, ...] = children[3]
    return tuple(name.text for name in names), Span(children[0].start, names[-1].end)


def never_changed(children: Children) -> tuple[tuple[str, ...], Span]:
    """`never changed`."""
    return (), cover(children)


names = word_list


def field(children: Children) -> Member:
    """`field $Record.X: integer 0..100, changed only by F`."""
    _, reference, _, *rest, _, change = children
    of = domain(rest)
    spans = {"field": reference.span, "domain": of.span}
    end = of.span.end
    if change is not None:
        spans["changed_by"] = change[1]
        end = change[1].end
    return item(
        "fields",
        FieldDeclaration(
            field=reference.text,
            domain=of,
            changed_by=change[0] if change else None,
            span=Span(children[0].start, end),
            spans=spans,
        ),
    )


def known(children: Children) -> Member:
    """`known users "a@b.c"`."""
    word, kind, list_of = children
    span = Span(word.start, list_of[-1].end)
    spans = {"kind": kind.span, "names": Span(list_of[0].start, list_of[-1].end)}
    names_ = tuple(name.text for name in list_of)
    return item("known", Known(kind=kind.text, names=names_, span=span, spans=spans))


def open_parameter(children: Children) -> Member:
    """`parameter retries: integer 0..10`."""
    _, name, _, of = children
    spans = {"name": name.span, "domain": of.span}
    return item("parameters", OpenParameter(name=name.text, domain=of, span=cover(children), spans=spans))


def flow_type(children: Children) -> Member:
    """`type AutoLaunchedFlow`."""
    _, name = children
    return Member("process_type", name.text, name.span, cover(children), True, "type")


def sync(children: Children) -> Member:
    """`sync`."""
    return flag("asynchronous", False, children, "async")


def idempotent(children: Children) -> Member:
    """`idempotent`."""
    return flag("idempotent", True, children)


def not_idempotent(children: Children) -> Member:
    """`not idempotent`."""
    return flag("idempotent", False, children)


def _variable(
    name: Token, of: Domain, default: Any, children: Children, is_input: bool, is_output: bool
) -> Member:
    spans = {"name": name.span, "domain": of.span}
    if default is not None:
        spans["default"] = default.span
    return item(
        "variables",
        FlowVariable(
            name=name.text,
            domain=of,
            is_input=is_input,
            is_output=is_output,
            default=default,
            span=cover(children),
            spans=spans,
        ),
    )


def flow_input(children: Children) -> Member:
    """`in name: domain = value`."""
    _, name, _, of, _, default = children
    return _variable(name, of, default, children, True, False)


def flow_output(children: Children) -> Member:
    """`out name: domain = value`."""
    _, name, _, of, _, default = children
    return _variable(name, of, default, children, False, True)


def flow_input_output(children: Children) -> Member:
    """`in out name: domain = value`."""
    _, _, name, _, of, _, default = children
    return _variable(name, of, default, children, True, True)


def writes(children: Children) -> Member:
    """`writes $Record.X = value`, `creates Task.Status = value`."""
    word, reference, _, value = children
    spans = {"field": reference.span}
    if value is not None:
        spans["value"] = value.span
    node = FieldWrite(
        field=reference.text, value=value, creates=word.type == "CREATES", span=cover(children), spans=spans
    )
    return item("writes", node)


def sum_(children: Children) -> Sum:
    """`reference + 1`, `reference before - 1`."""
    reference, before, *sign, token = children
    amount = fraction(token)
    if sign and sign[0].type == "MINUS":
        amount = -amount
    if not sign and token.text[0] not in "+-":
        raise RefusedError(token.span, "a sign is missing before this number", "write + or - before it")
    return Sum(reference=_before(reference, before), amount=amount, span=cover(children))


def _before(reference: Reference | Token, before: Token | None) -> str:
    return f"{reference.text} before" if before else reference.text


def earlier(children: Children) -> Reference:
    """`reference before`."""
    reference, before = children
    return Reference(text=_before(reference, before), span=cover(children))


def comparator(children: Children) -> Token:
    """`=`, `<>`, …"""
    token: Token = children[0]
    return token


def ensures(children: Children) -> Member:
    """`ensures attempts = attempts before + 1`."""
    _, left, before, operator, right = children
    spans = {"left": left.span, "operator": operator.span, "right": right.span}
    node = Ensures(
        left=_before(left, before),
        operator=COMPARE[operator.text],
        right=right,
        span=cover(children),
        spans=spans,
    )
    return item("ensures", node)


def reads(children: Children) -> Member:
    """`reads user`, `reads profile`."""
    _, what = children
    return flag(f"reads_{what.text}", True, children, f"reads {what.text}")


def elements(children: Children) -> Member:
    """`elements actionCalls, waits`."""
    _, list_of = children
    span = Span(children[0].start, list_of[-1].end)
    return Member("elements", frozenset(name.text for name in list_of), span, span)


def flow(children: Children) -> Member:
    """`flow Name { … }`."""
    _, name, _, members, _ = children
    values, spans = members.attributes()
    spans["name"] = name.span
    return item(
        "contracts", FlowContract(name=name.text, declared=True, span=cover(children), spans=spans, **values)
    )
