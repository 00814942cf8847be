"""What is passed up while a text is parsed: members, and the refusal of one."""

from typing import Any, NamedTuple

from ...span import Node, Span
from ..token import Token

Children = list[Any]
"""The parts of a rule in order: tokens, what other rules made, and None for an optional part that is absent."""


class RefusedError(Exception):
    """A member that the grammar allows and that makes no sense. The parser reports it and goes on after it."""

    def __init__(self, span: Span, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.advice = advice


class Member(NamedTuple):
    """One thing said between braces: `value` is that of `attribute`, `where` its place.

    `single`: it may be said only once; `title` is how the author says it.
    """

    attribute: str
    value: Any
    where: Span
    span: Span
    single: bool = True
    title: str = ""


_TWICE = {
    "completes": "keep one of them; the condition that completes a step stands in the braces of the step"
}


class Members:
    """The members of one list of the grammar, in order."""

    __slots__ = ("items", "seen")
    span = None

    def __init__(self) -> None:
        self.items: list[Member] = []
        self.seen: set[str] = set()

    def attributes(self) -> tuple[dict[str, Any], dict[str, Span]]:
        """Values and places by attribute; what may be said several times is a tuple without a place."""
        values: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        several: dict[str, list[Any]] = {}
        for member in self.items:
            if member.single:
                values[member.attribute] = member.value
                spans[member.attribute] = member.where
            else:
                several.setdefault(member.attribute, []).append(member.value)
        for attribute, list_of in several.items():
            values[attribute] = tuple(list_of)
        return values, spans

    def extend(self, other: "Members | None") -> None:
        """Add the members of another list. Refuses what is then said twice."""
        if other is not None:
            for member in other.items:
                self.add(member)

    def add(self, member: Member) -> None:
        """Add one member. Refuses what is said twice."""
        if member.single:
            if member.attribute in self.seen:
                title = member.title or member.attribute
                raise RefusedError(
                    member.span, f"`{title}` is said twice here", _TWICE.get(title, "keep one of them")
                )
            self.seen.add(member.attribute)
        self.items.append(member)


def no_members(_children: Children) -> Members:
    """The empty list."""
    return Members()


def more_members(children: Children) -> Members:
    """A list and one more member of it."""
    members: Members = children[0]
    members.add(children[1])
    return members


def separated(children: Children) -> Members:
    """A list and a semicolon after it."""
    members: Members = children[0]
    return members


def cover(children: Children) -> Span:
    """The place of a rule: from its first part to its last."""
    first: Any = next(child for child in children if child is not None)
    last: Any = next(child for child in reversed(children) if child is not None and child.span is not None)
    return Span(first.span.start, last.span.end)


def block(children: Children) -> "Block":
    """A list in braces."""
    opening, members, closing = children
    return Block(members, Span(opening.start, closing.end))


class Block(NamedTuple):
    """The members in braces, and the place of the braces."""

    members: Members
    span: Span


def members_of(block_or_none: Block | None) -> Members | None:
    """The members of a block that may be absent."""
    return block_or_none.members if block_or_none else None


def item(attribute: str, node: Node) -> Member:
    """A node as one of several members."""
    return Member(attribute, node, node.span, node.span, False)


def flag(attribute: str, value: object, children: Children, title: str = "") -> Member:
    """A member that is said by its words alone."""
    span = cover(children)
    return Member(attribute, value, span, span, True, title)


def word_list(children: Children) -> tuple[Token, ...]:
    """The names of a list without its commas."""
    return tuple(children[::2])
