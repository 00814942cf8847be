"""Other provers on the models of `proof_models`, each in processes of its own, with limits of time and memory."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from proof_models.case import Case
from proof_models.murphi import to_murphi
from proof_models.petri import to_net, to_pnml
from proof_models.promela import to_promela

HERE: Final = Path(__file__).parent
LIMIT: Final = 20.0
"""Seconds after which a peer has not finished."""
MEMORY: Final = 3_000_000_000


@dataclass(frozen=True, slots=True)
class Ready:
    """A peer made ready for one model. `compile_seconds` is what that took where it compiles, None where not.

    `own_clock`: it says itself how long it took, without its start-up.
    """

    name: str
    words: tuple[str, ...]
    folder: Path
    compile_seconds: float | None = None
    own_clock: bool = False


@dataclass(frozen=True, slots=True)
class PeerRun:
    """One run. `said` is what it found; `finished` is False where it met a limit, so `seconds` are the least it takes."""

    seconds: float
    said: str
    finished: bool = True


def run(ready: Ready) -> PeerRun:
    """Run a peer once."""
    begin = time.perf_counter()
    done = _call(ready.words, ready.folder)
    seconds = time.perf_counter() - begin
    if done is None:
        return PeerRun(seconds, f"not finished after {seconds:.0f} s", finished=False)
    output = done.stdout + done.stderr
    if ready.own_clock and not done.returncode:
        found = json.loads(done.stdout.strip().splitlines()[-1])
        return PeerRun(found["seconds"], found["said"])
    if "out of memory" in output.lower() or done.returncode < 0 or "MemoryError" in output:
        return PeerRun(seconds, f"out of memory after {seconds:.1f} s", finished=False)
    if "max search depth too small" in output:
        return PeerRun(seconds, f"met its limit of depth after {seconds:.1f} s", finished=False)
    if ready.own_clock:
        sys.exit(f"{ready.name} failed:\n{output[-2000:]}")
    counts = re.findall(r"(\d+) states, (?:stored|\d+ rules)", output)
    verdict = "an error" if _has_error(output) else "no error"
    return PeerRun(seconds, f"{verdict}, {counts[-1] if counts else '?'} states")


def spin(case: Case, folder: Path, *, reduced: bool, loops: bool = False) -> Ready | str:
    """SPIN looks for deadlocks, with partial order reduction or without; `loops`: for runs that go on for ever."""
    if shutil.which("spin") is None or shutil.which("gcc") is None:
        return "spin or gcc is not installed (apt-get install spin gcc)"
    place = _folder(folder, f"spin_{reduced}_{loops}_{case.name}")
    (place / "model.pml").write_text(to_promela(case, processes=reduced), encoding="utf-8")
    kind = ["-DNP"] if loops else ["-DSAFETY"]
    kind += [] if reduced else ["-DNOREDUCE"]
    compile_seconds = _made(
        ["spin", "-a", "model.pml"], ["gcc", "-O2", "-w", *kind, "-o", "pan", "pan.c"], folder=place
    )
    name = f"SPIN {'with' if reduced else 'without'} partial order reduction"
    # A smaller depth and table than SPIN's own make it start faster; both suffice for every model here.
    words = ("./pan", "-n", "-m100000", "-w20", *(["-l"] if loops else []))
    return Ready(name, words, place, compile_seconds)


def rumur(case: Case, folder: Path) -> Ready | str:
    """Let rumur ask whether the end can be reached from every state."""
    if shutil.which("rumur") is None or shutil.which("gcc") is None:
        return "rumur or gcc is not installed (apt-get install rumur gcc)"
    place = _folder(folder, f"rumur_{case.name}")
    (place / "model.m").write_text(to_murphi(case), encoding="utf-8")
    options = ["--deadlock-detection", "off", "--symmetry-reduction", "off"]
    compiler = [
        "gcc",
        "-std=c11",
        "-O2",
        "-w",
        "-march=native",
        "-mcx16",
        "-o",
        "model",
        "model.c",
        "-lpthread",
    ]
    compile_seconds = _made(["rumur", *options, "--output", "model.c", "model.m"], compiler, folder=place)
    return Ready("rumur", ("./model",), place, compile_seconds)


def pm4py(case: Case, folder: Path) -> Ready | str:
    """pm4py checks the workflow net for soundness (WOFLAN)."""
    return _python("pm4py", case, folder)


def snakes(case: Case, folder: Path) -> Ready | str:
    """SNAKES builds every marking of the workflow net."""
    return _python("snakes", case, folder)


def net_file(case: Case, folder: Path) -> Path:
    """The case as a workflow net in a PNML file."""
    path = folder / f"{case.name}.pnml"
    path.write_text(to_pnml(to_net(case)), encoding="utf-8")
    return path


def _python(module: str, case: Case, folder: Path) -> Ready | str:
    if find_spec(module) is None:
        return f"{module} is not installed (pip install --group proof-bench)"
    words = (sys.executable, str(HERE / f"peer_{module}.py"), str(net_file(case, folder)))
    return Ready(module, words, folder, own_clock=True)


def _folder(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    return place


def _has_error(output: str) -> bool:
    errors = re.search(r"errors: (\d+)|(\d+) errors? found", output)
    return bool(errors and int(errors[1] or errors[2])) or "error trace" in output


def _made(*programs: list[str], folder: Path) -> float:
    """Translate and compile; seconds that it took."""
    begin = time.perf_counter()
    for words in programs:
        done = subprocess.run(words, cwd=folder, capture_output=True, check=False, text=True)
        if done.returncode:
            sys.exit(
                f"{' '.join(words)}\nended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}"
            )
    return time.perf_counter() - begin


def _call(words: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(
            words,
            cwd=folder,
            capture_output=True,
            check=False,
            text=True,
            timeout=LIMIT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )
    except subprocess.TimeoutExpired:
        return None
