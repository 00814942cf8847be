"""Start and end tags: as Salesforce writes them, and as a file did."""

import re
from typing import Final, NamedTuple

from .part import Part
from .style import root_attributes
from .xml_tree import XSI

_TAGS: Final = re.compile(
    r"<([^\s/>]+)((?:[^\"'/>]|\"[^\"]*\"|'[^']*'|/(?!>))*)(/?)>(</[^\s>]+[ \t\r\n]*>)?", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(r"([^\s=\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'))?")
_NAME: Final = re.compile(r"([^\s=]+)")
UNDECLARED: Final = " xmlns:xsi"
"""After the name in the form of a root: the file uses `xsi:` and does not declare it."""


class Tags(NamedTuple):
    """A start tag and its end tag, which is empty where the element closes itself."""

    start: str
    end: str


def usual(part: Part, prefix: str, *, empty: bool, root: bool = False, with_nil: bool = False) -> Tags:
    """The tags of a part as Salesforce writes them. An element that can hold elements and does not closes itself."""
    name = f"{prefix}{part.tag}"
    attributes = root_attributes(with_nil=with_nil) if root else ""
    attributes += "".join(f" {attribute}" for attribute in part.attributes)
    if part.nil:
        attributes += ' xsi:nil="true"'
    if empty and part.text is None:
        return Tags(f"<{name}{attributes}/>", "")
    return Tags(f"<{name}{attributes}>", f"</{name}>")


def as_form(start: str, end: str, unknown: list[str]) -> str:
    """Tags as they were written, with the values of unknown attributes left out."""
    names = {name for attribute in unknown for name in _NAME.findall(attribute)[:1]}

    def without_value(match: re.Match[str]) -> str:
        return match.group(1) if match.group(2) is not None and match.group(1) in names else match.group()

    match = _TAGS.fullmatch(start)
    if match is None or not names:
        return start + end
    name, attributes, closed = match.group(1), match.group(2), match.group(3)
    return f"<{name}{_ATTRIBUTE.sub(without_value, attributes)}{closed}>{end}"


def from_form(form: str, part: Part, *, empty: bool, with_nil: bool) -> Tags | None:
    """The tags that a form describes; None where it does not fit the part any more."""
    match = _TAGS.fullmatch(form)
    if match is None:
        return None
    name, attributes, closed, end = match.groups()
    if name.rpartition(":")[2] != part.tag or (closed and not empty):
        return None
    unknown = list(part.attributes)
    fits = True
    says_nil = False
    declares_nil = False

    def with_value(found: re.Match[str]) -> str:
        nonlocal fits, says_nil, declares_nil
        word, value = found.groups()
        if value is not None:
            meaning = value[1:-1].strip()
            says_nil = says_nil or (word.endswith(":nil") and meaning in ("true", "1"))
            declares_nil = declares_nil or word == "xmlns:xsi"
            return found.group()
        if word == UNDECLARED.strip():
            return word
        own = _NAME.match(unknown[0]) if unknown else None
        if own is None or own.group(1) != word:
            fits = False
            return ""
        return unknown.pop(0)

    attributes = _ATTRIBUTE.sub(with_value, attributes)
    if not fits or unknown or (part.nil and not says_nil) or (says_nil and not part.nil and empty):
        return None
    if attributes.startswith(UNDECLARED) and not attributes.startswith(f"{UNDECLARED}="):
        attributes = attributes.removeprefix(UNDECLARED)
    elif with_nil and not declares_nil:
        attributes += f' xmlns:xsi="{XSI}"'
    return Tags(f"<{name}{attributes}{closed}>", "" if closed else end or f"</{name}>")
