"""Why something is never reached: as few conditions as possible, each of which, left out, makes it reachable."""

from itertools import product

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.prove import Proofs
from stageproof.checker.proofs.reachability import Reaching, reachings
from stageproof.checker.proofs.unreached import unreached
from stageproof.checker.proofs.why.missing_writes import missing_write
from stageproof.checker.proofs.why.rows import rows
from stageproof.checker.proofs.why.why_not import Blamed, Reason, WhyNot, why_not
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.condition import Condition
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source


def _proofs(text: str) -> Proofs:
    parsed = parse(Source("why.orch", text))
    assert not parsed.diagnostics, parsed.diagnostics
    assert parsed.orchestration is not None
    program = compile_orchestration(parsed.orchestration)
    return Proofs(program, Analysis(encode(program)))


def _is_reached(program: Program, claim: Reaching, relaxed: list[Condition]) -> bool:
    made = Analysis(encode(program, relaxed=relaxed, suspends=False))
    return any(
        one[:2] == claim[:2] and any(made.is_taken(edge) for edge in one.edges) for one in reachings(made)
    )


def _why(proofs: Proofs, element: str) -> WhyNot:
    assert proofs.analysis is not None
    claim = next(one for one in reachings(proofs.analysis) if one.element == element)
    return why_not(proofs, claim)


CIRCLE = """
orchestration Order {
  start autolaunched -> Prepare
  stage Prepare {
    background Check calls Look async
    background Pack calls Look async starts when Label is Completed
    background Label calls Look async starts when Stick is Completed
    background Stick calls Look async starts when Pack is Completed
    completes when Check is Completed
    then end
  }
  flow Look { type AutoLaunchedFlow  async }
}
"""


def test_steps_that_wait_for_each_other_are_told_as_the_circle_they_are() -> None:
    found = _why(_proofs(CIRCLE), "Prepare/Pack")
    assert found.reasons[0].circle == ("Pack", "Label", "Stick")
    assert found.sentence == (
        "Pack -> Label -> Stick -> Pack is a circle in which each step waits for the next, so none of them ever starts"
    )
    assert [(one.left.text, word) for one, word in found.places] == [
        ("Label.Status", "Pack waits for this"),
        ("Stick.Status", "Label waits for this"),
        ("Pack.Status", "Stick waits for this"),
    ]


def test_conditions_that_contradict_each_other_are_named() -> None:
    text = """
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get async  then Enough }
  decision Enough {
    outcome Yes when Score.Outputs.score >= 600 -> Grant
    otherwise -> Talk
  }
  stage Talk { background Note calls Get async  then Special }
  decision Special {
    outcome Gold when Score.Outputs.score > 650 -> Grant
    otherwise -> end
  }
  stage Grant { background Pay calls Get async  then end }
  flow Get { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
}
"""
    found = _why(_proofs(text), "Special/Gold")
    assert [(row.owner.name, row.condition.operator) for row in found.conditions] == [
        ("Yes", "GreaterThanOrEqualTo"),
        ("Gold", "GreaterThan"),
    ]
    assert "Score.Outputs.score" in found.sentence
    assert [one.truth for one in found.reasons[0].blamed] == [None, False]


WRITES = """
orchestration Order {{
  start when Case is updated -> Ask {{ {filters} }}
  {field}
  stage Ask {{ background Look calls Get async  then Which }}
  decision Which {{
    outcome Wanted when {condition} -> Work
    otherwise -> end
  }}
  stage Work {{ background Do calls Get async  then end }}
  constant Limit: number = 5
  formula Twice: number = "{{!$Record.Level__c}} * 2"
  formula Loud: text = "UPPER({{!Look.Outputs.status}})"
  flow Get {{
    type AutoLaunchedFlow  async
    out status: one of "Open", "Closed"
    {writes}
  }}
}}
"""
CLOSED = "field $Record.Level__c: integer 0..5, changed only by Get"


def _wanted(condition: str, field: str = CLOSED, writes: str = "", filters: str = "") -> str:
    text = WRITES.format(condition=condition, field=field, writes=writes, filters=filters)
    return _why(_proofs(text), "Which/Wanted").sentence


@pytest.mark.parametrize(
    ("condition", "more", "said"),
    [
        ('Look.Outputs.status = "Done"', {}, 'Look never gives status = "Done"'),
        ("$Record.Level__c = 9", {}, "nothing sets $Record.Level__c to 9"),
        (
            "$Record.Level__c > 2",
            {"filters": "where Level__c = 1", "writes": "writes $Record.Level__c = 2"},
            "nothing sets $Record.Level__c so that it is > 2, and no record that starts a run has it so",
        ),
        ("Limit > 6", {}, "Limit is always 5"),
        ("Twice > 20", {}, "nothing sets $Record.Level__c so that Twice > 20"),
        ("Limit < $Record.Level__c", {}, "nothing sets $Record.Level__c so that Limit < $Record.Level__c"),
        ('Loud = "DONE"', {}, 'Look never gives a value for which Loud = "DONE"'),
        (
            "$Record.Level__c is null",
            {"field": CLOSED.replace("5,", "5 not null,")},
            "nothing sets $Record.Level__c so that $Record.Level__c is null",
        ),
    ],
)
def test_a_write_that_is_missing_is_named(condition: str, more: dict[str, str], said: str) -> None:
    assert _wanted(condition, **more).endswith(f": {said}")


def test_a_write_that_cannot_be_known_is_not_called_missing() -> None:
    open_ended = {"filters": "where Level__c = 1", "writes": "writes $Record.Level__c = $Record.Level__c + 1"}
    proofs = _proofs(WRITES.format(condition="$Record.Level__c = 3", field=CLOSED, **open_ended))
    assert [one.missing for one in _why(proofs, "Which/Wanted").reasons[0].blamed] == [""]


def test_a_step_that_never_completes_gives_nothing() -> None:
    text = """
orchestration Order {
  start autolaunched -> Ask
  stage Ask {
    background Look calls Get async
    background Never calls Get async starts when Look is Error
    completes when Look is Completed
    then Which
  }
  decision Which {
    outcome Wanted when Never.Outputs.status = "Open" -> Work
    otherwise -> end
  }
  stage Work { background Do calls Get async  then end }
  flow Get { type AutoLaunchedFlow  async  out status: one of "Open", "Closed" }
}
"""
    assert "Never never completes, so it gives no result" in _why(_proofs(text), "Which/Wanted").sentence


def test_a_step_that_never_gives_what_is_asked_for_is_said_so_although_it_never_completes() -> None:
    text = WRITES.format(condition='Later.Outputs.status = "Done"', field=CLOSED, writes="", filters="")
    text = text.replace("then end }", "background Later calls Get async starts when Look is Error then end }")
    assert _why(_proofs(text), "Which/Wanted").sentence.endswith('Later never gives status = "Done"')


SHADOWED = """
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get async  then Which }
  decision Which {
    outcome Low when Score.Outputs.score < 600 -> Decline
    outcome High when Score.Outputs.score >= 500 -> Pay
    outcome Middle when Score.Outputs.score > 550 and Score.Outputs.score < 700 -> Look
    otherwise -> end
  }
  stage Decline { background Tell calls Get async  then end }
  stage Pay { background Send calls Get async  then end }
  stage Look { background Check calls Get async  then end }
  flow Get { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
}
"""


def test_an_outcome_whose_data_earlier_ones_catch_is_shadowed_by_those() -> None:
    found = unreached(_proofs(SHADOWED))
    assert found.others == ()
    assert [
        (one.outcome.name, [each.name for each in one.caught_by], one.behind) for one in found.shadowed
    ] == [("Middle", ["Low", "High"], ("Look",))]


@pytest.mark.parametrize(("first", "caught"), [("Score.Outputs.score < 600", True), ("Half < 300", False)])
def test_beside_sampled_values_only_what_is_shadowed_whatever_comes_is_told(first: str, caught: bool) -> None:
    found = unreached(_proofs(SAMPLED.replace("FIRST", first)))
    assert found.others == ()
    assert [one.outcome.name for one in found.shadowed] == (["Middle"] if caught else [])


SAMPLED = """
orchestration Loan {
  start autolaunched -> Ask
  formula Half: number = "{!Score.Outputs.other} / 2"
  stage Ask { background Score calls Get async  then Which }
  decision Which {
    outcome Low when FIRST -> Decline
    outcome Middle when Score.Outputs.score < 500 -> Look
    outcome Large when Half > 10 -> Look
    otherwise -> end
  }
  stage Decline { background Tell calls Get async  then end }
  stage Look { background Check calls Get async  then end }
  flow Get { type AutoLaunchedFlow  async  out score: integer 300..900 not null  out other: number }
}
"""


def test_only_outcomes_that_catch_something_are_blamed() -> None:
    text = SHADOWED.replace("score >= 500", "score >= 550").replace(
        "outcome Low when Score.Outputs.score < 600", "outcome Low when Score.Outputs.score < 500"
    )
    found = unreached(_proofs(text))
    assert [[each.name for each in one.caught_by] for one in found.shadowed] == [["High"]]
    assert not unreached(_proofs(SHADOWED.replace("score >= 500", "score >= 650"))).shadowed


def test_what_no_connector_leads_to_has_no_condition_to_blame() -> None:
    text = """
orchestration Order {
  start autolaunched -> A
  stage A { background X calls Look async  then end }
  stage B { background Y calls Look async  then end }
  flow Look { type AutoLaunchedFlow  async }
}
"""
    proofs = _proofs(text)
    found = next(iter(unreached(proofs).others), None)
    assert found is not None
    assert (found.element, found.why.conditions) == ("B", ())
    assert found.why.sentence.startswith("no way leads there")


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_one_change_for_each_reason_makes_it_reachable_and_no_fewer(start: int) -> None:
    judged = 0
    for number in range(start, start + 30):
        program = program_of_draft(draw(41, number, 0))
        if program is None:
            continue
        proofs = Proofs(program, Analysis(encode(program, suspends=False)))
        found = next(iter(unreached(proofs).others), None)
        if found is None or not found.why.conditions:
            continue
        assert proofs.analysis is not None
        claim = next(one for one in reachings(proofs.analysis) if one.element == found.element)
        choices = list(product(*(reason.blamed for reason in found.why.reasons)))
        for choice in choices:
            changed = [one.row.condition for one in choice]
            assert _is_reached(program, claim, changed) is not found.why.takes_more
            for left in range(len(changed)):
                assert not _is_reached(program, claim, [*changed[:left], *changed[left + 1 :]])
        judged += 1
    assert judged >= 3


def test_a_condition_that_has_to_become_true_is_left_open_before_and_after() -> None:
    program = program_of("""
      field $Record.Size: integer 0..2 not null, never changed
      start when Case is created or updated -> Choose { where Size >= 2 }
      decision Choose {
        outcome Small when $Record.Size < 2 -> First { only when changed to meet }
        otherwise -> end
      }
      stage First { background A calls F async then end }
    """)
    (decision,) = program.orchestration.decisions
    relaxed = decision.outcomes[0].requirements.conditions
    closed, open_ = (Analysis(encode(program, relaxed=some, suspends=False)) for some in ((), relaxed))
    for analysis, is_reached in ((closed, False), (open_, True)):
        (enter,) = analysis.edges_of("enter", "First")
        assert analysis.is_taken(enter) is is_reached


FIELD = """
orchestration Order {
  field $Record.State: one of "open", "done" not null, CHANGED
  start when Case is created -> Work { where State = "open" }
  stage Work { background A calls CALLED  then Which }
  decision Which { when $Record.State = RIGHT -> end  when $Record.State = "open" -> Late  otherwise -> end }
  stage Late { background B calls Look  then end }
  flow Close { async  writes $Record.State = "done" }
  flow Look { async }
}
"""


@pytest.mark.parametrize(
    ("called", "right", "missing"),
    [
        ("Close", '"done"', ""),
        ("Look", '"done"', 'nothing sets $Record.State to "done", and no record that starts a run has it so'),
        ("Look", '"open"', ""),
        ("Look", "$Record.State", ""),
    ],
)
def test_a_field_lacks_a_write_where_no_flow_that_is_called_writes_it_and_no_run_begins_with_it(
    called: str, right: str, missing: str
) -> None:
    changed = "changed only by Close" if called == "Close" else "never changed"
    proofs = _proofs(FIELD.replace("CALLED", called).replace("RIGHT", right).replace("CHANGED", changed))
    row = next(row for row in rows(proofs.program.orchestration) if row.role == "outcome")
    assert missing_write(proofs, row.condition) == missing


def test_several_conditions_that_never_hold_are_said_to() -> None:
    found = list(
        rows(
            _proofs(
                FIELD.replace("CALLED", "Look").replace("RIGHT", '"done"').replace("CHANGED", "never changed")
            ).program.orchestration
        )
    )
    blamed = tuple(Blamed(row, truth=False) for row in found)
    assert len({row.condition for row in found}) == 2
    assert WhyNot((Reason(blamed),)).sentence.startswith("on the way there, ")
    assert WhyNot((Reason(blamed),)).sentence.endswith(" never hold")


def test_a_field_that_no_condition_tells_apart_lacks_no_write() -> None:
    text = FIELD.replace("CALLED", "Look").replace("RIGHT", '"done"').replace("CHANGED", "never changed")
    text = text.replace('when $Record.State = "done"', "when $Record.Other = $Record.Other")
    text = text.replace(
        "  start when", '  field $Record.Other: one of "x", "y" not null, never changed\n  start when'
    )
    proofs = _proofs(text)
    row = next(row for row in rows(proofs.program.orchestration) if row.role == "outcome")
    assert missing_write(proofs, row.condition) == ""


NEVER_LOOKED_AT = """
orchestration Order {
  start when Case is created -> Which
  field $Record.Size__c: integer 0..2 not null, never changed
  decision Which {
    outcome Any when not (B.Outputs.size > 2) -> First
    outcome Known when $Record.Size__c < 3 -> First
    otherwise "None" -> Second
  }
  stage First { background A calls Look then end }
  stage Second { background B calls Look then end }
  flow Look { async out size: integer 0..2 not null }
}
"""


def test_what_a_condition_always_is_is_told_although_no_run_has_to_look_at_it() -> None:
    why = _why(_proofs(NEVER_LOOKED_AT), "Second")
    first, second = why.reasons
    assert [(one.row.condition.left.text, one.truth) for one in second.blamed] == [("$Record.Size__c", True)]
    assert second.sentence == "on the way there, $Record.Size__c < 3 always holds"
    assert why.sentence == (
        "(1) on the way there, B.Outputs.size > 2 never holds: B never gives size > 2; "
        "(2) on the way there, $Record.Size__c < 3 always holds"
    )
    assert [note for _, note in why.places] == ["(1) this never holds", "(2) this always holds"]
    assert first.blamed[0].truth is False
    assert why.what_to_do == (
        "Change one condition of each of the 2 reasons (fewer changes are not enough), or remove what is never reached."
    )


BOTH = """
orchestration Order {
  start autolaunched -> Work
  stage Work {
    background A calls Look
    background B calls Look starts when A is Completed
    completes when A is Completed
    then end
  }
  flow Look { async }
}
"""


def test_one_condition_in_two_places_that_cannot_do_both_is_not_said_to_hold_never() -> None:
    why = _why(_proofs(BOTH), "Work/B")
    assert why.sentence == "on the way there, A is Completed never lets a run pass"
    assert len(why.places) == 2


def test_advice_speaks_of_conditions_only_where_some_are_to_blame() -> None:
    blamed = _why(_proofs(BOTH), "Work/B").what_to_do
    advice = (blamed, WhyNot(is_open=True).what_to_do, WhyNot().what_to_do)
    assert [line.partition(",")[0] for line in advice] == [
        "Change one of the conditions that are named here",
        "Change the conditions on the way there",
        "Lead a way there",
    ]


NARROW = """
orchestration Order {
  field $Record.Level: integer 0..5 not null, never changed
  start when Case is created -> First
  stage First { background A calls Look  then Low }
  decision Low { outcome Small when $Record.Level <= 3 -> Lower  otherwise -> end }
  decision Lower { outcome Smaller when $Record.Level < 2 -> High  otherwise -> end }
  decision High { outcome Large when $Record.Level > 3 -> Last  otherwise -> end }
  stage Last { background B calls Look  then end }
  flow Look { async }
}
"""


def test_the_one_change_that_is_enough_is_told_with_what_the_condition_is_in_runs_as_they_are() -> None:
    (reason,) = _why(_proofs(NARROW), "Last").reasons
    assert [one.row.owner.name for one in reason.blamed] == ["Large"]
    assert reason.sentence == "on the way there, $Record.Level > 3 never holds"
