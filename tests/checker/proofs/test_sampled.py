"""Where values are only sampled, a stage that seems to wait for ever is a warning, and no error."""

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.finding import Confidence, Severity
from stageproof.grammar.source import Source

TEXT = """
orchestration Order {
  start when Order__c is created -> Wait
  stage Wait {
    background Note calls Look async
    completes when Note is Completed and loud = "YES"
    then end
  }
  formula loud: text = "UPPER({!$Record.Word__c})"
  field $Record.Word__c: DOMAIN not null, never changed
  flow Look { type AutoLaunchedFlow  async }
}
"""


def _found(domain: str) -> tuple[Severity, Confidence]:
    source = Source("order.orch", TEXT.replace("DOMAIN", domain))
    outcome = check_source(source, Settings(("stage-waits-forever",), prove=True), lambda _: None)
    (finding,) = outcome.findings
    return finding.severity, finding.confidence


def test_sampled_values_make_it_likely_and_declared_ones_certain() -> None:
    assert _found("text") == (Severity.WARNING, Confidence.LIKELY)
    assert _found('one of "yes", "no"') == (Severity.ERROR, Confidence.CERTAIN)
