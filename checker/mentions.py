"""Every text that a part of the model holds, for questions of the kind "is this named anywhere?"."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass


def mentions(parts: Iterable[object]) -> frozenset[str]:
    """All texts in these nodes and below them, in lower case; spans are not looked at."""
    found: set[str] = set()
    waiting: list[object] = list(parts)
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            found.add(part.casefold())
        elif isinstance(part, tuple | frozenset):
            waiting.extend(part)  # pyright: ignore[reportUnknownArgumentType]  # whatever it holds is looked at
        elif is_dataclass(part) and not isinstance(part, type):
            waiting.extend(getattr(part, field.name) for field in fields(part) if field.compare)
    return frozenset(found)
