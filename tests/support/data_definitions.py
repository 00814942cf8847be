"""Random small definitions about data: values with gaps, nulls, labels of defaults, formulas that fail, results that are
handed on, answers of approvals. The other random definitions (`agreement_generator.py`) have few of these.
"""

from __future__ import annotations

from random import Random
from typing import Final

DOMAINS: Final = {
    "boolean": ("boolean", "boolean not null"),
    "choice": ('one of "Red", "Green", "Blue" not null', 'one of "Red", "Green" or null', 'one of "Red", "Green" not null'),
    "integer": ("integer 0..4 not null", "integer 0..4", "integer 1..3", "integer 2..3 not null"),
    "number": ("number not null", "number"),
    "text": ("text", "text not null"),
}  # fmt: skip
COMPARISONS: Final = {
    "boolean": ("{} = true", "{} = false", "{} <> true", "{} is null"),
    "choice": ('{} = "Red"', '{} = "Green"', '{} <> "Red"', '{} = "Blue"', "{} is not null", '{} = "Grey"'),
    "integer": ("{} > 2", "{} < 2", "{} >= 2", "{} <= 2", "{} < 3", "{} = 2", "{} <> 2", "{} > 5", "{} is null"),
    "number": ("{} > 2", "{} < 2", "{} >= 2", "{} <= 2", "{} < 3", "{} = 2", "{} <> 2", "{} > 5", "{} >= 0", "{} is null"),
    "text": ('{} = "a"', '{} <> "a"', "{} is null", '{} starts with "a"'),
}  # fmt: skip
FORMULAS: Final = ("{0} < 2 || {0} > 2", "ISBLANK({0}) || {0} > 2", "BLANKVALUE({0}, 3) > 2")
DIVIDING: Final = ("12 / {0} > 4", "12 / BLANKVALUE({0}, 0) > 4", "12 / ({0} - 2) > 4")
"""Formulas on an integer, all of whose values are explored; some fail on a value, some on null alone."""
FIELDS: Final = {
    "$Record.Kind__c": ("choice", 'one of "Red", "Green", "Blue" not null'),
    "$Record.Size__c": ("integer", "integer 0..3"),
    "$Record.Open__c": ("boolean", "boolean not null"),
}
LABELS: Final = ('"Red"', '"Green"', '"Blue"', '"Other"', "", "")
STATUSES: Final = ("Completed", "not Completed", "not Error", "Error", "not InProgress")


def data_definition(seed: int, number: int, attempt: int = 0) -> str:
    """The definition with this number. A higher attempt is smaller."""
    return _Drawing(Random(f"data/{seed}/{number}/{attempt}"), attempt).text()


class _Drawing:
    def __init__(self, random: Random, attempt: int) -> None:
        self.random = random
        self.attempt = attempt
        self.is_approval = random.random() < 0.3
        self.values: dict[str, str] = {}
        self.formulas: dict[str, str] = {}
        self.contracts: list[str] = []
        self.steps: list[str] = []
        self.stages = ("First", "Second", "Third")[: random.choice((2, 2, 3))]
        self.decisions = ("Choose", "Sort")[: random.choice((1, 1, 2))]
        self.fields = random.sample(tuple(FIELDS), random.choice((0, 0, 1)))
        self.values |= {field: FIELDS[field][0] for field in self.fields}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def text(self) -> str:
        stages = [self.stage(name) for name in self.stages]
        decisions = [self.decision(name) for name in self.decisions]
        head = "approval" if self.is_approval else "orchestration"
        trigger = "when Case is created or updated" if self.fields else "autolaunched"
        entry = self.decisions[0] if self.fields and self.chance(0.2) else self.stages[0]
        if self.is_approval and not self.fields:
            trigger = "approval"
        lines = [f"{head} Drawn {{", f"  start {trigger} -> {entry}"]
        lines += (
            f"  field {field}: {FIELDS[field][1]}{', never changed' if self.chance(0.7) else ''}"
            for field in self.fields
        )
        lines += self.contracts
        lines += (f'  formula {name}: boolean = "{expression}"' for name, expression in self.formulas.items())
        lines += [line for block in (*stages, *decisions) for line in block]
        return "\n".join([*lines, "}", ""])

    def stage(self, name: str) -> list[str]:
        most = 1 if self.attempt else 2
        lines = [f"  stage {name} {{"]
        own: list[str] = []
        for letter in "AB"[: self.random.choice((1, most))]:
            step = f"{name}_{letter}"
            lines.append(self.step(step, own))
            own.append(step)
        if self.chance(0.3):
            lines.append(f"    completes when {self.random.choice(own)} is {self.random.choice(STATUSES)}")
        if self.chance(0.5):
            later = [*self.stages[self.stages.index(name) + 1 :], *self.decisions]
            lines.append(f"    on error -> {self.random.choice(later)}")
        following = self.stages[self.stages.index(name) + 1 : self.stages.index(name) + 2]
        lines.append(f"    then {self.random.choice((*self.decisions, *self.decisions, *following, 'end'))}")
        return [*lines, "  }"]

    def step(self, name: str, own: list[str]) -> str:
        kind = "background"
        if self.chance(0.3):
            kind = "approval" if self.is_approval else "interactive"
        texts = [value for value, sort in self.values.items() if sort in ("text", "choice")]
        others = [value for value in self.values if not value.startswith("$")]
        calls = "standard_approvals__EvaluateApproval" if kind == "approval" else f"Do_{name}"
        parts = [kind, name, "calls", calls]
        domains = self.outputs(name, kind)
        if kind != "background":
            owner = self.random.choice(texts) if texts and self.chance(0.5) else '"anna@example.com"'
            parts.append(f"assigned to user {owner}")
        if own and self.chance(0.5):
            parts.append(f"starts when {own[0]} is {self.random.choice(STATUSES[:3])}")
        elif self.steps and self.chance(0.3):
            parts.append(f"starts when {self.condition()}")
        body = self.body(name, kind, others, domains)
        if body:
            parts.append(f"{{ {'  '.join(body)} }}")
        if kind != "approval":
            flow = "Flow" if kind == "interactive" else "AutoLaunchedFlow  async"
            self.contracts.append(f"  flow Do_{name} {{ type {flow}  {'  '.join(domains)} }}")
        self.steps.append(name)
        return f"    {' '.join(parts)}"

    def outputs(self, name: str, kind: str) -> list[str]:
        """What its flow gives, as the contract has it."""
        if kind == "approval":
            self.values[f"{name}.Outputs.approvalDecision"] = "approval"
            return []
        found: list[str] = []
        for output in "xy"[: self.random.choice((1, 1, 2) if not self.attempt else (0, 1))]:
            sort = self.random.choice(tuple(DOMAINS))
            found.append(f"out {output}: {self.random.choice(DOMAINS[sort])}")
            self.values[f"{name}.Outputs.{output}"] = sort
        return found

    def body(self, name: str, kind: str, others: list[str], domains: list[str]) -> list[str]:
        """What it is called with, which `domains` of its flow gets too, and an exit condition of its own."""
        found: list[str] = []
        if others and kind != "approval" and self.chance(0.6):
            domains.append(f"in what: any{self.random.choice(('', '', ' not null'))}")
            value = self.random.choice(others)
            if self.chance(0.15):
                value = f"{self.random.choice((*self.stages, value.partition('.')[0]))}.Status"
            found.append(f"input what = {value}")
        if kind == "interactive" and self.chance(0.15):
            mine = [value for value in self.values if value.startswith(f"{name}.")]
            found += (f"completes when {self.compare(value)}" for value in mine[:1])
        return found

    def compare(self, value: str) -> str:
        sort = self.values[value]
        if sort == "approval":
            answer = self.random.choice(("Approve", "Approve", "Reject"))
            return f'{value} = "{answer}"'
        if sort in ("number", "integer") and self.chance(0.3):
            name = f"Worked_{len(self.formulas) + 1}"
            formulas = FORMULAS if sort == "number" else (*FORMULAS, *DIVIDING)
            self.formulas[name] = self.random.choice(formulas).format(f"{{!{value}}}")
            return f"{name} = true"
        others = [other for other in self.values if other != value and self.values[other] == sort]
        if sort in ("integer", "choice") and others and self.chance(0.2):
            return f"{value} {'>' if sort == 'integer' else '='} {self.random.choice(others)}"
        return self.random.choice(COMPARISONS[sort]).format(value)

    def condition(self) -> str:
        values = list(self.values)
        if not values or self.chance(0.12):
            return f"{self.random.choice((*self.steps, *self.stages))} is {self.random.choice(STATUSES)}"
        first = self.random.choice(values)
        parts = [self.compare(first)]
        if self.chance(0.35):
            parts.append(self.compare(self.random.choice((first, first, *values))))
        text = self.random.choice((" and ", " or ")).join(parts)
        return f"not ({text})" if self.chance(0.1) else text

    def decision(self, name: str) -> list[str]:
        later = self.decisions[self.decisions.index(name) + 1 :]
        targets = [*self.stages[1:], *self.stages[1:], *later, "end"]
        lines = [f"  decision {name} {{"]
        lines += (
            f"    outcome {name}_{number} when {self.condition()} -> {self.random.choice(targets)}"
            for number in range(1, self.random.choice((1, 2, 2, 3)) + 1)
        )
        label = self.random.choice(LABELS)
        goes = self.random.choice(("end", "end", "end, intended", *self.stages[1:]))
        lines.append(f"    otherwise {label} -> {goes}")
        return [*lines, "  }"]
