"""A variable that nothing can set has its default value in every run, for the interpreter and for proofs."""

from __future__ import annotations

import pytest
from agreement_prover import differences
from agreement_truth import explored
from running import play, program_of, refusal

from stageproof.checker.proofs.verdicts import answers
from stageproof.engine.events import Begin
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.program import Program
from stageproof.engine.run import apply, new_run

DEFINITION = """
  variable size: {variable}
  {more}
  start autolaunched -> Choose
  decision Choose {{
    outcome Three when size = 3 -> Small
    outcome Null when size is null -> Nothing
    otherwise -> Large
  }}
  stage Small {{ background A calls Do async starts when {entry} then end }}
  stage Nothing {{ background B calls Do async then end }}
  stage Large {{ background C calls Do async {mapped} then end }}
  flow Do {{ async out size: number not null }}
"""


def _program(variable: str, more: str = "", mapped: str = "", entry: str = "size = 3") -> Program:
    return program_of(DEFINITION.format(variable=variable, more=more, mapped=mapped, entry=entry))


def _started(program: Program) -> set[str]:
    found = explored(program)
    assert found is not None
    proved = answers(program)
    assert [str(each) for each in differences(found.truth, proved)] == []
    return {name for name in found.truth.starts if "/" not in name}


@pytest.mark.parametrize(
    ("variable", "started"),
    [
        ("number = 3", {"Small"}),
        ("number = 4", {"Large"}),
        ("number output = 3", {"Small"}),
        ("number", {"Nothing"}),
        ("number input = 3", {"Small", "Nothing", "Large"}),
        ("number input", {"Small", "Nothing", "Large"}),
    ],
)
def test_only_an_input_takes_other_values_than_its_default(variable: str, started: set[str]) -> None:
    assert _started(_program(variable)) == started


def test_a_formula_reads_the_default_of_what_nobody_can_set() -> None:
    program = _program("number = 3", 'formula twice: number = "{!size} * 2"', entry="twice = 6")
    assert _started(program) == {"Small"}
    assert answers(program).claims["waits_for_ever"] == frozenset()


@pytest.mark.parametrize(
    ("variable", "more", "mapped"),
    [
        ("number = 3", "parameter size: integer 2..3 or null", ""),
        ("number = 3", "", "{ output size -> size }"),
        ("number = 3", "", "starts when flow Ready gives size -> size returns true"),
        ("number = formula number 3", "", ""),
    ],
)
def test_what_something_may_set_stays_open(variable: str, more: str, mapped: str) -> None:
    variable = variable.replace("formula number 3", 'formula number "1 + 2"')
    assert _started(_program(variable, more, mapped)) == {"Small", "Nothing", "Large"}


def test_nobody_begins_a_run_with_a_value_for_what_is_no_input() -> None:
    program = _program("number = 3")
    assert refusal(program, new_run(program), Begin((("Size", None),))) == Refusal(
        "size is no input, so nobody can set it"
    )
    assert not isinstance(apply(program, new_run(program), Begin(())), Refusal)
    play(_program("number input = 3"), begin=(("Size", None),))


def test_fields_of_a_record_that_nobody_sets_are_null() -> None:
    program = program_of("""
      variable case: record "Case"
      start autolaunched -> Choose
      decision Choose { outcome Known when case.Status is not null -> One otherwise -> Two }
      stage One { background A calls Do async then end }
      stage Two { background B calls Do async then end }
    """)
    assert _started(program) == {"Two"}
