"""What is said of conditions that are judged while a value is null."""

from __future__ import annotations

import pytest
from rule_bench import source_of

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.proofs.obligations import obligations_of
from stageproof.checker.report import Obligation

ORDER = """
orchestration Order {{
  start autolaunched -> Ask
  stage Ask {{
    background Look calls Look_Up async
    background Tell calls Look_Up async {entry}
    completes when {exit}
    then Which
  }}
  decision Which {{
    outcome Yes when Look.Outputs.answer = "Yes" -> Pay
    outcome Other when Look.Outputs.answer <> "No" -> Pay
    outcome Small when Look.Outputs.size < 5 -> Pay
    otherwise "Else" -> end, intended
  }}
  stage Pay {{ background Send calls Look_Up async  then end }}
  flow Look_Up {{ type AutoLaunchedFlow  async  out answer: {answer}  out size: integer 0..9 }}
}}
"""
ANSWER = 'one of "Yes", "No"'


def _nulls(
    answer: str = ANSWER, entry: str = "", exit: str = "Look is Completed", *, traces: bool = False
) -> dict[str, Obligation]:
    source = source_of(ORDER.format(answer=answer, entry=entry, exit=exit))
    definition = read_definition(source).orchestration
    assert definition is not None
    context = Context(definition, source, lambda _: None)
    found = obligations_of(context, traces=traces)
    return {one.element.partition("/")[2]: one for one in found if one.property == "null-decides"}


def test_each_outcome_is_told_what_null_comes_to_where_it_is_tried() -> None:
    found = {element: (one.verdict, one.reason) for element, one in _nulls().items()}
    assert found == {
        "Which/Yes": ("proved", "where Look.Outputs.answer is null, it is not taken"),
        "Which/Other": ("proved", "where Look.Outputs.answer is null, it is taken"),
        "Which/Small": ("proved", "where Look.Outputs.size is null, it is not taken"),
    }


def test_what_is_never_null_is_refuted() -> None:
    found = _nulls(answer=f"{ANSWER} not null")
    assert (found["Which/Yes"].verdict, found["Which/Yes"].reason) == ("refuted", None)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (ANSWER, "the step does not start, at times as long as the stage is visited"),
        (f"{ANSWER} not null", "the step does not start yet"),
    ],
)
def test_an_entry_is_told_how_long_null_keeps_the_step_from_starting(answer: str, said: str) -> None:
    found = _nulls(answer, 'starts when Look.Outputs.answer = "Yes"', "all steps are Completed")
    assert found["Ask/Tell"].reason == f"where Look.Outputs.answer is null, {said}"


def test_an_output_that_is_never_null_is_null_only_until_it_is_given() -> None:
    text = ORDER.replace("integer 0..9", "integer 0..9 not null").format(
        answer=ANSWER, entry="starts when Look.Outputs.size < 5", exit="all steps are Completed"
    )
    source = source_of(text)
    definition = read_definition(source).orchestration
    assert definition is not None
    (found,) = (
        one
        for one in obligations_of(Context(definition, source, lambda _: None))
        if one.property == "null-decides" and one.element.endswith("Ask/Tell")
    )
    assert (found.verdict, found.reason) == (
        "proved",
        "where Look.Outputs.size is null, the step does not start yet",
    )


def test_an_exit_that_null_keeps_from_holding_is_told() -> None:
    found = _nulls(exit='Look.Outputs.answer = "Yes"')
    assert found["Ask"].reason == (
        "where Look.Outputs.answer is null, it does not complete, at times as long as the stage is visited"
    )


def test_every_null_that_is_told_can_be_shown_by_a_run() -> None:
    for one in _nulls(entry='starts when Look.Outputs.answer = "Yes"', traces=True).values():
        assert one.verdict == "refuted" or one.trace


def test_an_outcome_that_another_value_decides_is_taken_or_not() -> None:
    text = ORDER.replace(
        'Look.Outputs.answer = "Yes" -> Pay', 'Look.Outputs.answer = "Yes" or Look.Outputs.size > 5 -> Pay'
    )
    source = source_of(text.format(answer=ANSWER, entry="", exit="Look is Completed"))
    definition = read_definition(source).orchestration
    assert definition is not None
    found = obligations_of(Context(definition, source, lambda _: None))
    said = next(
        one.reason for one in found if one.property == "null-decides" and one.element.endswith("/Yes")
    )
    assert said == (
        "where Look.Outputs.answer is null, it is taken or not; where Look.Outputs.size is null, it is taken or not"
    )


def test_a_null_that_cannot_be_judged_is_told_to_be_an_error() -> None:
    text = (
        ORDER.replace("Look.Outputs.size < 5 -> Pay", "Share > 10 -> Pay")
        .replace(
            "  start autolaunched -> Ask",
            '  formula Share: number = "100 / BLANKVALUE({{!Look.Outputs.size}}, 0)"\n  start autolaunched -> Ask',
        )
        .replace("integer 0..9", "integer 1..9")
    )
    source = source_of(text.format(answer=ANSWER, entry="", exit="Look is Completed"))
    definition = read_definition(source).orchestration
    assert definition is not None
    found = obligations_of(Context(definition, source, lambda _: None))
    (said,) = (
        one.reason for one in found if one.property == "null-decides" and one.element.endswith("/Small")
    )
    assert said == "where Look.Outputs.size is null, judging it is an error"
