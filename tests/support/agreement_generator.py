"""Random small definitions, drawn from a seed alone: the same seed and number give the same definition for ever.

Small enough that exploring everything ends: most have a few hundred configurations. Which features they have, and how
often, is counted from what was drawn (`agreement_features.py`), not from what was meant to be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final, TypeVar

from agreement_drafts import (
    END,
    Atom,
    Condition,
    Contract,
    Decision,
    Declared,
    Draft,
    Outcome,
    Output,
    Stage,
    Step,
)
from agreement_rounds import SHARE, with_round_trip

_Thing = TypeVar("_Thing")

DOMAINS: Final = {
    "boolean": ("{} = true", "{} = true", "{} <> true", "{} is null", "{} = false"),
    "boolean not null": ("{} = true", "{} = false", "{} = true"),
    'one of "Yes", "No" not null': ('{} = "Yes"', '{} = "No"', '{} <> "Yes"'),
    'one of "Yes", "No"': ('{} = "Yes"', "{} is not null", '{} <> "No"', '{} = "Maybe"'),
    "integer 0..2 not null": ("{} > 1", "{} = 0", "{} >= 1", "{} < 1", "{} <= 5", "{} > 2"),
    "integer 0..1": ("{} >= 1", "{} is null", "{} < 1"),
    "text": ('{} = "a"', "{} is null", "{} is blank", '{} starts with "a"', '{} contains "b"'),
}
"""Domains of outputs and inputs, with the comparisons that are made with them."""
FIELDS: Final = {
    "$Record.Ready__c": ("boolean not null", "", ("{} = true", "{} = false", "{} is changed")),
    "$Record.Status__c": (
        'one of "New", "Done" or null',
        "",
        ('{} = "New"', '{} = "Done"', "{} is null", '{} <> "New"'),
    ),
    "$Record.Kind__c": ('one of "A", "B" not null', ", never changed", ('{} = "A"', '{} <> "A"', '{} = "B"')),
    "$Record.Size__c": (
        "integer 0..2 not null",
        ", never changed",
        ("{} > 1", "{} >= 1", "{} < 3", "{} > 5"),
    ),
    "$Record.Count__c": (
        "integer 0..3 not null",
        ", changed only by Count",
        ("{} >= 2", "{} < 2", "{} = 1", "{} > 0", "{} < 3"),
    ),
    "$Record.Flag__c": ("boolean not null", ", changed only by Raise", ("{} = true", "{} = false")),
}
"""Fields with domain, who changes them, and the comparisons that are made with them."""
_STEP_STATUS: Final = (
    "{} is Completed", "{} is Completed", "{} is Completed", "{} = true", "{} is not NotStarted",
    "{} is not Completed", "{} is Error", "{} is InProgress", "{} is Discontinued", "{} is erroneous",
)  # fmt: skip
_STAGE_STATUS: Final = (
    "{} is Completed",
    "{} is Error",
    "{} is erroneous",
    "{} is visited",
    "{} is not visited",
)
_LETTERS: Final = "ABCD"
COUNT, RAISE = "Count", "Raise"


def draw(seed: int, number: int, attempt: int = 0) -> Draft:
    """The definition with this number of a campaign. A higher attempt is smaller."""
    draft = _Drawing(Random(f"{seed}/{number}/{attempt}"), attempt).draft()
    turn = Random(f"{seed}/{number}/{attempt}/round")
    return with_round_trip(draft, turn) if turn.random() < SHARE else draft


def draw_with_data(random: Random, attempt: int = 3) -> tuple[str, tuple[str, ...]]:
    """The text of a definition with room for members at its end (`CLAIM`), and comparisons of data that it can judge."""
    drawing = _Drawing(random, attempt)
    draft = drawing.draft()
    if random.random() < SHARE:
        draft = with_round_trip(draft, random)
    gone = drawing.kinds.keys() - {step.name for step in draft.steps()}
    atoms = [atom for atom in (*drawing.data, *drawing.outputs) if gone.isdisjoint(atom.names)]
    head, _, _ = draft.text().rpartition("}")
    return f"{head}CLAIM\n}}\n", tuple(atom.text for atom in atoms)


class _Drawing:
    def __init__(self, random: Random, attempt: int) -> None:
        self.random = random
        self.is_record_triggered = random.random() < 0.4
        self.is_approval = random.random() < 0.15
        self.api = random.choice((67, 67, 67, 67, 57, 62, 67, 67))
        main = self.weighted({1: 4, 2: 6, 3: 2}) if attempt < 3 else 1
        repairs = self.weighted({0: 3, 1: 4, 2: 4}) if attempt < 2 else self.weighted({0: 1, 1: 1})
        repairs = min(repairs, 4 - main)
        self.main = ("First", "Second", "Third")[:main]
        self.repairs = ("Repair", "Rescue")[:repairs]
        self.has_recall = self.is_approval and len(self.main) + repairs < 4 and random.random() < 0.6
        undo = ("Undo",) if self.has_recall else ()
        self.decisions = ("Choose", "Sort")[: self.weighted({0: 4, 1: 5, 2: 2})]
        self.room = 5 if attempt == 0 else 4 if attempt < 3 else 3
        self.stage_steps = {stage: self.count(stage) for stage in (*self.main, *self.repairs, *undo)}
        self.contracts: list[Contract] = []
        self.declared: dict[str, Declared] = {}
        self.places = {
            stage: tuple(f"{stage}_{_LETTERS[place]}" for place in range(count))
            for stage, count in self.stage_steps.items()
        }
        self.kinds: dict[str, tuple[str, Contract]] = {}
        fields = self.fields()
        for steps in self.places.values():
            for step in steps:
                self.kinds[step] = self.kind(step, fields)
        self.data = [*self.field_atoms(fields), *self.input_atoms()]
        self.outputs = list(self.output_atoms())
        self.evaluations = ("Ready", "Ripe")[: self.weighted({0: 6, 1: 5, 2: 1})]

    # ---------------------------------------------------------------- small choices

    def weighted(self, weights: dict[int, int]) -> int:
        return self.random.choices(tuple(weights), tuple(weights.values()))[0]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, things: Sequence[_Thing]) -> _Thing:
        return self.random.choice(things)

    def count(self, stage: str) -> int:
        """How many steps a stage has; all stages together have few."""
        count = (
            self.weighted({0: 1, 1: 9, 2: 7, 3: 2})
            if stage in self.main
            else self.weighted({0: 1, 1: 8, 2: 1})
        )
        count = min(count, self.room)
        self.room -= count
        return count

    # ---------------------------------------------------------------- what is known of the world

    def fields(self) -> tuple[str, ...]:
        if not self.is_record_triggered:
            return ()
        wanted = self.weighted({1: 5, 2: 3})
        return tuple(self.random.sample(tuple(FIELDS), wanted))

    def kind(self, step: str, fields: tuple[str, ...]) -> tuple[str, Contract]:
        asking = "approval" if self.is_approval else "interactive"
        kind = self.random.choices(("background", "interactive", asking, "mulesoft"), (6, 2, 2, 1))[0]
        if kind == "mulesoft":
            return kind, Contract("Sap")
        if kind == "approval":
            return kind, Contract("Ask")
        if kind == "background" and "$Record.Count__c" in fields and self.chance(0.5):
            return kind, Contract(
                COUNT, self.one_of(("sync", "async")), (), ("$Record.Count__c = $Record.Count__c + 1",)
            )
        if kind == "background" and "$Record.Flag__c" in fields and self.chance(0.5):
            return kind, Contract(RAISE, self.one_of(("sync", "async")), (), ("$Record.Flag__c = true",))
        mode = self.one_of(("sync", "async", "async")) if kind == "background" else ""
        if kind == "background" and self.chance(0.1):
            return kind, Contract("Nobody_Knows")
        outputs: tuple[Output, ...] = ()
        if self.chance(0.55):
            outputs = (Output("x", self.one_of(tuple(DOMAINS)[: 7 if self.chance(0.3) else 6])),)
        return kind, Contract(f"Do_{step}", mode, outputs)

    def field_atoms(self, fields: tuple[str, ...]) -> list[Atom]:
        found: list[Atom] = []
        for field in fields:
            domain, changed, comparisons = FIELDS[field]
            self.declared[field] = Declared(field, f"field {field}: {domain}{changed}")
            found += (Atom(comparison.format(field), (field,)) for comparison in comparisons)
        if "$Record.Size__c" in fields and "$Record.Count__c" in fields:
            both = ("$Record.Count__c", "$Record.Size__c")
            found.append(Atom("$Record.Count__c > $Record.Size__c", both))
        if fields and self.chance(0.15):
            domain, _, comparisons = FIELDS[fields[0]]
            formula = comparisons[0].format(f"{{!{fields[0]}}}").replace('"', '\\"')
            self.declared["Computed"] = Declared(
                "Computed", f'formula Computed: boolean = "{formula}"', (fields[0],)
            )
            found.append(Atom("Computed = true", ("Computed", fields[0])))
        return found

    def input_atoms(self) -> list[Atom]:
        found: list[Atom] = []
        if self.chance(0.2):
            self.declared["urgent"] = Declared("urgent", "variable urgent: boolean input")
            found += (Atom("urgent = true", ("urgent",)), Atom("urgent is null", ("urgent",)))
        if self.chance(0.08):
            self.declared["limit"] = Declared("limit", "variable limit: number input = 1")
            found += (Atom("limit > 1", ("limit",)), Atom("limit <= 1", ("limit",)))
        return found

    def output_atoms(self) -> list[Atom]:
        found: list[Atom] = []
        numbers: list[str] = []
        for step, (kind, contract) in self.kinds.items():
            if kind == "approval":
                name = f"{step}.Outputs.approvalDecision"
                found += (Atom(f'{name} = "{answer}"', (step,)) for answer in ("Approve", "Reject"))
            for output in contract.outputs:
                name = f"{step}.Outputs.{output.name}"
                found += (Atom(comparison.format(name), (step,)) for comparison in DOMAINS[output.domain])
                if output.domain.startswith("integer"):
                    numbers.append(step)
            if contract.name == "Nobody_Knows" and self.chance(0.4):
                found.append(Atom(f"{step}.Outputs.any = 1", (step,)))
        if len(numbers) > 1:
            first, second = numbers[0], numbers[1]
            found.append(Atom(f"{first}.Outputs.x > {second}.Outputs.x", (first, second)))
        return found

    # ---------------------------------------------------------------- conditions

    def atom(self, near: Sequence[Atom]) -> Atom:
        """Something to compare: mostly what is near, else data, and more rarely anything at all."""
        pools = [pool for pool in (near, near, near, near, self.data, self.data) if pool]
        if not pools or self.chance(0.2):
            pools = [pool for pool in (self.outputs, self.statuses()) if pool]
        return self.one_of(self.one_of(pools))

    def statuses(self) -> list[Atom]:
        found = [
            Atom(text.format(step), (step,))
            for step in self.kinds
            for text in self.random.sample(_STEP_STATUS, 2)
        ]
        found += (
            Atom(text.format(stage), (stage,))
            for stage in self.stage_steps
            for text in self.random.sample(_STAGE_STATUS, 2)
        )
        for decision in self.decisions:
            found.append(Atom(f"{decision}_1 is selected", (f"{decision}_1", decision)))
            found.append(Atom(f"{decision} is visited", (decision,)))
        return found

    def condition(self, near: Sequence[Atom]) -> Condition:
        shape = self.random.choices(("one", "all", "any", "not", "mixed", "logic"), (10, 4, 4, 2, 1, 1))[0]
        count = {"one": 1, "not": 1, "all": 2, "any": 2}.get(shape, 3)
        atoms = tuple(self.atom(near) for _ in range(count))
        return Condition("all" if shape == "one" else shape, atoms)

    def flow_or(self, near: Sequence[Atom], share: float = 0.3) -> Condition:
        if self.evaluations and self.chance(share):
            return Condition(flow=self.one_of(self.evaluations))
        return self.condition(near)

    # ---------------------------------------------------------------- elements

    def draft(self) -> Draft:
        stages = tuple(self.stage(name) for name in self.places)
        decisions = tuple(self.decision(name) for name in self.decisions)
        known = {contract.name: contract for _, contract in self.kinds.values()}
        record = [
            atom for atom in self.data if atom.names[0] in self.declared and atom.text.startswith("$Record")
        ]
        fixed = [atom for atom in record if "changed" not in atom.text and len(atom.names) == 1]
        filters = None
        if fixed and self.chance(0.2):
            filters = Condition("all", (self.one_of(fixed),))
        contracts = tuple(
            known[name] for name in known if known[name].mode or known[name].outputs or known[name].writes
        )
        return Draft(
            stages=stages,
            decisions=decisions,
            contracts=contracts,
            declared=tuple(self.declared.values()),
            is_approval=self.is_approval,
            is_record_triggered=self.is_record_triggered,
            api=self.api,
            filter=filters,
            recall="Undo" if self.has_recall else None,
            entry=self.one_of(self.decisions) if self.decisions and self.chance(0.06) else "",
        )

    def stage(self, name: str) -> Stage:
        steps = self.places[name]
        built = tuple(self.step(step, steps) for step in steps)
        near = [Atom(text.format(step), (step,)) for step in steps for text in _STEP_STATUS[:5]]
        near += (atom for atom in self.outputs if set(atom.names) <= set(steps))
        exit = self.flow_or(near, 0.2) if self.chance(0.3) else None
        return Stage(name, built, exit, self.fault(name), self.following(name))

    def fault(self, stage: str) -> str | None:
        if stage == "Undo":
            return None
        later = self.repairs if stage in self.main else self.repairs[self.repairs.index(stage) + 1 :]
        if later and self.chance(0.8 if stage in self.main else 0.85):
            return later[0] if self.chance(0.85) else self.one_of(later)
        if self.chance(0.75):
            return None
        return self.one_of((*self.main, *self.main, *self.repairs, *self.decisions))

    def following(self, stage: str) -> str:
        if stage == "Undo":
            return END
        if stage in self.repairs:
            return self.one_of((END, END, *self.main, *self.decisions))
        place = self.main.index(stage)
        later = self.main[place + 1 : place + 2] or (END,)
        decisions = self.decisions[min(place, len(self.decisions) - 1) :][:1] if self.decisions else ()
        if decisions and self.chance(0.65):
            return decisions[0]
        return self.one_of((*later, *later, *later, *later, *later, *later, END, *self.main))

    def step(self, name: str, steps: tuple[str, ...]) -> Step:
        kind, contract = self.kinds[name]
        others = [step for step in steps if step != name]
        near = [Atom(text.format(step), (step,)) for step in others for text in _STEP_STATUS[:5]]
        near += (atom for atom in self.outputs if set(atom.names) <= set(others))
        entry = exit = None
        earlier = others[: steps.index(name)]
        if others and self.chance(0.3):
            other = self.one_of(earlier or others)
            entry = Condition("all", (Atom(f"{other} is Completed", (other,)),))
        elif self.chance(0.22):
            entry = self.flow_or(near)
        if kind in ("interactive", "approval") and self.chance(0.25):
            own = [atom for atom in self.outputs if atom.names == (name,)]
            exit = self.flow_or(own or near, 0.3)
        marked = kind == "background" and self.api == 62 and contract.mode == "async"
        return Step(name, kind, contract.name, entry, exit, marked)

    def decision(self, name: str) -> Decision:
        near = [*self.outputs, *self.data]
        outcomes = tuple(
            Outcome(
                f"{name}_{number}",
                self.condition(near),
                self.target(),
                self.is_record_triggered and self.chance(0.08),
            )
            for number in range(1, self.weighted({1: 5, 2: 3}) + 1)
        )
        return Decision(name, outcomes, self.target())

    def target(self) -> str:
        return self.one_of((END, END, *self.main, *self.main[1:], *self.decisions[1:]))
