"""What a run does in one go, without resting: known where all steps of a stage are synchronous."""

from collections.abc import Iterator

from ..grammar.model import Stage
from .called_flows import is_synchronous
from .context import Context


def stages_in_same_burst(name: str, context: Context) -> Iterator[Stage]:
    """The stages before an element whose steps have all run when a run gets there, with no rest in between.

    Only what is certain: every step of such a stage is a background step whose flow is known to be synchronous,
    and so is every step of the stages between them and the element.
    """
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for edge in context.graph.into(waiting.pop()):
            if edge.kind == "fault" or edge.source in seen:
                continue
            seen.add(edge.source)
            before = context.graph.elements.get(edge.source)
            if isinstance(before, Stage):
                if not before.steps or not all(is_synchronous(context, step) for step in before.steps):
                    continue
                yield before
            if before is not None:
                waiting.append(edge.source)
