"""The same definition with other forms."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..layout import Form, Layout
from ..model import Orchestration
from .schema import KINDS, Kind, Shape

Choose = Callable[[Any], tuple[Form, ...]]


def relaid(orchestration: Orchestration, choose: Choose) -> Orchestration:
    """The definition in which each node that keeps a layout has the forms that `choose` gives for it."""
    result: Orchestration = _relaid(orchestration, KINDS["flow"], choose)
    return result


def without_forms(orchestration: Orchestration) -> Orchestration:
    """The definition as it is where nobody asks how its file was written."""
    return relaid(orchestration, lambda _: ())


def _relaid(node: Any, kind: Kind, choose: Choose) -> Any:
    changed: dict[str, Any] = {}
    for field in kind.fields.values():
        inner = KINDS.get(field.kind)
        if field.shape is not Shape.NODE or inner is None or not inner.owner:
            continue
        before = getattr(node, field.attribute)
        if field.many:
            several = tuple(_relaid(one, inner, choose) for one in before)
            if any(one is not other for one, other in zip(several, before, strict=True)):
                changed[field.attribute] = several
        elif before is not None:
            after = _relaid(before, inner, choose)
            if after is not before:
                changed[field.attribute] = after
    forms = choose(node)
    if forms != node.layout.forms:
        changed["layout"] = Layout(node.layout.location, forms)
    return replace(node, **changed) if changed else node
