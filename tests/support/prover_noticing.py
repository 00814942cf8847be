"""Who may notice a mutant of the prover: explored definitions and ordinary tests, each with the statements that it passes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from _pytest.runner import runtestprotocol
from prover_changes import Loaded
from prover_examples import Example, Said
from prover_judges import encoded, loosened, print_of, said

COMPARED = ("names", "strays", "wrong", "certified", "is_accepted", "duties", "lacking", "loosely")

Statement = tuple[str, int]
"""The module, and the line where it begins."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A definition or a test. `notices` tells whether the prover, as it is loaded, is not as it should be; it is told whether
    only the encoding may be changed.

    `file` is the file of a test below `tests/`, nothing for a definition.
    """

    name: str
    file: str
    notices: Callable[[bool], bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a judge did while the prover was unchanged: how long it took in seconds of computing, and the statements that it
    passed, as the bits of their numbers.
    """

    seconds: float
    passed: int


def of_example(example: Example, unchanged: Said) -> Judge:
    """A definition notices where the prover says something else of it than before. Where only the encoding may be changed, it
    is passed over where the transition system is the same.
    """

    def notices(is_encoding: bool) -> bool:  # it is all that a judge is told
        encoding = encoded(example)
        if is_encoding and print_of(encoding, loosened(example)) == unchanged.encoded:
            return False
        now = said(example, encoding)
        return any(getattr(now, name) != getattr(unchanged, name) for name in COMPARED)

    return Judge(example.name, "", notices)


def of_test(item: pytest.Item, file: str) -> Judge:
    """A test notices where it fails."""

    def notices(is_encoding: bool) -> bool:  # a test does not care
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))

    return Judge(item.nodeid, file, notices)


def seen(judges: Sequence[Judge], statements: Mapping[Statement, int], loaded: Loaded) -> list[Seen | None]:
    """Watch judges at the unchanged prover, as far as they pass some statements, which have numbers; None for one that
    notices something in it. To be called in a child.
    """
    passed: set[Statement] = set()
    for module in dict.fromkeys(module for module, _ in statements):
        loaded.have_passing_told(module, partial(_add, passed, module))
    found: list[Seen | None] = []
    for judge in judges:
        passed.clear()
        loaded.forget()
        begin = time.process_time()
        is_wrong = judge.notices(False)
        seconds = time.process_time() - begin
        numbers = (statements[one] for one in passed if one in statements)
        found.append(None if is_wrong else Seen(seconds, sum(1 << number for number in numbers)))
        gc.collect()  # the command line, which tests call, has that happen seldom
    return found


def _add(passed: set[Statement], module: str, line: int) -> None:
    passed.add((module, line))
