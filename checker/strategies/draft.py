"""A random definition that can be run, part by part; small ones first.

Everything that a run treats apart is drawn: all kinds of steps, entry and exit conditions, decisions, loops, fault paths
(ending, joining the main flow, empty, nested, shared), synchronous, asynchronous and unknown flows with typed outputs, API
versions, approval processes with recall paths. The simplest definition is one stage with one background step.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

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


class Draft:
    """A definition while it is drawn: everything that is drawn once for the whole of it, then its text."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Draw the start, the stages and the steps."""
        self.draw = draw
        self.start = self._one_of("autolaunched", "when Case is created or updated", "approval")
        counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
        self.repairs = REPAIRS[: draw(st.integers(0, min(len(REPAIRS), 4 - len(counts))))]
        self.main = MAIN[: len(counts)]
        counts += [draw(st.integers(1, 2)) for _ in self.repairs]
        self.stages = (*self.main, *self.repairs)
        self.decisions = ("Choose", "Choose_Again")[: draw(st.integers(0, 2))]
        self.steps = {
            stage: [self._kind_and_flow(f"{stage}_{LETTERS[place]}") for place in range(count)]
            for stage, count in zip(self.stages, counts, strict=True)
        }
        self.atoms = tuple(self._all_atoms())

    def _one_of(self, *words: str) -> str:
        """One of these words, the first of them in the simplest definition."""
        return self.draw(st.sampled_from(words))

    @property
    def _is_approval(self) -> bool:
        return self.start == "approval"

    def _kind_and_flow(self, name: str) -> tuple[str, str, str]:
        asks = "approval" if self._is_approval else "mulesoft"
        kind = self._one_of("background", "background", "interactive", asks)
        flow = {"interactive": "Form", "mulesoft": "Sap", "approval": "Ask"}.get(kind)
        return name, kind, flow or self._one_of(*_BACKGROUND)

    def _all_atoms(self) -> list[str]:
        found: list[str] = []
        for stage, steps in self.steps.items():
            for name, _, flow in steps:
                found += (atom.format(name) for atom in (*_OF_STEP, *_OF_FLOW[flow]))
            found += (atom.format(stage) for atom in _OF_STAGE)
        return [*found, *(_OF_RECORD if self.start.startswith("when") else _OF_INPUT)]

    def text(self) -> str:
        """The whole definition in the language."""
        version = self._one_of("67", "68", "62", "57")
        recall = self._is_approval and self.draw(st.booleans())
        kind = "approval" if self._is_approval else "orchestration"
        lines = [f"{kind} Drawn {{", f"  api {version}", CONTRACTS.rstrip()]
        if self.start.startswith("when"):
            lines.append(RECORD.rstrip())
        lines += ["  variable limit: number input = 1", "  variable approver: text input"]
        lines.append(f"  start {self.start} -> First" + (" { path recall -> Undo }" if recall else ""))
        for place, stage in enumerate(self.stages):
            lines += self._stage(place, stage)
        for decision in self.decisions:
            lines += self._decision(decision)
        if recall:
            undoing = self._one_of("Do_Later", "Do_Now")
            lines.append(f"  stage Undo {{ background Undo_A calls {undoing} then end }}")
        return "\n".join([*lines, "}", ""])

    def _stage(self, place: int, stage: str) -> list[str]:
        lines = [f"  stage {stage} {{"]
        names = [name for name, _, _ in self.steps[stage]]
        for name, kind, flow in self.steps[stage]:
            lines.append(f"    {self._step(name, kind, flow, [other for other in names if other != name])}")
        exit = self._one_of("", "", "requirements", "flow")
        if exit:
            lines.append(f"    completes when {self._condition(exit)}")
        elements = (*self.main, *self.decisions)
        later = self.main[place + 1 : place + 2] or ("end",)
        if stage in self.repairs:
            fault = self._one_of("", "", *self.repairs, "end", *self.main)
        else:
            fault = self._one_of("", *self.repairs, *self.repairs, "end", *elements)
        if fault:
            lines.append(f"    on error -> {fault}")
        lines.append(f"    then {self._one_of(*later, *later, 'end', *elements)}")
        return [*lines, "  }"]

    def _step(self, name: str, kind: str, flow: str, others: list[str]) -> str:
        text = f"{kind} {name} calls {flow}"
        if kind == "background":
            text += self._one_of("", " async") if flow in ("Do_Later", "Nobody_Knows") else ""
        elif kind != "mulesoft":
            text += f" assigned to {self._one_of(*_ASSIGNEES)}"
        entry = self._one_of("", "", *(("after",) if others else ()), "requirements", "flow")
        if entry == "after":
            text += f" starts when {self._one_of(*others)} is Completed"
        elif entry:
            text += f" starts when {self._condition(entry)}"
        if kind in ("interactive", "approval"):
            exit = self._one_of("", "", "requirements", "flow")
            if exit:
                text += f" {{ completes when {self._condition(exit)} }}"
        return text

    def _condition(self, choice: str) -> str:
        return (
            f"flow {self._one_of(*_EVALUATIONS)} returns true" if choice == "flow" else self._requirements()
        )

    def _requirements(self) -> str:
        shape = self._one_of("{0}", "{0} and {1}", "{0} or {1}", "({0} or {1}) and not {2}", "logic")
        atoms = [self._one_of(*self.atoms) for _ in range(1 if shape == "{0}" else 3)]
        if shape == "logic":
            rows = " ".join(f"{number}: {atom}" for number, atom in enumerate(atoms, start=1))
            return f'logic "(1 AND 2) OR (NOT 1 AND 3)" {{ {rows} }}'
        return shape.format(*atoms)

    def _decision(self, name: str) -> list[str]:
        targets = ("end", *self.main, *self.decisions)
        lines = [f"  decision {name} {{"]
        for number in range(self.draw(st.integers(1, 2))):
            changed = " { only when changed to meet }" if self._one_of("", "", "", "changed") else ""
            lines.append(
                f"    outcome {name}_{number + 1} when {self._requirements()} -> {self._one_of(*targets)}{changed}"
            )
        return [*lines, f"    otherwise -> {self._one_of(*targets)}", "  }"]
