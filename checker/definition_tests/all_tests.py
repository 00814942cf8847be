"""Everything that is tested of one definition."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..definition_file import Surroundings, definition_file
from ..oracle.tolerance import accepted_in
from .any_run import run_tests
from .claims import claim_tests
from .decided import NamedTest
from .scenario import scenario_tests
from .tested import EFFORTS, DefinitionUnderTest, Effort


def named_tests(
    path: Path,
    around: Surroundings,
    *,
    seed: int,
    profile: str,
    runs: int | None = None,
    accept: Iterable[str] = (),
) -> tuple[NamedTest, ...]:
    """The scenarios, the properties, then the random runs of a definition. `profile` is one of `EFFORTS`; `runs`: so many
    random runs instead of its own. `accept` names decisions whose other readings are tolerated. Raises DefinitionFileError,
    ValueError where a decision is not known.
    """
    effort = EFFORTS[profile]
    if runs is not None:
        effort = Effort(runs, effort.moments)
    tested = DefinitionUnderTest(definition_file(path, around), seed, effort, accepted_in(accept))
    return (*scenario_tests(tested), *claim_tests(tested), *run_tests(tested))
