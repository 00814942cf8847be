"""What a violated leads-to or eventually advises names the stages, steps and conditions of the run that is shown."""

import pytest

from stageproof.checker.check_file import Settings, check_source
from stageproof.grammar.source import Source

ORDER = """
orchestration Order {
  start autolaunched -> Check
  flow Ask { type Flow  out ok: boolean not null }
  flow Do { type AutoLaunchedFlow  async }
  stage Check { interactive Look calls Ask assigned to queue Desk  on error -> end  then Fine }
  decision Fine { when Look.Outputs.ok = true -> Ship  otherwise -> Store }
  stage Store { background Keep calls Do  on error -> Mend  then end }
  stage Ship {
    background Send calls Do
    background Bill calls Do starts when Look.Outputs.ok = false
    on error -> end
    then end
  }
  stage Mend { background Fix calls Do  then go to Store }
  CLAIM
}
"""


def _help(claim: str) -> str:
    source = Source("order.orch", ORDER.replace("CLAIM", claim))
    outcome = check_source(source, Settings(("property-violated",), prove=True), lambda _: None)
    (finding,) = outcome.findings
    return finding.help


@pytest.mark.parametrize(
    ("claim", "advice"),
    [
        (
            'always "a": Look completes leads to Keep completes or run is Completed or run is Error',
            "The run stays in stage Ship, where Bill waits for Look.Outputs.ok = false: give the stage an exit condition",
        ),
        (
            'always "b": Look fails leads to Keep completes',
            'After the error of Look the fault path of stage Check leads to the end: let "Keep completes" come to hold on it',
        ),
        (
            'always "c": Keep completes leads to Ship starts',
            'After stage Store the run goes to its end: let "Ship starts" come to hold before that.',
        ),
        (
            'always "d": Fix fails leads to Keep completes',
            "The run ends as Fix fails and nothing catches that: give stage Mend a fault path",
        ),
        (
            'always "e": Mend starts leads to Keep completes or run is Error',
            "The run goes round through Mend and Store by the error of Keep: count the laps in a field",
        ),
    ],
    ids=lambda value: value[:14],
)
def test_the_place_of_the_shown_run_is_named(claim: str, advice: str) -> None:
    assert _help(claim).startswith(advice)


def test_where_an_outcome_leads_to_the_end_it_is_named_with_its_condition() -> None:
    text = """
orchestration Order {
  start autolaunched -> Check
  flow Ask { type Flow  out ok: boolean not null }
  stage Check { interactive Look calls Ask assigned to queue Desk  then Fine }
  decision Fine { when Look.Outputs.ok = true -> Ship  otherwise -> end, intended }
  stage Ship { interactive Send calls Ask assigned to queue Desk  then end }
  always "CLAIM
}
"""

    def help_of(claim: str) -> str:
        source = Source("order.orch", text.replace("CLAIM", claim))
        outcome = check_source(source, Settings(("property-violated",), prove=True), lambda _: None)
        return outcome.findings[0].help

    assert help_of('a": Look completes leads to Ship starts or run is Error') == (
        'From the default of Fine (when not Look.Outputs.ok = true) the run goes to its end: let "Ship starts or run is Error" '
        "come to hold on that way, or lead it elsewhere."
    )
