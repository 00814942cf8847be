"""What a file says beyond the model: positions on the canvas, how it was written, tags nobody knows."""

from .light_dataclass import dataclass
from .span import Node, node


@dataclass(frozen=True, slots=True)
class Form:
    """How one XML element was written, where that is not how Salesforce writes it.

    `path` leads from the owning node to the element (`entryConditions[2]/rightValue`; empty: the node itself).
    `skeleton` is the element's content: white space and comments as they were, a known child as an empty tag, one
    that is kept in `UnknownXml` as `<tag .../>`. For an element with text it is the text as it was written; it
    counts only while it means the value. A path that ends in `<>` speaks of the element's tags, one in parentheses
    of the whole file (`(line end)`), one that ends in `!--` of a comment to Stageproof.
    """

    path: str
    skeleton: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Canvas position and the forms of the XML elements of one node.

    `location` None: the canvas is laid out by itself (both coordinates are 0 in the file, or not there).
    """

    location: tuple[int, int] | None = None
    forms: tuple[Form, ...] = ()


@node
class UnknownXml(Node):
    """An element or attribute that the schema does not name, kept verbatim.

    `path` is the element it stands in, from the owning node (empty: directly in it).
    """

    path: str
    xml: str
