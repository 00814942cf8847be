"""The page about adapters: the generator runs its examples; the engine from scratch is typed, and found out here."""

import re
from pathlib import Path
from typing import Any

from typed_examples import mypy_says

from stageproof.adapters import Capabilities, random_test, self_test
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.interpreter import choices

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adapters.md").read_text(encoding="utf-8")
SCRATCH = re.findall(r"```python\n(.*?)```", PAGE.partition("### An engine from scratch")[2], re.DOTALL)
MISTAKE = 'self._tell(Part.RUN, "run", "Completed")'


def names_of(*blocks: str) -> dict[str, Any]:
    """What is defined when these blocks have been run."""
    names: dict[str, Any] = {"__name__": "example"}
    exec("\n".join(blocks), names)
    return names


def test_the_engine_from_scratch_is_typed(tmp_path: Path) -> None:
    assert mypy_says(SCRATCH, tmp_path) == ""


def test_the_only_mistake_of_the_engine_from_scratch_is_the_one_that_it_names() -> None:
    assert MISTAKE in SCRATCH[0]
    mended = SCRATCH[0].replace(MISTAKE, f"{MISTAKE[:-1]}, SeenRow(Kind.END_INSTANCE))")
    names = names_of(mended, SCRATCH[1])
    result = random_test(names["OneStage"](), names["badges"], choices(), runs=60, seed=2, length=10)
    assert result.is_clean
    assert result.runs == 60


def test_the_engine_from_scratch_says_what_it_cannot_run() -> None:
    engine = names_of(SCRATCH[0])["OneStage"]()
    assert isinstance(engine.capabilities(), Capabilities)
    refused = random_test(engine, definitions()["Conditions"], choices(), runs=1, seed=1, length=5).refused
    assert "no single stage of background steps" in refused
    assert "`reset` was unsupported" in self_test(engine, definitions()["First_Steps"])[3].reason
