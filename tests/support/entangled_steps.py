"""A stage whose steps wait for each other in a ring; some start only as long as others have not completed."""

from __future__ import annotations

from typing import Final

RING: Final = 3


def _of(number: int) -> str:
    following = (number + 1) % RING
    return f"""
    background A{number} calls Do_It async
    background B{number} calls Do_It async
    background C{number} calls Do_It async starts when A{following} is Completed
    background D{number} calls Do_It async starts when C{following} is not Completed and B{number} is Completed"""


WORK: Final = f"""
orchestration Ring {{
  start autolaunched -> Work
  flow Do_It {{ type AutoLaunchedFlow; async }}
  stage Work {{{"".join(map(_of, range(RING)))}
  }}
}}
"""
TOO_LITTLE: Final = 2_100
"""A budget for its proof that its sets exceed, and what is decided without them does not."""
