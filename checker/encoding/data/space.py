"""The data of a definition as finitely many variables: regions, guards on them, and what changes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Final

from ....engine.program.program import Program
from ....engine.values import Value, is_literal, kept, literal, shown
from ....grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row, Unreadable
from ....grammar.contract import Domain, FlowContract
from ....grammar.model import Step
from ....grammar.names import Names
from ....grammar.value import Value as Literal
from ..guard import FALSE, TRUE, Guard, In, all_of, any_of, negation
from ..statuses import StatusTerm
from ..system import Copy, Map, Update, Variable
from .atoms import Atom, Atoms, StatusTest
from .changes import looks_back
from .cutting import adding, cutting
from .judged import Judged
from .key import Key
from .left_open import LeftOpen
from .meaning import Slot
from .operands import Operands
from .points import fits
from .words import word, words

if TYPE_CHECKING:
    from .solving.deciding import Decided

MOST_CASES: Final = 20_000


Choice = tuple[Mapping[Slot, Value], int]
"""What slots may be, and for which values (as bits) of their variable."""


class DataSpace:
    """The data of one definition. Its variables are numbered from `offset` on. Fields in `apart` conditions have two."""

    def __init__(
        self,
        program: Program,
        status: Callable[[str], StatusTerm | None],
        offset: int,
        contracts: Iterable[FlowContract] = (),
        relaxed: Sequence[Condition] = (),
        *,
        some: bool = False,
        wide: bool = False,
        apart: Iterable[Condition] = (),
    ) -> None:
        """Cut the data into regions. `status` says which variable a status reference reads. `relaxed` are conditions that
        may hold or not, as it happens: each gets a variable of its own, behind the others; `some`: or is as it is, the whole
        run. `wide`: the same for those that regions do not decide, and judging them may be an error too; so nothing is left
        to samples.
        """
        self.program = program
        self.operands = Operands(program, Names.of(program.orchestration), status)
        self._atoms = Atoms(program, self.operands)
        self._numbers: dict[Key, int] = {}
        self._judged: dict[Atom | StatusTest, Judged] = {}
        cut = cutting(program, self._atoms, tuple(contracts))
        open_atoms = [atom for atom in self._atoms.all() if wide and atom in cut.inexact]
        self._inexact = cut.inexact
        noted = () if wide else cut.notes
        self.notes = [text if key is None else f"{self.spelled(key)} {text}" for key, text in noted]
        self.domains = cut.domains
        self._regions = cut.regions
        looked_at = {key for one in apart for key in self._atoms.of(one).keys if key.kind == "field"}
        self._written = cut.written | looked_at
        self._decided = cut.decided
        self._together: dict[int, Decided] = {}
        made = self._make_variables(offset)
        self.apart = {key for key in looked_at if Key("world", key.name) in self._numbers}
        sides = (False, True) if looks_back(program) else (False,)
        self.left_open = LeftOpen(relaxed, sides, open_atoms, offset + len(made), some=some)
        self.variables: tuple[Variable, ...] = (*made, *self.left_open.variables)

    def _make_variables(self, offset: int) -> tuple[Variable, ...]:
        made: list[Variable] = []
        for decided in self._decided:
            self._together[offset + len(made)] = decided
            self._numbers |= dict.fromkeys(decided.keys, offset + len(made))
            name = " and ".join(map(self._name, decided.keys))
            made.append(Variable(name, tuple(", ".join(map(shown, one)) for one in decided.classes.members)))
        for key, regions in self._regions.items():
            if regions.count < 2 or key in self._numbers:
                continue
            self._numbers[key] = offset + len(made)
            made.append(Variable(self._name(key), words(regions)))
            if key.kind == "field" and key in self._written:
                outside = Key("world", key.name)
                self._numbers[outside] = offset + len(made)
                made.append(Variable(f"{self._name(key)} outside", words(regions)))
        return tuple(made)

    def _name(self, key: Key) -> str:
        spelled = (*self.program.fields, *self.program.inputs)
        return next((name for name in spelled if name.casefold() == key.name), key.name)

    # ---------------------------------------------------------------- guards

    def requirements(self, requirements: Requirements, *, prior: bool = False) -> Judged:
        """When requirements hold, and when judging them, in their order, is an error."""
        return self._logic(requirements.logic, requirements.conditions, prior=prior)

    def becoming(self, requirements: Requirements) -> Judged:
        """When requirements hold that did not hold for the record's prior values."""
        now = self.requirements(requirements)
        held = self.requirements(requirements, prior=True)
        return Judged(
            all_of((now.true, negation(any_of((held.true, held.error))))),
            any_of((now.error, all_of((now.true, held.error)))),
        )

    def condition(self, condition: Condition, *, prior: bool = False) -> Judged:
        """When one condition holds, and when judging it is an error."""
        free = self.left_open.free.get((id(condition), prior))

        def as_it_is() -> Judged:
            return self.judged(self._atoms.of(condition, prior=prior))

        return as_it_is() if free is None else self.left_open.relaxed(free, as_it_is)

    def keys(self, condition: Condition) -> tuple[Key, ...]:
        """The values of the world that a condition looks at."""
        return self._atoms.of(condition).keys

    def unassignable(self, step: Step) -> Guard:
        """When it cannot be worked out who is to do a step that asks somebody."""
        return self.judged(atom).error if (atom := self._atoms.assignee(step)) else FALSE

    def trigger(self) -> Guard:
        """When the trigger's conditions let a run begin; where judging them is an error, none begins."""
        start = self.program.orchestration.start
        if start is None:
            return TRUE
        if start.filter_formula is not None:
            return self.judged(self._atoms.formula(start.filter_formula)).true
        filters = self._atoms.filters
        if filters is None:
            return TRUE
        found = self.requirements(filters).true
        if not start.requires_change:
            return found
        held = self.requirements(filters, prior=True)
        return all_of((found, negation(any_of((held.true, held.error)))))

    @property
    def chosen_anew(self) -> tuple[int, ...]:
        """The variables of conditions that may hold or not each time they are judged."""
        return (*self.left_open.free.values(), *self.left_open.atoms.values())

    @property
    def open_atoms(self) -> Mapping[Atom, int]:
        """The conditions that are left open, with their variables."""
        return self.left_open.atoms

    @property
    def open(self) -> frozenset[int]:
        """Those of them that stand for conditions which regions do not decide."""
        return frozenset(self.left_open.atoms.values())

    def judged(self, atom: Atom) -> Judged:
        """The guards of an atom."""
        if atom in self.left_open.atoms:
            return self.left_open.atom(atom, never_fails=atom.never_fails(self.domains))
        key = atom.status_test or atom
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._judge(atom)
        return found

    def _judge(self, atom: Atom) -> Judged:
        variables: dict[int, list[Slot]] = {}
        fixed: dict[Slot, Value] = {}
        for slot in atom.looks_at:
            number = slot.variable if isinstance(slot, StatusTerm) else self._numbers.get(slot)
            if number is None:
                assert isinstance(slot, Key)  # noqa: S101  # statuses have variables
                fixed[slot] = self._regions[slot].points[0]
            else:
                variables.setdefault(number, []).append(slot)
        numbers = sorted(variables)
        choices = [self._choices(atom, number, variables[number]) for number in numbers]
        cases = prod(map(len, choices))
        if cases <= MOST_CASES:
            return self._cases(atom, numbers, choices, fixed, 0)
        self.notes.append(f"a condition looks at {cases:,} combinations of values and was not judged")
        return Judged(FALSE, FALSE)

    def _cases(
        self,
        atom: Atom,
        numbers: list[int],
        choices: Sequence[list[Choice]],
        state: dict[Slot, Value],
        place: int,
    ) -> Judged:
        if place == len(numbers):
            truth = atom.truth(state)
            return Judged(TRUE if truth else FALSE, TRUE if truth is None else FALSE)
        by_result: dict[Judged, int] = {}
        for values, bits in choices[place]:
            state.update(values)
            result = self._cases(atom, numbers, choices, state, place + 1)
            by_result[result] = by_result.get(result, 0) | bits
        if len(by_result) == 1:
            return next(iter(by_result))
        return Judged(
            any_of(all_of((In(numbers[place], bits), result.true)) for result, bits in by_result.items()),
            any_of(all_of((In(numbers[place], bits), result.error)) for result, bits in by_result.items()),
        )

    def _choices(self, atom: Atom, number: int, slots: Sequence[Slot]) -> list[Choice]:
        """The values of a variable, as bits, with what its slots are then."""
        decided = self._together.get(number)
        if decided is not None:
            return [
                ({slot: decided.classes.value(first, slot) for slot in slots if isinstance(slot, Key)}, bits)
                for first, bits in decided.alike(atom)
            ]
        first = slots[0]
        size = len(first.values) if isinstance(first, StatusTerm) else self._count(first)
        return [({slot: self._value(slot, value) for slot in slots}, 1 << value) for value in range(size)]

    def _value(self, slot: Slot, value: int) -> Value:
        return slot.values[value] if isinstance(slot, StatusTerm) else self._representative(slot, value)

    def _representative(self, key: Key, region: int) -> Value:
        return self._regions[_region_key(key)].representative(region)

    def _logic(self, logic: Logic, rows: Sequence[Condition], *, prior: bool) -> Judged:
        match logic:
            case Row(number=number):
                return self.condition(rows[number - 1], prior=prior)
            case All(parts=parts):
                true: Guard = TRUE
                error: Guard = FALSE
                for part in parts:
                    found = self._logic(part, rows, prior=prior)
                    error = any_of((error, all_of((true, found.error))))
                    true = all_of((true, found.true))
                return Judged(true, error)
            case Any(parts=parts):
                true, error = FALSE, FALSE
                false: Guard = TRUE
                for part in parts:
                    found = self._logic(part, rows, prior=prior)
                    error = any_of((error, all_of((false, found.error))))
                    true = any_of((true, found.true))
                    false = all_of((false, negation(any_of((found.true, found.error)))))
                return Judged(all_of((true, negation(error))) if error != FALSE else true, error)
            case Not(part=part):
                found = self._logic(part, rows, prior=prior)
                return Judged(negation(any_of((found.true, found.error))), found.error)
            case Unreadable():
                return Judged(FALSE, TRUE)

    # ---------------------------------------------------------------- changes

    def change(
        self, chosen: Iterable[tuple[Key, Domain]] = (), cleared: Iterable[Key] = ()
    ) -> tuple[Update, ...]:
        """Values that change together: those that may become any of a domain, and those that become null."""
        updates: list[Update] = []
        nulls: dict[int, dict[Key, bool | None]] = {}
        for key, domain in chosen:
            number = self._numbers.get(key.folded)
            if number in self._together:
                nulls.setdefault(number, {})[key.folded] = False if domain.nullable is False else None
            elif number is not None:
                updates.append(Map(number, (self._fitting(key, domain),) * self._count(key)))
        for key in cleared:
            number = self._numbers.get(key.folded)
            if number in self._together:
                nulls.setdefault(number, {})[key.folded] = True
            else:
                updates += self.assign(key, None)
        updates += (
            Map(number, self._together[number].classes.images(frozenset(changed), changed))
            for number, changed in nulls.items()
        )
        return tuple(updates)

    def choose(self, key: Key, domain: Domain) -> tuple[Update, ...]:
        """The value may become any of a domain."""
        return self.change([(key, domain)])

    def _count(self, key: Key) -> int:
        return self._regions[_region_key(key.folded)].count

    def _fitting(self, key: Key, domain: Domain) -> int:
        """The regions that hold a value of a domain."""
        regions = self._regions[_region_key(key.folded)]
        bits = 0
        for point, region in zip(regions.points, regions.region, strict=True):
            if fits(point, domain):
                bits |= 1 << region
        return bits

    def assign(self, key: Key, value: Literal | None) -> tuple[Update, ...]:
        """The value becomes a constant; None: null."""
        number = self._numbers.get(key.folded)
        if number is None:
            return ()
        regions = self._regions[_region_key(key.folded)]
        wanted = kept(literal(value)) if value is not None and is_literal(value) else None
        region = regions.of_point(wanted)
        bits = (1 << regions.count) - 1 if region is None else 1 << region
        return (Map(number, (bits,) * regions.count),)

    def add(self, key: Key, amount: Fraction) -> tuple[Update, ...]:
        """A number becomes so much greater; null stays null."""
        number = self._numbers.get(key.folded)
        if number is None:
            return ()
        regions = self._regions[_region_key(key.folded)]
        total = adding(amount, regions.points)
        images = [0] * regions.count
        for point, region in zip(regions.points, regions.region, strict=True):
            target = regions.of_point(total(point))
            images[region] |= 1 << (region if target is None else target)
        return (Map(number, tuple(images)),)

    def copy(self, key: Key, source: Key) -> tuple[Update, ...]:
        """The value becomes that of another."""
        number, other = self._numbers.get(key.folded), self._numbers.get(source.folded)
        if number is None:
            return ()
        regions, sources = self._regions[_region_key(key.folded)], self._regions[_region_key(source.folded)]
        if other is None:
            return (Map(number, ((1 << regions.count) - 1,) * regions.count),)
        images = [0] * sources.count
        for point, region in zip(sources.points, sources.region, strict=True):
            target = regions.of_point(point)
            images[region] |= (1 << regions.count) - 1 if target is None else 1 << target
        return (Copy(number, other, tuple(images)),)

    # ---------------------------------------------------------------- back to values

    def concrete(
        self, valuation: Mapping[int, int], before: Mapping[Key, Value], changed: Collection[Key]
    ) -> dict[Key, Value]:
        """A value for each key that has a variable, as it lies in the valuation. Values that only together are told apart
        are those from `before`, but for the `changed` ones.
        """
        found: dict[Key, Value] = {}
        for key, number in self._numbers.items():
            if number in valuation and number not in self._together:
                found[key] = self._example(_region_key(key), valuation[number])
        for number, decided in self._together.items():
            if number in valuation:
                found |= decided.values_after(valuation[number], before, changed)
        return found

    def _example(self, key: Key, region: int) -> Value:
        members = self._regions[key].members(region)
        return next((value for value in members if fits(value, self.domains[key])), members[0])

    def lies_in(self, key: Key, value: Value, valuation: Mapping[int, int]) -> bool:
        """Whether a value lies where a valuation has it; not for values that only together are told apart."""
        number = self._numbers.get(key.folded)
        if number is None or number in self._together or number not in valuation:
            return False
        return self.region_of(key, value) == valuation[number]

    def spelled(self, key: Key) -> str:
        """The value as the definition writes it: `$Record.Status`, `Create.Outputs.userId`."""
        if key.kind != "output":
            return self._name(key)
        path, _, output = key.name.partition(".")
        step = self.program.step(path.rpartition("/")[2])
        if step is None:
            return key.name
        name = next((name for name in step.outputs if name.casefold() == output), output)
        return f"{step.name}.Outputs.{name}"

    def words(self, key: Key) -> dict[int, str]:
        """The words for the regions of a key that hold declared values; none where nothing looks at it."""
        if key.folded not in self._numbers:
            return {}
        regions, domain = self._regions[key.folded], self.domains[key.folded]
        declared = {
            region: [value for value in regions.members(region) if fits(value, domain)]
            for region in range(regions.count)
        }
        return {region: word(values) for region, values in declared.items() if values}

    def valuation(self, values: Mapping[Key, Value]) -> dict[int, int]:
        """Variables with the regions that values lie in; those of values that stand for no region are left out."""
        found: dict[int, int] = {}
        values = {key.folded: value for key, value in values.items()}
        for key, value in values.items():
            number = self._numbers.get(key)
            region = self.region_of(key, value)
            if number is not None and number not in self._together and region is not None:
                found[number] = region
        for number, decided in self._together.items():
            inside = decided.class_of(values) if all(key in values for key in decided.keys) else None
            if inside is not None:
                found[number] = inside
        return found

    def where(self, key: Key, region: int) -> tuple[int, int] | None:
        """A variable and those of its values (as bits) for which the value of a key lies in a region, as far as it is
        told; None where nothing looks at it.
        """
        number = self._numbers.get(key.folded)
        decided = self._together.get(number) if number is not None else None
        if number is None or decided is None:
            return None if number is None else (number, 1 << region)
        regions, classes = self._regions[_region_key(key.folded)], decided.classes
        inside = [
            one for one in range(classes.count) if regions.of_point(classes.value(one, key.folded)) == region
        ]
        return number, sum(1 << one for one in inside)

    def where_null(self, key: Key) -> tuple[int, int, bool] | None:
        """A variable and those of its values (as bits) for which a value of the world is null; and whether they stand for
        other values too, which no condition tells from null. None where nothing looks at it.
        """
        number = self._numbers.get(key.folded)
        region = None if number is None else self.region_of(key, None)
        if number is None or region is None:
            return None
        decided = self._together.get(number)
        if decided is None:
            others = (value for value in self.members(key, region) if value is not None)
            return number, 1 << region, any(self.can_be(key, value) for value in others)
        classes = decided.classes
        null = (one for one in range(classes.count) if classes.is_null(one, key.folded))
        return number, sum(1 << one for one in null), False

    def is_exact(self, condition: Condition) -> bool:
        """Whether nothing about a condition is left to samples."""
        return self._atoms.of(condition) not in self._inexact

    def points(self, key: Key) -> tuple[Value, ...]:
        """The values that stand for all values of a key."""
        return self._regions[_region_key(key.folded)].points

    def members(self, key: Key, region: int) -> list[Value]:
        """The points of a region of a key."""
        return self._regions[_region_key(key.folded)].members(region)

    def can_be(self, key: Key, value: Value) -> bool:
        """Whether a value lies in what is declared of a key."""
        return fits(value, self.domains[_region_key(key.folded)])

    def neighbours(self, key: Key, value: Fraction) -> tuple[int, int, int] | None:
        """The regions just below a number, at it, and just above it; None where there are none."""
        regions = self._regions[_region_key(key.folded)]
        numbers = sorted(point for point in regions.points if isinstance(point, Fraction))
        at = next((place for place, number in enumerate(numbers) if number == value), None)
        if at is None or not 0 < at < len(numbers) - 1:
            return None
        found = [regions.of_point(numbers[place]) for place in (at - 1, at, at + 1)]
        return None if None in found else (found[0], found[1], found[2])  # type: ignore[return-value]  # none is None

    def told_apart(self, key: Key, domain: Domain) -> Iterator[tuple[list[Value], tuple[int, int]]]:
        """The values of a domain that the definition tells apart: those that stand for each other, with a variable and its
        values (as bits) for them. Nothing where nothing looks at the key.
        """
        number = self._numbers.get(key.folded)
        decided = self._together.get(number) if number is not None else None
        regions = self._regions[_region_key(key.folded)] if number is not None else None
        if number is None or regions is None:
            return
        found: dict[Value, int] = {}
        for one in range(decided.classes.count) if decided is not None else ():
            value = decided.classes.value(one, key.folded) if decided is not None else None
            found[value] = found.get(value, 0) | 1 << one
        for value, bits in found.items():
            if fits(value, domain):
                yield [value], (number, bits)
        for region in range(regions.count) if decided is None else ():
            members = [point for point in regions.members(region) if fits(point, domain)]
            if members:
                yield members, (number, 1 << region)

    def region_of(self, key: Key, value: Value) -> int | None:
        """The region of a value; None where it is none of the points."""
        return self._regions[_region_key(key.folded)].of_point(kept(value))


def _region_key(key: Key) -> Key:
    return Key("field", key.name) if key.kind == "world" else key
