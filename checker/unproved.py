"""Why nothing is proved of a definition, where nothing can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..grammar.model import Outcome

if TYPE_CHECKING:
    from .context import Context


def why_nothing_is_proved(context: Context, *, has_syntax_error: bool) -> str | None:
    """The reason in words, None where there is none: parts could not be read, or a name means several things.

    Two outcomes of one name are told apart by their decisions, so they are no reason.
    """
    if has_syntax_error:
        return "parts of it could not be read (syntax-error)"
    for several in context.names.named.values():
        bearers = [node for node in several if not isinstance(node, Outcome)]
        if len(bearers) > 1 and not bearers[0].name:
            return "several elements have no API name (invalid-api-name)"
        if len(bearers) > 1:
            return f"the API name {bearers[0].name} means several things (duplicate-api-name)"
    return None
