"""Small pieces of English that messages share."""

from collections.abc import Iterable, Sequence

SHOWN = 5


def listed(names: Sequence[str], shown: int = SHOWN) -> str:
    """Names as a list in prose: `A`, `A and B`, `A, B and C`, `A, B, C, D, E and 4 more`."""
    if len(names) > shown:
        return ", ".join(names[:shown]) + f" and {len(names) - shown} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def count(number: int, one: str, many: str = "") -> str:
    """`1 step`, `3 steps`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str) -> str:
    """`Did you mean "Look_Up"?` for the candidate most like a name, case ignored; `otherwise` where none is."""
    from difflib import get_close_matches

    spelled = {candidate.casefold(): candidate for candidate in candidates}
    close = get_close_matches(name.casefold(), sorted(spelled), n=1)
    return f'Did you mean "{spelled[close[0]]}"?' if close else otherwise
