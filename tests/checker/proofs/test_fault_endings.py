"""How each fault path ends, with the reason: empty, joining back, shared, nested, left by an answer, counted."""

import pytest
from running import program_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs import counters
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.fault_endings import (
    IN_VAIN,
    UNCOUNTED,
    UNSEEN,
    FaultEnding,
    fault_endings,
    uncounted,
)
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

RULES = tuple(rule.id for rule in select((), ()))
FLOWS = """
  flow Work { type AutoLaunchedFlow  async }
  flow Ask { type Flow  out again: boolean not null }
"""


def _endings(body: str) -> dict[str, Obligation]:
    text = f"orchestration Order {{\n  start when Order__c is created -> Charge\n{body}{FLOWS}}}\n"
    outcome = check_source(
        Source("order.orch", text), Settings(RULES, prove=True, certify="on"), lambda _: None
    )
    assert not outcome.crashed
    assert "syntax-error" not in {finding.rule for finding in outcome.findings}, outcome.findings
    found = {
        one.element.partition("/")[2]: one for one in outcome.obligations if one.property == "fault-path-ends"
    }
    (of_run,) = [one for one in outcome.obligations if one.property == "errors-end"]
    return {**found, "run": of_run}


def _told(body: str) -> dict[str, tuple[str, str | None]]:
    return {name: (one.verdict, one.reason) for name, one in _endings(body).items()}


def test_an_empty_fault_path_ends_the_run() -> None:
    told = _told("stage Charge { background Pay calls Work  on error -> end  then end }")
    assert told == {
        "Charge": ("proved", "it is empty: the run ends"),
        "run": ("proved", "no fault path leads back to its stage"),
    }


def test_without_any_fault_path_errors_end_the_run() -> None:
    assert _told("stage Charge { background Pay calls Work  then end }") == {
        "run": ("proved", "there is no fault path")
    }


def test_a_path_that_joins_back_behind_its_stage_does_not_lead_back() -> None:
    endings = _endings(
        """stage Charge { background Pay calls Work  on error -> Help  then Ship }
        stage Ship { background Send calls Work  then end }
        stage Help { background Call calls Work  then go to Ship }"""
    )
    assert (endings["Charge"].verdict, endings["Charge"].reason) == ("proved", "no way leads back")
    assert endings["Charge"].certificate == "fair rank"


def test_of_a_shared_path_the_stage_it_returns_to_is_told() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  on error -> Help  then Ship }
        stage Ship { background Send calls Work  on error -> Help  then end }
        stage Help { background Call calls Work  then go to Ship }"""
    )
    assert told == {
        "Charge": ("proved", "no way leads back"),
        "Ship": ("refuted", "Ship's fault path returns to Ship; nothing counts the attempts"),
        "run": ("refuted", "Ship's fault path returns to Ship; nothing counts the attempts"),
    }


def test_a_stage_on_the_circle_of_another_ones_errors_is_not_blamed() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  on error -> Help  then Ship }
        stage Ship { background Send calls Work  on error -> Fix  then end }
        stage Help { background Call calls Work  then end }
        stage Fix { background Mend calls Work  then go to Charge }"""
    )
    assert told["Charge"] == ("proved", "no way leads back")
    assert told["Ship"][0] == "refuted"


def test_a_path_into_a_circle_of_its_own_names_the_stage_of_the_circle() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  on error -> Help  then end }
        stage Help { background Call calls Work  on error -> Again  then end }
        stage Again { background Wait calls Work  then go to Help }"""
    )
    inner = "Help's fault path returns to Help; nothing counts the attempts"
    assert told["Charge"] == ("refuted", f"it leads to Help; {inner}")
    assert told["Help"] == ("refuted", inner)


def test_what_an_answer_can_leave_rests_on_errors_being_finitely_many() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  on error -> Help  then end }
        stage Help { interactive Form calls Ask assigned to queue Desk  then Again }
        decision Again { when Form.Outputs.again = true -> go to Charge  otherwise "no" -> end, intended }"""
    )
    reason = (
        "it leads back to Charge, and ends if errors are finitely many or Again leads elsewhere in the end"
    )
    assert told["Charge"] == ("assumed", reason)
    assert told["run"] == ("assumed", reason)


def test_a_path_that_no_error_leads_into_is_vacuous() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  then Chosen }
        decision Chosen { when Pay is Error -> Never  otherwise "fine" -> end, intended }
        stage Never { background Mend calls Work  on error -> Charge  then end }"""
    )
    assert told["Never"] == ("vacuous", "no error leads into it")


COUNTED = """stage Charge { background Pay calls Work  on error -> Count  then end }
        stage Count { background Add calls Count_One  then AFTER }
        AFTERWARDS
        decision Enough { when $Record.Tries__c < 2 -> go to Charge  otherwise "enough" -> end, intended }
        flow Count_One { type AutoLaunchedFlow  sync  writes $Record.Tries__c = $Record.Tries__c + 1 }
        field $Record.Tries__c: integer 0..2 not null, changed only by Count_One
"""


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        pytest.param(
            ("Pause", "stage Pause { background Wait calls Work  then Enough }"), "proved", id="seen"
        ),
        pytest.param(("Enough", ""), "refuted", id="not seen: the record is read again only after a rest"),
    ],
)
def test_a_counter_ends_it_where_the_decision_sees_it(after: tuple[str, str], verdict: str) -> None:
    body = COUNTED.replace("AFTERWARDS", after[1]).replace("AFTER", after[0])
    ending = _endings(body)["Charge"]
    assert ending.verdict == verdict
    if verdict == "proved":
        assert ending.reason == "it leads back at most once: every lap moves $Record.Tries__c on (0, 1, 2)"
        assert ending.assumptions == (
            "Count_One sets $Record.Tries__c to $Record.Tries__c + 1, as its contract says",
        )
        assert ending.certificate == "fair rank"
        of_run = _endings(body)["run"]
        assert of_run.reason == f"Charge: {ending.reason}"
        assert of_run.assumptions == ending.assumptions
    else:
        assert ending.reason is not None
        assert "sees" in ending.reason


@pytest.mark.parametrize(
    ("entry", "outcome", "why"),
    [
        ("$Record.Other__c = 1", "$Record.Other__c = 2", UNSEEN),
        ("$Record.Tries__c = 1", "$Record.Other__c = 2", UNSEEN),
        ("$Record.Other__c = 1", "$Record.Tries__c = 2", IN_VAIN),
        ("$Record.Other__c = 1", "Left = 2", IN_VAIN),
    ],
)
def test_a_count_is_seen_by_decisions_alone_and_through_formulas(entry: str, outcome: str, why: str) -> None:
    orchestration = program_of(f"""
      flow Count_One {{ sync writes $Record.Tries__c = $Record.Tries__c + 1 }}
      formula Left: number = "3 - {{!$Record.{"Tries__c" if outcome.startswith("Left") else "Other__c"}}}"
      start when Order__c is created -> Charge
      stage Charge {{ background Pay calls Work on error -> Mend then end }}
      stage Mend {{ background Fix calls Count_One starts when {entry} then Again }}
      decision Again {{ when {outcome} -> Charge otherwise -> end }}
    """).orchestration
    assert uncounted(orchestration, orchestration.contracts, "Charge") == why
    assert uncounted(orchestration, (), "Charge") == UNCOUNTED


@pytest.mark.parametrize(
    ("charge", "mend", "paid", "why"),
    [
        ("Work", "Work", "Count_One", UNCOUNTED),
        ("Count_One", "Work", "Work", UNSEEN),
        ("Work", "Count_One", "Work", UNSEEN),
    ],
)
def test_only_what_lies_between_an_error_and_the_next_start_counts_the_attempts(
    charge: str, mend: str, paid: str, why: str
) -> None:
    orchestration = program_of(f"""
      flow Count_One {{ sync writes $Record.Tries__c = $Record.Tries__c + 1 }}
      start when Order__c is created -> Charge
      stage Charge {{ background Pay calls {charge} on error -> Mend then Paid }}
      stage Mend {{ background Fix calls {mend} then Charge }}
      stage Paid {{ background Note calls {paid} then Again }}
      decision Again {{ when $Record.Tries__c < 2 -> Charge otherwise -> end }}
    """).orchestration
    assert uncounted(orchestration, orchestration.contracts, "Charge") == why


def test_a_decision_that_only_further_errors_lead_back_from_is_told() -> None:
    told = _told(
        """stage Charge { background Pay calls Work  on error -> Help  then end }
        stage Help { interactive Form calls Ask assigned to queue Desk  then Again }
        decision Again { when Form.Outputs.again = true -> Mend  otherwise "no" -> end, intended }
        stage Mend { background Fix calls Work  on error -> Charge  then end }"""
    )
    assert told["Charge"] == (
        "assumed",
        "it leads back to Charge, and ends if errors are finitely many or Again leads elsewhere in the end",
    )


def ending_of_charge(body: str) -> FaultEnding:
    """How the fault path of the first stage ends."""
    text = f"orchestration Order {{ start when Order__c is created -> Charge\n{body}{FLOWS} }}"
    return next(iter(fault_endings(Analysis(encode(program_of(text))))))


PAUSED = COUNTED.replace("AFTERWARDS", "stage Pause { background Wait calls Work  then Enough }").replace(
    "AFTER", "Pause"
)


def test_laps_that_are_too_many_to_count_are_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "MOST_LAPS", 0)
    ending = ending_of_charge(PAUSED)
    assert (ending.verdict, ending.reason) == ("proved", "a rank falls with every lap")
    assert ending.counts


def test_a_way_back_through_the_fault_path_of_another_stage_is_one() -> None:
    ending = ending_of_charge(
        PAUSED.replace("on error -> Count", "on error -> Help")
        + "stage Help { background Call calls Work  on error -> Count  then end }"
    )
    assert ending.reason == "it leads back at most once: every lap moves $Record.Tries__c on (0, 1, 2)"
    assert ending.counts


SHARED = """
  stage Charge { interactive Form calls Ask assigned to queue Desk  on error -> Mend  then Good }
  decision Good { when Form.Outputs.again = false -> Ship  otherwise "again" -> go to Charge }
  stage Ship { background Send calls Work  then end }
"""
"""A decision that people may send round as often as they like."""
LEAVING = "it ends if people and flows leave every rework loop in the end"


@pytest.mark.parametrize(
    ("mend", "verdict", "reason"),
    [
        pytest.param(
            "stage Mend { background Fix calls Work  then Good }",
            "refuted",
            f"Charge's fault path returns to Charge; {UNCOUNTED}",
            id="no answer is there, so the default is taken",
        ),
        pytest.param(
            """stage Mend { interactive Second calls Ask assigned to queue Desk  then Better }
            decision Better { when Second.Outputs.again = false -> Ship  otherwise "again" -> Good }""",
            "assumed",
            LEAVING,
            id="an answer on the way leads elsewhere",
        ),
        pytest.param(
            "stage Mend { background Fix calls Work  then Ship }", "proved", "no way leads back", id="none"
        ),
    ],
)
def test_rework_excuses_no_errors_that_take_its_outcome_too(mend: str, verdict: str, reason: str) -> None:
    ending = _endings(SHARED + mend)["Charge"]
    assert (ending.verdict, ending.reason) == (verdict, reason)
    assert ending.certificate == ("fair rank" if verdict == "proved" else None)


def test_what_answers_can_come_round_to_is_rework_and_no_lap_of_errors() -> None:
    told = _told(
        SHARED.replace("-> go to Charge", "-> Mend")
        + "stage Mend { background Fix calls Work  then Back }"
        + "decision Back { when Fix is Completed -> go to Charge  otherwise -> end, intended }"
    )
    assert told["Charge"] == ("assumed", LEAVING)
