"""Errors that nobody announced are taken for granted only where nothing else explains what is seen."""

from dataclasses import replace

from adapter_runs import definition

from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import ObservedMoment, SeenChange, observe
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Event, Fail, Resume
from stageproof.engine.history import Run
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply, new_run
from stageproof.grammar.model import Orchestration

ASKING = definition("""
orchestration Asking {
  api 67
  flow Form { type Flow }
  known queues Desk
  start autolaunched -> Only
  stage Only {
    interactive First calls Form assigned to queue Desk
    interactive Second calls Form assigned to queue Desk
    then end
  }
}
""")
HANDLED = definition("""
orchestration Handled {
  api 67
  flow Make { async }
  start autolaunched -> Only
  stage Only { background Make_One calls Make on error -> Repair then end }
  stage Repair { background Fix calls Make then end }
}
""")
EVALUATED = definition("""
orchestration Evaluated {
  api 67
  flow Make { async }
  start autolaunched -> Only
  stage Only { background Make_One calls Make completes when flow Done returns true then end }
}
""")


def played(orchestration: Orchestration, *events: Event) -> tuple[ObservedMoment, ...]:
    program = compile_orchestration(orchestration)
    run = new_run(program)
    for event in events:
        result = apply(program, run, event)
        assert isinstance(result, Run), result
        run = result
    return observe(run.moments())


def broken(orchestration: Orchestration, moments: tuple[ObservedMoment, ...]) -> set[str]:
    return {violation.row for violation in judge(orchestration, moments)}


def test_a_step_that_fails_as_it_is_restarted_breaks_no_row() -> None:
    moments = played(
        ASKING,
        Begin(),
        Fail("Second", ErrorKind.CALLED_FLOW),
        Resume(),
        Fail("Second", ErrorKind.ASSIGNEE_UNRESOLVABLE),
    )
    assert broken(ASKING, moments) == set()


def test_a_step_that_is_restarted_without_cause_still_breaks_one() -> None:
    moments = played(ASKING, Begin(), Fail("Second", ErrorKind.CALLED_FLOW))
    again = SeenChange("step", "Only/Second", "Only", "Second", "Status", "Error", "InProgress")
    last = replace(moments[-1], changes=(*moments[-1].changes, again))
    assert broken(ASKING, (*moments[:-1], last)) != set()


def test_a_run_that_fails_though_its_error_was_handled_breaks_a_row() -> None:
    begin, failed = played(HANDLED, Begin(), Fail("Make_One", ErrorKind.CALLED_FLOW))
    assert broken(HANDLED, (begin, failed)) == set()
    unhandled = [change for change in failed.changes if change.stage != "Repair"]
    error = SeenChange("run", "run", None, None, "Status", "InProgress", "Error")
    assert "fault-path-runs" in broken(HANDLED, (begin, replace(failed, changes=(*unhandled, error))))


def test_an_evaluation_flow_that_fails_strikes_whatever_is_seen_of_it() -> None:
    begin, failed = played(EVALUATED, Begin(), Fail("Done", ErrorKind.EVALUATION_FLOW))
    assert broken(EVALUATED, (begin, failed)) == set()
    discontinued = tuple(
        change._replace(after="Discontinued") if change.part == "stage" else change
        for change in failed.changes
    )
    rows = broken(EVALUATED, (begin, replace(failed, changes=discontinued)))
    assert "stage-status-error-stage" in rows
