"""`make bench`: speed as ratios, each measured beside a peer in the same run.

Prints what was compared, the ratio, its target and whether it is met. Exit code 0, or 1 with --strict when a
target is missed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from generate import definition, language_text, write_project
from interpreter import against_spiff_workflow, exploration, flat_in_the_past
from measure import Comparison, Sample, beside, program
from proofs import beside_model_checkers, in_any_order, large_nets, nets_beside_net_tools, sizes
from random_runs import (
    against_hypothesis,
    against_the_bare_loop,
    flat_memory,
    shortest_runs,
    two_processes,
)

HERE: Final = Path(__file__).parent
WORK: Final = HERE / "work"
PYTHON: Final = Path(sys.executable)
STAGEPROOF: Final = PYTHON.with_name("stageproof")
PEER: Final = "@flow-scanner/lightning-flow-scanner-core"
PEER_VERSION: Final = "6.6.0"
CORES: Final = 2
FLAT: Final = 1.2


def check(path: Path, *words: str) -> Callable[[], str]:
    """A run of `stageproof check` on a path, lint only; findings are no failure."""
    return program(STAGEPROOF, "check", path.name, "--no-proof", *words, accept=(0, 1), cwd=path.parent)


def start_up(folder: Path, rounds: int) -> list[Comparison]:
    """`stageproof --version` against an empty Python program."""
    del folder
    ours, peer = beside(program(STAGEPROOF, "--version"), program(PYTHON, "-c", "pass"), rounds)
    return [against_python("stageproof --version, against python -c pass", ours, peer, 4)]


def one_file(folder: Path, rounds: int) -> list[Comparison]:
    """One definition, lint only, from a cold process, against an empty Python program."""
    name, text = definition(1)
    generated = folder / f"{name}.flow-meta.xml"
    generated.write_text(text, encoding="utf-8")
    files = [("a generated definition", generated)]
    real = corpus_file()
    if real is not None:
        files.append(("a real definition in its project", real))
    result: list[Comparison] = []
    for what, path in files:
        ours, peer = beside(check(path), program(PYTHON, "-c", "pass"), rounds)
        lines = path.read_text(encoding="utf-8").count("\n")
        result.append(against_python(f"check {what} ({lines} lines), against python -c pass", ours, peer, 10))
    if real is None:
        result.append(Comparison("check a real definition: the corpus is not here", None, 10))
    return result


def cold_proof(folder: Path, rounds: int) -> list[Comparison]:
    """A real definition from a cold process to certified verdicts, against an empty Python program."""
    del folder
    real = corpus_file()
    if real is None:
        return [Comparison("prove a real definition: the corpus is not here", None, 20)]
    words = (STAGEPROOF, "check", real.name)
    ours, peer = beside(
        program(*words, accept=(0, 1), cwd=real.parent), program(PYTHON, "-c", "pass"), rounds
    )
    return [against_python("check and prove a real definition, against python -c pass", ours, peer, 20)]


def against_python(what: str, ours: Sample, peer: Sample, target: float) -> Comparison:
    """A line about a program that Python's own start bounds from below."""
    return Comparison(what, ours.middle / peer.middle, target, details=(f"ours {ours}", f"python {peer}"))


def corpus_file() -> Path | None:
    """A real definition of about 130 lines, where the corpus is checked out beside the project."""
    sys.path.insert(0, str(HERE.parent / "tests" / "support"))
    from corpus_folder import CORPUS

    return next(iter(sorted(CORPUS.rglob("Orchestration_Case.flow-meta.xml"))), None)


def many_files(folder: Path, rounds: int, count: int = 1000) -> list[Comparison]:
    """A project of 1,000 definitions against the peer, both from a cold process, in files per second.

    Only definitions of process type Orchestrator: the peer passes over approval processes without a word.
    """
    what = f"check {count} definitions, files per second, against {PEER} {PEER_VERSION}"
    refused = install_peer()
    if refused:
        return [Comparison(f"{what}: {refused}", None, 3, at_least=True)]
    paths = write_project(folder / "many", count)
    # The peer prints five numbers; our one line a finding is the nearest to that. The JSON run below is not timed.
    ours_run = check(folder / "many", "--jobs", str(CORES), "--output-format", "concise")
    told_run = check(folder / "many", "--jobs", str(CORES), "--output-format", "json")
    peer_run = program("node", HERE / "flow_scanner.js", folder / "many", cwd=WORK)
    ours, peer = beside(ours_run, peer_run, max(3, rounds // 3))
    lines = sorted(path.read_text(encoding="utf-8").count("\n") for path in paths)
    report, said = json.loads(told_run()), json.loads(peer_run())
    checked = sum(file["status"] == "checked" for file in report["files"])
    rules = {finding["rule"] for finding in report["findings"]}
    details = (
        (
            f"ours {count / ours.middle:,.0f} files/s, {ours}: {checked} files checked, "
            f"{len(report['findings'])} findings of {len(rules)} rules"
        ),
        (
            f"peer {count / peer.middle:,.0f} files/s, {peer}: {said['files']} files scanned, "
            f"{said['findings']} findings of {len(said['rules'])} rules"
        ),
        f"{lines[0]} to {lines[-1]} lines, median {lines[len(lines) // 2]}; {CORES} cores for both",
    )
    return [Comparison(what, peer.middle / ours.middle, 3, at_least=True, details=details)]


def install_peer() -> str | None:
    """Install the peer below benchmarks/work; returns why it cannot be used, or None."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "npm or node is not installed"
    if not (WORK / "node_modules" / PEER / "package.json").exists():
        WORK.mkdir(exist_ok=True)
        words = ["npm", "install", "--prefix", WORK, "--no-save", "--no-audit", "--no-fund"]
        words += ["--fetch-retries=1", "--fetch-timeout=30000", f"{PEER}@{PEER_VERSION}"]
        try:
            done = subprocess.run(words, cwd=WORK, capture_output=True, check=False, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            return "npm did not answer within three minutes"
        if done.returncode:
            return f"npm could not install it ({(done.stderr.strip().splitlines() or ['no message'])[-1]})"
    os.environ["NODE_PATH"] = str(WORK / "node_modules")
    return None


def flat_cost(folder: Path, rounds: int, few: int = 100, many: int = 10_000) -> list[Comparison]:
    """The cost of one more file in a large project against a small one; one process, start-up taken off."""
    for count in (1, few, many):
        write_project(folder / f"project{count}", count, approvals=0.3)
    runs = [
        check(folder / f"project{count}", "--jobs", "1", "--output-format", "json")
        for count in (1, few, many)
    ]
    small, start = beside(runs[1], runs[0], rounds)
    large, _ = beside(runs[2], runs[1], 2)
    cost_few = (small.middle - start.middle) / (few - 1)
    cost_many = (large.middle - start.middle) / (many - 1)
    details = (
        f"{cost_many * 1000:.3f} ms per file in {many:,} files, {cost_few * 1000:.3f} ms in {few}",
        f"{many:,} files {large}, {few} files {small}, one file {start}",
    )
    what = f"cost per file, {many:,} files against {few}, one process"
    return [Comparison(what, cost_many / cost_few, FLAT, details=details)]


def long_definition(folder: Path, rounds: int, few: int = 1000, many: int = 10_000) -> list[Comparison]:
    """The cost of a stage when one `.orch` of 10,000 stages is parsed, against one of 1,000."""
    del folder
    from stageproof.grammar.language.parse import parse
    from stageproof.grammar.source import Source

    def run(text: str) -> None:
        parsed = parse(Source("long_road.orch", text))
        if parsed.orchestration is None or parsed.diagnostics:
            sys.exit(f"the generated definition does not parse: {parsed.diagnostics[:3]}")

    large, small = (partial(run, language_text(stages)) for stages in (many, few))
    ours, peer = beside(large, small, max(3, rounds // 3))
    ratio = (ours.middle / many) / (peer.middle / few)
    details = (f"{many:,} stages {ours}", f"{few:,} stages {peer}")
    what = f"parse, cost per stage, {many:,} stages against {few:,}"
    return [Comparison(what, ratio, FLAT, details=details)]


BENCHMARKS: Final = {
    "start-up": start_up,
    "one-file": one_file,
    "many-files": many_files,
    "flat-cost": flat_cost,
    "long-definition": long_definition,
    "interpreter": against_spiff_workflow,
    "flat-in-the-past": flat_in_the_past,
    "exploration": exploration,
    "proofs": beside_model_checkers,
    "sizes": sizes,
    "any-order": in_any_order,
    "cold-proof": cold_proof,
    "nets": nets_beside_net_tools,
    "large-nets": large_nets,
    "hypothesis": against_hypothesis,
    "bare-loop": against_the_bare_loop,
    "shortest-runs": shortest_runs,
    "two-processes": two_processes,
    "flat-memory": flat_memory,
}


def main() -> int:
    """Run the chosen benchmarks; returns the exit code."""
    parser = ArgumentParser(description="Speed as ratios, each measured beside a peer in one run.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which (default all): {', '.join(BENCHMARKS)}"
    )
    parser.add_argument(
        "--rounds", type=int, default=15, help="measured runs of each short program (default 15)"
    )
    parser.add_argument("--strict", action="store_true", help="exit code 1 when a target is missed")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    use_bytecode()
    sys.stdout.write(
        f"{use_two_cores()}; medians of runs in turn, in brackets the fastest and the slowest\n\n"
    )
    missed = 0
    for name in arguments.names or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="stageproof-bench-") as folder:
            for comparison in BENCHMARKS[name](Path(folder), arguments.rounds):
                sys.stdout.write(f"{comparison}\n")
                sys.stdout.flush()
                missed += comparison.met is False
    return 1 if missed and arguments.strict else 0


def use_bytecode() -> None:
    """Let started programs find compiled modules, as they do once pip has installed them."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(WORK / "bytecode")


def use_two_cores() -> str:
    """Keep this process and those it starts on two cores; says what that came to."""
    if not hasattr(os, "sched_setaffinity"):
        return f"{os.cpu_count()} cores (this system cannot be kept to {CORES})"
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    os.sched_setaffinity(0, cores)
    return f"{len(cores)} cores"


if __name__ == "__main__":
    sys.exit(main())
