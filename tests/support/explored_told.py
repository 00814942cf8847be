"""What a finding says, as far as exploration can tell."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Told(NamedTuple):
    """A finding: its rule, how much it matters, and the stages, steps and decisions that its message names."""

    rule: str
    severity: str
    names: frozenset[str]

    def __str__(self) -> str:
        return f"{self.rule} ({self.severity}): {', '.join(sorted(self.names))}"


class Wanted(NamedTuple):
    """A finding that has to be there, or may be (`optional`). It names `names`, and of others only those of `beside`."""

    rule: str
    severity: str
    names: frozenset[str]
    beside: frozenset[str] = frozenset()
    optional: bool = False

    def allows(self, told: Told) -> bool:
        """Whether a finding is this one."""
        return (
            self.rule == told.rule
            and self.severity == told.severity
            and self.names <= told.names <= self.names | self.beside
        )

    def __str__(self) -> str:
        beside = f" (and perhaps {', '.join(sorted(self.beside))})" if self.beside else ""
        return f"{self.rule} ({self.severity}): {', '.join(sorted(self.names))}{beside}"


def differences(wanted: Iterable[Wanted], told: Iterable[Told]) -> Iterator[str]:
    """What is told though exploration does not find it, and what it finds that is not told."""
    wanted, told = tuple(wanted), tuple(told)
    for one in told:
        if not any(each.allows(one) for each in wanted):
            yield f"false: {one}"
        elif told.count(one) > 1:
            yield f"twice: {one}"
    for each in wanted:
        if not each.optional and not any(each.allows(one) for one in told):
            yield f"missed: {each}"
