"""Where real definitions lie when they are checked out beside the project. They are no part of it."""

from pathlib import Path
from typing import Final

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"
