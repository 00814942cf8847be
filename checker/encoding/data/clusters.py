"""Clusters: values that only a look at all of them together tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Final

from ....engine.values import Value
from ....grammar.contract import Domain
from ....grammar.light_dataclass import dataclass
from ..statuses import StatusTerm
from .atoms import Atom, Written
from .comparing import TEXTS, TWO_VALUED
from .key import Key
from .points import fits, is_whole

EQUALITIES: Final = ("EqualTo", "NotEqualTo", "In", "NotIn", "Differs", "Same")
MOST_CASES: Final = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Keys with the atoms that look at any of them. `inexact` are the atoms that points do not decide."""

    keys: tuple[Key, ...]
    atoms: tuple[Atom, ...]
    inexact: tuple[Atom, ...]


def clusters_of(
    domains: Mapping[Key, Domain],
    atoms: Sequence[Atom],
    writes: Sequence[Written],
    points: Mapping[Key, Sequence[Value]],
) -> list[Cluster]:
    """The keys of atoms that points do not decide, with all that they are compared with or copied from."""
    searched = _searched(atoms)
    inexact = [atom for atom in atoms if not _is_exact(atom, domains, searched, points)]
    leader: dict[Key, Key] = {}
    for atom in inexact:
        _link(leader, atom.keys)
    links = [atom.keys for atom in atoms if len(atom.keys) > 1]
    links += [(write.key, write.source) for write in writes if write.source is not None]
    while True:
        count = len(leader)
        for keys in links:
            if any(key in leader for key in keys):
                _link(leader, [key for key in keys if key in domains])
        if len(leader) == count:
            break
    members: dict[Key, list[Key]] = {}
    for key in domains:
        if key in leader:
            members.setdefault(_lead(leader, key), []).append(key)
    return [
        Cluster(tuple(keys), tuple(_looking(atoms, keys)), tuple(_looking(inexact, keys)))
        for keys in members.values()
    ]


def _is_exact(
    atom: Atom,
    domains: Mapping[Key, Domain],
    searched: Mapping[Key, set[Value]],
    points: Mapping[Key, Sequence[Value]],
) -> bool:
    keys = atom.keys
    if all(is_whole(domains[key]) for key in keys):
        statuses = [slot.values for slot in atom.looks_at if isinstance(slot, StatusTerm)]
        return prod(map(len, [*(points[key] for key in keys), *statuses])) <= MOST_CASES
    if not atom.is_plain:
        return False
    if atom.operator in TEXTS:
        return len(keys) == 1 and len(searched[keys[0]]) <= 1
    if len(keys) == 1 or atom.operator not in TWO_VALUED:
        return True
    return atom.operator in EQUALITIES and _share_their_points(keys, domains, points)


def _share_their_points(
    keys: Sequence[Key], domains: Mapping[Key, Domain], points: Mapping[Key, Sequence[Value]]
) -> bool:
    """Whether each has all the points of the others that it can be: only then do points show which can be equal."""
    every = {(value.__class__, value): value for key in keys for value in points[key]}
    for key in keys:
        own = {(value.__class__, value) for value in points[key]}
        if any(told not in own and fits(value, domains[key]) for told, value in every.items()):
            return False
    return True


def _searched(atoms: Iterable[Atom]) -> dict[Key, set[Value]]:
    """The texts that each value is searched for."""
    found: dict[Key, set[Value]] = {}
    for atom in atoms:
        if atom.operator in TEXTS:
            for key in atom.keys:
                found.setdefault(key, set()).update(
                    value for value in atom.constants if isinstance(value, str) and value
                )
    return found


def _looking(atoms: Iterable[Atom], keys: Sequence[Key]) -> Iterator[Atom]:
    for atom in atoms:
        if any(key in keys for key in atom.keys):
            yield atom


def _lead(leader: Mapping[Key, Key], key: Key) -> Key:
    while leader[key] != key:
        key = leader[key]
    return key


def _link(leader: dict[Key, Key], keys: Sequence[Key]) -> None:
    for key in keys:
        leader.setdefault(key, key)
    for key in keys[1:]:
        leader[_lead(leader, key)] = _lead(leader, keys[0])
