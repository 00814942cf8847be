"""Properties and what they say, and scenarios."""

from ...condition import Parameter
from ...logic import MAXIMUM_NESTING
from ...property import AllOf, AnyOf, Happens, Implication, Negation, Property, Statement
from ...scenario import (
    Begin,
    Cannot,
    Command,
    Complete,
    Evaluate,
    Expect,
    Fail,
    Reassign,
    Scenario,
    SetField,
    Wait,
)
from ...span import Span
from ..token import Token
from .conditions import parameter, present
from .parts import Children, Member, RefusedError, cover, item
from .values import fraction, name

KINDS = {"leads": "leads-to", "before": "before", "exactly": "exactly-once"}


def any_of(children: Children) -> AnyOf:
    """`a or b`."""
    return AnyOf(parts=tuple(children[::2]), span=cover(children))


def all_of(children: Children) -> AllOf:
    """`a and b`."""
    return AllOf(parts=tuple(children[::2]), span=cover(children))


def negation_statement(children: Children) -> Negation:
    """`not a`."""
    return Negation(part=children[1], span=cover(children))


def implication(children: Children) -> Implication:
    """`a implies b`."""
    premise, _, conclusion = children
    return Implication(premise=premise, conclusion=conclusion, span=cover(children))


def happens(children: Children) -> Happens:
    """`Step starts`."""
    element, event = children
    spans = {"element": element.span, "event": event.span}
    return Happens(element=element.text, event=event.text, span=cover(children), spans=spans)


def _property(kind: str, children: Children, title: int, statement: int, second: int | None) -> Member:
    written, first = children[title], children[statement]
    last: Statement | None = children[second] if second is not None else None
    spans = {"kind": children[0].span, "title": written.span, "statement": first.span}
    for part in (first, last):
        if part is not None:
            _limit_depth(part)
    node = Property(
        kind=kind, title=written.value, statement=first, second=last, span=cover(children), spans=spans
    )
    return item("properties", node)


def _limit_depth(statement: Statement) -> None:
    level: list[Statement] = [statement]
    for _ in range(MAXIMUM_NESTING):
        below: list[Statement] = []
        for part in level:
            match part:
                case AllOf() | AnyOf():
                    below += part.parts
                case Negation():
                    below.append(part.part)
                case Implication():
                    below += (part.premise, part.conclusion)
                case _:
                    pass
        if not below:
            return
        level = below
    raise RefusedError(statement.span, f"this statement nests deeper than {MAXIMUM_NESTING}", "split it")


def property_(children: Children) -> Member:
    """`never "title": statement`."""
    return _property(children[0].text, children, 1, 3, None)


def leads_to(children: Children) -> Member:
    """`always "title": a leads to b`."""
    return _property("leads-to", children, 1, 3, 6)


def precedes(children: Children) -> Member:
    """`always "title": a before b`."""
    return _property("before", children, 1, 3, 5)


def exactly_once(children: Children) -> Member:
    """`exactly once "title": a`."""
    return _property("exactly-once", children, 2, 4, None)


def assignment(children: Children) -> Parameter:
    """`decision = "Approve"`."""
    target, _, value = children
    return parameter(Token("name", target.text, *target.span), value, cover(children))


def assignments(children: Children) -> tuple[Parameter, ...]:
    """`a = 1, b = 2`."""
    return tuple(children[::2])


def _span(children: Children, values: tuple[Parameter, ...] | None) -> Span:
    first: Token = children[0]
    last: Token = [child for child in children if isinstance(child, Token)][-1]
    return Span(first.start, values[-1].span.end if values else last.end)


def begin(children: Children) -> Member:
    """`begin with a = 1`."""
    _, _, values = children
    return item("events", Begin(values=values or (), span=_span(children, values)))


def complete(children: Children) -> Member:
    """`complete Step with a = 1`."""
    _, step, _, values = children
    node = Complete(
        step=step.text, outputs=values or (), span=_span(children, values), spans={"step": step.span}
    )
    return item("events", node)


def fail(children: Children) -> Member:
    """`fail Step with called-flow "message"`."""
    _, step, _, kind, message = children
    spans = {"step": step.span, "kind": kind.span}
    if message is not None:
        spans["message"] = message.span
    node = Fail(
        step=step.text,
        kind=name([kind]).text,
        message=message.value if message else None,
        span=cover(children),
        spans=spans,
    )
    return item("events", node)


def reassign(children: Children) -> Member:
    """`reassign Step to user "name"`."""
    _, step, _, kind, assignee = children
    spans = {"step": step.span, "kind": kind.span, "assignee": assignee.span}
    node = Reassign(
        step=step.text, kind=kind.text, assignee=assignee.value, span=cover(children), spans=spans
    )
    return item("events", node)


def command(children: Children) -> Member:
    """`suspend`, `resume`, `cancel`, `recall`, `publish`."""
    return item("events", Command(name=children[0].text, span=cover(children)))


def wait(children: Children) -> Member:
    """`wait 3 days`."""
    _, amount, unit = children
    spans = {"amount": amount.span, "unit": unit.span}
    text = unit.text if unit.text.endswith("s") else f"{unit.text}s"
    return item("events", Wait(amount=fraction(amount), unit=text, span=cover(children), spans=spans))


def set_(children: Children) -> Member:
    """`set $Record.X = value`."""
    _, target, _, value = children
    spans = {"field": target.span, "value": value.span}
    return item(
        "events", SetField(field=target.text, value=present(value), span=cover(children), spans=spans)
    )


def evaluate(children: Children) -> Member:
    """`evaluate Flow = true`."""
    _, flow, _, answer = children
    spans = {"flow": flow.span, "answer": answer.span}
    return item("events", Evaluate(flow=flow.text, answer=answer.value, span=cover(children), spans=spans))


def cannot(children: Children) -> Member:
    """`cannot resume`."""
    word, refused = children
    return item("events", Cannot(event=refused.value, span=Span(word.start, refused.span.end)))


def expect(children: Children) -> Member:
    """`expect a, b`."""
    statements = tuple(children[1::2])
    for statement in statements:
        _limit_depth(statement)
    return item("events", Expect(statements=statements, span=cover(children)))


def scenario(children: Children) -> Member:
    """`scenario "title" { … }`."""
    _, title, _, members, _ = children
    values, _ = members.attributes()
    spans = {"title": title.span}
    events = values.get("events", ())
    return item("scenarios", Scenario(title=title.value, events=events, span=cover(children), spans=spans))
