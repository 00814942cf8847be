"""What Hypothesis learns of Stageproof as it is imported: settings profiles, and strategies for the types of runs.

Nothing that is slow to import is needed for it: a strategy is made when it is first drawn from.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from stageproof.checker.strategies.random_run import RandomRun
    from stageproof.engine.history import Run

QUICK: Final = "stageproof-quick"
CI: Final = "stageproof-ci"
NIGHTLY: Final = "stageproof-nightly"
EXAMPLES: Final = {QUICK: 50, CI: 500, NIGHTLY: 10_000}
"""How many examples each settings profile asks for."""


def setup() -> None:
    """Register the settings profiles, of which none is made the active one, and the types `Run` and `RandomRun`.

    As with Hypothesis' own profile for CI servers, `stageproof-ci` draws the same examples every time and keeps none.
    """
    from hypothesis import HealthCheck, settings
    from hypothesis import strategies as st

    from stageproof.checker.strategies.random_run import RandomRun
    from stageproof.engine.history import Run

    slow, default = [HealthCheck.too_slow], settings.get_profile("default")
    for name, examples in EXAMPLES.items():
        settings.register_profile(
            name, default, max_examples=examples, deadline=None, suppress_health_check=slow
        )
    settings.register_profile(CI, settings.get_profile(CI), derandomize=True, database=None, print_blob=True)
    st.register_type_strategy(RandomRun, lambda _: _random_runs())
    st.register_type_strategy(Run, lambda _: _runs())


def _random_runs() -> "SearchStrategy[RandomRun]":
    from stageproof.checker.strategies.runs import runs_of_any_definition

    return runs_of_any_definition()


def _runs() -> "SearchStrategy[Run]":
    return _random_runs().map(lambda drawn: drawn.run)
