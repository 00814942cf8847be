"""Forgetting what nobody will read, in systems drawn at random: what matters is reached as before."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.liveness import forgetful
from stageproof.checker.encoding.system import System


def seen(system: System, live: tuple[int, ...]) -> set[State]:
    """What is reached, as far as it matters; 0 where it does not."""
    return {
        State(
            place,
            tuple(value if live[place] >> variable & 1 else 0 for variable, value in enumerate(values)),
        )
        for place, values in Explicit(system).reached()
    }


@pytest.mark.parametrize("seed", [*range(400), 438, 473, 1158, 1335, 2155, 2857])
def test_what_matters_is_reached_as_before(seed: int) -> None:
    random = Random(seed)
    system = drawn_system(random)
    variables = range(len(system.variables))
    watched = [variable for variable in variables if random.random() < 0.1]
    asked = {
        place: [variable for variable in variables if random.random() < 0.3]
        for place in range(len(system.locations))
        if random.random() < 0.3
    }
    found, live = forgetful(system, watched, asked)
    assert seen(found, live) == seen(system, live)
    for place, wanted in enumerate(live):
        assert all(wanted >> variable & 1 for variable in (*watched, *asked.get(place, ())))
    assert [edge[:5] for edge in found.edges] == [edge[:5] for edge in system.edges]
