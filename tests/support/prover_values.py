"""Definitions written by hand for mutants of the prover: how values are read, compared and copied."""

from __future__ import annotations

from typing import Final

from prover_world import Written

VALUES: Final[dict[str, Written]] = {
    "a formula that is read again and again": Written("""
      flow F { async out x: integer 1..4 not null }
      constant Most: number = 4
      formula Share: number = "{!Most} / {!A.Outputs.x}"
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose {
        when Share > 3 -> Second
        when Share = 2 -> Third
        otherwise -> end
      }
      stage Second { background B calls F then end }
      stage Third { background C calls F async starts when Share < Most then end }
    """),
    "the global constants": Written("""
      flow F { async out x: boolean  out word: one of "", "a" }
      start autolaunched -> First
      stage First { background A calls F then Choose }
      decision Choose {
        when A.Outputs.x = $GlobalConstant.True and A.Outputs.word = $GlobalConstant.EmptyString -> Second
        when A.Outputs.x = $GlobalConstant.False -> Third
        otherwise -> end
      }
      stage Second { background B calls F then end }
      stage Third { background C calls F then end }
    """),
    "a flow that copies a field that is kept apart": Written("""
      flow Copy { async writes $Record.Next = $Record.Now }
      flow Close { sync writes $Record.Now = "b" }
      field $Record.Now: one of "a", "b" not null
      field $Record.Next: one of "a", "b" not null, changed only by Copy
      start when Case is created -> Main { where Now = "a" and Next = "a" }
      stage Main { background A calls Copy then Choose }
      decision Choose { when $Record.Next = "b" and $Record.Now = "b" -> Other otherwise -> end }
      stage Other { background B calls Close then Sort }
      decision Sort { when $Record.Next = "a" -> Main otherwise -> end }
    """),
    "a flow that adds to a field that is kept apart": Written("""
      flow Sum { async writes $Record.Total = $Record.Part + 1 }
      flow Clear { sync writes $Record.Part = 0 }
      field $Record.Part: integer 0..2 not null
      field $Record.Total: integer 0..3 not null, changed only by Sum
      start when Case is created -> Main { where Part = 0 and Total = 0 }
      stage Main { background A calls Sum then Choose }
      decision Choose { when $Record.Total = 3 and $Record.Part = 2 -> Other otherwise -> end }
      stage Other { background B calls Clear then Sort }
      decision Sort { when $Record.Total > $Record.Part -> Main otherwise -> end }
    """),
}
"""By what is special about them."""
