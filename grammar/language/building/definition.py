"""The definition as a whole."""

from dataclasses import replace
from operator import attrgetter
from typing import Any

from ...model import APPROVAL_WORKFLOW, ORCHESTRATOR, Connector, Orchestration, Start
from ..token import Token
from .parts import Children, Member, Members, cover
from .values import fraction


def orchestrator(children: Children) -> Token:
    """`orchestration`."""
    token: Token = children[0]
    return Token("kind", ORCHESTRATOR, token.start, token.end)


def approval_workflow(children: Children) -> Token:
    """`approval`."""
    token: Token = children[0]
    return Token("kind", APPROVAL_WORKFLOW, token.start, token.end)


def api(children: Children) -> Member:
    """`api 67`."""
    _, token = children
    fraction(token)
    return Member("api_version", float(token.text), token.span, cover(children), True, "api")


def status(children: Children) -> Member:
    """`status Active`."""
    _, name = children
    return Member("status", name.text, name.span, cover(children))


def orchestration(children: Children) -> Orchestration:
    """The whole. Stages and decisions are sorted by name; a start without an arrow leads to the first of them.

    What has no name at all (a mistake already reported) is left out.
    """
    kind, name, _, members, _ = children
    values, spans = members.attributes()
    spans["name"], spans["kind"] = name.span, kind.span
    start: Start | None = values.pop("start", None)
    if start is not None and "connector" not in start.spans:
        start = _with_first(start, members)
    for attribute in ("stages", "decisions", "contracts"):
        if attribute in values:
            named: list[Any] = [node for node in values[attribute] if range(*node.spans["name"])]
            values[attribute] = tuple(
                named if attribute == "contracts" else sorted(named, key=attrgetter("name"))
            )
    return Orchestration(
        name=name.text, kind=kind.text, start=start, span=cover(children), spans=spans, **values
    )


def _with_first(start: Start, members: Members) -> Start:
    for member in members.items:
        if member.attribute in ("stages", "decisions"):
            connector = Connector(target=member.value.name, span=start.span)
            return replace(start, connector=connector)
    return start
