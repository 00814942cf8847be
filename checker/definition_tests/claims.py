"""The tests of the author's properties: decided by proof where that is possible, else by random runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...grammar.property import Property
from ..campaigns.vacuity import is_reached, is_untested
from ..place import finding_of
from ..proofs.own.verdict import OwnVerdict
from ..random_runs.flaw import Judge
from ..registry import rule_named
from ..report import Report
from ..reports.full import full
from ..witness.saved import scenario_text
from .decided import Decided, NamedTest, Verdict
from .mistakes import mistakes_text
from .tested import DefinitionUnderTest

VIOLATED: Final = "property-violated"
BY_PROOF: Final = "decided by proof"
BY_RUNS: Final = "decided by random runs"
UNTOLD: Final = "at some moments of random runs it could not be judged"
UNTESTED: Final = "in random runs what it supposes never held"


def claim_tests(tested: DefinitionUnderTest) -> Iterator[NamedTest]:
    """A test for each property of the definition, in their order."""
    source = tested.definition.source
    for number, claim in enumerate(tested.definition.orchestration.properties):
        line = source.position(claim.span.start).line
        word, _, _ = source.text[claim.span.start : claim.span.end].partition(" ")
        name = f'{word} "{claim.title}"'
        yield NamedTest(name, line, partial(_decide, tested, number, claim))


def _decide(tested: DefinitionUnderTest, number: int, claim: Property) -> Decided:
    context = tested.definition.context
    verdicts = context.own_verdicts
    if not verdicts:
        return _by_runs(tested, claim, context.proofs.told or "no run begins")
    found = verdicts[number]
    because = f": {found.reason}" if found.reason else ""
    match found.verdict:
        case "refuted":
            return Decided(Verdict.BROKEN, _refuted(tested, found), measures=_measures(BY_PROOF))
        case "proved" | "assumed":
            note = f"{BY_PROOF} ({found.verdict}{because})"
            return Decided(Verdict.HOLDS, note=note, measures=_measures(BY_PROOF))
        case "vacuous":
            return Decided(Verdict.VACUOUS, f"vacuous{because}", measures=_measures(BY_PROOF))
        case _:
            return _by_runs(tested, claim, found.reason)


def _by_runs(tested: DefinitionUnderTest, claim: Property, why_not_proved: str) -> Decided:
    """What random runs say of a property: what none of them does is not ruled out by them."""
    not_proved = f"not proved: {why_not_proved}"
    measures = (*_measures(BY_RUNS), *tested.measures)
    campaign = tested.campaign
    if claim.kind == "reachable":
        if is_reached(campaign, claim):
            return Decided(
                Verdict.HOLDS, note=f"{BY_RUNS}: a run gets there; {not_proved}", measures=measures
            )
        return Decided(Verdict.UNDECIDED, not_proved, measures=measures)
    failures = tested.failures(Judge.PROPERTY, claim.title)
    if failures:
        return Decided(Verdict.BROKEN, mistakes_text(tested, failures), not_proved, measures)
    if claim.title in campaign.untold:
        return Decided(Verdict.UNDECIDED, f"{not_proved}; {UNTOLD}", measures=measures)
    if is_untested(campaign, claim):
        return Decided(Verdict.UNDECIDED, f"{not_proved}; {UNTESTED}", measures=measures)
    if campaign.is_exhaustive or campaign.tally.runs:
        told = "every run" if campaign.is_exhaustive else f"{campaign.tally.runs} random runs"
        return Decided(Verdict.HOLDS, note=f"{BY_RUNS}: held in {told}; {not_proved}", measures=measures)
    return Decided(Verdict.UNDECIDED, not_proved, measures=measures)


def _refuted(tested: DefinitionUnderTest, verdict: OwnVerdict) -> str:
    """What `check` says of it, and the run as a scenario."""
    rule = rule_named(VIOLATED)
    definition = tested.definition
    texts: list[str] = []
    if rule is not None and rule.visit is not None:
        for found in rule.visit(definition.orchestration, definition.context):
            if found.at is not verdict.claim:
                continue
            finding = finding_of(rule, found, definition.orchestration.name, definition.source)
            texts.append(full(Report("", "", (), (finding,)), quiet=True))
            if found.trace:
                scenario = scenario_text(verdict.claim.title, found.trace)
                texts.append(f"To play it again, add this to the definition:\n\n{scenario}")
    return "\n".join(texts) or f'The property "{verdict.claim.title}" does not hold.\n'


def _measures(decided_by: str) -> tuple[tuple[str, str], ...]:
    return (("decided_by", decided_by.removeprefix("decided by ")),)
