"""A property that would hold of any definition with the same stages and steps is told apart from one that says something."""

import pytest

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.proofs.own import liberal
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

ORDER = """
orchestration Order {{
  start when Order__c is created -> Check
  stage Check {{ background Look calls Ask  on error -> Help  then Fine }}
  decision Fine {{ when Look.Outputs.rank > 3 -> Ship  otherwise "low" -> Help }}
  stage Ship {{ background Send calls Do  then end }}
  stage Help {{ interactive Fix calls Form assigned to queue Desk  then end }}
  flow Ask {{ type AutoLaunchedFlow  async  out rank: integer 0..9 not null }}
  flow Do {{ type AutoLaunchedFlow  async }}
  flow Form {{ type Flow }}
  {claim}
}}
"""


def _decided(claim: str) -> Obligation:
    outcome = check_source(
        Source("order.orch", ORDER.format(claim=claim)), Settings((), prove=True), lambda _: None
    )
    (found,) = [one for one in outcome.obligations if ":property:" in one.id]
    return found


TRIVIAL = ("it would hold of any orchestration with these stages and steps", "holds at every moment")


@pytest.mark.parametrize(
    ("claim", "is_trivial"),
    [
        ('never "both": Send is Error and Send is Completed', True),
        ('always "in its stage": Fix is InProgress implies Help is InProgress or Help is Suspended', True),
        ('always "declared": Look.Outputs.rank <= 9 or Look.Outputs.rank is null', True),
        ('always "either way": Send starts leads to Look is Completed or not (Look is Completed)', True),
        ('always "a start ends": Look starts leads to not (Look is InProgress)', True),
        ('always "stage first": Check starts before Look starts', True),
        ('eventually "it runs": run is InProgress or run is Error', True),
        ('exactly once "one run": run starts', True),
        ('always "a task ends": Fix starts leads to not (Fix is InProgress)', True),
        ('always "lost": Send fails leads to run is Error', False),
        ('always "sent or not": Send starts leads to Send completes or Send fails', False),
        ('always "sent last": Look starts before Send starts', False),
        ('eventually "a look": Look starts', False),
        ('exactly once "a check": Check starts', False),
        ('never "without a look": Send starts and not (Look is Completed)', False),
        ('never "low": Look.Outputs.rank < 4 and Send starts', False),
        ('always "handled": Check is Error implies run is not Error', False),
        ('always "first": Check starts before Ship starts', False),
        ('always "decided": Fine completes before Ship starts', False),
        ('eventually "it ends": run is Completed or run is Error', False),
        ('exactly once "looked": Look starts', False),
    ],
)
def test_what_no_condition_and_no_connector_matters_to_is_trivial(claim: str, *, is_trivial: bool) -> None:
    found = _decided(claim)
    assert found.reason is not None
    if found.verdict == "proved":
        assert any(words in found.reason for words in TRIVIAL) == is_trivial
    else:
        assert not is_trivial
        assert not any(words in found.reason for words in TRIVIAL)


def test_where_too_many_points_of_control_would_be_looked_at_a_property_is_not_called_trivial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = 'never "both": Send is Error and Send is Completed'
    assert TRIVIAL[0] in (_decided(claim).reason or "")
    monkeypatch.setattr(liberal, "MOST_LOCATIONS", 20)
    found = _decided(claim)
    assert found.verdict == "proved"
    assert TRIVIAL[0] not in (found.reason or "")
