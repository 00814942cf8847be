"""Small definitions as trees of members, each of which can be taken out: what the agreement tests draw and minimise.

`Draft.text()` is the definition as `.orch`. `without` takes an element out with all that names it, so that what is left
is a definition without mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

END: Final = "end"


@dataclass(frozen=True, slots=True)
class Atom:
    """One comparison. `names` are the stages, steps, decisions, outcomes, fields and inputs that it reads."""

    text: str
    names: tuple[str, ...]


SHAPES: Final = {
    "all": 0,
    "any": 0,
    "not": 1,
    "mixed": 3,
    "logic": 3,
}
"""How the atoms of a requirement are joined, with the number of atoms a shape needs (0: any number)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When something starts, completes or is taken: atoms in a shape, or the answer of an evaluation flow."""

    shape: str = "all"
    atoms: tuple[Atom, ...] = ()
    flow: str = ""

    def text(self) -> str:
        if self.flow:
            return f"flow {self.flow} returns true"
        texts = [atom.text for atom in self.atoms]
        match self.shape:
            case "any":
                return " or ".join(texts)
            case "not":
                return f"not ({texts[0]})"
            case "mixed":
                return f"({texts[0]} or {texts[1]}) and not ({texts[2]})"
            case "logic":
                rows = " ".join(f"{number}: {text}" for number, text in enumerate(texts, start=1))
                return f'logic "(1 AND 2) OR (NOT 1 AND 3)" {{ {rows} }}'
            case _:
                return " and ".join(texts)

    def without(self, name: str) -> Condition | None:
        """The condition without the atoms that read a name; None where nothing is left."""
        return self.keeping(lambda atom: name not in atom.names)

    def keeping(self, wanted: Callable[[Atom], bool]) -> Condition | None:
        if self.flow:
            return self
        atoms = tuple(atom for atom in self.atoms if wanted(atom))
        if atoms == self.atoms:
            return self
        shape = self.shape if not SHAPES[self.shape] else "any"
        return Condition(shape, atoms) if atoms else None

    def smaller(self) -> Iterator[Condition]:
        """Simpler conditions: a plain shape, one atom less."""
        if self.flow:
            return
        if SHAPES[self.shape]:
            yield Condition("all", self.atoms)
            yield Condition("any", self.atoms)
        if len(self.atoms) > 1:
            for place in range(len(self.atoms)):
                shape = self.shape if not SHAPES[self.shape] else "any"
                yield Condition(shape, self.atoms[:place] + self.atoms[place + 1 :])


@dataclass(frozen=True, slots=True)
class Output:
    """An output of a called flow with its domain as it is written."""

    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Contract:
    """What is known of a called flow. `mode` is `sync`, `async` or nothing; `writes` as they are written."""

    name: str
    mode: str = ""
    outputs: tuple[Output, ...] = ()
    writes: tuple[str, ...] = ()

    def text(self) -> str:
        parts = [self.mode, *(f"out {output.name}: {output.domain}" for output in self.outputs)]
        parts += (f"writes {write}" for write in self.writes)
        return f"  flow {self.name} {{ {'  '.join(filter(None, parts))} }}"


@dataclass(frozen=True, slots=True)
class Step:
    """A step. `entry` None: it starts with its stage."""

    name: str
    kind: str
    calls: str
    entry: Condition | None = None
    exit: Condition | None = None
    marked_async: bool = False

    def text(self) -> str:
        parts = [self.kind, self.name, "calls", self.calls]
        if self.kind in ("interactive", "approval"):
            parts.append('assigned to user "anna@example.com"')
        if self.marked_async:
            parts.append("async")
        if self.entry is not None:
            parts.append(f"starts when {self.entry.text()}")
        if self.exit is not None:
            parts.append(f"{{ completes when {self.exit.text()} }}")
        return f"    {' '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage. `exit` None: it completes when all steps are Completed; `fault` None: it has no fault path."""

    name: str
    steps: tuple[Step, ...]
    exit: Condition | None = None
    fault: str | None = None
    then: str = END

    def text(self) -> Iterator[str]:
        yield f"  stage {self.name} {{"
        yield from (step.text() for step in self.steps)
        if self.exit is not None:
            yield f"    completes when {self.exit.text()}"
        if self.fault is not None:
            yield f"    on error -> {self.fault}"
        yield f"    then {self.then}"
        yield "  }"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of a decision."""

    name: str
    condition: Condition
    target: str
    only_changed: bool = False

    def text(self) -> str:
        changed = " { only when changed to meet }" if self.only_changed else ""
        return f"    outcome {self.name} when {self.condition.text()} -> {self.target}{changed}"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with its ordered outcomes and its default."""

    name: str
    outcomes: tuple[Outcome, ...]
    default: str = END

    def text(self) -> Iterator[str]:
        yield f"  decision {self.name} {{"
        yield from (outcome.text() for outcome in self.outcomes)
        yield f"    otherwise -> {self.default}"
        yield "  }"


@dataclass(frozen=True, slots=True)
class Declared:
    """A field, input or formula: its name as conditions have it, and the line that declares it."""

    name: str
    line: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition. The first stage is where runs start, unless `entry` says otherwise.

    `is_record_triggered`: `$Record` is there. `filter` are the conditions of the trigger. `recall` is the stage of
    the recall path of an approval process.
    """

    stages: tuple[Stage, ...]
    decisions: tuple[Decision, ...] = ()
    contracts: tuple[Contract, ...] = ()
    declared: tuple[Declared, ...] = ()
    is_approval: bool = False
    is_record_triggered: bool = False
    api: int = 67
    filter: Condition | None = None
    recall: str | None = None
    entry: str = ""

    def text(self) -> str:
        """The definition in the orchestration language, with the contracts and declarations it needs."""
        lines = [f"{'approval' if self.is_approval else 'orchestration'} Drawn {{", f"  api {self.api}"]
        called = {step.calls for step in self.steps()}
        contracts = [contract for contract in self.contracts if contract.name in called]
        lines += (contract.text() for contract in contracts)
        used = self.reads() | {
            word for contract in contracts for write in contract.writes for word in write.split()
        }
        for declared in self.declared:
            if declared.name in used:
                used.update(declared.needs)
        lines += (f"  {declared.line}" for declared in self.declared if declared.name in used)
        lines.append(self._start())
        for stage in self.stages:
            lines += stage.text()
        for decision in self.decisions:
            lines += decision.text()
        return "\n".join([*lines, "}", ""])

    def _start(self) -> str:
        trigger = "autolaunched"
        if self.is_record_triggered:
            trigger = "when Case is created or updated"
        elif self.is_approval:
            trigger = "approval"
        braces: list[str] = []
        if self.filter is not None:
            braces.append(f"where {self.filter.text().replace('$Record.', '')}")
        if self.recall is not None:
            braces.append(f"path recall -> {self.recall}")
        block = f" {{ {' '.join(braces)} }}" if braces else ""
        target = self.entry or (self.stages[0].name if self.stages else END)
        return f"  start {trigger} -> {target}{block}"

    def steps(self) -> Iterator[Step]:
        for stage in self.stages:
            yield from stage.steps

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Every condition with what it decides: `filter`, `entry`, `exit` (of a step), `stage`, `outcome`."""
        if self.filter is not None:
            yield "filter", self.filter
        for stage in self.stages:
            for step in stage.steps:
                if step.entry is not None:
                    yield "entry", step.entry
                if step.exit is not None:
                    yield "exit", step.exit
            if stage.exit is not None:
                yield "stage", stage.exit
        for decision in self.decisions:
            for outcome in decision.outcomes:
                yield "outcome", outcome.condition

    def atoms(self) -> Iterator[Atom]:
        for _, condition in self.conditions():
            yield from condition.atoms

    def reads(self) -> set[str]:
        """The names that conditions read."""
        return {name for atom in self.atoms() for name in atom.names}

    def where(self, change: Callable[[Condition], Condition | None]) -> Draft:
        """The definition with every condition changed; an outcome whose condition is gone goes too."""

        def changed(condition: Condition | None) -> Condition | None:
            return None if condition is None else change(condition)

        stages = tuple(
            replace(
                stage,
                exit=changed(stage.exit),
                steps=tuple(
                    replace(step, entry=changed(step.entry), exit=changed(step.exit)) for step in stage.steps
                ),
            )
            for stage in self.stages
        )
        decisions = tuple(
            replace(
                decision,
                outcomes=tuple(
                    replace(outcome, condition=condition)
                    for outcome in decision.outcomes
                    if (condition := change(outcome.condition)) is not None
                ),
            )
            for decision in self.decisions
        )
        return replace(self, stages=stages, decisions=decisions, filter=changed(self.filter))

    def reading_nothing_of(self, *names: str) -> Draft:
        """The definition without the atoms that read any of these names."""
        return self.where(lambda condition: condition.keeping(lambda atom: not set(names) & set(atom.names)))

    def leading(self, old: str, new: str) -> Draft:
        """The definition with every connector to one element leading to another."""

        def target(name: str) -> str:
            return new if name == old else name

        stages = tuple(
            replace(
                stage, then=target(stage.then), fault=None if stage.fault is None else target(stage.fault)
            )
            for stage in self.stages
        )
        decisions = tuple(
            replace(
                decision,
                default=target(decision.default),
                outcomes=tuple(
                    replace(outcome, target=target(outcome.target)) for outcome in decision.outcomes
                ),
            )
            for decision in self.decisions
        )
        recall = None if self.recall in (None, old) else self.recall
        entry = target(self.entry) if self.entry else ""
        return replace(self, stages=stages, decisions=decisions, recall=recall, entry=entry)
