"""Names of the values that the world chooses."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A value of the world.

    `kind`: `input` (an input of the run), `field` (of a record, as the run sees it: `$Record.Status`), `world` (the same,
    as it is outside), `output` (`Stage/Step.name`). Case does not count in names.
    """

    kind: str
    name: str

    @property
    def folded(self) -> Key:
        """The key by which equal names are found."""
        return Key(self.kind, self.name.casefold())
