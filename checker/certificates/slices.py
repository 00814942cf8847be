"""Cutting a question into parts that have no variable in common, so that a solver is only asked about what matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .formulas import FALSE, Formulas


class Slices:
    """The slices of the formulas of one table. A conjunction holds nowhere if one of its slices holds nowhere."""

    def __init__(self, formulas: Formulas) -> None:
        """Begin with nothing worked out."""
        self.formulas = formulas
        self._looks_at: dict[int, int] = {}

    def of(self, formula: int) -> tuple[int, ...]:
        """Formulas without common variables, whose conjunction is the formula; those that combine several parts only.

        A slice that is one literal or one combination is left out: it holds somewhere, or the formula does not.
        """
        entry = self.formulas.entries[formula]
        if entry.kind != "all":
            return (formula,)
        parts = list(self._shortened(entry.parts))
        if FALSE in parts:
            return (FALSE,)
        groups: list[tuple[int, list[int]]] = []
        for part in parts:
            looks, members = self._variables(part), [part]
            apart: list[tuple[int, list[int]]] = []
            for bits, others in groups:
                if bits & looks:
                    looks |= bits
                    members = others + members
                else:
                    apart.append((bits, others))
            groups = [*apart, (looks, members)]
        found = sorted({self.formulas.conjunction(members) for _, members in groups if len(members) > 1})
        return tuple(found) if found else (formula,)

    def _shortened(self, parts: Iterable[int]) -> Iterator[int]:
        """The parts of a conjunction, without alternatives that another part rules out."""
        formulas = self.formulas
        kept = list(parts)
        given = set(kept)
        ruled_out = {formulas.negation(part) for part in kept}
        for part in kept:
            entry = formulas.entries[part]
            inner = formulas.entries[entry.parts[0]] if entry.kind == "not" else None
            if entry.kind == "some":
                yield formulas.disjunction([one for one in entry.parts if one not in ruled_out])
            elif inner is not None and inner.kind == "all":
                others = [one for one in inner.parts if one not in given]
                yield formulas.negation(formulas.conjunction(others))
            else:
                yield part

    def _variables(self, formula: int) -> int:
        """The variables that a formula looks at, as bits."""
        known, entries = self._looks_at, self.formulas.entries
        if formula not in known:
            for number in self.formulas.below_unknown(formula, known):
                entry = entries[number]
                bits = 1 << entry.variable if entry.kind == "in" else 0
                for part in entry.parts:
                    bits |= known[part]
                known[number] = bits
        return known[formula]
