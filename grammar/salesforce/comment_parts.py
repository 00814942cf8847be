"""What an element says to Stageproof, as the comment that it is written as."""

import re
from collections import Counter
from typing import Any, Final

from ..declaration import Suppression
from ..model import ORCHESTRATOR, Decision, Orchestration, Outcome, Stage
from ..source import Source
from ..span import Node
from .comments import DECLARATIONS, MARK, Said, refuse, understand
from .part import Part
from .schema import Shape
from .xml_tree import COMMENT, SPEAKS

_TEXT: Final = r'(?s)"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\r\n]|\\.)*+"'
_COMMENT: Final = r"(?s)<!\[CDATA\[.*?\]\]>|(?i:<!--(\s*stageproof\b.*?)-->)|<!--.*?-->"
_ENDING: Final[dict[type, str]] = {
    Stage: "ends_intended",
    Outcome: "ends_intended",
    Decision: "default_intended",
}


def comment_part(node: Node) -> Part | None:
    """The comment in which an element says what XML has no place for; None where there is nothing to say."""
    text = _declarations(node) if isinstance(node, Orchestration) else _said_by(node)
    if not text:
        return None
    part = Part(COMMENT, Shape.NODE)
    part.raw = f"<!-- {MARK}{text}-->"
    return part


def _said_by(node: Node) -> str:
    suppressions: tuple[Suppression, ...] = getattr(node, "suppressions", ())
    words: list[str] = ["end intended"] if _is_intended(node) else []
    if suppressions:
        from ..language.writing.elements import suppression_text

        words += map(suppression_text, suppressions)
    return f" {_without_two_hyphens(' '.join(words))} " if words else ""


def _is_intended(node: Node) -> bool:
    attribute = _ENDING.get(type(node))
    return attribute is not None and bool(getattr(node, attribute))


def _declarations(orchestration: Orchestration) -> str:
    said: dict[str, Any] = {one: getattr(orchestration, one) for one in DECLARATIONS.values()}
    if not any(said.values()):
        return ""
    from ..language.print import to_text

    bare = Orchestration(name="Declarations", kind=ORCHESTRATOR, start=None, **said)
    lines = to_text(bare).split("\n")[1:-2]
    text = _without_two_hyphens("\n".join(lines))
    return f"\n{text}\n    " if len(lines) > 1 else f" {text.strip()} "


def _without_two_hyphens(text: str) -> str:
    return re.sub(_TEXT, lambda match: re.sub("-(?=-)", r"\\u002d", match.group()), text).replace("--", "- -")


def comments_within(xml: str, node: Node) -> list[str]:
    """The comments in the written form of a part of an element that are about the element."""
    found = (match.group() for match in re.finditer(_COMMENT, xml) if match.group(1) is not None)
    return [comment for comment in found if _is_about(comment, node)]


def without_comments(xml: str, node: Node) -> str:
    """The written form of a part of an element without the comments that are about the element."""
    return re.sub(
        _COMMENT,
        lambda match: "" if match.group(1) is not None and _is_about(match.group(), node) else match.group(),
        xml,
    )


def _is_about(comment: str, node: Node) -> bool:
    said = _understand(comment)
    if said is None:
        return False
    connector: Any = getattr(node, "default" if isinstance(node, Decision) else "connector", None)
    may_end = type(node) in _ENDING and connector is None
    return not refuse(said, may_end=may_end, may_declare=isinstance(node, Orchestration))


def _understand(comment: str) -> Said | None:
    content = comment.removeprefix("<!--").removesuffix("-->")
    if SPEAKS.match(content) is None:
        return None
    said = understand(Source("", content), 0, len(content))
    return None if said.diagnostics else said


def comments_mean(written: list[str], within: list[str], node: Node) -> bool:
    """True where comments, as they are written, say what an element says. `within`: those in parts of it."""
    found: dict[str, tuple[Node, ...]] = {}
    intended = False
    for comment in (*written, *within):
        said = _understand(comment)
        if said is None:
            return False
        intended = intended or said.intended
        for attribute, nodes in said.nodes.items():
            found[attribute] = (*found.get(attribute, ()), *nodes)
    attributes = DECLARATIONS.values() if isinstance(node, Orchestration) else ("suppressions",)
    count = Counter if within else tuple  # those within stand anywhere between the others
    return intended == _is_intended(node) and all(
        count(found.pop(attribute, ())) == count(getattr(node, attribute, ())) for attribute in attributes
    )
