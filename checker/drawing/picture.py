"""What a picture shows, whatever it is drawn with: boxes with lines of text, and arrows between them."""

from enum import StrEnum
from typing import Final

from ...grammar.light_dataclass import dataclass
from ...grammar.model import Step

MISSING: Final = "\nmissing\n"
"""Prefix of the id of a node that stands for an element that does not exist."""


class Shape(StrEnum):
    """What a node stands for."""

    START = "start"
    STAGE = "stage"
    DECISION = "decision"
    END = "end"
    MISSING = "missing"
    JUMP = "jump"


class Tone(StrEnum):
    """How a run comes to a node: in the main flow, only by errors, only by recall, or not at all."""

    MAIN = "main"
    FAULT = "fault"
    RECALL = "recall"
    UNREACHABLE = "unreachable"


class StepKind(StrEnum):
    """The kind of a step; the value is the word shown for it."""

    BACKGROUND = "background"
    INTERACTIVE = "interactive"
    MULESOFT = "MuleSoft"
    APPROVAL = "approval"
    WORK_ITEM = "work item"
    OTHER = "other"

    @classmethod
    def of(cls, step: Step) -> "StepKind":
        """The kind of a step of the model."""
        kinds = {
            "stepBackground": cls.BACKGROUND,
            "stepInteractive": cls.INTERACTIVE,
            "stepMuleSoft": cls.MULESOFT,
            "stepApproval": cls.APPROVAL,
            "createWorkItem": cls.WORK_ITEM,
        }
        return kinds.get(step.action_type or "", cls.OTHER)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step inside a stage's box. `lines` say what it calls, who does it, when it starts and completes."""

    kind: StepKind
    name: str
    label: str
    lines: tuple[str, ...]
    asynchronous: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A node. `label` is empty where it would say the name again; `foot` stands below the steps.

    `title` is the full text, for a tooltip. `intended` marks an end that the author calls intended.
    """

    id: str
    shape: Shape
    tone: Tone
    name: str
    label: str = ""
    lines: tuple[str, ...] = ()
    steps: tuple[StepRow, ...] = ()
    foot: tuple[str, ...] = ()
    title: str = ""
    intended: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A connector between two nodes, or a path's end.

    `on_error`: the first connector of a fault path. `heading` and `lines` stand on the arrow, `title` is the full
    text for a tooltip.
    """

    source: str
    target: str
    tone: Tone
    go_to: bool = False
    on_error: bool = False
    heading: str = ""
    lines: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture; `subtitle` says the kind, API version and status of the definition."""

    name: str
    label: str
    subtitle: str
    nodes: tuple[Shown, ...]
    arrows: tuple[Arrow, ...]
