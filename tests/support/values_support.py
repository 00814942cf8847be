"""Claims of proofs about values, shown by runs of the interpreter."""

from __future__ import annotations

from running import statuses

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import MOST_EVENTS, run_of
from stageproof.checker.proofs.reachability import STARTS, reachings
from stageproof.engine.program.program import Program


def stages_reached(program: Program) -> dict[str, bool]:
    """For each stage that some run starts, whether the run that shows it does so in the interpreter."""
    analysis = Analysis(encode(program, suspends=False))
    found: dict[str, bool] = {}
    for claim in reachings(analysis):
        if (
            claim.property != STARTS
            or "/" in claim.element
            or claim.element.casefold() not in program.stage_index
        ):
            continue
        for edge in claim.edges:
            states = analysis.states_taking(edge)
            if not states:
                continue
            target = analysis.system.edges[edge].target
            path = analysis.shortest.path_to(target, analysis.model.moves[edge].forward(states), MOST_EVENTS)
            if path is not None:
                run = run_of(analysis, path)
                found[claim.element] = statuses(program, run)["stages"][claim.element] is not None
    return found
