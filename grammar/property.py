"""Statements about runs: the author's own properties, and what a scenario expects."""

from .condition import Condition
from .span import Node, node


@node
class Happens(Node):
    """A change: `Laptop starts`, `Prepare completes`, `Charge fails`. `event`: starts, completes, fails."""

    element: str
    event: str


@node
class AllOf(Node):
    """Conjunction of two or more."""

    parts: "tuple[Statement, ...]"


@node
class AnyOf(Node):
    """Disjunction of two or more."""

    parts: "tuple[Statement, ...]"


@node
class Negation(Node):
    """Not."""

    part: "Statement"


@node
class Implication(Node):
    """If the premise, then the conclusion."""

    premise: "Statement"
    conclusion: "Statement"


Statement = Condition | Happens | AllOf | AnyOf | Negation | Implication
"""`Prepare is Error` is the condition `Prepare.Status = "Error"`; the run's own status is `run.Status`."""


@node
class Property(Node):
    """A claim about every run.

    `kind`: always, never, eventually, reachable, leads-to, before, exactly-once. `second` is the right side of
    leads-to and before.
    """

    kind: str
    title: str
    statement: Statement
    second: Statement | None = None
