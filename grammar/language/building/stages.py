"""Stages with their steps, and decisions with their outcomes."""

from dataclasses import replace

from ...condition import Requirements
from ...model import Assignee, Decision, Outcome, Stage, Step
from ...span import Span
from ...value import Text
from ..token import Token
from .conditions import requirement
from .elements import Destination, take_connector
from .parts import Block, Children, Member, Members, RefusedError, cover, flag, item, members_of
from .values import WrittenText, bare_reference


def stage_completes(children: Children) -> Member:
    """`completes when …` of a stage."""
    span = cover(children)
    what = children[2]
    if isinstance(what, Token):
        return Member("exit", None, what.span, span, True, "completes")
    return requirement(what, "exit", span, "completes")


def all_steps(children: Children) -> Token:
    """`all steps are Completed`."""
    status: Token = children[3]
    if status.text != "Completed":
        raise RefusedError(
            status.span, f"a stage cannot wait for all steps to be {status.text}", "write Completed"
        )
    span = cover(children)
    return Token("all_steps", "", span.start, span.end)


def stage_user(children: Children) -> Member:
    """`runs as user`."""
    return flag("runs_as_user", True, children, "runs as user")


def not_stage_user(children: Children) -> Member:
    """`not runs as user`."""
    return flag("runs_as_user", False, children, "runs as user")


def on_error(children: Children) -> Member:
    """`on error -> Stage`, `on error -> end`."""
    _, _, _, to, braces = children
    destination: Destination = to.with_block(members_of(braces))
    if destination.intended:
        raise RefusedError(destination.span, "`intended` is said of the end after a stage or an outcome")
    return Member("on_error", destination, destination.span, cover(children), True, "on error")


def then(children: Children) -> Member:
    """`then Stage`, `then end`."""
    _, to, braces = children
    destination: Destination = to.with_block(members_of(braces))
    return Member("connector", destination, destination.span, cover(children), True, "then")


def stage(children: Children) -> Member:
    """`stage Name { … }`."""
    _, name, _, members, _ = children
    values, spans = members.attributes()
    after: Destination | None = values.pop("connector", None)
    if after is not None:
        values["connector"], values["ends_intended"] = after.connector, after.intended
        spans["ends_intended"] = after.span
    fault: Destination | None = values.pop("on_error", None)
    if fault is not None:
        values["fault"], values["fault_ends"] = fault.connector, fault.connector is None
        spans["fault"] = spans["fault_ends"] = spans.pop("on_error")
    spans["name"] = name.span
    return item("stages", Stage(name=name.text, span=cover(children), spans=spans, **values))


STEP_KINDS = {
    "background": "stepBackground",
    "interactive": "stepInteractive",
    "mulesoft": "stepMuleSoft",
    "approval": "stepApproval",
    "work": "createWorkItem",
}


def step_kind(children: Children) -> tuple[str | None, Span]:
    """`background`, `interactive`, `mulesoft`, `approval`, `work item`."""
    return STEP_KINDS[children[0].text], cover(children)


def other_step(children: Children) -> tuple[str | None, Span]:
    """`step "any"`."""
    _, type_ = children
    return type_.value if isinstance(type_, WrittenText) else None, cover(children)


def calls(children: Children) -> Member:
    """`calls Flow`."""
    _, name = children
    return Member("calls", name.text, name.span, cover(children))


ASSIGNEE_KINDS = {"user": "User", "group": "Group", "queue": "Queue", "resource": "Resource"}


def assignee_kind(children: Children) -> Token:
    """`user`, `group`, `queue`, `resource`."""
    token: Token = children[0]
    return Token("kind", ASSIGNEE_KINDS[token.text], token.start, token.end)


def other_assignee_kind(children: Children) -> Token:
    """`kind "Any"`."""
    _, written = children
    span = cover(children)
    return Token("kind", written.value, span.start, span.end)


def assigned(children: Children) -> Member:
    """`assigned to queue HR`. A bare name is that of a queue or group, otherwise of a variable."""
    _, _, kind, value = children
    if isinstance(value, Token):
        is_name = kind.text in ("Queue", "Group")
        value = Text(value=value.text, span=value.span) if is_name else bare_reference([value])
    spans = {"kind": kind.span}
    if value is not None:
        spans["value"] = value.span
    return item("assignees", Assignee(kind=kind.text, value=value, span=cover(children), spans=spans))


def starts(children: Children) -> Member:
    """`starts when …`."""
    return requirement(children[2], "entry", cover(children), "starts when")


def step_completes(children: Children) -> Member:
    """`completes when …` in the braces of a step."""
    return requirement(children[2], "exit", cover(children), "completes when")


def async_(children: Children) -> Member:
    """`async`."""
    return flag("asynchronous", True, children, "async")


def locks_record(children: Children) -> Member:
    """`locks record`."""
    return flag("locks_record", True, children, "locks record")


def assignee_may_edit(children: Children) -> Member:
    """`assignee may edit`."""
    return flag("assignee_can_edit", True, children, "assignee may edit")


def runs_as_user(children: Children) -> Member:
    """`runs as user`."""
    return flag("runs_as_user", True, children, "runs as user")


def simulated(children: Children) -> Member:
    """`simulated`."""
    return flag("simulated", True, children)


def subtype(children: Children) -> Member:
    """`subtype BackgroundStep`."""
    _, name = children
    return Member("subtype", name.text, name.span, cover(children))


def step(children: Children) -> Member:
    """`background Name calls Flow …`."""
    kind, name, clauses, braces = children
    members: Members = clauses
    ends = [member.span.end for member in members.items]
    members.extend(members_of(braces))
    values, spans = members.attributes()
    spans["name"], spans["action_type"] = name.span, kind[1]
    end = braces.span.end if braces else max(ends, default=name.end)
    span = Span(kind[1].start, end)
    return item("steps", Step(name=name.text, action_type=kind[0], span=span, spans=spans, **values))


def outcome(children: Children) -> Member:
    """`outcome Name when … -> Stage { … }`."""
    _, name, _, label, _, condition, destination, braces = children
    return _outcome(name, label, condition, destination, braces, cover(children))


def unnamed_outcome(children: Children) -> Member:
    """`when … -> Stage`: its name is given by the decision."""
    _, condition, destination, braces = children
    return _outcome(None, None, condition, destination, braces, cover(children))


def _outcome(
    name: Token | None,
    label: WrittenText | None,
    condition: Requirements,
    destination: Destination | None,
    braces: Block | None,
    span: Span,
) -> Member:
    members = members_of(braces) or Members()
    if label is not None:
        members.add(Member("label", label.value, label.span, label.span))
    values, spans = members.attributes()
    values["ends_intended"] = take_connector(destination, values, spans)
    if name is not None:
        spans["name"] = name.span
    spans["requirements"] = condition.span
    node = Outcome(name=name.text if name else "", requirements=condition, span=span, spans=spans, **values)
    return item("outcomes", node)


def otherwise(children: Children) -> Member:
    """`otherwise "label" -> Stage`."""
    _, label, _, to, braces = children
    span = cover(children)
    destination = (to or Destination(None, False, span)).with_block(members_of(braces))
    return Member("default", (label, destination), destination.span, span, True, "otherwise")


def decision(children: Children) -> Member:
    """`decision Name { … }`."""
    _, name, _, members, _ = children
    values, spans = members.attributes()
    if "default" in values:
        label, destination = values.pop("default")
        values["default"], values["default_intended"] = destination.connector, destination.intended
        if label is not None:
            values["default_label"], spans["default_label"] = label.value, label.span
    spans["name"] = name.span
    values["outcomes"] = tuple(
        outcome_ if "name" in outcome_.spans else replace(outcome_, name=f"{name.text}_Outcome_{number}")
        for number, outcome_ in enumerate(values.get("outcomes", ()), start=1)
    )
    return item("decisions", Decision(name=name.text, span=cover(children), spans=spans, **values))
