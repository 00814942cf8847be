"""Values as they are written in a definition: literals and references."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from .span import Node, node

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from fractions import Fraction


@node
class Reference(Node):
    """A reference such as `$Record.Owner:User.Username`, `Create.Outputs.userId` or `Prepare.Status`.

    `text` is the reference as Salesforce spells it, without `{!` and `}`.
    """

    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The dotted parts: `("$Record", "Owner:User", "Username")`."""
        return tuple(self.text.split("."))

    @property
    def root(self) -> str:
        """The first part: an API name, or a global such as `$Record`."""
        return self.text.partition(".")[0]

    @property
    def is_global(self) -> bool:
        """True for `$Record`, `$Record__Prior`, `$Flow`, `$User` and the other globals."""
        return self.text.startswith("$")

    @property
    def is_status(self) -> bool:
        """True for `Element.Status`."""
        return self.text.endswith(".Status") and self.text.count(".") == 1 and not self.is_global

    @property
    def output(self) -> str | None:
        """The output name of `Step.Outputs.name…`, else None."""
        parts = self.text.split(".")
        return parts[2] if len(parts) > 2 and parts[1] == "Outputs" and not self.is_global else None


@node
class Text(Node):
    """A text literal. `references` are the `{!…}` found in it, with their spans."""

    value: str
    references: tuple[Reference, ...] = field(default=(), compare=False)


@node
class Number(Node):
    """A number, exact. `text` is how it was written (`20.0`)."""

    value: Fraction
    text: str = field(default="", compare=False)


@node
class Boolean(Node):
    """`true` or `false`."""

    value: bool


@node
class Date(Node):
    """A calendar date."""

    value: date


@node
class DateTime(Node):
    """A moment, with its zone. `text` is how it was written."""

    value: datetime
    text: str = field(default="", compare=False)


@node
class Time(Node):
    """A time of day. `text` is how it was written."""

    value: time
    text: str = field(default="", compare=False)


@node
class FormulaValue(Node):
    """A formula written in place of a value (`formulaExpression`). `data_type` is its declared type."""

    expression: str
    data_type: str | None = None
    references: tuple[Reference, ...] = field(default=(), compare=False)


@node
class Nil(Node):
    """A value that is there and says that it is nothing (`xsi:nil="true"`)."""


@node
class OtherValue(Node):
    """A value of a kind that orchestrations do not use in practice (`setupReference`, `apexValue`, …), kept as text.

    Also a literal of a known kind whose text is not one (`<numberValue>lots</numberValue>`).
    """

    tag: str
    text: str


Value = Reference | Text | Number | Boolean | Date | DateTime | Time | FormulaValue | Nil | OtherValue
