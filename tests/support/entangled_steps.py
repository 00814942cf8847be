"""A stage in which a step starts only as long as another one has not completed."""

from __future__ import annotations

from typing import Final

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
