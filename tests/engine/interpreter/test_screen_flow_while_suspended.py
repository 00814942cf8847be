"""A screen flow that fails while its run is suspended does what it does in a run in progress."""

import pytest

from stageproof.engine.decisions.choices import choices
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Complete, Fail, Resume, Suspend
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply, new_run
from stageproof.engine.statuses import RunStatus, StepStatus, WorkItemStatus
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

DEFINITION = """\
orchestration Screens {
  api 67
  start autolaunched -> Ask
  stage Ask { interactive Form calls Form_Flow assigned to user "somebody" then end }
}
"""


@pytest.mark.parametrize(
    ("reading", "run_status", "step_status"),
    [
        ("stays-in-progress", RunStatus.IN_PROGRESS, StepStatus.IN_PROGRESS),
        ("error", RunStatus.ERROR, StepStatus.ERROR),
    ],
)
def test_it_strikes_on_the_resume_only_where_it_would_strike_at_once(
    reading: str, run_status: RunStatus, step_status: StepStatus
) -> None:
    orchestration = parse(Source("screens.orch", DEFINITION)).orchestration
    assert orchestration is not None
    program = compile_orchestration(orchestration, choices(screen_flow_failure=reading))
    run = new_run(program)
    for event in (Begin(), Suspend(), Fail("Form", ErrorKind.CALLED_FLOW), Resume()):
        after = apply(program, run, event)
        assert not isinstance(after, Refusal)
        run = after
    current = run.configuration.current
    assert current is not None
    assert run.configuration.run is run_status
    assert current.steps == (step_status,)
    if run_status is RunStatus.IN_PROGRESS:
        assert current.items == (WorkItemStatus.ASSIGNED,)
        done = apply(program, run, Complete("Form"))
        assert not isinstance(done, Refusal)
        assert done.configuration.run is RunStatus.COMPLETED
