"""Operands, formulas and conditions as terms of z3."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any, Final, assert_never

from .....engine.formulas.compile import compile_formula
from .....engine.formulas.errors import UninterpretedError
from .....engine.formulas.functions import FUNCTIONS as EXECUTED
from .....engine.values import EvaluationError, Value
from .....grammar.formula.tree import (
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Signed,
    TextLiteral,
    references,
)
from .....grammar.light_dataclass import dataclass
from ..key import Key
from ..meaning import Failing, Fixed, Joined, Looked, Operand, Slot, State, Worked
from ..questions import Question
from .functions import FUNCTIONS, either, written_number
from .operators import OPERATORS, equal, errors, needs, negated, present, text_of, truth_of, unchanged
from .terms import Language, Term, UntranslatableError

MOST_CASES: Final = 256
"""So many combinations of values, at most, are worked out one by one for a function that z3 does not know."""
COMPARED: Final = {
    "EqualTo": "=",
    "NotEqualTo": "<>",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
    "In": "=",
    "NotIn": "<>",
}
BLANKS: Final = tuple(number for number in range(0x3001) if chr(number).isspace())


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a question is answered yes, and where judging it is an error."""

    true: Any
    error: Any


class Translator:
    """Translates the conditions on some values. `terms` are their unknowns, `whole` all values of those that have few."""

    def __init__(
        self, language: Language, terms: Mapping[Key, Term], whole: Mapping[Key, Sequence[Value]]
    ) -> None:
        """Nothing is translated yet."""
        self.language = language
        self.terms = terms
        self.whole = whole

    def question(self, question: Question) -> Answer:
        """The answer as terms. Raises UntranslatableError."""
        slots: dict[Slot, Term] = {
            slot: self.language.constant(value) for slot, value in question.statuses.items()
        }
        slots |= {key: self.terms[key] for key in question.keys}
        reading = Reading(self, slots, question.statuses)
        left, right = reading.operand(question.atom.left), reading.operand(question.atom.right)
        return self.condition(question.atom.operator, left, right)

    def condition(self, operator: str, left: Term, right: Term) -> Answer:
        """`left operator right` (`checker/encoding/data/comparing.py`)."""
        language = self.language
        error = errors(language, left, right)
        match operator:
            case "StartsWith" | "EndsWith" | "Contains":
                there = present(language, left, right)
                wrong = language.all_of(there, needs(language, "text", left, right))
                holds = self._text(operator, text_of(language, left), text_of(language, right))
                return self._answer(language.all_of(there, holds), language.any_of(error, wrong))
            case "Differs" | "Same":
                found = equal(language, left, right) if left.sort == right.sort else None
                both = language.all_of(left.null, right.null)
                same = both if found is None else found.value
                return self._answer(same if operator == "Same" else language.negation(same), error)
            case "IsTrue":
                return self._answer(truth_of(language, left), error)
            case _ if operator in COMPARED:
                found = OPERATORS[COMPARED[operator]](language, left, right)
                return self._answer(found.value, found.error)
            case _:
                wanted = language.negation(
                    language.all_of(
                        language.negation(right.null),
                        language.negation(right.value) if right.sort == "boolean" else language.false,
                    )
                )
                return self._answer(self._test(operator, left) == wanted, error)

    def _answer(self, true: Any, error: Any) -> Answer:
        return Answer(self.language.all_of(true, self.language.negation(error)), error)

    def _text(self, operator: str, text: Any, part: Any) -> Any:
        z3 = self.language.z3
        match operator:
            case "StartsWith":
                return z3.PrefixOf(part, text)
            case "EndsWith":
                return z3.SuffixOf(part, text)
            case _:
                return z3.Contains(text, part)

    def _test(self, operator: str, term: Term) -> Any:
        language = self.language
        there = language.negation(term.null)
        match operator:
            case "IsNull" | "IsEmpty":
                return term.null
            case "WasSet":
                return there
            case "IsBlank" if term.sort == "text":
                z3 = language.z3
                blank = z3.Star(z3.Union(*(z3.Re(language.text(chr(number))) for number in BLANKS)))
                return language.any_of(term.null, z3.InRe(term.value, blank))
            case "IsBlank":
                return term.null
            case "WasVisited" if term.sort == "boolean":
                return language.all_of(there, term.value)
            case "WasVisited":
                return there
            case "WasSelected":
                return truth_of(language, term)
            case "HasError" if term.sort == "text":
                return language.all_of(there, term.value == language.text("Error"))
            case "HasError":
                return language.false
            case _:
                raise UntranslatableError(f"the operator {operator}")


class Reading:
    """Reads the two sides of one question. `slots` are what they look at."""

    def __init__(
        self, translator: Translator, slots: Mapping[Slot, Term], statuses: Mapping[Slot, Value]
    ) -> None:
        """Nothing is read yet."""
        self.translator = translator
        self.language = translator.language
        self.slots = slots
        self.statuses = statuses

    def operand(self, operand: Operand) -> Term:
        """What stands on a side of a condition."""
        language = self.language
        match operand.meaning:
            case Fixed(value=value):
                return language.constant(value)
            case Looked(slot=slot):
                return self.slots[slot]
            case Worked(tree=tree, parts=parts):
                return self.expression(tree, parts)
            case Joined(pieces=pieces):
                return self._template(pieces)
            case Failing():
                return language.nothing(language.true)
            case _:
                assert_never(operand.meaning)

    def _template(self, pieces: Sequence[str | Operand]) -> Term:
        language = self.language
        error = language.false
        texts = [language.text(""), language.text("")]
        for piece in pieces:
            if isinstance(piece, str):
                texts.append(language.text(piece))
                continue
            term = self.operand(piece)
            error = language.any_of(error, term.error)
            texts.append(language.either(term.null, language.text(""), self._plain(term)))
        return Term("text", language.z3.Concat(*texts), language.false, error)

    def _plain(self, term: Term) -> Any:
        language = self.language
        match term.sort:
            case "null":
                return language.text("")
            case "text":
                return term.value
            case "boolean":
                return language.either(term.value, language.text("true"), language.text("false"))
            case "number":
                return written_number(language, term.value)
            case sort:
                raise UntranslatableError(f"a {sort} within a text")

    def expression(self, tree: Expression, parts: Mapping[str, Operand]) -> Term:
        """A formula. What names no values is worked out; what z3 does not know is, too, for values that are few."""
        if not references(tree):
            return self._worked_out(tree, parts, {})
        try:
            return self._translated(tree, parts)
        except UntranslatableError as problem:
            return self._by_cases(tree, parts, problem)

    def _translated(self, tree: Expression, parts: Mapping[str, Operand]) -> Term:
        language = self.language
        match tree:
            case TextLiteral(value=value) | NumberLiteral(value=value) | BooleanLiteral(value=value):
                return language.constant(value)
            case NullLiteral():
                return language.nothing()
            case NamedValue(name=name):
                return self.operand(parts[name])
            case Signed(operator="!"):
                term = self.expression(tree.operand, parts)
                error = language.any_of(term.error, needs(language, "boolean", term))
                return Term("boolean", language.negation(truth_of(language, term)), language.false, error)
            case Signed(operator=operator):
                change = negated if operator == "-" else unchanged
                return change(language, self.expression(tree.operand, parts))
            case Chain(first=first, rest=rest):
                if rest[0][0] in ("&&", "||"):
                    return self._connected((first, *(part for _, part in rest)), rest[0][0] == "&&", parts)
                total = self.expression(first, parts)
                for symbol, part in rest:
                    total = OPERATORS[symbol](language, total, self.expression(part, parts))
                return total
            case Call():
                return self._call(tree, parts)
            case _:
                assert_never(tree)

    def _connected(
        self, conditions: Sequence[Expression], is_and: bool, parts: Mapping[str, Operand]
    ) -> Term:
        """AND or OR: conditions behind one that settles it are not looked at."""
        language = self.language
        open_still, error = language.true, language.false
        for condition in conditions:
            term = self.expression(condition, parts)
            wrong = language.any_of(term.error, needs(language, "boolean", term))
            error = language.any_of(error, language.all_of(open_still, wrong))
            truth = truth_of(language, term)
            open_still = language.all_of(open_still, truth if is_and else language.negation(truth))
        return Term("boolean", open_still if is_and else language.negation(open_still), language.false, error)

    def _call(self, tree: Call, parts: Mapping[str, Operand]) -> Term:
        language = self.language
        arguments = tree.arguments
        count = len(arguments)
        match tree.function:
            case "AND" | "OR" as name if count:
                return self._connected(arguments, name == "AND", parts)
            case "IF" if count == 3:
                return self._choice(arguments, parts)
            case "CASE" if count >= 4 and count % 2 == 0:
                return self._case(arguments, parts)
            case "AND" | "OR" | "IF" | "CASE":
                return language.nothing(language.true)
            case name if name not in EXECUTED:
                raise UntranslatableError(f"{name} is uninterpreted")
            case name if not EXECUTED[name].takes(count):
                return language.nothing(language.true)
            case name if name not in FUNCTIONS:
                raise UntranslatableError(f"{name} is uninterpreted")
            case name:
                return FUNCTIONS[name](language, [self.expression(argument, parts) for argument in arguments])

    def _choice(self, arguments: Sequence[Expression], parts: Mapping[str, Operand]) -> Term:
        language = self.language
        asked, then, other = (self.expression(argument, parts) for argument in arguments)
        found = either(language, truth_of(language, asked), then, other)
        error = language.any_of(asked.error, needs(language, "boolean", asked), found.error)
        return Term(found.sort, found.value, found.null, error)

    def _case(self, arguments: Sequence[Expression], parts: Mapping[str, Operand]) -> Term:
        language = self.language
        subject, *middle, found = (self.expression(argument, parts) for argument in arguments)
        for candidate, result in reversed(list(zip(middle[::2], middle[1::2], strict=True))):
            same = equal(language, subject, candidate)
            chosen = either(language, same.value, result, found)
            found = Term(chosen.sort, chosen.value, chosen.null, language.any_of(same.error, chosen.error))
        return Term(found.sort, found.value, found.null, language.any_of(subject.error, found.error))

    def _by_cases(self, tree: Expression, parts: Mapping[str, Operand], problem: UntranslatableError) -> Term:
        """The formula worked out for every combination of the values it names, where they are few."""
        language, whole = self.language, self.translator.whole
        slots = list(dict.fromkeys(slot for name in references(tree) for slot in parts[name].looks_at))
        keys = [slot for slot in slots if isinstance(slot, Key)]
        choices = [whole.get(key) for key in keys]
        if prod(len(choice) if choice else MOST_CASES + 1 for choice in choices) > MOST_CASES:
            raise problem
        found: Term | None = None
        for values in product(*(choice or () for choice in choices)):
            state: dict[Slot, Value] = {**self.statuses, **dict(zip(keys, values, strict=True))}
            term = self._worked_out(tree, parts, state)
            here = language.all_of(
                *(self._is(self.slots[key], value) for key, value in zip(keys, values, strict=True))
            )
            found = term if found is None else either(language, here, term, found)
        if found is None:
            raise problem
        return found

    def _is(self, term: Term, value: Value) -> Any:
        language = self.language
        constant = language.constant(value)
        if value is None:
            return term.null
        if constant.sort != term.sort:
            return language.false
        return language.all_of(language.negation(term.null), term.value == constant.value)

    def _worked_out(self, tree: Expression, parts: Mapping[str, Operand], state: State) -> Term:
        def read(name: str) -> Callable[[State], Value]:
            return parts[name].read

        try:
            value = compile_formula(tree, read)(state)
        except UninterpretedError as problem:
            raise UntranslatableError(f"{problem.function} is uninterpreted") from None
        except EvaluationError:
            return self.language.nothing(self.language.true)
        return self.language.constant(value)
