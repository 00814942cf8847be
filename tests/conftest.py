"""What every test shares: where things lie, and deterministic generated tests."""

import os
from pathlib import Path

import pytest
from corpus_folder import CORPUS
from hypothesis import HealthCheck, settings

collect_ignore_glob = ["*.orch"]  # our own plugin would take them for tests; some are broken on purpose

for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "GITHUB_STEP_SUMMARY", "STAGEPROOF_TRACEBACK"):
    os.environ.pop(
        name, None
    )  # settings of whoever runs the tests, which programs started by tests would obey

settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile("ci")  # another one: pytest --hypothesis-profile=explore


@pytest.fixture(scope="session")
def repository_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real definitions; skips where it is not checked out beside the project."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real definitions is not here: ../shared/corpus")
    return CORPUS
