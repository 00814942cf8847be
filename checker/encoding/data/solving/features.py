"""What conditions tell values apart by, as terms of z3."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from .....engine.values import Value
from .....grammar.light_dataclass import dataclass
from ..key import Key
from .linear import Sum, sum_of
from .terms import Language, Term, UntranslatableError

MOST_VARIANTS: Final = 512


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """Something asked of one value alone."""

    key: Key
    term: Any


@dataclass(frozen=True, slots=True)
class Features:
    """The sums that are compared with zero, what is asked of single values, and which texts may be the same."""

    sums: tuple[Sum, ...] = ()
    locals: tuple[Local, ...] = ()
    pairs: tuple[tuple[Key, Key], ...] = ()

    def about(self, keys: Collection[Key]) -> Features:
        """Those that speak of some values, which are compared with no others."""
        return Features(
            tuple(one for one in self.sums if one.keys[0] in keys),
            tuple(local for local in self.locals if local.key in keys),
            tuple(pair for pair in self.pairs if pair[0] in keys),
        )


def features_of(
    language: Language,
    conditions: Iterable[Any],
    terms: Mapping[Key, Term],
    few: Mapping[Key, Sequence[Value]],
) -> Features:
    """What some conditions tell values apart by. `few` are all values of those keys that have few.

    Raises UntranslatableError where several values are asked about together, and not by sums.
    """
    return _Search(language, terms, few).run(conditions)


class _Search:
    def __init__(
        self, language: Language, terms: Mapping[Key, Term], few: Mapping[Key, Sequence[Value]]
    ) -> None:
        self.language = language
        self.z3 = language.z3
        self.few = few
        self.terms = terms
        self.keys = {str(unknown(language, term)): key for key, term in terms.items()}
        self.nulls = {term.null.get_id() for term in terms.values()}
        self.sums: dict[Sum, None] = {}
        self.locals: dict[int, Local] = {}
        self.same: list[list[Key]] = []
        self.todo: list[Any] = []
        self.seen: dict[int, Any] = {}

    def run(self, conditions: Iterable[Any]) -> Features:
        self.todo = [self.z3.simplify(condition) for condition in conditions]
        while self.todo:
            term = self.todo.pop()
            if term.get_id() in self.seen:
                continue
            self.seen[term.get_id()] = term
            if len(self.seen) > MOST_VARIANTS * 16:
                raise UntranslatableError("a condition with too many parts")
            if self._is_connective(term):
                self.todo += term.children()
            elif not self.z3.is_true(term) and not self.z3.is_false(term) and term.get_id() not in self.nulls:
                self._atom(term)
        self._share()
        return Features(tuple(self.sums), tuple(self.locals.values()), tuple(self._pairs()))

    def _pairs(self) -> Iterator[tuple[Key, Key]]:
        for keys in self.same:
            yield from combinations(keys, 2)

    def _share(self) -> None:
        """What is asked of a text is asked of all that are compared with it: then whether one may be the same as another,
        or another than all of them, is told by that alone.
        """
        for local in list(self.locals.values()):
            for keys in self.same:
                if local.key in keys:
                    own = unknown(self.language, self.terms[local.key])
                    for key in keys:
                        other = unknown(self.language, self.terms[key])
                        term = self.z3.substitute(local.term, (own, other))
                        self.locals.setdefault(term.get_id(), Local(key, term))

    def _compare(self, left: Key, right: Key) -> None:
        joined = [keys for keys in self.same if left in keys or right in keys]
        merged = {key for keys in joined for key in keys} | {left, right}
        self.same = [keys for keys in self.same if keys not in joined]
        self.same.append([key for key in self.terms if key in merged])

    def _is_connective(self, term: Any) -> bool:
        z3 = self.z3
        if z3.is_and(term) or z3.is_or(term) or z3.is_not(term) or z3.is_implies(term):
            return True
        is_choice = z3.is_app_of(term, z3.Z3_OP_ITE) or z3.is_eq(term) or z3.is_app_of(term, z3.Z3_OP_XOR)
        return bool(is_choice and z3.is_bool(term.arg(1)))

    def _atom(self, term: Any) -> None:
        z3 = self.z3
        choice = self._choice(term)
        if choice is not None:
            self.todo.append(choice.arg(0))
            self.todo += (z3.simplify(z3.substitute(term, (choice, choice.arg(place)))) for place in (1, 2))
            return
        keys = list(dict.fromkeys(self._keys(term)))
        few = next((key for key in keys if len(keys) > 1 and key in self.few), None)
        if few is not None:
            self.todo += self._one_by_one(term, few)
            return
        compared = z3.is_le(term) or z3.is_lt(term) or z3.is_ge(term) or z3.is_gt(term) or z3.is_eq(term)
        total = sum_of(z3, term, self.keys) if compared and z3.is_arith(term.arg(0)) else None
        if total is not None:
            if total.parts:
                self.sums[total] = None
        elif len(keys) == 1:
            self.locals[term.get_id()] = Local(keys[0], term)
        elif len(keys) == 2 and z3.is_eq(term) and all(map(z3.is_const, term.children())):
            self._compare(keys[0], keys[1])
        elif keys:
            raise UntranslatableError(self._named(term))

    def _one_by_one(self, term: Any, key: Key) -> Iterator[Any]:
        z3 = self.z3
        own = self.terms[key]
        variable = unknown(self.language, own)
        for value in self.few[key]:
            constant = self.language.constant(value).value
            is_integer = z3.is_int(variable) and own.sort == "number"
            whole = z3.simplify(z3.ToInt(constant)) if is_integer else constant
            yield z3.simplify(own.value == constant)
            yield z3.simplify(z3.substitute(term, (variable, whole)))

    def _choice(self, term: Any) -> Any:
        """A part of a comparison that depends on a condition."""
        z3 = self.z3
        return next((part for part in _parts(term) if z3.is_app_of(part, z3.Z3_OP_ITE)), None)

    def _keys(self, term: Any) -> Iterator[Key]:
        for part in _parts(term):
            if self.z3.is_const(part) and str(part) in self.keys:
                yield self.keys[str(part)]

    def _named(self, term: Any) -> str:
        """The operation on several values that is no sum, as formulas write it."""
        todo = [term]
        while todo:
            part = todo.pop(0)
            word = WORDS.get(part.decl().name())
            if word is not None and len(set(self._keys(part))) > 1:
                return f"{word} of several values"
            todo += part.children()
        return "a comparison of several values"


WORDS: Final = {
    "*": "*", "/": "/", "mod": "MOD", "rem": "MOD", "to_int": "rounding", "str.contains": "CONTAINS",
    "str.prefixof": "BEGINS", "str.suffixof": "EndsWith", "str.++": "&", "str.len": "LEN", "str.substr": "LEFT or MID",
}  # fmt: skip


def unknown(language: Language, term: Term) -> Any:
    """The variable of z3 behind a term."""
    return term.value.arg(0) if language.z3.is_to_real(term.value) else term.value


def _parts(term: Any) -> Iterator[Any]:
    """A term and all within it, each once, however often it stands there."""
    todo = [term]
    seen: set[int] = set()
    while todo:
        part = todo.pop()
        if part.get_id() not in seen:
            seen.add(part.get_id())
            yield part
            todo += part.children()
