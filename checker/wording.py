"""Small pieces of English that messages share."""

from collections.abc import Sequence

SHOWN = 5


def listed(names: Sequence[str], shown: int = SHOWN) -> str:
    """Names as a list in prose: `A`, `A and B`, `A, B and C`, `A, B, C, D, E and 4 more`."""
    if len(names) > shown:
        return ", ".join(names[:shown]) + f" and {len(names) - shown} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def count(number: int, one: str, many: str = "") -> str:
    """`1 step`, `3 steps`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
