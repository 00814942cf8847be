"""How a whole file is written: its first lines, its indentation, its line ends, what it escapes and what it leaves out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final

from ..layout import Form
from ..light_dataclass import dataclass
from .schema import KINDS, Field, Shape
from .xml_text import ALWAYS_ESCAPED
from .xml_tree import METADATA, XSI

PROLOG, EPILOG, INDENTATION, LINE_END, ESCAPED, SHOWN = (
    "(prolog)",
    "(epilog)",
    "(indentation)",
    "(line end)",
    "(escaped)",
    "(shown)",
)
"""The paths of forms that speak of the whole file."""
TAGS: Final = "<>"
"""What a path ends in where a form is not that of an element's content, but of its tags."""
LATEST: Final = 67.0
_ROOT_NAME: Final = re.compile(r"<(?:([^\s/>:]+):)?Flow")

Shown = Mapping[tuple[str, str], bool]


@dataclass(frozen=True, slots=True)
class Style:
    """The way of a file. The defaults are Salesforce's own way.

    `separator` is what stands before an element of the first level: a line end and the indentation, or nothing.
    `shown`: which tags that say nothing new are written, by kind and tag.
    """

    prolog: str = '<?xml version="1.0" encoding="UTF-8"?>\n'
    epilog: str = "\n"
    separator: str = "\n    "
    line_end: str = "\n"
    escaped: str = ALWAYS_ESCAPED
    prefix: str = ""
    shown: Shown = field(default_factory=dict[tuple[str, str], bool])

    def before(self, depth: int) -> str:
        """What stands before an element this many levels below the root, and before the end of one above."""
        if not self.separator.startswith("\n"):
            return ""
        return "\n" + self.separator[1:] * depth


def shown_since(version: float | None) -> dict[tuple[str, str], bool]:
    """What Salesforce writes although it says nothing new, in files of an API version."""
    api = LATEST if version is None else version
    return {(name, one.tag): since(one) <= api for name, one in optional_fields()}


def since(one: Field) -> float:
    """The first API version whose files show a tag that says nothing new."""
    return float("inf") if one.since is None else one.since


def optional_fields() -> Iterable[tuple[str, Field]]:
    """Every tag that a file can leave out without saying something else, with the name of its kind."""
    for kind in KINDS.values():
        for one in kind.fields.values():
            if one.shape in (Shape.FLAG, Shape.FIXED, Shape.LOGIC):
                yield kind.name, one


def style_of(forms: Iterable[Form], version: float | None) -> Style:
    """The style that the forms of a definition describe."""
    by_path = {form.path: form.skeleton for form in forms}
    shown = shown_since(version)
    for word in by_path.get(SHOWN, "").split(";"):
        kind, _, tag = word.strip()[1:].partition("/")
        if (kind, tag) in shown:
            shown[kind, tag] = word.strip().startswith("+")
    root = _ROOT_NAME.match(by_path.get(TAGS, ""))
    default = Style()
    separator = by_path.get(INDENTATION, default.separator)
    return Style(
        prolog=by_path.get(PROLOG, default.prolog),
        epilog=by_path.get(EPILOG, default.epilog),
        separator=separator if not separator.strip() else default.separator,
        line_end=by_path.get(LINE_END, default.line_end),
        escaped=by_path.get(ESCAPED, default.escaped),
        prefix=f"{root.group(1)}:" if root and root.group(1) else "",
        shown=shown,
    )


def forms_of(style: Style, version: float | None) -> list[Form]:
    """The forms that describe a style, in a fixed order: only what is not Salesforce's own way."""
    default = Style()
    usual = shown_since(version)
    words = [
        f"{'+' if style.shown[kind, one.tag] else '-'}{kind}/{one.tag}"
        for kind, one in optional_fields()
        if style.shown[kind, one.tag] != usual[kind, one.tag]
    ]
    found = (
        (PROLOG, style.prolog, default.prolog),
        (EPILOG, style.epilog, default.epilog),
        (INDENTATION, style.separator, default.separator),
        (LINE_END, style.line_end, default.line_end),
        (ESCAPED, style.escaped, default.escaped),
        (SHOWN, "; ".join(words), ""),
    )
    return [Form(path, value) for path, value, usually in found if value != usually]


def root_attributes(*, with_nil: bool) -> str:
    """The attributes of the root as Salesforce writes them."""
    return f' xmlns="{METADATA}"' + (f' xmlns:xsi="{XSI}"' if with_nil else "")
