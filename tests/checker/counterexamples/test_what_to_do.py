"""A violated property comes with the advice that `check` gives for it; a broken row says whose mistake it is."""

import pytest
from tested_definitions import ONBOARDING, known_runs, program_of

from stageproof.checker.campaigns.reports.text import failure_parts
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.counterexamples.what_to_do import OF_OTHER_READING, OF_ROW, what_to_do
from stageproof.checker.property_advice import OF_KIND
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.flaw import Flaw, Judge
from stageproof.checker.random_runs.tally import Failure
from stageproof.checker.reports.style import Style
from stageproof.engine.events import Begin
from stageproof.engine.exploration.policy import Happening
from stageproof.grammar.property import Property
from stageproof.grammar.source import Source

CALM = FaultModel(without=frozenset({Happening.CANCEL, Happening.SUSPEND}))
OF_CHECK = {
    'always "a": not (Fix starts)': "always",
    'never "a": Laptop starts': "never",
    'always "a": HR_Data completes before Fix starts': "before",
    'exactly once "a": Laptop starts': "exactly-once",
    'eventually "a": Laptop completes or run is Error': "eventually",
    'always "a": Create completes leads to Laptop completes or run is Error': "leads-to",
}


def by_check(text: str) -> str:
    settings = Settings(("property-violated",), prove=True)
    outcome = check_source(Source("tested.orch", text), settings, lambda _: None)
    (finding,) = [each for each in outcome.findings if each.rule == "property-violated"]
    return finding.help


def by_runs(text: str) -> str:
    known = known_runs(text, faults=CALM)
    (failure,) = close(known, 100_000).tally.failures.values()
    return what_to_do(known.program, failure.flaw, judged_run(known.program, failure.events))


@pytest.mark.parametrize(("claim", "kind"), OF_CHECK.items(), ids=OF_CHECK.values())
def test_a_violated_property_comes_with_the_advice_of_check(claim: str, kind: str) -> None:
    text = ONBOARDING.replace("CLAIM", claim)
    (told,) = program_of(text).orchestration.properties
    assert told.kind == kind
    assert by_runs(text) == by_check(text)


def test_every_kind_of_property_has_advice() -> None:
    kinds = (Property.__doc__ or "").partition("`kind`: ")[2].partition(".")[0].split(", ")
    assert sorted(OF_KIND) == sorted(kinds)


@pytest.mark.parametrize(
    ("claim", "advice"),
    [
        (
            'eventually "a": Laptop completes or run is Error',
            (
                'From the default of Cleared (when not HR_Data.Outputs.decision = "Approve") the run goes to its end: let '
                '"Laptop completes or run is Error" come to hold on that way, or lead it elsewhere.'
            ),
        ),
        (
            'eventually "a": run is Completed',
            (
                "The run ends as Fix fails and nothing catches that: give stage Ask_IT a fault path on which "
                '"run is Completed" comes to hold, or write run is Completed or run is Error in the property.'
            ),
        ),
    ],
)
def test_what_has_to_come_and_does_not_is_advised_on_at_the_place_of_the_run(claim: str, advice: str) -> None:
    text = ONBOARDING.replace("CLAIM", claim)
    known = known_runs(text, faults=CALM)
    found = close(known, 100_000).tally.failures.values()
    assert [
        what_to_do(known.program, each.flaw, judged_run(known.program, each.events)) for each in found
    ] == [advice]


def test_a_broken_row_is_no_mistake_of_the_definition_or_another_reading() -> None:
    program = program_of(ONBOARDING)
    judged = judged_run(program, (Begin(),))
    row = Flaw(Judge.ROW, "run-status-canceled", "run", "", "")
    assert what_to_do(program, row, judged) == OF_ROW
    assert what_to_do(program, row._replace(tolerance="canceled-steps"), judged) == OF_OTHER_READING


def test_the_report_shows_the_advice_with_the_line_of_the_property() -> None:
    text = ONBOARDING.replace("CLAIM", 'never "a": Laptop starts')
    known = known_runs(text)
    (failure,) = close(known, 100_000).tally.failures.values()
    told = "\n".join(failure_parts(failure, known.program, Source("tested.orch", text), Style(), 200))
    assert f"  to do: {OF_KIND['never']}\n  --> tested.orch:" in told


def test_a_property_that_is_gone_has_no_advice() -> None:
    program = program_of(ONBOARDING)
    flaw = Failure(Flaw(Judge.PROPERTY, "gone", "run", "", ""), 1, None, (Begin(),)).flaw
    assert what_to_do(program, flaw, judged_run(program, (Begin(),))) == ""
