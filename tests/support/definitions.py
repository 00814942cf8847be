"""Hypothesis strategies of definitions that can be run, as `.orch` text: small ones first.

Everything that the interpreter treats apart is drawn: all kinds of steps, entry and exit conditions, decisions, loops,
fault paths (ending, joining the main flow, empty, nested, shared), synchronous, asynchronous and unknown flows with
typed outputs, API versions, approval processes with recall paths. The simplest definition is one stage with one
background step.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hypothesis import strategies as st

from stageproof.engine.decisions.choices import Choices, choices, switchable_decisions
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

CONTRACTS: Final = """\
  flow Do_Later { async  out ok: boolean not null  out size: integer 0..2 }
  flow Do_Now { sync  out ok: boolean }
  flow Count { sync  writes $Record.Count__c = $Record.Count__c + 1 }
  flow Form { out choice: one of "Approve", "Reject"  out ready: boolean }
"""
RECORD: Final = """\
  field $Record.Amount__c: number
  field $Record.Status__c: one of "New", "Done" or null
  field $Record.Count__c: integer 0..9, changed only by Count
"""
MAIN: Final = ("First", "Second", "Third", "Fourth")
REPAIRS: Final = ("Repair", "Deep_Repair")
LETTERS: Final = ("A", "B", "C", "D")

_OF_FLOW: Final = {
    "Do_Later": ("{}.Outputs.ok = true", "{}.Outputs.size > 1", "{}.Outputs.size is null"),
    "Do_Now": ("{}.Outputs.ok = true", "{}.Outputs.ok is null"),
    "Count": (),
    "Nobody_Knows": ("{}.Outputs.any > 1", '{}.Outputs.any = "x"', "{}.Outputs.any is null"),
    "Form": ('{}.Outputs.choice = "Approve"', "{}.Outputs.ready = true"),
    "Ask": ('{}.Outputs.approvalDecision = "Reject"',),
    "Sap": (),
}
_OF_STEP: Final = ("{} is Completed", "{} is Error", "{} is not NotStarted", "{} is Discontinued")
_OF_STAGE: Final = ("{} is Completed", "{} is Error", "{} is erroneous", "{} is visited")
_OF_RECORD: Final = (
    "$Record.Amount__c > 100",
    '$Record.Status__c = "New"',
    "$Record.Status__c is null",
    "$Record.Count__c >= 2",
)
_OF_INPUT: Final = ("limit > 1", "limit is null")
_BACKGROUND: Final = ("Do_Later", "Do_Now", "Count", "Nobody_Knows")
_ASSIGNEES: Final = ("queue Team", 'user "anna@example.com"', "resource approver", "group Everybody")
_EVALUATIONS: Final = ("Ready", "Ripe")


@lru_cache(maxsize=512)
def compiled(text: str, chosen: Choices | None = None) -> Program:
    """The program of a drawn text, which has no mistakes."""
    parsed = parse(Source("drawn.orch", text))
    assert not parsed.diagnostics, (text, parsed.diagnostics)
    assert parsed.orchestration is not None
    return compile_orchestration(parsed.orchestration, chosen)


def readings() -> st.SearchStrategy[Choices]:
    """The default profile; more rarely the older one, or one switched decision."""
    switched = [
        choices(overrides={decision.id: reading.id})
        for decision in switchable_decisions()
        for reading in decision.readings
    ]
    return st.sampled_from([choices(), choices(), choices("pdf-2025"), *dict.fromkeys(switched)])


@st.composite
def definitions(draw: st.DrawFn) -> str:
    """A whole definition."""
    return _Draft(draw).text()


class _Draft:
    """A definition while it is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.start = self.one_of("autolaunched", "when Case is created or updated", "approval")
        counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
        self.repairs = REPAIRS[: draw(st.integers(0, min(len(REPAIRS), 4 - len(counts))))]
        self.main = MAIN[: len(counts)]
        counts += [draw(st.integers(1, 2)) for _ in self.repairs]
        self.stages = (*self.main, *self.repairs)
        self.decisions = ("Choose", "Choose_Again")[: draw(st.integers(0, 2))]
        self.steps = {
            stage: [self.kind_and_flow(f"{stage}_{LETTERS[place]}") for place in range(count)]
            for stage, count in zip(self.stages, counts, strict=True)
        }
        self.atoms = tuple(self.all_atoms())

    def one_of(self, *words: str) -> str:
        return self.draw(st.sampled_from(words))

    @property
    def is_approval(self) -> bool:
        return self.start == "approval"

    def kind_and_flow(self, name: str) -> tuple[str, str, str]:
        asks = "approval" if self.is_approval else "mulesoft"
        kind = self.one_of("background", "background", "interactive", asks)
        flow = {"interactive": "Form", "mulesoft": "Sap", "approval": "Ask"}.get(kind)
        return name, kind, flow or self.one_of(*_BACKGROUND)

    def all_atoms(self) -> list[str]:
        found: list[str] = []
        for stage, steps in self.steps.items():
            for name, _, flow in steps:
                found += (atom.format(name) for atom in (*_OF_STEP, *_OF_FLOW[flow]))
            found += (atom.format(stage) for atom in _OF_STAGE)
        return [*found, *(_OF_RECORD if self.start.startswith("when") else _OF_INPUT)]

    def text(self) -> str:
        version = self.one_of("67", "68", "62", "57")
        recall = self.is_approval and self.draw(st.booleans())
        kind = "approval" if self.is_approval else "orchestration"
        lines = [f"{kind} Drawn {{", f"  api {version}", CONTRACTS.rstrip()]
        if self.start.startswith("when"):
            lines.append(RECORD.rstrip())
        lines += ["  variable limit: number input = 1", "  variable approver: text input"]
        lines.append(f"  start {self.start} -> First" + (" { path recall -> Undo }" if recall else ""))
        for place, stage in enumerate(self.stages):
            lines += self.stage(place, stage)
        for decision in self.decisions:
            lines += self.decision(decision)
        if recall:
            undoing = self.one_of("Do_Later", "Do_Now")
            lines.append(f"  stage Undo {{ background Undo_A calls {undoing} then end }}")
        return "\n".join([*lines, "}", ""])

    def stage(self, place: int, stage: str) -> list[str]:
        lines = [f"  stage {stage} {{"]
        names = [name for name, _, _ in self.steps[stage]]
        for name, kind, flow in self.steps[stage]:
            lines.append(f"    {self.step(name, kind, flow, [other for other in names if other != name])}")
        exit = self.one_of("", "", "requirements", "flow")
        if exit:
            lines.append(f"    completes when {self.condition(exit)}")
        elements = (*self.main, *self.decisions)
        later = self.main[place + 1 : place + 2] or ("end",)
        if stage in self.repairs:
            fault = self.one_of("", "", *self.repairs, "end", *self.main)
        else:
            fault = self.one_of("", *self.repairs, *self.repairs, "end", *elements)
        if fault:
            lines.append(f"    on error -> {fault}")
        lines.append(f"    then {self.one_of(*later, *later, 'end', *elements)}")
        return [*lines, "  }"]

    def step(self, name: str, kind: str, flow: str, others: list[str]) -> str:
        text = f"{kind} {name} calls {flow}"
        if kind == "background":
            text += self.one_of("", " async") if flow in ("Do_Later", "Nobody_Knows") else ""
        elif kind != "mulesoft":
            text += f" assigned to {self.one_of(*_ASSIGNEES)}"
        entry = self.one_of("", "", *(("after",) if others else ()), "requirements", "flow")
        if entry == "after":
            text += f" starts when {self.one_of(*others)} is Completed"
        elif entry:
            text += f" starts when {self.condition(entry)}"
        if kind in ("interactive", "approval"):
            exit = self.one_of("", "", "requirements", "flow")
            if exit:
                text += f" {{ completes when {self.condition(exit)} }}"
        return text

    def condition(self, choice: str) -> str:
        return f"flow {self.one_of(*_EVALUATIONS)} returns true" if choice == "flow" else self.requirements()

    def requirements(self) -> str:
        shape = self.one_of("{0}", "{0} and {1}", "{0} or {1}", "({0} or {1}) and not {2}", "logic")
        atoms = [self.one_of(*self.atoms) for _ in range(1 if shape == "{0}" else 3)]
        if shape == "logic":
            rows = " ".join(f"{number}: {atom}" for number, atom in enumerate(atoms, start=1))
            return f'logic "(1 AND 2) OR (NOT 1 AND 3)" {{ {rows} }}'
        return shape.format(*atoms)

    def decision(self, name: str) -> list[str]:
        targets = ("end", *self.main, *self.decisions)
        lines = [f"  decision {name} {{"]
        for number in range(self.draw(st.integers(1, 2))):
            changed = " { only when changed to meet }" if self.one_of("", "", "", "changed") else ""
            lines.append(
                f"    outcome {name}_{number + 1} when {self.requirements()} -> {self.one_of(*targets)}{changed}"
            )
        return [*lines, f"    otherwise -> {self.one_of(*targets)}", "  }"]
