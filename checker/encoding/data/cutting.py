"""Cutting the data of a definition into regions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple

from ....engine.program.program import Program
from ....engine.values import Value, kept
from ....grammar.contract import Domain, FlowContract
from .atoms import Atom, Written, all_atoms, all_writes
from .key import Key
from .operands import Operands
from .partition import Regions, merged
from .points import is_whole, points_of

EQUALITIES: Final = ("EqualTo", "NotEqualTo", "In", "NotIn", "Differs", "Same")

STAND_FOR_ALL: Final = "values stand for all; declare its domain to make it exact"


class Cut(NamedTuple):
    """The domains and regions of each key, the fields that flows write, and what is not exact, in words."""

    domains: dict[Key, Domain]
    regions: dict[Key, Regions]
    written: frozenset[Key]
    notes: tuple[tuple[Key, str], ...]


def cutting(program: Program, operands: Operands, contracts: tuple[FlowContract, ...]) -> Cut:
    """Cut the data of a definition. `contracts` are those of called flows, beside the declared ones."""
    domains = _domains(program)
    atoms = list(all_atoms(program, operands))
    for atom in atoms:
        for key in atom.keys:
            domains.setdefault(key, Domain(base=""))
    written = chain(contracts, program.orchestration.contracts)
    writes = [write for write in all_writes(written, operands) if write.key in domains]
    points, notes = _points(domains, atoms, writes)
    return Cut(domains, _regions(points, atoms, writes), frozenset(write.key for write in writes), notes)


def _domains(program: Program) -> dict[Key, Domain]:
    found = {Key("input", hole.name).folded: hole.domain for hole in program.input_holes}
    for name, hole in zip(program.fields, program.field_holes, strict=True):
        found[Key("field", name).folded] = hole.domain
    for stage in program.stages:
        for step in stage.steps:
            for hole in step.holes:
                if hole.slot is not None:
                    key = Key("output", f"{step.subject.name}.{step.outputs[hole.slot]}")
                    found[key.folded] = hole.domain
    return found


def _points(
    domains: dict[Key, Domain], atoms: Sequence[Atom], writes: Sequence[Written]
) -> tuple[dict[Key, Sequence[Value]], tuple[tuple[Key, str], ...]]:
    groups = _Groups(domains)
    for atom in atoms:
        groups.link(atom.keys)
        groups.add(atom.keys, atom.constants)
    for write in writes:
        if write.source is not None and write.source in domains:
            groups.link((write.key, write.source))
        if write.amount is None and write.source is None:
            groups.add((write.key,), (write.constant,))
    loose = {key for atom in atoms if len(atom.keys) > 1 and not _is_equality(atom) for key in atom.keys}
    worked_out = {
        key for atom in atoms if not (atom.left.is_plain and atom.right.is_plain) for key in atom.keys
    }
    sums = _sums(writes)
    for key in sums:
        groups.add((key,), _limits(groups.members(key), domains))
    points: dict[Key, Sequence[Value]] = {}
    notes: list[tuple[Key, str]] = []
    for key, domain in domains.items():
        constants, size = groups.of(key)
        points[key] = points_of(domain, constants, sums.get(key, ()), size)
        if is_whole(domain):
            continue
        if key in worked_out:
            notes.append((key, f"is part of a formula: {len(points[key])} {STAND_FOR_ALL}"))
        elif key in loose:
            notes.append((key, f"is compared with other values: {len(points[key])} {STAND_FOR_ALL}"))
    return points, tuple(notes)


def _limits(keys: Sequence[Key], domains: dict[Key, Domain]) -> list[Value]:
    """The numbers that the others of a group can be: something that is counted up has to get past each of them."""
    if len(keys) < 2:
        return []
    return [point for key in keys if is_whole(domains[key]) for point in points_of(domains[key], ())]


def _is_equality(atom: Atom) -> bool:
    """Whether an atom only asks if two values are the same: as many fresh values as there are places stand for all."""
    return atom.operator in EQUALITIES and atom.left.is_plain and atom.right.is_plain


def _regions(
    points: dict[Key, Sequence[Value]], atoms: Sequence[Atom], writes: Sequence[Written]
) -> dict[Key, Regions]:
    by_key: dict[Key, list[Atom]] = {}
    for atom in atoms:
        for key in atom.keys:
            by_key.setdefault(key, []).append(atom)
    copied = {
        key for write in writes if write.amount is None and write.source for key in (write.key, write.source)
    }
    sums = _sums(writes)
    found: dict[Key, Regions] = {}
    for key, own in points.items():
        if key in copied:
            found[key] = Regions(tuple(own), tuple(range(len(own))))
        else:
            images = [adding(amount, own) for amount in sums.get(key, ())]
            found[key] = merged(own, (key,), by_key.get(key, ()), points, images)
    return found


def _sums(writes: Sequence[Written]) -> dict[Key, list[Fraction]]:
    found: dict[Key, set[Fraction]] = {}
    for write in writes:
        if write.amount is not None:
            found.setdefault(write.key, set()).add(Fraction(write.amount.amount))
    return {key: sorted(amounts) for key, amounts in found.items()}


def adding(amount: Fraction, points: Sequence[Value]) -> Callable[[Value], Value]:
    """Adding to a point. Beyond the last one nothing tells numbers apart any more, so it stands for them all."""
    numbers = [point for point in points if isinstance(point, Fraction)]

    def add(value: Value) -> Value:
        if not isinstance(value, Fraction):
            return value
        total = kept(value + amount)
        return total if total in numbers else value

    return add


class _Groups:
    """Values that are compared with each other share their constants."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.leader = {key: key for key in keys}
        self.constants: dict[Key, list[Value]] = {}

    def _lead(self, key: Key) -> Key:
        while self.leader[key] != key:
            key = self.leader[key]
        return key

    def link(self, keys: Sequence[Key]) -> None:
        for key in keys[1:]:
            self.leader[self._lead(key)] = self._lead(keys[0])

    def add(self, keys: Sequence[Key], constants: Sequence[Value]) -> None:
        for key in keys:
            self.constants.setdefault(key, []).extend(constants)

    def members(self, key: Key) -> list[Key]:
        """The keys of a key's group."""
        lead = self._lead(key)
        return [other for other in self.leader if self._lead(other) == lead]

    def of(self, key: Key) -> tuple[list[Value], int]:
        """The constants of a key's group, and how many keys it has."""
        members = self.members(key)
        return [value for other in members for value in self.constants.get(other, ())], len(members)
