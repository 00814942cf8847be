"""Whether the outputs of a step have been given: until then each of them is null, whatever its declared values are."""

from __future__ import annotations

from ..diagrams.diagrams import EMPTY, EVERYTHING
from ..encoding.data.key import Key
from ..encoding.statuses import COMPLETED, FINISHED
from .analysis import Analysis


def given(analysis: Analysis, key: Key) -> int:
    """The states in which an output has been given on the latest visit of its stage; all of them for any other value."""
    step = analysis.program.step(key.name.partition(".")[0].rpartition("/")[2])
    if key.kind != "output" or step is None:
        return EVERYTHING
    variable = analysis.encoding.statuses.step(*analysis.program.places[step.name.casefold()])
    return analysis.model.diagrams.literal(variable, 1 << COMPLETED | 1 << FINISHED)


def certainly_null(analysis: Analysis, key: Key) -> int | None:
    """The states in which a value is null for certain: where conditions do not tell null from other values, only as long as
    an output has not been given, and none where outputs outlast a visit. None where nothing looks at the value.
    """
    where = analysis.encoding.space.where_null(key)
    if where is None:
        return None
    diagrams = analysis.model.diagrams
    number, values, is_shared = where
    null = diagrams.literal(number, values)
    if not is_shared:
        return null
    return EMPTY if analysis.program.keeps_outputs else diagrams.difference(null, given(analysis, key))
