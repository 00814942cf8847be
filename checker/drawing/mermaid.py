"""A picture as Mermaid flowchart, for Markdown, wikis and pull requests."""

import json
from collections.abc import Iterator
from typing import Final

from ...grammar.model import Orchestration
from .composition import compose
from .picture import Arrow, Picture, Shape, Shown, StepKind, StepRow, Tone
from .svg_style import INK

MOST_EDGES: Final = 500
"""Mermaid refuses more edges than this unless its `maxEdges` is raised (Mermaid's configuration schema)."""
_ESCAPES: Final = str.maketrans(
    {
        "&": "#amp;",
        '"': "#quot;",
        "<": "#lt;",
        ">": "#gt;",
        "#": "#35;",
        "`": "#96;",
        "\\": "#92;",
        "*": "#42;",
        "|": "#124;",
    }
)
_BRACKETS: Final = {
    Shape.START: ("([", "])"),
    Shape.STAGE: ("[", "]"),
    Shape.DECISION: ("{{", "}}"),
    Shape.END: ("((", "))"),
    Shape.MISSING: ("[", "]"),
    Shape.JUMP: ("([", "])"),
}
_FILLS: Final = {Tone.FAULT: "#fde3e1", Tone.RECALL: "#eee3fa", Tone.UNREACHABLE: "#f0f0f0"}
_MISSING: Final = "fill:#ffffff,stroke:#ba0517,stroke-dasharray:4 3,color:#181818"
_BREAK: Final = "<br/>"


def mermaid(orchestration: Orchestration) -> str:
    """The definition as Mermaid flowchart text."""
    return mermaid_of(compose(orchestration))


def mermaid_of(picture: Picture) -> str:
    """A picture as Mermaid flowchart text."""
    return "\n".join(_document(picture)) + "\n"


def _document(picture: Picture) -> Iterator[str]:
    yield "---"
    yield f"title: {json.dumps(_plain(picture.label or picture.name), ensure_ascii=False)}"
    yield "---"
    yield "flowchart TD"
    if len(picture.arrows) > MOST_EDGES:
        yield f"  %% {len(picture.arrows)} edges: Mermaid draws more than {MOST_EDGES} only if its maxEdges allows it"
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        opening, closing = _BRACKETS[node.shape]
        if node.intended:
            opening, closing = "(((", ")))"
        yield f'  {ids[node.id]}{opening}"{_node_text(node)}"{closing}'
    for arrow in picture.arrows:
        yield f"  {ids[arrow.source]} {_line(arrow)} {ids[arrow.target]}"
    yield from _colours(picture, ids)


def _node_text(node: Shown) -> str:
    lines = [f"<b>{_text(node.name)}</b>", *map(_text, filter(None, (node.label,))), *map(_text, node.lines)]
    for step in node.steps:
        lines += _step(step)
    if node.steps:
        lines.append("―――")
    return _BREAK.join([*lines, *(f"<i>{_text(line)}</i>" for line in node.foot)])


def _step(step: StepRow) -> Iterator[str]:
    kind = "" if step.kind is StepKind.OTHER else f" {step.kind}"
    yield "―――"
    yield f"<b>{_text(step.name)}</b>{kind}{', async' if step.asynchronous else ''}"
    yield from map(_text, filter(None, (step.label,)))
    yield from map(_text, step.lines)


def _line(arrow: Arrow) -> str:
    shaft = "-.->" if arrow.go_to or arrow.on_error else "-->"
    heading = "on error" if arrow.on_error else arrow.heading
    words = [f"<b>{_text(heading)}</b>"] if heading else []
    words += map(_text, arrow.lines)
    return f'{shaft}|"{_BREAK.join(words)}"|' if words else shaft


def _colours(picture: Picture, ids: dict[str, str]) -> Iterator[str]:
    yield f"  classDef stage fill:#e6effa,stroke:{INK['main']},color:#181818,text-align:left"
    yield "  classDef decision fill:#fff3d9,stroke:#a86403,color:#181818"
    yield "  classDef start fill:#e2f5e8,stroke:#2e844a,color:#181818"
    yield "  classDef end_ fill:#eceff3,stroke:#3e3e3c,color:#181818"
    yield f"  classDef missing {_MISSING}"
    for tone, fill in _FILLS.items():
        yield f"  classDef {tone} fill:{fill},stroke:{INK[tone]},color:#181818"
    for shape in Shape:
        named = [ids[node.id] for node in picture.nodes if node.shape is shape]
        if named:
            yield f"  class {','.join(named)} {'end_' if shape is Shape.END else shape}"
    for tone in _FILLS:
        named = [
            ids[node.id] for node in picture.nodes if node.tone is tone and node.shape is not Shape.MISSING
        ]
        if named:
            yield f"  class {','.join(named)} {tone}"
        coloured = [str(index) for index, arrow in enumerate(picture.arrows) if arrow.tone is tone]
        if coloured:
            yield f"  linkStyle {','.join(coloured)} stroke:{INK[tone]}"


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())


def _text(text: str) -> str:
    return _plain(text).translate(_ESCAPES)
