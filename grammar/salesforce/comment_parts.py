"""What an element says to Stageproof, as the comment that it is written as."""

import re
from typing import Any, Final

from ..declaration import Suppression
from ..model import ORCHESTRATOR, Decision, Orchestration, Outcome, Stage
from ..source import Source
from ..span import Node
from .comments import DECLARATIONS, MARK, understand
from .part import Part
from .schema import Shape
from .xml_tree import COMMENT

_TEXT: Final = r'(?s)"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\\r\n]|\\.)*+"'
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


def comments_mean(written: list[str], node: Node) -> bool:
    """True where comments, as they are written, say what an element says."""
    found: dict[str, tuple[Node, ...]] = {}
    intended = False
    for comment in written:
        content = comment.removeprefix("<!--").removesuffix("-->")
        if not content.lstrip().startswith(MARK):
            return False
        said = understand(Source("", content), 0, len(content))
        if said.diagnostics:
            return False
        intended = intended or said.intended
        for attribute, nodes in said.nodes.items():
            found[attribute] = (*found.get(attribute, ()), *nodes)
    attributes = DECLARATIONS.values() if isinstance(node, Orchestration) else ("suppressions",)
    return intended == _is_intended(node) and all(
        found.pop(attribute, ()) == getattr(node, attribute, ()) for attribute in attributes
    )
