"""Conditions of a test as questions, and what z3 is told of them: for tests of the solver's parts, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any, Final

from stageproof.checker.encoding.data.atoms import Atom
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import Operand, Slot, State, Worked, fixed, looked
from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.data.solving.cells import Asked
from stageproof.checker.encoding.data.solving.features import Features, features_of
from stageproof.checker.encoding.data.solving.linear import Sum, made
from stageproof.checker.encoding.data.solving.terms import Language, Term
from stageproof.checker.encoding.data.solving.translation import Reading, Translator
from stageproof.engine.formulas.compile import compile_formula
from stageproof.engine.values import EvaluationError, Value, kept
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.tokens import FormulaProblem

NUMBERS: Final[tuple[Value, ...]] = (
    None,
    Fraction(-1),
    Fraction(0),
    Fraction(1, 2),
    Fraction(1),
    Fraction(2),
)
TEXTS: Final[tuple[Value, ...]] = (None, "", "a", "ab", "b")


def key(name: str) -> Key:
    """The value that is called so in the conditions of a test."""
    return Key("field", name)


def worked(formula: str, slots: Mapping[str, Slot] | None = None) -> Operand:
    """A formula. `slots`: what stands behind names; else each name is the key that is called so."""
    tree = parse_formula(formula)
    assert not isinstance(tree, FormulaProblem), formula
    parts: dict[str, Operand] = {}

    def read(name: str) -> Callable[[State], Value]:
        parts[name] = looked((slots or {}).get(name) or key(name))
        return parts[name].read

    calculate = compile_formula(tree, read)
    looks_at = tuple(dict.fromkeys(slot for part in parts.values() for slot in part.looks_at))
    return Operand(looks_at, calculate, (), Worked(tree, parts))


def question(formula: str) -> Question:
    """Whether a formula is true."""
    return Question(Atom("IsTrue", worked(formula), fixed(True)), {})


def unknowns(language: Language, sorts: Mapping[str, str]) -> dict[Key, Term]:
    """Values of these sorts; "integer" is a number that is one."""
    return {
        key(name): language.unknown(name, "number" if sort == "integer" else sort, is_whole=sort == "integer")
        for name, sort in sorts.items()
    }


def together(*formulas: str, **sorts: str) -> Asked:
    """What is asked where formulas have to be true of values of these sorts, which nothing but the answers tells apart."""
    language = Language()
    terms = unknowns(language, sorts)
    translator = Translator(language, terms, {})
    questions = [(one, translator.question(one)) for one in map(question, formulas)]
    return Asked(language, terms, (), Features(), questions)


def asked(*formulas: str, **sorts: str) -> Asked:
    """The same, with what tells the values apart."""
    one = together(*formulas, **sorts)
    conditions = [term for _, answer in one.questions for term in (answer.true, answer.error)]
    return replace(one, features=features_of(one.language, conditions, one.terms, {}))


ERROR: Final = "an error"


class Formula:
    """A formula about values of these sorts, as the interpreter and as z3 work it out."""

    def __init__(
        self,
        formula: str | Operand,
        sorts: Mapping[str, str],
        whole: Mapping[str, Sequence[Value]] | None = None,
    ) -> None:
        """`whole` are all values of those that have few. Raises UntranslatableError where z3 is not told of it."""
        self.language = Language()
        self.terms = unknowns(self.language, sorts)
        self.operand = worked(formula) if isinstance(formula, str) else formula
        few = {key(name): values for name, values in (whole or {}).items()}
        slots: dict[Slot, Term] = dict(self.terms.items())
        self.term = Reading(Translator(self.language, self.terms, few), slots, {}).operand(self.operand)
        solver = self.language.z3.Solver(ctx=self.language.context)
        solver.check()
        self._model = solver.model()

    def executed(self, values: Mapping[Key, Value]) -> Value:
        """Its value to the interpreter; `ERROR` where working it out is one."""
        try:
            return kept(self.operand.read(dict(values.items())))
        except EvaluationError:
            return ERROR

    def solved(self, values: Mapping[Key, Value]) -> Value:
        """The same to z3."""
        language, term = self.language, self.term
        pairs = [pair for name, one in self.terms.items() for pair in _given(language, one, values[name])]
        if is_so(language, term.error, pairs):
            return ERROR
        if is_so(language, term.null, pairs):
            return None
        value = language.z3.simplify(language.z3.substitute(term.value, *pairs))
        return kept(language.found(replace(term, value=value, null=language.false), self._model))


def _given(language: Language, term: Term, value: Value) -> Iterator[tuple[Any, Any]]:
    """What a value puts in the place of the unknowns behind a term."""
    z3 = language.z3
    yield term.null, language.true if value is None else language.false
    if value is not None:
        constant = language.constant(value).value
        is_whole = z3.is_to_real(term.value)
        yield (term.value.arg(0), z3.simplify(z3.ToInt(constant))) if is_whole else (term.value, constant)


def differences(formula: Formula, choices: Mapping[str, Sequence[Value]]) -> list[tuple[object, ...]]:
    """The combinations of values for which z3 and the interpreter make something else of a formula, with what they make."""
    names = list(formula.terms)
    found: list[tuple[object, ...]] = []
    for values in product(*(choices[name.name] for name in names)):
        given = dict(zip(names, values, strict=True))
        executed, solved = formula.executed(given), formula.solved(given)
        if (type(executed), executed) != (type(solved), solved):
            found.append((*values, executed, solved))
    return found


def total(constant: int, **factors: int) -> Sum:
    """A sum of values times numbers."""
    return made({key(name): Fraction(factor) for name, factor in factors.items()}, Fraction(constant))


def every(*choices: Sequence[Value]) -> Iterable[tuple[Value, ...]]:
    """Every combination of some values."""
    return product(*choices)


def is_so(language: Language, term: Any, unknown_ones: Sequence[tuple[Any, Any]] = ()) -> bool:
    """Whether a term holds where the unknowns are what they are said to be; fails where that does not settle it."""
    found = language.z3.simplify(language.z3.substitute(term, *unknown_ones))
    assert language.z3.is_true(found) or language.z3.is_false(found), found
    return bool(language.z3.is_true(found))
