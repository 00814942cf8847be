"""Every rule of `orch.lark` by its name, and what builds its value."""

from types import SimpleNamespace

from . import conditions, contracts, definition, elements, parts, stages, start, statements, values


def _functions(*modules: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for module in modules:
        found |= {name: value for name, value in vars(module).items() if callable(value)}
    return found


RULES = SimpleNamespace(
    **_functions(parts, values, conditions, elements, start, stages, contracts, statements, definition)
    | {
        "async": stages.async_,
        "object": start.object_,
        "property": statements.property_,
        "set": statements.set_,
        "sum": contracts.sum_,
        "connector_block": parts.block,
        "element_block": parts.block,
        "start_block": parts.block,
        "path_block": parts.block,
        "step_block": parts.block,
        "outcome_block": parts.block,
    }
)
"""Looked up by lark, rule by rule; a test holds that no rule is without its function."""
