"""The public names of the Hypothesis layer: what stands here stays, the modules behind it may move.

`docs/property-testing.md` describes them, by example.
"""

from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.flaw import Flaw, Judge
from stageproof.checker.strategies.definitions import definition_texts, definitions
from stageproof.checker.strategies.events import events
from stageproof.checker.strategies.logs import Damage, Damaged, DamagedLog, logs
from stageproof.checker.strategies.machine import state_machine
from stageproof.checker.strategies.random_run import RandomRun
from stageproof.checker.strategies.runs import from_spec, runs
from stageproof.checker.strategies.spec import Spec, SpecError
from stageproof.engine.exploration.policy import Happening

__all__ = [
    "Damage",
    "Damaged",
    "DamagedLog",
    "FaultModel",
    "Flaw",
    "Happening",
    "Judge",
    "RandomRun",
    "Spec",
    "SpecError",
    "definition_texts",
    "definitions",
    "events",
    "from_spec",
    "logs",
    "runs",
    "state_machine",
]
