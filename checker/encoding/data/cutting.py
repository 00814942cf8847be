"""Cutting the data of a definition into regions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ....engine.program.program import Program
from ....engine.values import Value, kept
from ....grammar.contract import Domain, FlowContract
from .atoms import Atom, Atoms, Written, all_writes
from .changes import Change, changes_of
from .clusters import Cluster, clusters_of
from .key import Key
from .meaning import uninterpreted
from .partition import Regions, merged
from .points import is_whole, literals_of, points_of
from .questions import TooManyStatusesError, questions_of
from .sorts import sorts_of

if TYPE_CHECKING:
    from .solving.deciding import Decided


class Note(NamedTuple):
    """What is not exact, in words; about which value, None where it is about none."""

    key: Key | None
    text: str


class Cut(NamedTuple):
    """The domains and regions of each key, the fields that flows write, the values that only together are told apart,
    and what is not exact: in words, and as conditions.
    """

    domains: dict[Key, Domain]
    regions: dict[Key, Regions]
    written: frozenset[Key]
    decided: tuple[Decided, ...]
    notes: tuple[Note, ...]
    inexact: frozenset[Atom]


def cutting(program: Program, atoms_of: Atoms, contracts: tuple[FlowContract, ...]) -> Cut:
    """Cut the data of a definition. `contracts` are those of called flows, beside the declared ones."""
    domains = _domains(program)
    atoms = list(dict.fromkeys(atoms_of.all()))
    for atom in atoms:
        for key in atom.keys:
            domains.setdefault(key, Domain(base=""))
    contracts = tuple(chain(contracts, program.orchestration.contracts))
    writes = [write for write in all_writes(iter(contracts), atoms_of.operands) if write.key in domains]
    points = _points(domains, atoms, writes)
    inexact = {atom for atom in atoms if uninterpreted(atom.left, atom.right)}
    notes = [
        Note(None, f"a condition calls {name}, which is uninterpreted: judging it counts as an error")
        for name in dict.fromkeys(name for atom in atoms for name in uninterpreted(atom.left, atom.right))
    ]
    decided: list[Decided] = []
    apart = {key for key, domain in domains.items() if domain.choices}
    apart |= {Key("input", parameter.name).folded for parameter in program.orchestration.parameters}
    clusters = clusters_of(domains, atoms, writes, points)
    changes = changes_of(program) if clusters else ()
    for cluster in clusters:
        found = _decided(cluster, domains, writes, changes, points, apart)
        if isinstance(found, str):
            notes += _sampled(cluster, domains, points, found)
            inexact.update(cluster.atoms)
        else:
            decided += found
    return Cut(
        domains,
        _regions(points, atoms, writes),
        frozenset(write.key for write in writes),
        tuple(decided),
        tuple(notes),
        frozenset(inexact),
    )


def _decided(
    cluster: Cluster,
    domains: dict[Key, Domain],
    writes: Sequence[Written],
    changes: Sequence[Change],
    points: dict[Key, Sequence[Value]],
    apart: Collection[Key],
) -> tuple[Decided, ...] | str:
    """What z3 finds out about the values of a cluster, or why it does not."""
    if any(key in cluster.keys for write in writes for key in (write.key, write.source)):
        return "called flows write it"
    from .solving.cells import WrongTranslationError
    from .solving.deciding import decide
    from .solving.linear import TooManySumsError
    from .solving.terms import UntranslatableError

    try:
        questions = [question for atom in cluster.atoms for question in questions_of(atom)]
        sorts = sorts_of(cluster.keys, domains, questions)
        if sorts is None:
            return "it is no number, text, boolean or date"
        return decide(domains, sorts, questions, changes, points, apart)
    except (
        UntranslatableError, TooManySumsError, TooManyStatusesError, WrongTranslationError,
    ) as problem:  # fmt: skip
        return str(problem)


def _sampled(
    cluster: Cluster, domains: dict[Key, Domain], points: dict[Key, Sequence[Value]], reason: str
) -> list[Note]:
    worked_out = {key for atom in cluster.inexact if not atom.is_plain for key in atom.keys}
    notes: list[Note] = []
    for key in cluster.keys:
        if is_whole(domains[key]) or not any(key in atom.keys for atom in cluster.inexact):
            continue
        role = "is part of a formula" if key in worked_out else "is compared with other values"
        declare = (
            "one of the texts it may be" if domains[key].base == "text" else "integer 0..100 or the like"
        )
        notes.append(
            Note(
                key,
                f"{role} and z3 does not settle it ({reason}): {len(points[key])} values stand for all; "
                f"declare its domain ({declare}) to make it exact",
            )
        )
    return notes


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
) -> dict[Key, Sequence[Value]]:
    groups = _Groups(domains)
    for atom in atoms:
        groups.link(atom.keys)
        groups.add(atom.keys, atom.constants)
    for key, domain in domains.items():
        bounds = [bound for bound in (domain.low, domain.high) if bound is not None]
        groups.add((key,), [*literals_of(domain), *bounds])
    for write in writes:
        if write.source is not None and write.source in domains:
            groups.link((write.key, write.source))
        if write.amount is None and write.source is None:
            groups.add((write.key,), (write.constant,))
    sums = _sums(writes)
    for key in sums:
        groups.add((key,), _limits(groups.members(key), domains))
    points: dict[Key, Sequence[Value]] = {}
    for key, domain in domains.items():
        constants, size = groups.of(key)
        is_beside_integers = any(domains[other].base == "integer" for other in groups.members(key))
        points[key] = points_of(
            domain, constants, sums.get(key, ()), size, is_beside_integers=is_beside_integers
        )
    return points


def _limits(keys: Sequence[Key], domains: dict[Key, Domain]) -> list[Value]:
    """The numbers that the others of a group can be: something that is counted up has to get past each of them."""
    if len(keys) < 2:
        return []
    return [point for key in keys if is_whole(domains[key]) for point in points_of(domains[key], ())]


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
        self._members: dict[Key, list[Key]] | None = None

    def _lead(self, key: Key) -> Key:
        while self.leader[key] != key:
            key = self.leader[key]
        return key

    def link(self, keys: Sequence[Key]) -> None:
        self._members = None
        for key in keys[1:]:
            self.leader[self._lead(key)] = self._lead(keys[0])

    def add(self, keys: Sequence[Key], constants: Sequence[Value]) -> None:
        for key in keys:
            self.constants.setdefault(key, []).extend(constants)

    def members(self, key: Key) -> list[Key]:
        """The keys of a key's group."""
        if self._members is None:
            self._members = {}
            for other in self.leader:
                self._members.setdefault(self._lead(other), []).append(other)
        return self._members[self._lead(key)]

    def of(self, key: Key) -> tuple[list[Value], int]:
        """The constants of a key's group, and how many keys it has."""
        members = self.members(key)
        return [value for other in members for value in self.constants.get(other, ())], len(members)
