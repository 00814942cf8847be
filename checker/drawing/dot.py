"""A picture as DOT, for Graphviz."""

from collections.abc import Iterator
from typing import Final

from ...grammar.model import Orchestration
from .composition import compose
from .picture import Arrow, Picture, Shape, Shown, StepKind, StepRow, Tone
from .svg_markup import escape
from .svg_nodes import SMALL, WIDEST, WIDEST_LABEL
from .svg_style import INK
from .text_metrics import wrap

_FILLS: Final = {
    Tone.MAIN: "#e6effa",
    Tone.FAULT: "#fde3e1",
    Tone.RECALL: "#eee3fa",
    Tone.UNREACHABLE: "#f0f0f0",
}
_ROW: Final = '<TR><TD ALIGN="LEFT" BALIGN="LEFT" SIDES="T" BORDER="1" CELLPADDING="6"'


def dot(orchestration: Orchestration) -> str:
    """The definition as a DOT digraph."""
    return dot_of(compose(orchestration))


def dot_of(picture: Picture) -> str:
    """A picture as DOT text."""
    return "\n".join(_document(picture)) + "\n"


def _document(picture: Picture) -> Iterator[str]:
    head = picture.label or picture.name
    yield f"digraph {_quoted(picture.name)} {{"
    yield f'  graph [label={_quoted(head)}, labelloc=t, labeljust=l, fontname="Helvetica", fontsize=18, ranksep=0.5]'
    yield '  node [fontname="Helvetica", fontsize=11, style=filled]'
    yield f'  edge [fontname="Helvetica", fontsize=10, color="{INK["main"]}"]'
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        yield f"  {ids[node.id]} [{', '.join(_node(node))}, tooltip={_quoted(node.title)}]"
    for arrow in picture.arrows:
        yield f"  {ids[arrow.source]} -> {ids[arrow.target]}{_arrow(arrow)}"
    yield "}"


def _node(node: Shown) -> Iterator[str]:
    words = _quoted("\n".join(filter(None, (node.name, node.label, *node.lines))))
    ink = INK[node.tone]
    match node.shape:
        case Shape.STAGE:
            yield from ("shape=plain", "style=solid", f"label=<{_table(node)}>")
        case Shape.DECISION:
            fill = "#fff3d9" if node.tone is Tone.MAIN else _FILLS[node.tone]
            colour = "#a86403" if node.tone is Tone.MAIN else ink
            yield from ("shape=hexagon", f"label={words}", f'fillcolor="{fill}"', f'color="{colour}"')
        case Shape.END:
            circle = "doublecircle" if node.intended else "circle"
            fill = "#eceff3" if node.tone is Tone.MAIN else _FILLS[node.tone]
            yield from (
                f"shape={circle}",
                f"label={words}",
                f'fillcolor="{fill}"',
                f'color="{ink}"',
                "width=0.5",
            )
        case Shape.MISSING:
            yield from ("shape=box", f"label={words}", 'style="dashed"', f'color="{INK["fault"]}"')
        case Shape.START | Shape.JUMP:
            yield from ("shape=box", 'style="rounded,filled"', f"label={words}")
            yield from ('fillcolor="#e2f5e8"', 'color="#2e844a"')


def _table(node: Shown) -> str:
    ink = INK[node.tone]
    head = _cell(node.name, (*filter(None, (node.label,)), *node.lines))
    style = ' STYLE="DASHED"' if node.tone is Tone.UNREACHABLE else ""
    rows = [
        f'<TR><TD ALIGN="LEFT" BALIGN="LEFT" BORDER="0" CELLPADDING="6" BGCOLOR="{_FILLS[node.tone]}">{head}</TD></TR>'
    ]
    rows += (f"{_ROW}>{_step(step)}</TD></TR>" for step in node.steps)
    foot = "".join(f"<I>{line}</I>{_BREAK}" for text in node.foot for line in _broken(text))
    rows.append(f"{_ROW}>{foot}</TD></TR>")
    table = f'<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" BGCOLOR="#ffffff" COLOR="{ink}"{style}>'
    return f"{table}{''.join(rows)}</TABLE>"


def _step(step: StepRow) -> str:
    marks = [] if step.kind is StepKind.OTHER else [str(step.kind)]
    marks += ["async"] if step.asynchronous else []
    return _cell(
        step.name, (*filter(None, (step.label,)), *step.lines), f"  {', '.join(marks)}" if marks else ""
    )


def _cell(name: str, lines: tuple[str, ...], mark: str = "") -> str:
    small = "".join(f"{line}{_BREAK}" for text in lines for line in _broken(text))
    return f"<B>{escape(name)}</B>{mark}{_BREAK}{small}"


_BREAK: Final = '<BR ALIGN="LEFT"/>'


def _broken(text: str) -> list[str]:
    return [escape(line) for line in wrap(text, SMALL, WIDEST)]


def _arrow(arrow: Arrow) -> str:
    settings: list[str] = []
    lines = [arrow.heading, *(line for text in arrow.lines for line in wrap(text, SMALL, WIDEST_LABEL))]
    words = "".join(f"{_escaped(line)}\\l" for line in lines if line)
    if words:
        settings.append(f'label="{words}"')
    if arrow.tone is not Tone.MAIN:
        settings.append(f'color="{INK[arrow.tone]}"')
    if arrow.on_error or arrow.go_to:
        settings.append("style=dotted, penwidth=2" if arrow.on_error else "style=dashed")
    if arrow.title:
        settings.append(f"tooltip={_quoted(arrow.title)}")
    return f" [{', '.join(settings)}]" if settings else ""


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    clean = "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)
    return clean.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
