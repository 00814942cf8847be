"""Further cases of stage-waits-forever."""

from typing import Final

from stageproof.checker.rule import Example

WORK: Final = """
orchestration N_5_4 {
  start autolaunched -> Work
  flow Do_It { type AutoLaunchedFlow; async }
  stage Work {
    background S0 calls Do_It async
    background S1 calls Do_It async
    background S2 calls Do_It async starts when S1 is Completed
    background S3 calls Do_It async
    background S4 calls Do_It async starts when S0 is Completed and S3 is not Completed
  }
}
"""

CASES: Final = (
    (Example(WORK, budget=271), r"^Stage Work can wait forever: no step is in progress"),
    (WORK, r"^Stage Work can wait forever: .* never start"),
)
"""Too large for its sets, shown by a walk; and by its sets."""
