"""What runs came by is drawn on the picture of the definition."""

from tested_definitions import ONBOARDING, known_runs, program_of

from stageproof.checker.coverage.covered_picture import NEVER, covered_picture
from stageproof.checker.drawing.composition import compose
from stageproof.checker.drawing.picture import Picture, Shape, Tone
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel


def _picture(faults: FaultModel) -> Picture:
    known = known_runs(ONBOARDING, faults=faults)
    return covered_picture(known.program.orchestration, close(known, 100_000).tally.features)


def test_everything_that_was_seen_keeps_its_colour_and_says_how_often() -> None:
    plain, covered = compose(program_of(ONBOARDING).orchestration), _picture(FaultModel())
    assert [node.tone for node in covered.nodes] == [node.tone for node in plain.nodes]
    assert [arrow.tone for arrow in covered.arrows] == [arrow.tone for arrow in plain.arrows]
    assert all(arrow.lines[-1].endswith(("time", "times")) for arrow in covered.arrows)


def test_without_errors_the_fault_path_is_grey_and_the_rest_is_not() -> None:
    covered = _picture(FaultModel(0))
    tones = {node.name: node.tone for node in covered.nodes if node.shape is Shape.STAGE}
    assert tones["Ask_IT"] is Tone.UNREACHABLE
    assert tones["Prepare"] is not Tone.UNREACHABLE
    (fault,) = [arrow for arrow in covered.arrows if arrow.on_error]
    assert fault.tone is Tone.UNREACHABLE
    assert fault.lines[-1] == NEVER


def test_a_definition_that_nobody_ran_is_grey_all_over() -> None:
    covered = covered_picture(program_of(ONBOARDING).orchestration, {})
    assert {node.tone for node in covered.nodes if node.shape is not Shape.START} == {Tone.UNREACHABLE}
