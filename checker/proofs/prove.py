"""What is proved of one definition: the fixpoints behind every verdict, made once for all rules that ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final

from ...engine.decisions.choices import choices
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.contract import FlowContract
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration
from ...grammar.sites import uses
from ..budget import BudgetSpentError
from ..encoding.building import TooLargeError
from ..encoding.encode import Encoding, encode
from ..prose import listed
from .analysis import Analysis
from .results_read import read_in_stages

BUDGET: Final = 2_000_000
"""Nodes of decision diagrams, where nobody says otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Proofs:
    """The analysis of a definition; None where it was given up, and then why. `contracts` are those of called flows, by
    name in lower case; `budget` is what may be spent on each question. `widest` names the values that
    made the sets large. `encoding` is the system, where one was made. `is_wide`: conditions that regions of values do not decide are left open (see `widening.py`).
    """

    program: Program
    analysis: Analysis | None
    given_up: str = ""
    contracts: Mapping[str, FlowContract] = field(default_factory=dict[str, FlowContract])
    budget: int = BUDGET
    widest: tuple[str, ...] = ()
    is_wide: bool = False
    encoding: Encoding | None = None

    @property
    def told(self) -> str:
        """Why it was given up, with what the sets had to tell apart most."""
        most = f", most of it for the values of {listed(self.widest)} together" if self.widest else ""
        return f"{self.given_up}{most}"

    @property
    def advice(self) -> str:
        """What would settle it."""
        if not self.widest:
            return "Raise --budget, or split the stage that has the most steps waiting for each other."
        return (
            f"Declare fewer values for {listed(self.widest)} (a smaller range, one of …), compare fewer of them with each "
            "other, or raise --budget."
        )


def prove(
    orchestration: Orchestration,
    contract: Callable[[str], FlowContract | None],
    profile: str = "help-2026",
    budget: int = BUDGET,
) -> Proofs:
    """Work out the fixpoints. Bounded by `budget`; never raises for a definition, however large."""
    program = compile_orchestration(orchestration, choices(profile), contract)
    called = {step.calls.casefold(): step.calls for _, step in orchestration.steps() if step.calls}
    found = {name: known for name, flow in sorted(called.items()) if (known := contract(flow)) is not None}
    encoding: Encoding | None = None
    try:
        encoding = encode(
            program, found, watched=_read_elsewhere(orchestration), read_in=read_in_stages(orchestration)
        )
        analysis = Analysis(encoding, budget)
        analysis.work_out()
        analysis.model.diagrams.grant(budget)
    except BudgetSpentError as spent:
        return Proofs(
            program, None, str(spent), found, budget, _names(encoding, spent.levels), encoding=encoding
        )
    except TooLargeError as too_large:
        return Proofs(program, None, str(too_large), found, budget)
    except RecursionError:
        return Proofs(program, None, "one stage has too many steps at once", found, budget)
    return Proofs(program, analysis, "", found, budget)


def _read_elsewhere(orchestration: Orchestration) -> tuple[str, ...]:
    """The steps whose outputs decisions read: whether they have completed is part of what is asked."""
    steps = {step.name.casefold(): step.name for _, step in orchestration.steps()}
    found = {
        steps[root]
        for use in uses(orchestration)
        if use.role in ("outcome", "formula")
        and use.reference.output
        and (root := use.reference.root.casefold()) in steps
    }
    return tuple(sorted(found))


def _names(encoding: Encoding | None, levels: tuple[int, ...]) -> tuple[str, ...]:
    """The values behind the levels of diagrams, as the definition writes them; statuses left out."""
    if encoding is None:
        return ()
    space = encoding.space
    names: dict[int, list[str]] = {}
    for key in space.domains:
        where = space.where(key, 0)
        if where is not None:
            names.setdefault(where[0], []).append(space.spelled(key))
    return tuple(dict.fromkeys(name for level in levels for name in names.get(level, ())))
