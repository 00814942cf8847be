"""Further cases of stage-waits-forever."""

from typing import Final

from entangled_steps import TOO_LITTLE, WORK

from stageproof.checker.rule import Example

CASES: Final = (
    (Example(WORK, budget=TOO_LITTLE), r"^Stage Work can wait forever: no step is in progress"),
    (WORK, r"^Stage Work can wait forever: .*nothing that may happen completes"),
)
"""Too large for its sets, shown by a walk; and by its sets."""
