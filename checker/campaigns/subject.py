"""What a campaign is about, in a form that can be sent to other processes and machines."""

from __future__ import annotations

from functools import lru_cache

from ...engine.decisions.choices import Choices
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.contract import FlowContract
from ...grammar.light_dataclass import dataclass
from ...grammar.source import Source
from ..check_file import read_definition
from ..random_runs.fault_model import FaultModel
from ..random_runs.known_runs import KnownRuns


@dataclass(frozen=True, slots=True)
class Subject:
    """A definition by its text, the readings under which it runs, and what is known of the flows it calls."""

    path: str
    text: str
    choices: Choices
    contracts: tuple[tuple[str, FlowContract], ...] = ()

    @property
    def source(self) -> Source:
        """The definition's text with its place."""
        return Source(self.path, self.text)

    def program(self) -> Program:
        """The definition, compiled. Raises ValueError where there is none in the text."""
        orchestration = read_definition(self.source).orchestration
        if orchestration is None:
            raise ValueError(f"{self.path}: there is no orchestration in it")
        known = {name.casefold(): contract for name, contract in self.contracts}
        return compile_orchestration(orchestration, self.choices, lambda flow: known.get(flow.casefold()))


@lru_cache(maxsize=4)
def known_runs_of(subject: Subject, faults: FaultModel, accepted: frozenset[str]) -> KnownRuns:
    """The graph of a definition's runs. A worker keeps it from chunk to chunk; what it says does not depend on that."""
    return KnownRuns(subject.program(), faults, accepted)
