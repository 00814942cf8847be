"""What the world does to data: fields that change, what flows write and give back.

A run sees the record as it was at its last wake-up (decision `record-freshness`). Between two wake-ups nobody reads
it, so a change from outside may be told at once; only where a synchronous flow writes a field (no wake-up follows) the
field is kept twice: as the run sees it, and as it is outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from ...engine.program.program import Program, StageProgram, StepProgram
from ...grammar.condition import Requirements
from ...grammar.contract import FieldWrite, FlowContract, Sum
from ...grammar.value import Reference
from .data.judged import Judged
from .data.key import Key
from .data.space import DataSpace
from .system import Update


class WorldData:
    """The data of a definition as the encoding of control needs it."""

    def __init__(
        self, program: Program, space: DataSpace, contracts: dict[tuple[int, int], FlowContract]
    ) -> None:
        """`contracts` are those of called flows, by stage and step."""
        self.program = program
        self.space = space
        self._contracts = contracts
        self._writers = {
            (stage.index, step.index): self._known_writes(stage, step)
            for stage in program.stages
            for step in stage.steps
        }
        self._apart = self._kept_apart()
        self._set: dict[int, tuple[Update, ...]] = {}
        self._written_by: dict[tuple[int, int], tuple[Update, ...]] = {}
        self._given_by: dict[tuple[int, int], tuple[Update, ...]] = {}

    def _known_writes(self, stage: StageProgram, step: StepProgram) -> tuple[tuple[int, FieldWrite], ...]:
        contract = self._contracts.get((stage.index, step.index))
        slots = {name.casefold(): slot for slot, name in enumerate(self.program.fields)}
        found = [
            (slots[write.field.casefold()], write)
            for write in (contract.writes if contract else ())
            if write.field.casefold() in slots and write.field.startswith("$Record.") and not write.creates
        ]
        told = {write.slot for write in step.writes if write.value is not None}
        return tuple((slot, write) for slot, write in found if slot in told and write.value is not None)

    def _kept_apart(self) -> frozenset[int]:
        """The slots of fields whose value outside differs, at times, from what the run sees."""
        if not self.program.refreshes_record:
            return frozenset()
        fields = self.program.fields
        written = {
            slot
            for (stage, step), writes in self._writers.items()
            if self.program.stages[stage].steps[step].synchronous
            for slot, _ in writes
        }
        apart = (slot for slot, name in enumerate(fields) if Key("field", name).folded in self.space.apart)
        return frozenset(written.union(apart))

    def _outside(self, slot: int) -> Key:
        return Key("world" if slot in self._apart else "field", self.program.fields[slot])

    def beginning(self) -> list[Update]:
        """Inputs and record as they are when a run begins: any values; no output is there yet."""
        program = self.program
        chosen = [(Key("input", hole.name), hole.domain) for hole in program.input_holes]
        chosen += [
            (Key("field", name), program.field_holes[slot].domain) for slot, name in enumerate(program.fields)
        ]
        cleared = [
            key
            for stage in program.stages
            for step in stage.steps
            for key in self._outputs(stage.index, step.index)
        ]
        updates = list(self.space.change(chosen, cleared))
        for slot in sorted(self._apart):
            name = program.fields[slot]
            updates += self.space.copy(Key("world", name), Key("field", name))
        return updates

    def _outputs(self, stage: int, step: int) -> list[Key]:
        made = self.program.stages[stage]
        path = f"{made.name}/{made.steps[step].name}"
        return [Key("output", f"{path}.{name}") for name in made.steps[step].outputs]

    def trigger(self) -> Judged:
        """When the trigger lets a run begin."""
        return self.space.trigger()

    @cached_property
    def settable(self) -> Sequence[tuple[int, str]]:
        """The fields, by slot, whose change from outside a run can notice."""
        if not self.program.refreshes_record:
            return []
        return [
            (slot, name)
            for slot, name in enumerate(self.program.fields)
            if slot not in self.program.frozen_fields and self.set_field(slot)
        ]

    def set_field(self, slot: int) -> tuple[Update, ...]:
        """The field is changed from outside."""
        found = self._set.get(slot)
        if found is None:
            domain = self.program.field_holes[slot].domain
            found = self._set[slot] = tuple(self.space.choose(self._outside(slot), domain))
        return found

    def requirements(self, requirements: Requirements, *, prior: bool = False) -> Judged:
        """When requirements hold, and when judging them is an error."""
        return self.space.requirements(requirements, prior=prior)

    @cached_property
    def refresh(self) -> tuple[Update, ...]:
        """The run reads the record anew."""
        return tuple(
            update
            for slot in sorted(self._apart)
            for update in self.space.copy(Key("field", self.program.fields[slot]), self._outside(slot))
        )

    def writes(self, stage: int, step: int) -> tuple[Update, ...]:
        """What a flow writes to the record as it finishes."""
        if not self.program.refreshes_record:
            return ()
        found = self._written_by.get((stage, step))
        if found is None:
            found = self._written_by[stage, step] = tuple(
                update
                for slot, write in self._writers[stage, step]
                for update in self._written(self._outside(slot), write)
            )
        return found

    def _written(self, key: Key, write: FieldWrite) -> Iterable[Update]:
        match write.value:
            case Sum(reference=text, amount=amount):
                if text.casefold() != key.name.casefold():
                    yield from self.space.copy(key, self._source(text))
                yield from self.space.add(key, Fraction(amount))
            case Reference(text=text):
                yield from self.space.copy(key, self._source(text))
            case None:
                return
            case value:
                yield from self.space.assign(key, value)

    def _source(self, text: str) -> Key:
        names = [name.casefold() for name in self.program.fields]
        return self._outside(names.index(text.casefold())) if text.casefold() in names else Key("field", text)

    def outputs(self, stage: int, step: int) -> tuple[Update, ...]:
        """A flow gives its outputs, any values of their domains."""
        found = self._given_by.get((stage, step))
        if found is None:
            keys = self._outputs(stage, step)
            holes = self.program.stages[stage].steps[step].holes
            chosen = ((keys[hole.slot], hole.domain) for hole in holes if hole.slot is not None)
            found = self._given_by[stage, step] = tuple(self.space.change(chosen))
        return found

    def no_outputs(self, stage: int, step: int) -> list[Update]:
        """The outputs of a step are null as its stage starts anew (decision `outputs-on-revisit`)."""
        return list(self.space.change(cleared=self._outputs(stage, step)))
