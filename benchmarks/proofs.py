"""Proofs beside other provers, on the same behaviour: see `proof_models`.

Ours proves all it proves of an orchestration, with errors, data and suspended runs. SPIN is asked for deadlocks only
(it has no "can always reach"), rumur whether the end can be reached from everywhere, pm4py whether the workflow net is
sound, SNAKES for the graph of markings. The renderings for them have no error but those of `faults`: they have less to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Final

from measure import Comparison, Sample, beside
from peers import PeerRun, Ready, net_file, pm4py, rumur, run, snakes, spin
from proof_models.case import Case
from proof_models.families import blocks, data, faults, mixed, pairs, par
from proof_models.orch import to_orch

from stageproof.grammar.model import Orchestration

ROUNDS: Final = 3
LONG: Final = 5.0
"""A peer that needs more seconds than this runs once."""
Maker = Callable[[Case, Path], "Ready | str"]


def without_reduction(case: Case, folder: Path) -> Ready | str:
    return spin(case, folder, reduced=False)


def with_reduction(case: Case, folder: Path) -> Ready | str:
    return spin(case, folder, reduced=True)


def endless_runs(case: Case, folder: Path) -> Ready | str:
    return spin(case, folder, reduced=False, loops=True)


MODEL_CHECKERS: Final[tuple[Maker, ...]] = (without_reduction, with_reduction, rumur)
WITH_DATA: Final[tuple[tuple[Case, tuple[Maker, ...]], ...]] = (
    (par(10, 1), MODEL_CHECKERS),
    (par(17, 1), MODEL_CHECKERS),
    (par(10, 10), MODEL_CHECKERS),
    (blocks(50), MODEL_CHECKERS),
    (faults(6, 12, counted=True), (endless_runs, rumur)),
    (faults(6, 12, counted=False), (endless_runs, rumur)),
    (data(100, 6, 3), (without_reduction, rumur)),
)
TARGETS: Final[tuple[tuple[Case, float], ...]] = (
    (data(5, 8, 4), 0.05),
    (data(20, 8, 4), 0.05),
    (par(20, 1), 0.02),
    (par(100, 1), 0.1),
    (par(10, 10), 0.1),
    (blocks(500), 0.1),
    (pairs(1000, 10), 3),
)
"""Definitions, and the seconds in which everything about them is to be proved and certified."""
AS_NETS: Final = (par(5, 1), par(8, 1), par(3, 3), blocks(3), blocks(20))


@cache
def definition(path: Path) -> Orchestration:
    """The definition in a file, read once: peers do not read theirs within the measured time either."""
    from stageproof.checker.check_file import read_definition
    from stageproof.grammar.source import Source

    orchestration = read_definition(Source(path.name, path.read_text(encoding="utf-8"))).orchestration
    if orchestration is None:
        raise SystemExit(f"{path.name} cannot be read")
    return orchestration


def prove(path: Path) -> object:
    """Every claim about a definition, from the model on: fixpoints, verdicts, the certificate and its check by z3."""
    from stageproof.checker.context import Context
    from stageproof.checker.proofs.decided import decided
    from stageproof.grammar.source import Source

    orchestration = definition(path)
    context = Context(orchestration, Source(path.name, ""), lambda _: None)
    proved = decided(context, "on")
    if proved.problem is not None:
        raise SystemExit(f"{path.name}: {proved.problem[1]}")
    return proved


def beside_model_checkers(folder: Path, rounds: int) -> list[Comparison]:
    """Orchestrations as they are proved, beside SPIN and rumur."""
    del rounds
    result: list[Comparison] = []
    for case, makers in WITH_DATA:
        path = folder / f"{case.name}.orch"
        path.write_text(to_orch(case), encoding="utf-8")
        for maker in makers:
            ready = maker(case, folder)
            result.append(_compared(case, partial(prove, path), ready))
    return result


def sizes(folder: Path, rounds: int) -> list[Comparison]:
    """Definitions of every size, all claims with their certificates, against the time that is aimed at."""
    del rounds
    import_module("z3")
    result: list[Comparison] = []
    for case, seconds in TARGETS:
        path = folder / f"{case.name}.orch"
        path.write_text(to_orch(case), encoding="utf-8")
        ours, _ = beside(partial(prove, path), lambda: None, ROUNDS)
        what = f"everything proved of {case.name}, against {seconds * 1000:g} ms"
        result.append(Comparison(what, ours.middle / seconds, 1, details=(f"ours {ours}",)))
    return result


def in_any_order(folder: Path, rounds: int) -> list[Comparison]:
    """Chains of steps that the definition lists in any order, against the same ones listed one after the other."""
    del rounds
    result: list[Comparison] = []
    for case in (par(5, 6), par(10, 4)):
        paths = [folder / f"{each.name}.orch" for each in (mixed(case), case)]
        for path, each in zip(paths, (mixed(case), case), strict=True):
            path.write_text(to_orch(each), encoding="utf-8")
        ours, listed = beside(partial(prove, paths[0]), partial(prove, paths[1]), ROUNDS)
        what = f"everything proved of {case.name} with its steps in any order, against in order"
        result.append(Comparison(what, ours.middle / listed.middle, 2, details=(f"{ours}, {listed}",)))
    return result


def nets_beside_net_tools(folder: Path, rounds: int) -> list[Comparison]:
    """Workflow nets, read and checked for soundness by our fixpoints, beside pm4py and SNAKES."""
    del rounds
    return [
        _compared(case, partial(check_net, net_file(case, folder)), maker(case, folder), " as a net")
        for case in AS_NETS
        for maker in (pm4py, snakes)
    ]


def check_net(path: Path) -> str:
    """Our answer on a workflow net."""
    from stageproof.checker.nets.pnml import read_pnml
    from stageproof.checker.nets.soundness import soundness
    from stageproof.checker.nets.workflow import NoWorkflowNet, workflow_net
    from stageproof.grammar.source import Source

    reading = read_pnml(Source(path.name, path.read_text(encoding="utf-8")))
    workflow = workflow_net(reading.net) if reading.net is not None else None
    if workflow is None or isinstance(workflow, NoWorkflowNet):
        raise SystemExit(f"{path.name} is no workflow net: {reading.diagnostics or workflow}")
    return soundness(workflow).answer.value


def large_nets(folder: Path, rounds: int) -> list[Comparison]:
    """Nets that no tool that goes through states finishes, for ours alone beside a small one."""
    small, large = (net_file(case, folder) for case in (par(10, 1), par(30, 1)))
    ours, peer = beside(lambda: check_net(large), lambda: check_net(small), max(3, rounds // 3))
    what = "soundness of a net with 30 parallel branches (1,073,741,827 markings), against 10 (1,027)"
    return [Comparison(what, ours.middle / peer.middle, 30, details=(f"{ours}, {peer}",))]


def _compared(
    case: Case, ours: Callable[[], object] | None, ready: Ready | str, suffix: str = ""
) -> Comparison:
    what = f"{case.name}{suffix}"
    if isinstance(ready, str):
        return Comparison(f"{what}: {ready}", None, 1, at_least=True)
    sample, peers = _in_turn(ours, ready)
    seconds = median(found.seconds for found in peers)
    finished = all(found.finished for found in peers)
    details = [f"{ready.name} {'' if finished else 'more than '}{seconds * 1000:.1f} ms: {peers[0].said}"]
    if ready.compile_seconds is not None:
        details.append(
            f"apart from that, translating and compiling took {ready.compile_seconds * 1000:.0f} ms"
        )
    what = f"proof of {what}, against {ready.name}"
    if sample is None:
        return Comparison(
            f"{what}: this version has no prover", None, 1, at_least=True, details=tuple(details)
        )
    return Comparison(what, seconds / sample.middle, 1, at_least=True, details=(f"ours {sample}", *details))


def _in_turn(ours: Callable[[], object] | None, ready: Ready) -> tuple[Sample | None, Sequence[PeerRun]]:
    """Ours and the peer in turn; a peer that takes long only once."""
    import time

    if ours is not None:
        ours()
    seconds: list[float] = []
    found: list[PeerRun] = []
    for _ in range(ROUNDS):
        if not found or (found[0].finished and found[0].seconds < LONG):
            found.append(run(ready))
        if ours is not None:
            begin = time.perf_counter()
            ours()
            seconds.append(time.perf_counter() - begin)
    return (Sample(tuple(seconds)) if seconds else None), found
