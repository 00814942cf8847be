"""Comments that speak to Stageproof: what XML has no place for."""

from typing import Any

from .reading import Reading
from .schema import Kind
from .xml_tree import XmlElement


def read_comment(
    reading: Reading, comment: XmlElement, kind: Kind, several: dict[str, list[Any]], values: dict[str, Any]
) -> bool:
    """Read one comment into the attributes of its element. False: it is an ordinary comment."""
    return False
