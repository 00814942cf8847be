"""The run that shows a verdict on a property, played again and held against the property as random runs are."""

from __future__ import annotations

from typing import Final

from stageproof.checker.counterexamples.judged_run import judged_run
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.random_runs.flaw import Judge
from stageproof.checker.witness.story import story

FOREVER: Final = ("the run waits for ever without it", "the run goes round for ever without it")
"""What ends no run, so that no run can show it broken."""


def by_ending(verdict: OwnVerdict) -> bool:
    """Whether a property is refuted by what one run comes to."""
    return verdict.verdict == "refuted" and verdict.reason not in FOREVER


def wrongly_shown(verdict: OwnVerdict) -> str:
    """What is wrong with the run that shows a verdict; nothing where it is one of the interpreter's, and breaks the
    property if that is refuted by what the run comes to.
    """
    if verdict.path is None:
        return ""
    encoding, model = verdict.analysis.encoding, verdict.analysis.model
    told = story(encoding, model, verdict.path)
    found = judged_run(encoding.program, [event for one in told for event in (one.event, *one.faults)])
    if found.refusal is not None:
        return f"the run that is shown is none of the interpreter's: {found.refusal}"
    titles = {each.flaw.id for each in found.found if each.flaw.judge is Judge.PROPERTY}
    if by_ending(verdict) and verdict.claim.kind != "reachable" and verdict.claim.title not in titles:
        return "the run that is shown breaks nothing"
    return ""
