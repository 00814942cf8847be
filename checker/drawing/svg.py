"""A picture as SVG: one file without scripts, fonts or links, on white, for screens, slides and paper."""

from typing import Final

from ...grammar.model import Orchestration
from .composition import compose
from .geometry import Link, Placement, Point
from .jumps import cut_long_arrows
from .layered_layout import lay_out
from .picture import Arrow, Picture, Shape, Tone
from .svg_legend import legend
from .svg_markup import escape, number, polygon, rounded, text, tooltip
from .svg_nodes import Drawn, draw, draw_label
from .svg_style import STYLE
from .text_metrics import wrap

MARGIN: Final = 24.0
_LEAST_WIDTH: Final = 420.0
_TIP: Final = 9.0
_MOST_SENTENCES: Final = 200


def svg(orchestration: Orchestration) -> str:
    """The definition as an SVG document."""
    return svg_of(compose(orchestration))


def svg_of(picture: Picture) -> str:
    """A picture as an SVG document."""
    picture = cut_long_arrows(picture, links_of)
    nodes = [draw(node) for node in picture.nodes]
    labels = [draw_label(arrow) for arrow in picture.arrows]
    placement = lay_out([node.box for node in nodes], links_of(picture, labels))
    return _document(picture, nodes, labels, placement)


def links_of(picture: Picture, labels: list[Drawn | None] | None = None) -> list[Link]:
    """The arrows of a picture as links between its nodes; `labels` are their texts, where they are drawn already."""
    labels = labels or [draw_label(arrow) for arrow in picture.arrows]
    index = {node.id: number for number, node in enumerate(picture.nodes)}
    return [
        Link(
            index[arrow.source],
            index[arrow.target],
            None if label is None else label.box.size,
            weak=arrow.go_to,
            aside=arrow.go_to or arrow.on_error or arrow.tone is not Tone.MAIN,
        )
        for arrow, label in zip(picture.arrows, labels, strict=True)
    ]


def _document(picture: Picture, nodes: list[Drawn], labels: list[Drawn | None], placement: Placement) -> str:
    inner = max(_LEAST_WIDTH, placement.size.width)
    head, top = _head(picture, inner)
    foot, foot_height = legend(picture, inner)
    left = MARGIN + (inner - placement.size.width) / 2
    bottom = top + placement.size.height + 28
    width, height = inner + 2 * MARGIN, bottom + foot_height + MARGIN - 6
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="sp-title sp-desc">',
        f'<title id="sp-title">{escape(picture.label or picture.name)}</title>',
        f'<desc id="sp-desc">{escape(_description(picture))}</desc>',
        f"<style>{STYLE}</style>",
        f'<g class="sp"><rect width="{number(width)}" height="{number(height)}" fill="#fff"/>',
        head,
        f'<g transform="translate({number(left)} {number(top)})">',
        *(_way(arrow, line) for arrow, line in zip(picture.arrows, placement.lines, strict=True)),
        *(_placed(label, at) for label, at in zip(labels, placement.labels, strict=True) if label and at),
        *(_placed(node, at) for node, at in zip(nodes, placement.boxes, strict=True)),
        "</g>",
        f'<g transform="translate({number(MARGIN)} {number(bottom)})">{foot}</g>',
        "</g></svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _head(picture: Picture, width: float) -> tuple[str, float]:
    y = MARGIN
    lines: list[str] = []
    for line in wrap(picture.label or picture.name, 18, width, bold=True):
        y += 20
        lines.append(text(MARGIN, y, line, "headline"))
    under = " · ".join(filter(None, (picture.name if picture.label else "", picture.subtitle)))
    for line in wrap(under, 12, width):
        y += 18
        lines.append(text(MARGIN, y, line, "subtitle"))
    return "".join(lines), y + 24


def _placed(drawn: Drawn, at: Point) -> str:
    return f'<g transform="translate({number(at.x)} {number(at.y)})">{drawn.svg}</g>'


def _way(arrow: Arrow, line: tuple[Point, ...]) -> str:
    tip = line[-1]
    shortened = (*line[:-1], Point(tip.x, tip.y - _TIP + 1))
    style = f"way line-{arrow.tone}" + (" on-error" if arrow.on_error else " go-to" if arrow.go_to else "")
    head = polygon(
        ((tip.x, tip.y), (tip.x - 4.5, tip.y - _TIP), (tip.x + 4.5, tip.y - _TIP)), f"tip-{arrow.tone}"
    )
    return f'<g>{tooltip(arrow.title)}<path d="{rounded(shortened)}" class="{style}"/>{head}</g>'


def _description(picture: Picture) -> str:
    """The picture in sentences, for who cannot see it."""
    names = {node.id: node.name for node in picture.nodes}
    stages = sum(node.shape is Shape.STAGE for node in picture.nodes)
    decisions = sum(node.shape is Shape.DECISION for node in picture.nodes)
    sentences = [f"{picture.subtitle}. {stages} stages, {decisions} decisions."]
    for arrow in picture.arrows[:_MOST_SENTENCES]:
        verb = "on error leads to" if arrow.on_error else "leads to"
        on = f" ({arrow.heading})" if arrow.heading else ""
        sentences.append(f"{names[arrow.source]} {verb} {names[arrow.target]}{on}.")
    return " ".join(sentences)
