"""Which definition a kept scenario belongs to: another one, or an earlier state of the one that is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final, NamedTuple, TypeVar

from .scenario_file import About, digest_of

SHOWN: Final = 19
"""Characters of a digest that people are shown: `sha256:` and twelve digits."""
Whatever = TypeVar("Whatever")


class Given(NamedTuple):
    """A definition as it is now: its API name, its path, and the digest of its text."""

    name: str
    path: str
    digest: str

    @classmethod
    def of(cls, name: str, path: str, text: str) -> Given:
        """That of a text."""
        return cls(name, path, digest_of(text))


def is_of_another(about: About, given: Given) -> bool:
    """Whether a scenario was kept for another definition: one of another name. What has the same text is the same, and a file
    that tells no name is not of another for sure.
    """
    if about.name is None or about.digest == given.digest:
        return False
    return about.name.casefold() != given.name.casefold()


def may_be_of_another(about: About, given: Given) -> bool:
    """Whether nothing says that a scenario belongs to this definition: neither name nor text nor path."""
    if is_of_another(about, given):
        return True
    is_here = PurePath(about.path).name == PurePath(given.path).name
    return about.name is None and about.digest != given.digest and not is_here


def kept_for(about: About, given: Given) -> str:
    """For which definition a scenario was kept, and which one is given, in a sentence."""
    was = f"{about.path} ({_short(about.digest)})"
    was = was if about.name is None else f"{about.name} in {was}"
    return f"It was kept for {was}; given is {given.name} in {given.path} ({_short(given.digest)})."


def belonging(about: About, candidates: Sequence[tuple[Given, Whatever]]) -> tuple[Given, Whatever] | None:
    """The definition among several that a kept scenario belongs to most likely: by text, name and path; None for none."""
    found = max(candidates, default=None, key=lambda each: _likeness(about, each[0]))
    return None if found is None or not any(_likeness(about, found[0])) else found


def _likeness(about: About, given: Given) -> tuple[bool, ...]:
    is_text, is_path = about.digest == given.digest, about.path == given.path
    is_name = about.name is not None and about.name.casefold() == given.name.casefold()
    has_no_other_name = is_name or about.name is None
    return is_text and is_path, is_path and has_no_other_name, is_text, is_name, is_path


def _short(digest: str) -> str:
    return f"{digest[:SHOWN]}…" if len(digest) > SHOWN else digest or "no digest"
