"""The legend of an SVG picture: what occurs in it and nothing else."""

from collections.abc import Iterator
from typing import Final

from .picture import Picture, Shape, StepKind, Tone
from .svg_icons import SIZE, icon
from .svg_markup import number, text
from .text_metrics import text_width

_ROW: Final = 22.0
_BETWEEN: Final = 24.0
_SAMPLE: Final = 30.0


def legend(picture: Picture, width: float) -> tuple[str, float]:
    """The legend in rows of at most this width, and its height."""
    parts: list[str] = []
    x, y = 0.0, 0.0
    for sample, sample_width, words in _entries(picture):
        entry = sample_width + 7 + text_width(words, 11)
        if x > 0 and x + entry > width:
            x, y = 0.0, y + _ROW
        parts.append(f'<g transform="translate({number(x)} {number(y)})">{sample}')
        parts.append(text(sample_width + 7, 11, words, "line") + "</g>")
        x += entry + _BETWEEN
    return "".join(parts), y + _ROW


def _entries(picture: Picture) -> Iterator[tuple[str, float, str]]:
    kinds = {step.kind for node in picture.nodes for step in node.steps}
    for kind in StepKind:
        if kind in kinds:
            yield icon(kind, 0, 0), SIZE, f"{kind} step"
    arrows = picture.arrows
    if any(arrow.go_to for arrow in arrows):
        yield _line("line-main go-to"), _SAMPLE, "Go To"
    if any(arrow.on_error for arrow in arrows):
        yield _line("line-fault on-error"), _SAMPLE, "on error"
    tones = {node.tone for node in picture.nodes if node.shape in (Shape.STAGE, Shape.DECISION)}
    for tone, words in (
        (Tone.FAULT, "fault path: reached only by errors"),
        (Tone.RECALL, "recall path"),
        (Tone.UNREACHABLE, "never reached"),
    ):
        if tone in tones:
            sample = '<rect width="22" height="13" y="1" rx="3" class="band"/>'
            frame = '<rect width="22" height="13" y="1" rx="3" class="frame"/>'
            yield f'<g class="{tone}">{sample}{frame}</g>', 22, words
    if any(node.intended for node in picture.nodes):
        ring = '<circle cx="7" cy="7" r="6.5" class="frame"/><circle cx="7" cy="7" r="4" class="inner"/>'
        yield f'<g class="end">{ring}</g>', SIZE, "end that is intended"
    if any(node.shape is Shape.JUMP for node in picture.nodes):
        frame = '<rect width="30" height="14" rx="7" class="frame"/>'
        yield f'<g class="jump">{frame}</g>', _SAMPLE, "line goes on at the element it names"


def _line(style: str) -> str:
    return f'<path d="M0 7H30" class="way {style}"/>'
