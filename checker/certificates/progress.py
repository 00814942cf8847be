"""Whether moves make progress: the lexicographic order of parts, measures and places that claims share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .changes import Change, Term
from .claims import Measure
from .factors import Given
from .formulas import FALSE, TRUE, Formulas
from .meanings import Meanings

ALWAYS = (1, -1)
"""Of an advance: every result is progress."""


class Progress:
    """Where a move leads to results that are no progress (the number of the part rises; or it is the same, and of the
    measures that change the first one rises; or none changes and the place rises).
    """

    def __init__(
        self,
        meanings: Meanings,
        parts: Sequence[int],
        places: Sequence[int],
        measures: Sequence[tuple[Measure, ...]],
    ) -> None:
        """`parts` and `places` by location, `measures` by part."""
        self.meanings = meanings
        self._parts = parts
        self._places = places
        self._measures: list[tuple[Measure, ...]] = []
        self._of_variable: list[Mapping[int, list[int]]] = []
        known: dict[tuple[Measure, ...], int] = {}
        self._of_part: list[int] = []
        self._terms: dict[tuple[int, tuple[int, ...], Term], tuple[int, int]] = {}
        self._known: dict[tuple[int, int, int], int] = {}
        for of_part in measures:
            found = known.setdefault(of_part, len(self._measures))
            if found == len(self._measures):
                self._measures.append(of_part)
                self._of_variable.append(_places_of(of_part))
            self._of_part.append(found)

    def advance(self, source: int, target: int) -> tuple[int, int]:
        """1: progress in any case; -1: in no case; 0: as the measures (a number of a list of them) say, and if none
        changes: none. 2: the same, and if none changes: progress.
        """
        parts, places = self._parts, self._places
        if parts[source] != parts[target]:
            return (1 if parts[source] < parts[target] else -1), -1
        return (2 if places[source] < places[target] else 0), self._of_part[parts[source]]

    def failing(
        self, move: int, with_progress: int, without: int, advance: tuple[int, int], given: Given
    ) -> int:
        """It is possible with a result outside `with_progress`, or with one that is no progress outside `without`; only
        said of valuations of which `given` is plain.
        """
        formulas = self.meanings.formulas
        how, _ = advance
        violations: list[int] = []
        for way in self.meanings.moves[move].ways:
            if how == 1:
                violations.append(way.out_of(with_progress, given))
            elif how == -1:
                violations.append(way.out_of(without, given))
            else:
                violations.append(way.out_of(with_progress, given))
                stays = self._without_progress(way.change, advance)
                if stays != FALSE:
                    violations.append(formulas.conjunction((way.out_of(without, given), stays)))
        return formulas.disjunction(violations)

    def _without_progress(self, change: Change, advance: tuple[int, int]) -> int:
        """Some result is no progress: not the first of the measures that change rises, nor does none change and the place
        rise.
        """
        key = id(change), *advance
        found = self._known.get(key)
        if found is None:
            formulas, (how, measures) = self.meanings.formulas, advance
            result = TRUE if how == 2 else FALSE
            for variable, heights in reversed(self._changing(measures, change)):
                rises, does_not_fall = self._rises(variable, heights, change.terms[variable])
                result = formulas.disjunction((rises, formulas.conjunction((does_not_fall, result))))
            found = self._known[key] = formulas.negation(result)
        return found

    def _rises(self, variable: int, heights: tuple[int, ...], term: Term) -> tuple[int, int]:
        key = variable, heights, term
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = _rises(self.meanings.formulas, variable, heights, term)
        return found

    def _changing(self, measures: int, change: Change) -> list[Measure]:
        """The measures, by the number of their list, of variables that change; in their order."""
        of_variable = self._of_variable[measures]
        found = [place for variable in change.terms for place in of_variable.get(variable, ())]
        return [self._measures[measures][place] for place in sorted(found)]


def _places_of(measures: Sequence[Measure]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, (variable, _) in enumerate(measures):
        found.setdefault(variable, []).append(place)
    return found


def _rises(formulas: Formulas, variable: int, heights: Sequence[int], term: Term) -> tuple[int, int]:
    """Whatever the result: it is higher than the value before, and it is not lower."""
    lowest = [
        min((height for new, height in enumerate(heights) if image >> new & 1), default=None)
        for image in term.images
    ]
    rises: list[int] = []
    does_not_fall: list[int] = []
    for old, height in enumerate(heights):
        here = formulas.literal(variable, 1 << old)
        higher = kept = 0
        for origin, least in enumerate(lowest):
            if least is not None and least > height:
                higher |= 1 << origin
            if least is not None and least >= height:
                kept |= 1 << origin
        rises.append(formulas.conjunction((here, formulas.literal(term.origin, higher))))
        does_not_fall.append(formulas.conjunction((here, formulas.literal(term.origin, kept))))
    return formulas.disjunction(rises), formulas.disjunction(does_not_fall)
