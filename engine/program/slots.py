"""Where a configuration keeps the values that a definition reads: slots, given out while it is compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Slots:
    """Names and their places, in the order in which they were first asked for. Case does not count in API names."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """Make slots for these names."""
        self._places: dict[str, int] = {}
        self._names: list[str] = []
        for name in names:
            self.place(name)

    def place(self, name: str) -> int:
        """The slot of a name; a new one where it has none yet."""
        folded = name.casefold()
        if folded not in self._places:
            self._places[folded] = len(self._names)
            self._names.append(name)
        return self._places[folded]

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they were first spelled, by slot."""
        return tuple(self._names)

    @property
    def places(self) -> Mapping[str, int]:
        """Slots by case-folded name."""
        return self._places
