"""What proofs say that no run ever comes to, as features."""

from __future__ import annotations

from collections.abc import Mapping

from ...grammar.contract import FlowContract
from ...grammar.model import Orchestration
from ...grammar.source import Source
from ..context import Context
from ..proofs.decided import decided
from ..random_runs.features import ON_ERROR, Feature, feature

STATUS_OF = {"reachable": "InProgress", "completes": "Completed"}


def proved_unreachable(
    orchestration: Orchestration, source: Source, contracts: Mapping[str, FlowContract]
) -> frozenset[str]:
    """The features of stages, steps and outcomes that are proved not to be reached, of any run at all."""
    context = Context(orchestration, source, lambda flow: contracts.get(flow.casefold()))
    decisions = {decision.name for decision in orchestration.decisions}
    found: set[str] = set()
    for one in decided(context).obligations:
        if one.verdict != "refuted":
            continue
        element = one.element.removeprefix(f"{orchestration.name}/")
        head, _, tail = element.partition("/")
        if one.property == "fault-path-reachable":
            found.add(feature(Feature.CONNECTOR, f"{element} {ON_ERROR}"))
        elif one.property == "reachable" and head in decisions:
            found.add(feature(Feature.OUTCOME, f"{head}={tail}"))
        elif one.property in STATUS_OF:
            found.add(feature(Feature.STATUS, f"{element}={STATUS_OF[one.property]}"))
    return frozenset(found)
