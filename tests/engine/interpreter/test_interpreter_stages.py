"""Stages, steps and decisions: "Orchestration Stages" (exit conditions, automatic output), "Orchestration Steps"
(entry and exit conditions, statuses), "Evaluation Flows in Orchestrations" (when they are run again)."""

from running import changes, done, item, kinds, play, program_of, reason, refusal, status, statuses

from stageproof.engine.events import Cancel, Evaluate, Publish, SetField


def answers(run: object) -> int:
    """How often an evaluation flow was run in the last moment."""
    return sum(change.attribute == "Answer" for change in run.moments()[-1].changes)  # type: ignore[attr-defined]  # a Run


# ---------------------------------------------------------------- starting and completing


def test_all_steps_exist_not_started_once_their_stage_is_in_progress() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async starts when A is Completed
        then Next
      }
      stage Next { background C calls F async then end }
    """)
    run = play(program)
    assert statuses(program, run)["steps"] == {"A": "InProgress", "B": "NotStarted", "C": None}
    assert statuses(program, run)["stages"] == {"Main": "InProgress", "Next": None}


def test_only_completed_releases_a_step_that_waits_for_another() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async
        background C calls F async starts when A is Completed
        completes when B is Completed
        then end
      }
    """)
    run = play(program, done("A"))
    assert status(program, run, "C") == "InProgress"


def test_a_stage_completes_when_all_steps_are_completed() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background A calls F async background B calls F async then end }
    """)
    assert status(program, play(program, done("A")), "Main") == "InProgress"
    run = play(program, done("A"), done("B"))
    assert (status(program, run, "Main"), status(program, run, "run")) == ("Completed", "Completed")
    assert kinds(run, last_only=True) == ["EndStep Main/B", "EndStage Main", "EndInstance"]


def test_an_early_exit_discontinues_steps_in_progress_and_closes_their_work_items() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Quick calls F async
        background Slow calls F async
        interactive Ask calls G assigned to queue Q
        background Later calls F async starts when Ask is Completed
        completes when Quick is Completed
        then end
      }
    """)
    run = play(program, done("Quick"))
    assert statuses(program, run)["steps"] == {
        "Quick": "Completed",
        "Slow": "Discontinued",
        "Ask": "Discontinued",
        "Later": "NotStarted",
    }
    assert item(program, run, "Ask") == "Completed"
    assert reason(run, "Main/Slow", "Discontinued") == "step-status-discontinued-stage-completed"
    assert "EndWorkItem Main/Ask" not in kinds(run)


def test_a_step_whose_entry_never_holds_keeps_its_stage_waiting() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async starts when A.Outputs.x = true
        then end
      }
    """)
    run = play(program, done("A", x=False))
    assert (status(program, run, "B"), status(program, run, "Main")) == ("NotStarted", "InProgress")


def test_steps_that_wait_for_each_other_never_start_and_nothing_hangs() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async starts when B is Completed
        background B calls F async starts when A is Completed
        then end
      }
    """)
    run = play(program)
    assert statuses(program, run)["steps"] == {"A": "NotStarted", "B": "NotStarted"}


def test_conditions_join_by_all_any_and_custom_logic() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background Both calls F async starts when A.Outputs.x = 1 and A.Outputs.y = 1
        background Either calls F async starts when A.Outputs.x = 1 or A.Outputs.y = 1
        background Custom calls F async starts when logic "1 AND (2 OR NOT 3)" {
          1: A is Completed
          2: A.Outputs.x > 5
          3: A.Outputs.y >= 2
        }
        then end
      }
    """)
    run = play(program, done("A", x=1, y=2))
    assert [status(program, run, name) for name in ("Both", "Either", "Custom")] == [
        "NotStarted",
        "InProgress",
        "NotStarted",
    ]
    run = play(program, done("A", x=0, y=1))
    assert [status(program, run, name) for name in ("Both", "Either", "Custom")] == [
        "NotStarted",
        "InProgress",
        "InProgress",
    ]


def test_null_equals_only_null_and_no_ordering_holds_for_it() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background Is_Null calls F async starts when A is Completed and A.Outputs.x is null
        background Equal calls F async starts when A is Completed and A.Outputs.x = 1
        background Other calls F async starts when A is Completed and A.Outputs.x <> 1
        background Less calls F async starts when A is Completed and A.Outputs.x < 1
        background More calls F async starts when A is Completed and A.Outputs.x >= 1
        then end
      }
    """)
    run = play(program, done("A"))
    started = [name for name, value in statuses(program, run)["steps"].items() if value == "InProgress"]
    assert started == ["Is_Null", "Other"]


def test_comparing_values_of_different_types_is_an_error_of_the_stage() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        background B calls F async starts when A.Outputs.x > 1
        then end
      }
    """)
    run = play(program, done("A", x="many"))
    assert (status(program, run, "Main"), status(program, run, "run")) == ("Error", "Error")


def test_custom_exit_condition_replaces_the_screen_flow() -> None:
    text = """
      start autolaunched -> Main
      stage Main {
        background A calls F async
        interactive Ask calls G assigned to queue Q { completes when A is Completed }
        then end
      }
    """
    program = program_of(text)
    run = play(program, done("A"))
    assert (status(program, run, "Ask"), item(program, run, "Ask")) == ("Completed", "Completed")
    assert status(program, run, "run") == "Completed"
    both = program_of(text, interactive_exit="both-needed")
    assert status(both, play(both, done("A")), "Ask") == "InProgress"
    assert status(both, play(both, done("A"), done("Ask")), "Ask") == "Completed"


def test_a_finished_screen_flow_whose_exit_condition_is_false_leaves_nobody_holding_an_item() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        interactive Ask calls G assigned to queue Q { completes when Ask.Outputs.ready = true }
        then end
      }
    """)
    run = play(program, done("Ask", ready=False))
    assert (status(program, run, "Ask"), item(program, run, "Ask")) == ("InProgress", "Completed")
    assert refusal(program, run, done("Ask", ready=True)).because == "screen-done-exit-open"
    assert status(program, play(program, done("Ask", ready=True)), "run") == "Completed"


# ---------------------------------------------------------------- evaluation flows

GATE = """
  start autolaunched -> Main
  stage Main {
    background A calls F async
    background B calls F async
    background Gate calls F async starts when flow Ready returns true
    then end
  }
"""


def test_an_evaluation_flow_is_run_at_stage_start_and_at_every_completion() -> None:
    program = program_of(GATE)
    assert answers(play(program)) == 1
    assert answers(play(program, done("A"))) == 1


def test_a_changed_answer_is_seen_only_when_something_wakes_the_run() -> None:
    program = program_of(GATE)
    run = play(program, Evaluate("Ready", True))
    assert status(program, run, "Gate") == "NotStarted"
    assert status(program, play(program, Evaluate("Ready", True), done("A")), "Gate") == "InProgress"
    assert status(program, play(program, Evaluate("Ready", True), Publish()), "Gate") == "InProgress"


def test_an_evaluation_flow_completes_steps_and_stages() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background A calls F async
        interactive Ask calls G assigned to queue Q { completes when flow Enough returns true }
        completes when flow Done returns true
        then end
      }
    """)
    run = play(program, Evaluate("Enough", True), done("A"))
    assert status(program, run, "Ask") == "Completed"
    run = play(program, Evaluate("Done", True), done("A"))
    assert (status(program, run, "run"), status(program, run, "Ask")) == ("Completed", "Discontinued")


def test_an_evaluation_flow_can_answer_yes_before_the_run_begins_and_nothing_changes_a_run_that_is_over() -> (
    None
):
    from stageproof.engine.enabled import enabled
    from stageproof.engine.events import Begin
    from stageproof.engine.history import Run
    from stageproof.engine.run import apply, new_run

    program = program_of(GATE)
    run = new_run(program)
    for event in (Evaluate("Ready", True), Begin()):
        assert event in [template.event for template in enabled(program, run.configuration)]
        following = apply(program, run, event)
        assert isinstance(following, Run)
        run = following
    assert status(program, run, "Gate") == "InProgress"
    over = play(program, Cancel())
    for late in (Evaluate("Ready", True), SetField("$Record.x", None)):
        assert "over" in refusal(program, over, late).reason


# ---------------------------------------------------------------- synchronous steps


def test_a_synchronous_step_is_worked_off_before_anything_else_happens() -> None:
    program = program_of("""
      flow S { sync }
      start autolaunched -> Main
      stage Main {
        background A calls S
        background B calls S
        background C calls F async
        then end
      }
    """)
    run = play(program)
    assert refusal(program, run, done("C")).because == "synchronous-result"
    assert refusal(program, run, done("B")).because == "synchronous-result"
    assert refusal(program, run, Cancel()).because == "synchronous-result"
    run = play(program, done("A"), done("B"), done("C"))
    assert status(program, run, "run") == "Completed"


def test_the_author_chooses_synchrony_up_to_api_62_and_the_platform_from_63() -> None:
    text = """
      orchestration T {
        api %s
        flow S { elements actionCalls; async }
        start autolaunched -> Main
        stage Main { background A calls S background B calls F async background C calls Unknown then end }
      }
    """
    assert [step.synchronous for step in program_of(text % 62).stages[0].steps] == [True, False, True]
    newer = program_of(text % 63)
    assert [step.synchronous for step in newer.stages[0].steps] == [False, False, None]
    assert newer.unknown_synchrony == ("C",)
    declared = program_of(text % 63, synchronous_choice="as-declared")
    assert [step.synchronous for step in declared.stages[0].steps] == [True, False, True]


# ---------------------------------------------------------------- decisions and loops


def test_the_first_outcome_that_holds_is_taken_else_the_default() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background A calls F async then Which }
      decision Which {
        outcome Big when A.Outputs.x > 10 -> One
        outcome Any when A.Outputs.x > 1 -> Two
        otherwise -> end
      }
      stage One { background B calls F async then end }
      stage Two { background C calls F async then end }
    """)
    assert status(program, play(program, done("A", x=11)), "One") == "InProgress"
    assert status(program, play(program, done("A", x=2)), "Two") == "InProgress"
    assert status(program, play(program, done("A")), "run") == "Completed"
    outcome = [change for change in changes(play(program, done("A", x=2))) if change.attribute == "Outcome"]
    assert [change.after for change in outcome] == ["Any"]


def test_an_outcome_can_require_that_the_record_came_to_meet_it() -> None:
    program = program_of("""
      start when Case is updated -> Which
      decision Which {
        outcome Now when $Record.Status = "Closed" -> One { only when changed to meet }
        otherwise -> end
      }
      stage One { background B calls F async then end }
    """)
    closed = (("$Record.Status", "Closed"), ("$Record__Prior.Status", "Open"))
    assert status(program, play(program, begin=closed), "One") == "InProgress"
    still = (("$Record.Status", "Closed"), ("$Record__Prior.Status", "Closed"))
    assert status(program, play(program, begin=still), "run") == "Completed"


LOOP = """
  flow G { out again: boolean }
  start autolaunched -> Main
  stage Main {
    interactive Ask calls G assigned to queue Q
    background Note calls F async starts when Ask.Outputs.again = true or Ask is Completed
    then Which
  }
  decision Which { when Ask.Outputs.again = true -> go to Main otherwise -> end }
"""


def test_a_go_to_loop_starts_a_new_visit_with_statuses_and_outputs_afresh() -> None:
    program = program_of(LOOP)
    once = play(program)
    again = play(program, done("Ask", again=True), done("Note"))
    assert statuses(program, again)["steps"] == {"Ask": "InProgress", "Note": "NotStarted"}
    assert again.configuration.current == once.configuration.current
    assert kinds(again).count("StartStage Main") == 2


def test_a_go_to_loop_keeps_the_last_outputs_in_the_other_reading() -> None:
    program = program_of(LOOP, outputs_on_revisit="last-value")
    again = play(program, done("Ask", again=True), done("Note"))
    assert status(program, again, "Note") == "InProgress"


def test_a_go_to_cycle_that_never_waits_is_found_and_ends_the_run() -> None:
    program = program_of("""
      start autolaunched -> One
      decision One { when run.Status = "InProgress" -> go to Two otherwise -> end }
      decision Two { when run.Status = "InProgress" -> go to One otherwise -> end }
      stage Never { background A calls F async then end }
    """)
    run = play(program)
    assert (status(program, run, "run"), reason(run, "run", "Error")) == ("Error", "run-status-error-run")


def test_stages_that_complete_at_once_and_go_round_are_found_too() -> None:
    program = program_of("""
      start autolaunched -> One
      stage One {
        completes when run.Status = "InProgress"
        background A calls F async
        then go to Two
      }
      stage Two {
        completes when run.Status = "InProgress"
        background B calls F async
        then go to One
      }
    """)
    assert status(program, play(program), "run") == "Error"
