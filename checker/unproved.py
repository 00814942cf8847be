"""Why nothing is proved of a definition, where nothing can be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..grammar.model import Outcome

if TYPE_CHECKING:
    from .context import Context


def why_nothing_is_proved(context: Context, *, has_syntax_error: bool) -> str | None:
    """The reason in words, None where there is none: parts could not be read, no run can begin for want of a Start, or a
    name means several things.

    Outcomes of one name are told apart by their decisions, so they are no reason where these are different ones.
    """
    if has_syntax_error:
        return "parts of it could not be read (syntax-error)"
    if context.orchestration.start is None:
        return "it has no Start (missing-start)"
    for several in context.names.named.values():
        bearers = [node for node in several if not isinstance(node, Outcome)]
        if len(bearers) > 1 and not bearers[0].name:
            return "several elements have no API name (invalid-api-name)"
        if len(bearers) > 1:
            return _ambiguous(bearers[0].name)
    for decision in context.orchestration.decisions:
        names = Counter(outcome.name.casefold() for outcome in decision.outcomes)
        for outcome in decision.outcomes:
            if names[outcome.name.casefold()] > 1:
                return _ambiguous(outcome.name)
    return None


def _ambiguous(name: str) -> str:
    return f"the API name {name} means several things (duplicate-api-name)"
