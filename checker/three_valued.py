"""Kleene's logic: what follows from answers of which some cannot be told (None)."""

from __future__ import annotations

from collections.abc import Iterable


def conjunction(answers: Iterable[bool | None]) -> bool | None:
    """False where one is; else None where one cannot be told; else True."""
    found = tuple(answers)
    if False in found:
        return False
    return None if None in found else True


def negation(answer: bool | None) -> bool | None:
    """The opposite, None of what cannot be told."""
    return None if answer is None else not answer


def disjunction(answers: Iterable[bool | None]) -> bool | None:
    """True where one is; else None where one cannot be told; else False."""
    return negation(conjunction(map(negation, answers)))


def implication(premise: bool | None, conclusion: bool | None) -> bool | None:
    """False where the premise holds and the conclusion does not."""
    return disjunction((negation(premise), conclusion))
