"""Nodes of a picture as SVG, each drawn from its own top left corner."""

from typing import Final, assert_never

from ...grammar.light_dataclass import dataclass
from .geometry import Box, Size
from .picture import Arrow, Shape, Shown, StepRow
from .svg_icons import SIZE as ICON
from .svg_icons import icon
from .svg_markup import number, polygon, text, tooltip
from .text_metrics import text_width, wrap

NAME: Final = 13.0
STEP: Final = 12.0
SMALL: Final = 11.0
LINE: Final = 15.0
"""The distance of base lines of small text."""
WIDEST: Final = 290.0
"""Text in boxes is broken into lines no wider than this."""
WIDEST_LABEL: Final = 210.0
_PAD: Final = 12.0
_LEAST: Final = 170.0
_SLANT: Final = 20.0
_END: Final = 40.0
_BADGE: Final = "async"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node ready to be placed: the box that a layout needs, and its SVG."""

    box: Box
    svg: str


@dataclass(frozen=True, slots=True)
class _Line:
    content: str
    style: str
    indent: float
    width: float
    step: float
    mark: str = ""


def draw(node: Shown) -> Drawn:
    """One node."""
    match node.shape:
        case Shape.STAGE:
            return _stage(node)
        case Shape.DECISION:
            return _decision(node)
        case Shape.START:
            return _pill(node, "start")
        case Shape.JUMP:
            return _pill(node, f"jump {node.tone}")
        case Shape.MISSING:
            return _pill(node, "missing")
        case Shape.END:
            return _end(node)
        case _:
            assert_never(node.shape)


def draw_label(arrow: Arrow) -> Drawn | None:
    """The text on an arrow; None where there is none."""
    lines = _lines(arrow.heading, "heading", SMALL, WIDEST_LABEL, bold=True)
    for content in arrow.lines:
        lines += _lines(content, "line", SMALL, WIDEST_LABEL, hang=_hang(content))
    if not lines:
        return None
    width = max(line.indent + line.width for line in lines) + 12
    height = sum(line.step for line in lines) + 6
    body = f'<rect width="{number(width)}" height="{number(height)}" rx="4" class="label {arrow.tone}"/>'
    return Drawn(Box(Size(width, height)), tooltip(arrow.title) + body + _text(lines, 6, 1))


def _stage(node: Shown) -> Drawn:
    head = _heading(node, WIDEST)
    head += [line for content in node.lines for line in _lines(content, "line", SMALL, WIDEST)]
    steps = [_step(step) for step in node.steps]
    foot = [
        line for content in node.foot for line in _lines(content, "foot", SMALL, WIDEST, hang=_hang(content))
    ]
    every = [*head, *foot, *(line for step in steps for line in step)]
    width = max(_LEAST, max(line.indent + line.width for line in every) + 2 * _PAD)
    y = _height(head) + 14
    parts = [f'<path d="M0 6a6 6 0 0 1 6-6H{number(width - 6)}a6 6 0 0 1 6 6V{number(y)}H0z" class="band"/>']
    parts.append(_text(head, _PAD, 5))
    for lines, step in zip(steps, node.steps, strict=True):
        parts.append(f'<path d="M0 {number(y)}H{number(width)}" class="rule"/>')
        parts.append(icon(step.kind, _PAD, y + 7))
        parts.append(_text(lines, _PAD, y + 4))
        y += _height(lines) + 12
    parts.append(f'<path d="M0 {number(y)}H{number(width)}" class="rule"/>')
    parts.append(_text(foot, _PAD, y + 3))
    y += _height(foot) + 10
    frame = f'<rect width="{number(width)}" height="{number(y)}" rx="6" class="'
    svg = f'{frame}paper"/>{"".join(parts)}{frame}frame"/>'
    return _drawn(node, f"stage {node.tone}", Size(width, y), svg)


def _step(step: StepRow) -> list[_Line]:
    indent = ICON + 8
    room = WIDEST - indent
    badge = text_width(_BADGE, SMALL) + 18 if step.asynchronous else 0
    lines = _lines(step.name, "step", STEP, room - badge, bold=True)
    if step.asynchronous:
        first = lines[0]
        lines[0] = _Line(first.content, first.style, 0, first.width + badge, first.step, _BADGE)
    lines += _lines(step.label, "label-text", SMALL, room)
    for content in step.lines:
        lines += _lines(content, "line", SMALL, room, hang=_hang(content))
    return [
        _Line(line.content, line.style, line.indent + indent, line.width, line.step, line.mark)
        for line in lines
    ]


def _decision(node: Shown) -> Drawn:
    lines = _heading(node, WIDEST - 80)
    width = max(line.width for line in lines) + 2 * _SLANT + 12
    height = max(44.0, _height(lines) + 18)
    middle = height / 2
    corners = [
        (_SLANT, 0),
        (width - _SLANT, 0),
        (width, middle),
        (width - _SLANT, height),
        (_SLANT, height),
        (0, middle),
    ]
    svg = polygon(corners, "frame") + _centered(lines, width, (height - _height(lines)) / 2 - 1)
    return _drawn(node, f"decision {node.tone}", Size(width, height), svg, _SLANT + 6)


def _pill(node: Shown, style: str) -> Drawn:
    lines = _heading(node, WIDEST - 40)
    lines += [line for content in node.lines for line in _lines(content, "line", SMALL, WIDEST - 40)]
    height = _height(lines) + 14
    width = max(line.width for line in lines) + 2 * 18
    radius = number(min(height / 2, 22))
    svg = f'<rect width="{number(width)}" height="{number(height)}" rx="{radius}" class="frame"/>'
    return _drawn(node, style, Size(width, height), svg + _centered(lines, width, 6), 20)


def _end(node: Shown) -> Drawn:
    middle = number(_END / 2)
    svg = f'<circle cx="{middle}" cy="{middle}" r="{number(_END / 2 - 1)}" class="frame"/>'
    if node.intended:
        svg += f'<circle cx="{middle}" cy="{middle}" r="{number(_END / 2 - 4)}" class="inner"/>'
    svg += text(_END / 2, _END / 2 + 4, "End", "end-text", anchor="middle")
    return _drawn(node, f"end {node.tone}", Size(_END, _END), svg, _END / 2)


def _drawn(node: Shown, style: str, size: Size, svg: str, inset: float = 14) -> Drawn:
    return Drawn(Box(size, inset), f'<g class="{style}">{tooltip(node.title)}{svg}</g>')


def _heading(node: Shown, width: float) -> list[_Line]:
    lines = _lines(node.name, "name", NAME, width, bold=True, step=18)
    return lines + _lines(node.label, "label-text", SMALL, width)


def _hang(content: str) -> float:
    return 8.0 if content.startswith("•") else 0.0


def _lines(
    content: str,
    style: str,
    size: float,
    width: float,
    *,
    bold: bool = False,
    step: float = LINE,
    hang: float = 0,
) -> list[_Line]:
    wrapped = wrap(content, size, width - hang, bold=bold)
    lines = [_Line(line, style, hang, text_width(line, size, bold=bold), step) for line in wrapped]
    if hang and len(lines) > 1:
        lines[1:] = [_Line(line.content, style, hang + 7, line.width, step) for line in lines[1:]]
    return lines


def _height(lines: list[_Line]) -> float:
    return sum(line.step for line in lines)


def _text(lines: list[_Line], x: float, y: float) -> str:
    parts: list[str] = []
    for line in lines:
        y += line.step
        parts.append(text(x + line.indent, y - 1, line.content, line.style))
        if line.mark:
            badge = text_width(line.mark, SMALL) + 10
            left = x + line.indent + line.width - badge
            parts.append(
                f'<rect x="{number(left)}" y="{number(y - 12)}" width="{number(badge)}" height="14" rx="7" class="badge"/>'
            )
            parts.append(text(left + badge / 2, y - 1.5, line.mark, "badge-text", anchor="middle"))
    return "".join(parts)


def _centered(lines: list[_Line], width: float, y: float) -> str:
    parts: list[str] = []
    for line in lines:
        y += line.step
        parts.append(text(width / 2, y - 1, line.content, line.style, anchor="middle"))
    return "".join(parts)
