"""Looking things up in a flow's XML: texts, children and everything below an element."""

from collections.abc import Iterator

from .salesforce.xml_tree import XmlElement


def text_of(element: XmlElement, tag: str) -> str | None:
    """The text of the first child with this tag, stripped; None where there is none."""
    child = element.child(tag)
    return child.text.strip() if child else None


def is_true(element: XmlElement, tag: str) -> bool:
    """Whether the first child with this tag says `true`."""
    return text_of(element, tag) in ("true", "1")


def children_of(element: XmlElement, tag: str) -> Iterator[XmlElement]:
    """The children with this tag."""
    return (child for child in element.children if child.tag == tag)


def descendants(element: XmlElement) -> Iterator[XmlElement]:
    """Every element below this one, parents first."""
    pending = list(reversed(element.children))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))
