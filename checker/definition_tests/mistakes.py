"""The mistakes that random runs found, as text for people."""

from __future__ import annotations

from collections.abc import Iterable

from ..campaigns.reports.text import failure_parts
from ..random_runs.tally import Failure
from ..reports.style import Style
from .tested import DefinitionUnderTest


def mistakes_text(tested: DefinitionUnderTest, failures: Iterable[Failure]) -> str:
    """Each mistake with its rule, its run as a table and its events, then the command that finds it again."""
    campaign, path = tested.campaign, tested.definition.source.path
    parts = [
        part.rstrip("\n")
        for failure in failures
        for part in failure_parts(failure, tested.program, tested.definition.source, Style(), None)
    ]
    plan = campaign.plan
    command = f"stageproof test {path} --seed {plan.seed} --runs {plan.runs} --explore {plan.most_ways}"
    command += "".join(f" --accept {decision}" for decision in sorted(plan.accepted))
    return "\n\n".join([*parts, f"To find it again: {command}"]) + "\n"
