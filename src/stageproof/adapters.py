"""The public names for an adapter: what stands here stays, the modules behind it may move.

`docs/adapters.md` describes them; `docs/examples/spiffworkflow_adapter.py` uses them.
"""

from stageproof.checker.adapters.contract import (
    ACCEPTED,
    EVENTS,
    AdapterError,
    Answer,
    Capabilities,
    Engine,
    Observation,
    Part,
    Sight,
    Told,
    Unknown,
    UnknownEvent,
    Verdict,
)
from stageproof.checker.adapters.levels.conformance import Conformance, Conforms, conformance
from stageproof.checker.adapters.levels.evidence import evidence
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.opening import open_engine
from stageproof.checker.adapters.random_test import RandomTest, random_test
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.adapters.remote.serving import serve
from stageproof.checker.adapters.self_test import self_test
from stageproof.checker.oracle.observation import SeenRow

__all__ = [
    "ACCEPTED",
    "EVENTS",
    "AdapterError",
    "Answer",
    "Capabilities",
    "Conformance",
    "Conforms",
    "Engine",
    "Level",
    "Observation",
    "Part",
    "RandomTest",
    "ReferenceEngine",
    "SeenRow",
    "Sight",
    "Told",
    "Unknown",
    "UnknownEvent",
    "Verdict",
    "conformance",
    "evidence",
    "open_engine",
    "random_test",
    "self_test",
    "serve",
]
