"""What an author declares about the world: field domains, names that live in the org, accepted findings."""

from .contract import Domain
from .span import Node, node


@node
class FieldDeclaration(Node):
    """`field $Record.X: integer 0..100, changed only by F`. `changed_by` None: anybody; empty: never changed."""

    field: str
    domain: Domain
    changed_by: tuple[str, ...] | None = None


@node
class Known(Node):
    """`known users "a@b.c", "d@e.f"`: names that live only in the org. `kind`: flows, users, groups, queues."""

    kind: str
    names: tuple[str, ...]


@node
class OpenParameter(Node):
    """`parameter retries: integer 0..10`: a value left open, for which a proof gives the answers."""

    name: str
    domain: Domain


@node
class Suppression(Node):
    """`suppress rule-id because "reason"`: findings of the rule on this element are accepted."""

    rule: str
    reason: str | None
