"""What regions do not decide is left open: then every run of the definition is one of the system, and nothing is sampled."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import pytest
from agreement_located import missing_paths
from agreement_truth import ALONE
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.engine.exploration import fillings
from stageproof.engine.exploration.compared import Compared
from stageproof.engine.values import Value, kept
from stageproof.grammar.contract import Domain

GRID: Final[dict[str, tuple[Value, ...]]] = {
    "number": tuple(map(Fraction, (-1, 0, 1, 2, 5))),
    "integer": tuple(map(Fraction, range(5))),
    "text": ("", "a", "A", "ab", "4", "7"),
    "boolean": (True, False),
}
COUNTED: Final = """
  start when Case is created -> Charge
  field $Record.Attempts__c: integer 0.. not null, changed only by Pay_Card
  field $Record.Limit__c: integer 0.. not null, never changed
  flow Pay_Card {{ type AutoLaunchedFlow  {how}  writes $Record.Attempts__c = $Record.Attempts__c + 1 }}
  flow Ask {{ type AutoLaunchedFlow  async }}
  stage Charge {{
    background Pay calls Pay_Card {how}
    background Late calls Ask async starts when $Record.Attempts__c > $Record.Limit__c
    completes when Pay is Completed and Late.Status <> "NotStarted"
    on error -> Again
    then Again
  }}
  decision Again {{
    outcome More when $Record.Attempts__c < $Record.Limit__c -> Charge
    outcome Same when $Record.Attempts__c = $Record.Limit__c -> Last
    otherwise -> end
  }}
  stage Last {{ background Tell calls Ask async  then end }}
"""
TEXTS: Final = """
  start autolaunched -> First
  formula isLoud: boolean = "IF(ISBLANK({!Said.Outputs.word}), FALSE, UPPER({!Said.Outputs.word}) = \\"A\\")"
  formula isLate: boolean = "IF(ISBLANK({!Said.Outputs.word}), FALSE, LOWER({!Said.Outputs.word}) = \\"ab\\")"
  stage First {
    background Said calls Say async
    background Loud calls Do async starts when isLoud = true
    completes when Said is Completed and Loud is Completed
    then Choose
  }
  decision Choose {
    outcome One when isLate = true -> Second
    outcome Two when isLoud = false -> Second
    otherwise -> end
  }
  stage Second {
    background Done calls Do async
    completes when isLoud = true and Done is Completed
    then end
  }
  flow Say { type AutoLaunchedFlow  async  out word: text  out size: number }
  flow Do { type AutoLaunchedFlow  async }
"""
SYNCHRONOUS: Final = (
    TEXTS.replace("Flow  async", "Flow  sync").replace(" async\n", "\n").replace(" async starts", " starts")
)
DEFINITIONS: Final = (
    COUNTED.format(how="async"),
    COUNTED.format(how=""),
    TEXTS,
    SYNCHRONOUS,
)


def _grid(domain: Domain, meets: Compared) -> Sequence[Value]:
    del meets
    values: list[Value] = [kept(value) for value in GRID[domain.base]]
    return values if domain.nullable is False else [*values, None]


@pytest.fixture(autouse=True)
def _many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fillings, "representatives", _grid)


@pytest.mark.parametrize("text", DEFINITIONS)
def test_every_step_of_the_interpreter_is_a_path_where_conditions_are_open(text: str) -> None:
    program = program_of(text)
    assert encode(program).space.notes
    assert encode(program, wide=True).space.notes == []
    missing = missing_paths(program, ALONE, limit=400, wide=True)
    assert missing.checked > 30
    assert list(missing.edges) == []


def test_a_published_event_may_help_a_stage_that_waits_for_a_condition_left_open() -> None:
    program = program_of("""
      field $Record.Word: text
      formula isLoud: boolean = "IF(ISBLANK({!$Record.Word}), FALSE, UPPER({!$Record.Word}) = \\"A\\")"
      formula isLate: boolean = "IF(ISBLANK({!$Record.Word}), FALSE, LOWER({!$Record.Word}) = \\"ab\\")"
      start when Case is created -> First
      stage First {
        background A calls F async starts when isLoud = true and isLate = false
        completes when A is Completed
        then end
      }
    """)
    encoding = encode(program, wide=True)
    assert encoding.space.open
    analysis = Analysis(encoding)
    assert analysis.waiting
    assert not analysis.stuck
