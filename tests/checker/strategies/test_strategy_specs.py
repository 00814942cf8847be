"""What a strategy cannot be made from is told in words."""

from typing import Any

import pytest

from stageproof.strategies import SpecError, from_spec, runs

NOTHING: list[Any] = ["", " ", 3, None, b"hire"]


@pytest.mark.parametrize("spec", NOTHING, ids=repr)
def test_what_is_no_definition_is_told_with_what_is_expected(spec: Any) -> None:
    for make in (from_spec, runs):
        with pytest.raises(SpecError, match="expected the path or the text of a definition"):
            make(spec)
