"""Marks for the kinds of steps, 14 by 14 pixels."""

from typing import Final

from .picture import StepKind
from .svg_markup import number

SIZE: Final = 14.0

_TEETH: Final = "".join(
    f'<path d="M7 .8v2.4" transform="rotate({angle} 7 7)"/>' for angle in range(0, 360, 45)
)
_GEAR: Final = f'<circle cx="7" cy="7" r="3.6"/><circle cx="7" cy="7" r="1.1"/>{_TEETH}'
_PERSON: Final = '<circle cx="7" cy="4" r="2.7"/><path d="M1.7 13c0-6 10.6-6 10.6 0z"/>'
_CHECK: Final = '<circle cx="7" cy="7" r="6"/><path d="M4.2 7.300l2 2 3.7-4.3"/>'
_PLUG: Final = '<path d="M4.5 1v4M9.5 1v4M2.5 5h9v2a4.5 4.5 0 0 1-9 0zM7 11.500v2.5"/>'
_PAPER: Final = (
    '<rect x="2" y="2" width="10" height="11.5" rx="1.5"/><path d="M5 1h4v2.500h-4zM4.5 7h5M4.5 10h5"/>'
)
_RING: Final = '<circle cx="7" cy="7" r="5"/>'
_MARKS: Final = {
    StepKind.BACKGROUND: _GEAR,
    StepKind.INTERACTIVE: _PERSON,
    StepKind.APPROVAL: _CHECK,
    StepKind.MULESOFT: _PLUG,
    StepKind.WORK_ITEM: _PAPER,
    StepKind.OTHER: _RING,
}


def icon(kind: StepKind, x: float, y: float) -> str:
    """The mark of a kind of step, its top left corner at a place."""
    return f'<g class="icon" transform="translate({number(x)} {number(y)})">{_MARKS[kind]}</g>'
