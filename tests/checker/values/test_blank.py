"""Texts of spaces alone: they are blank, and neither empty nor null."""

from __future__ import annotations

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis


def test_a_text_can_be_blank_that_is_neither_null_nor_empty() -> None:
    program = program_of("""
      flow F { async out word: text }
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose {
        when A.Outputs.word is null -> end
        when A.Outputs.word = "" -> First
        when A.Outputs.word is blank -> Second
        otherwise -> end
      }
      stage Second { background B calls F then end }
    """)
    analysis = Analysis(encode(program))
    (entering,) = analysis.edges_of("enter", "Second")
    assert analysis.is_taken(entering)
