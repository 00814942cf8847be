"""What functions make of terms, as the interpreter has it (`engine/formulas/*_functions.py`).

A function that is not here is not put to z3: the proof names it, and stands on the values that were tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Final

from .operators import errors, needs, text_of
from .rounding import away_from_zero, down, half_away, towards_zero, up, whole
from .terms import Language, Term, UntranslatableError

Arguments = Sequence[Term]
_MOST_PLACES: Final = 100


def _numbers(calculate: Callable[[Language, list[Any]], Any]) -> Callable[[Language, Arguments], Term]:
    def apply(language: Language, arguments: Arguments) -> Term:
        error = language.any_of(errors(language, *arguments), needs(language, "number", *arguments))
        if any(argument.sort != "number" for argument in arguments):
            return language.nothing(error)
        null = language.any_of(*(argument.null for argument in arguments))
        return Term("number", calculate(language, [argument.value for argument in arguments]), null, error)

    return apply


def _whole(calculate: Callable[[Language, Any], Any]) -> Callable[[Language, Arguments], Term]:
    return _numbers(lambda language, numbers: language.z3.ToReal(calculate(language, numbers[0])))


def _least(language: Language, numbers: list[Any]) -> Any:
    return reduce(lambda left, right: language.z3.If(right < left, right, left), numbers)


def _most(language: Language, numbers: list[Any]) -> Any:
    return reduce(lambda left, right: language.z3.If(right > left, right, left), numbers)


def _round(language: Language, arguments: Arguments) -> Term:
    places = language.known(arguments[1])
    if places is None or abs(places) > _MOST_PLACES:
        raise UntranslatableError("ROUND to places that are not written out")
    unit = language.number(Fraction(10) ** -int(places))
    return _numbers(
        lambda language, numbers: language.z3.ToReal(half_away(language, numbers[0] / unit)) * unit
    )(language, arguments)


def _remainder(language: Language, arguments: Arguments) -> Term:
    found = _numbers(_left_over)(language, arguments)
    if found.sort != "number":
        return found
    by_zero = language.all_of(language.negation(found.null), arguments[1].value == 0)
    return Term("number", found.value, found.null, language.any_of(found.error, by_zero))


def _left_over(language: Language, numbers: list[Any]) -> Any:
    """What is left of a division towards zero; of integers by a whole number that is written out, as integers."""
    dividend, divisor = numbers
    integers = [whole(language, number) for number in numbers]
    if None not in integers and language.z3.is_int_value(integers[1]) and integers[1].as_long() != 0:
        size = abs(integers[1].as_long())
        amount = language.z3.If(integers[0] < 0, -integers[0], integers[0]) % size
        return language.z3.ToReal(language.z3.If(integers[0] < 0, -amount, amount))
    return dividend - divisor * language.z3.ToReal(towards_zero(language, dividend / divisor))


def _texts(
    sort: str, calculate: Callable[[Language, list[Any]], Any]
) -> Callable[[Language, Arguments], Term]:
    def apply(language: Language, arguments: Arguments) -> Term:
        error = language.any_of(errors(language, *arguments), needs(language, "text", *arguments))
        texts = [text_of(language, argument) for argument in arguments]
        return Term(sort, calculate(language, texts), language.false, error)

    return apply


def _cut(calculate: Callable[[Language, Any, list[Any]], Any]) -> Callable[[Language, Arguments], Term]:
    def apply(language: Language, arguments: Arguments) -> Term:
        first, *counts = arguments
        error = language.any_of(
            errors(language, *arguments), needs(language, "text", first), needs(language, "number", *counts)
        )
        if any(count.sort != "number" for count in counts):
            return language.nothing(error)
        counted = [towards_zero(language, count.value) for count in counts]
        sizes = [language.z3.If(count < 0, language.whole(0), count) for count in counted]
        null = language.any_of(*(count.null for count in counts))
        return Term("text", calculate(language, text_of(language, first), sizes), null, error)

    return apply


def _right(language: Language, text: Any, counts: list[Any]) -> Any:
    length = language.z3.Length(text)
    start = language.z3.If(length > counts[0], length - counts[0], language.whole(0))
    return language.z3.SubString(text, start, length)


def _middle(language: Language, text: Any, counts: list[Any]) -> Any:
    start = language.z3.If(counts[0] < 1, language.whole(1), counts[0]) - 1
    return language.z3.SubString(text, start, counts[1])


def _text(language: Language, arguments: Arguments) -> Term:
    (given,) = arguments
    match given.sort:
        case "text" | "null":
            return Term("text", text_of(language, given), language.false, given.error)
        case "boolean":
            wrong = language.any_of(given.error, language.negation(given.null))
            return Term("text", language.text(""), language.false, wrong)
        case "number":
            written = language.either(given.null, language.text(""), written_number(language, given.value))
            return Term("text", written, language.false, given.error)
        case _:
            raise UntranslatableError("TEXT of a date")


def written_number(language: Language, value: Any) -> Any:
    """An integer in digits."""
    z3, exact = language.z3, whole(language, value)
    if exact is None:
        raise UntranslatableError("TEXT of a number that may have decimals")
    return z3.If(exact < 0, z3.Concat(language.text("-"), z3.IntToStr(-exact)), z3.IntToStr(exact))


def _is_null(language: Language, arguments: Arguments) -> Term:
    return Term("boolean", arguments[0].null, language.false, arguments[0].error)


def _is_blank(language: Language, arguments: Arguments) -> Term:
    return Term("boolean", _blank(language, arguments[0]), language.false, arguments[0].error)


def _blank(language: Language, term: Term) -> Any:
    if term.sort != "text":
        return term.null
    return language.any_of(term.null, term.value == language.text(""))


def _instead(test: Callable[[Language, Term], Any]) -> Callable[[Language, Arguments], Term]:
    def apply(language: Language, arguments: Arguments) -> Term:
        first, second = arguments
        error = errors(language, first, second)
        chosen = either(language, test(language, first), second, first)
        return Term(chosen.sort, chosen.value, chosen.null, error)

    return apply


def either(language: Language, condition: Any, then: Term, other: Term) -> Term:
    """One term or the other; raises UntranslatableError where they are of different sorts."""
    sorts = {then.sort, other.sort} - {"null"}
    if len(sorts) > 1:
        raise UntranslatableError(f"a value that is a {' or a '.join(sorted(sorts))}")
    filled = then if then.sort != "null" else other
    values = [filled.value if term.sort == "null" else term.value for term in (then, other)]
    return Term(
        filled.sort,
        None if filled.sort == "null" else language.either(condition, values[0], values[1]),
        language.either(condition, then.null, other.null),
        language.either(condition, then.error, other.error),
    )


def _weekday(language: Language, arguments: Arguments) -> Term:
    (day,) = arguments
    error = language.any_of(day.error, needs(language, "date", day))
    if day.sort != "date":
        return language.nothing(error)
    return Term("number", language.z3.ToReal(day.value % 7 + 1), day.null, error)


def _day(_: Language, arguments: Arguments) -> Term:
    (given,) = arguments
    if given.sort in ("date", "null"):
        return given
    raise UntranslatableError(f"DATEVALUE of a {given.sort}")


FUNCTIONS: Final[dict[str, Callable[[Language, Arguments], Term]]] = {
    "ABS": _numbers(lambda language, numbers: language.z3.If(numbers[0] < 0, -numbers[0], numbers[0])),
    "BEGINS": _texts("boolean", lambda language, texts: language.z3.PrefixOf(texts[1], texts[0])),
    "BLANKVALUE": _instead(_blank),
    "CEILING": _whole(away_from_zero),
    "CONTAINS": _texts("boolean", lambda language, texts: language.z3.Contains(texts[0], texts[1])),
    "DATEVALUE": _day,
    "FLOOR": _whole(towards_zero),
    "ISBLANK": _is_blank,
    "ISNULL": _is_null,
    "ISPICKVAL": _texts("boolean", lambda _, texts: texts[0] == texts[1]),
    "LEFT": _cut(lambda language, text, counts: language.z3.SubString(text, language.whole(0), counts[0])),
    "LEN": _texts("number", lambda language, texts: language.z3.ToReal(language.z3.Length(texts[0]))),
    "MAX": _numbers(_most),
    "MCEILING": _whole(up),
    "MFLOOR": _whole(down),
    "MID": _cut(_middle),
    "MIN": _numbers(_least),
    "MOD": _remainder,
    "NULLVALUE": _instead(lambda _, term: term.null),
    "RIGHT": _cut(_right),
    "ROUND": _round,
    "TEXT": _text,
    "WEEKDAY": _weekday,
}
