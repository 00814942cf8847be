"""Further cases of stage-waits-forever."""

from typing import Final

from entangled_steps import WORK

from stageproof.checker.rule import Example

CASES: Final = (
    (Example(WORK, budget=271), r"^Stage Work can wait forever: no step is in progress"),
    (WORK, r"^Stage Work can wait forever: .* never start"),
)
"""Too large for its sets, shown by a walk; and by its sets."""
