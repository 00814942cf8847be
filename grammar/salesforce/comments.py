"""Comments that speak to Stageproof: what XML has no place for."""

from typing import Any

from ..span import Node
from .part import Part
from .reading import Reading
from .schema import Kind
from .xml_tree import XmlElement


def read_comment(
    reading: Reading, comment: XmlElement, kind: Kind, several: dict[str, list[Any]], values: dict[str, Any]
) -> bool:
    """Read one comment into the attributes of its element. False: it is an ordinary comment."""
    return False


def comment_part(node: Node) -> Part | None:
    """The comment in which an element says what XML has no place for; None where there is nothing to say."""
    return None


def comments_mean(written: list[str], node: Node) -> bool:
    """True where comments, as they are written, say what an element says."""
    return False
