"""Records, triggers, values and definitions with mistakes in them: what the interpreter makes of them."""

from fractions import Fraction

from running import done, play, program_of, refusal, status

from stageproof.engine.events import Complete, SetField

# ---------------------------------------------------------------- records

RECORD = """
  orchestration T {
    api %s
    start when Case is created -> Main { where Priority = "High" }
    stage Main {
      background A calls F async
      background B calls F async starts when $Record.Status = "Closed"
      background C calls F async starts when A is Completed and $Record.Status = "Closed"
      background D calls F async
      then end
    }
  }
"""
HIGH = (("$Record.Priority", "High"),)


def test_no_run_starts_where_the_trigger_does_not_hold() -> None:
    program = program_of(RECORD % 67)
    from stageproof.engine.events import Begin
    from stageproof.engine.run import apply, new_run

    refused = apply(program, new_run(program), Begin())
    assert "trigger" in str(refused)
    assert status(program, play(program, begin=HIGH), "run") == "InProgress"


def test_a_change_of_a_record_that_a_requirement_names_wakes_the_run() -> None:
    program = program_of(RECORD % 67)
    run = play(program, SetField("$Record.Status", "Closed"), begin=HIGH)
    assert (status(program, run, "B"), status(program, run, "C")) == ("InProgress", "NotStarted")


def test_before_api_58_the_record_stays_as_it_was_at_the_start() -> None:
    program = program_of(RECORD % 57)
    run = play(program, SetField("$Record.Status", "Closed"), done("A"), begin=HIGH)
    assert (status(program, run, "B"), status(program, run, "C")) == ("NotStarted", "NotStarted")


def test_a_record_is_not_read_anew_within_one_burst() -> None:
    program = program_of("""
      flow S { sync; writes $Record.Status = "Closed" }
      start when Case is created -> Main
      stage Main {
        background A calls S
        background B calls F async starts when $Record.Status = "Closed"
        background D calls F async
        then end
      }
    """)
    assert status(program, play(program, done("A")), "B") == "NotStarted"
    assert status(program, play(program, done("A"), done("D")), "B") == "InProgress"


def test_a_contract_that_counts_writes_the_field_at_each_completion() -> None:
    program = program_of("""
      flow Try { async; writes $Record.Attempts__c = $Record.Attempts__c + 1 }
      start when Case is created -> Main
      stage Main { background A calls Try then Which }
      decision Which { when $Record.Attempts__c < 3 -> go to Main otherwise -> end }
    """)
    begin = (("$Record.Attempts__c", Fraction(0)),)
    assert status(program, play(program, done("A"), done("A"), begin=begin), "run") == "InProgress"
    assert status(program, play(program, done("A"), done("A"), done("A"), begin=begin), "run") == "Completed"


def test_a_field_declared_never_to_change_cannot_be_set() -> None:
    program = program_of("""
      field $Record.Type__c: one of "New", "Old", never changed
      field $Record.Size__c: integer 0..5
      start when Case is created -> Main
      stage Main {
        background A calls F async starts when $Record.Type__c = "New" and $Record.Size__c > 1
        then end
      }
    """)
    run = play(program)
    assert "never changed" in refusal(program, run, SetField("$Record.Type__c", "Old")).reason
    assert "0..5" in refusal(program, run, SetField("$Record.Size__c", Fraction(6))).reason
    assert "of type" in refusal(program, run, SetField("$Record.Size__c", "six")).reason


# ---------------------------------------------------------------- definitions with errors


def test_a_connector_to_nothing_ends_the_run_in_error_when_it_is_followed() -> None:
    program = program_of("start autolaunched -> Main stage Main { background A calls F async then Nowhere }")
    assert ["Nowhere" in problem.message for problem in program.problems] == [True]
    assert status(program, play(program, done("A")), "run") == "Error"


def test_a_reference_to_nothing_is_a_problem_and_reads_as_null() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async starts when Nothing.Status = "Completed"
        then end
      }
    """)
    assert [problem.message for problem in program.problems] == [
        "Nothing.Status names nothing in this definition; it is read as null"
    ]
    assert status(program, play(program, done("A")), "B") == "NotStarted"


def test_logic_that_cannot_be_read_is_a_problem_and_an_error_when_it_is_judged() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async starts when logic "1 AND" { 1: run.Status = "InProgress" }
        then end
      }
    """)
    assert program.problems
    assert status(program, play(program), "Main") == "Error"


def test_wrong_outputs_are_refused_with_what_was_expected() -> None:
    program = program_of("""
      flow G { out decision: one of "Approve", "Reject"; out ready: boolean not null }
      start autolaunched -> Main
      stage Main {
        interactive Ask calls G assigned to queue Q
        background B calls F async starts when Ask.Outputs.ready = true
        then end
      }
    """)
    run = play(program)
    assert "one of" in refusal(program, run, done("Ask", decision="Maybe", ready=True)).reason
    assert "of type boolean" in refusal(program, run, done("Ask", ready="yes")).reason
    assert (
        "Did you mean decision?" in refusal(program, run, done("Ask", decison="Approve", ready=True)).reason
    )
    assert "needs a value for ready" in refusal(program, run, done("Ask")).reason
    assert "never to be null" in refusal(program, run, done("Ask", ready=None)).reason


def test_a_trigger_that_asks_for_a_change_needs_the_record_to_have_come_to_meet_it() -> None:
    from stageproof.engine.events import Begin
    from stageproof.engine.run import apply, new_run

    program = program_of("""
      start when Case is updated -> Main {
        where Status = "Closed"
        only when changed to meet
      }
      stage Main { background A calls F async then end }
    """)
    now = ("$Record.Status", "Closed")
    assert (
        status(program, play(program, begin=(now, ("$Record__Prior.Status", "Open"))), "run") == "InProgress"
    )
    still = apply(program, new_run(program), Begin((now, ("$Record__Prior.Status", "Closed"))))
    assert "trigger" in str(still)


def test_a_run_starts_on_the_only_path_there_is() -> None:
    program = program_of("""
      start when Case is created -> end {
        path Later -> Main
      }
      stage Main { background A calls F async then end }
    """)
    assert status(program, play(program), "Main") == "InProgress"


def test_true_and_one_are_different_values_and_so_are_the_configurations_that_hold_them() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async
        completes when A is Completed and B is Completed and A.Outputs.x = 1
        then end
      }
    """)
    one, true = play(program, done("A", x=1)), play(program, done("A", x=True))
    assert one.configuration != true.configuration
    assert status(program, play(program, done("A", x=1), done("B")), "run") == "Completed"
    assert status(program, play(program, done("A", x=True), done("B")), "run") == "Error"


def test_a_flow_that_finished_late_does_not_finish_again() -> None:
    program = program_of("""
      flow Count { async; writes $Record.Done__c = $Record.Done__c + 1 }
      start when Case is created -> Main
      stage Main {
        background Quick calls F async
        background Slow calls Count
        completes when Quick is Completed
        then Next
      }
      stage Next {
        background Wait calls F async starts when $Record.Done__c > 5
        then go to Main
      }
    """)
    run = play(program, done("Quick"), done("Slow"), begin=(("$Record.Done__c", Fraction(0)),))
    assert "finished already" in refusal(program, run, done("Slow")).reason


def test_a_field_that_a_flow_writes_in_a_way_nobody_knows_stays_open_to_the_world() -> None:
    text = """
      flow Fix { async %s }
      field $Record.Status: text, changed only by Fix
      start when Case is created -> Main
      stage Main {
        background A calls Fix
        background B calls F async starts when $Record.Status = "Closed"
        then end
      }
    """
    event = SetField("$Record.Status", "Closed")
    known = program_of(text % '; writes $Record.Status = "Closed"')
    assert "never changed" in refusal(known, play(known), event).reason
    for unknown in (program_of(text % ""), program_of(text % "; writes $Record.Status")):
        assert status(unknown, play(unknown, event), "B") == "InProgress"


def test_a_flow_counts_from_the_record_as_it_is_not_as_the_run_last_saw_it() -> None:
    program = program_of("""
      flow Count { sync; writes $Record.Size__c = $Record.Size__c + 1 }
      start when Case is created -> Main
      stage Main {
        background A calls Count
        background B calls Count
        background C calls F async
        then Which
      }
      decision Which { when $Record.Size__c = 2 -> end otherwise -> Other }
      stage Other { background D calls F async then end }
    """)
    run = play(program, done("A"), done("B"), done("C"), begin=(("$Record.Size__c", Fraction(0)),))
    assert status(program, run, "run") == "Completed"


def test_what_is_no_value_is_refused_and_nothing_raises() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F
        completes when A.Outputs.size > 1
        then end
      }
      flow F { async out size: number }
    """)
    run = play(program)
    for wrong in (1.5, 3, object(), [1], {"a": 1}):
        refused = refusal(program, run, Complete("A", (("size", wrong),)))  # type: ignore[arg-type]  # that is the test
        assert "which is no value of a run: use None, bool, Fraction" in refused.reason
