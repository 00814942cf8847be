"""What values a called flow's variables can take, as far as its text settles it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from .called_flow_nodes import children_of, descendants, is_true, text_of
from .salesforce.read_values import boolean, number
from .salesforce.xml_tree import XmlElement
from .value import Boolean, Date, DateTime, FormulaValue, Nil, Number, OtherValue, Reference, Text, Value

ASSIGNING_TAGS: Final = frozenset({
    "assignToReference", "assignNextValueToReference", "assignRecordIdToReference", "outputReference",
})  # fmt: skip
"""Tags whose text names the variable that an element sets (Metadata API, type Flow)."""
SINGLE_CHOICE_FIELDS: Final = frozenset({"DropdownBox", "RadioButtons"})
_FORMULA_SUM: Final = re.compile(r"\s*\{!([^}]+)\}\s*([+-])\s*(\d+(?:\.\d+)?)\s*")


def literal(value: XmlElement | None) -> Value | None:
    """A FlowElementReferenceOrValue as it is written; None where nothing is written."""
    if value is None or not value.children:
        return None
    node = value.children[0]
    if node.nil:
        return Nil()
    read = _READERS.get(node.tag)
    try:
        found = read(node.text) if read else None
    except ValueError:
        found = None
    return found if found is not None else OtherValue(tag=node.tag, text=node.text)


def _boolean(text: str) -> Value | None:
    found = boolean(text)
    return None if found is None else Boolean(value=found)


def _number(text: str) -> Value | None:
    found = number(text)
    return None if found is None else Number(value=found[0], text=found[1])


_READERS: Final[dict[str, Callable[[str], Value | None]]] = {
    "stringValue": lambda text: Text(value=text),
    "booleanValue": _boolean,
    "numberValue": _number,
    "dateValue": lambda text: Date(value=date.fromisoformat(text.strip())),
    "dateTimeValue": lambda text: DateTime(value=datetime.fromisoformat(text.strip()), text=text.strip()),
    "elementReference": lambda text: Reference(text=text.strip()),
    "formulaExpression": lambda text: FormulaValue(expression=text),
}


class FlowValues:
    """The resources of one flow, by API name in lower case, and what is assigned to them."""

    def __init__(self, root: XmlElement) -> None:
        """Index a flow."""
        self.variables = _named(root, "variables")
        self.lookups = _named(root, "recordLookups")
        self._constants = _named(root, "constants")
        self._choices = _named(root, "choices")
        self._formulas = _named(root, "formulas")
        self._fields: dict[str, XmlElement] = {}
        self.assignments: dict[str, list[tuple[str, XmlElement | None]]] = {}
        """What each reference is set to: operator and value. "Lookup": a record found; "": unknown."""
        self.spelling: dict[str, str] = {}
        for element in root.children:
            if element.tag not in ("processMetadataValues", "variables"):
                self._index(element)

    def _index(self, element: XmlElement) -> None:
        for node in (element, *descendants(element)):
            if node.tag == "fields":
                self._fields.setdefault((text_of(node, "name") or "").casefold(), node)
            for child in node.children:
                if child.tag in ASSIGNING_TAGS:
                    target = child.text.strip()
                    self.spelling.setdefault(target.casefold(), target)
                    self.assignments.setdefault(target.casefold(), []).append(_entry(node))

    def is_assigned(self, name: str) -> bool:
        """True when some element sets the variable or a field of it."""
        name = name.casefold()
        return name in self.assignments or any(target.startswith(name + ".") for target in self.assignments)

    def possible(self, name: str) -> tuple[Value, ...]:
        """Every value that the variable can have besides null; empty where the text does not settle that."""
        return tuple(dict.fromkeys(found)) if (found := self._possible(name.casefold(), frozenset())) else ()

    def _possible(self, name: str, seen: frozenset[str]) -> list[Value] | None:
        variable = self.variables.get(name)
        if name in seen:
            return []
        if variable is None or is_true(variable, "isInput") or is_true(variable, "isCollection"):
            return None
        values: list[Value] = []
        default = variable.child("value")
        sources = [("Assign", default)] if default is not None else []
        for operator, value in sources + self.assignments.get(name, []):
            found = self._values_of(literal(value), seen | {name}) if operator == "Assign" else None
            if found is None:
                return None
            values += found
        return values

    def _values_of(self, value: Value | None, seen: frozenset[str]) -> list[Value] | None:
        match value:
            case Text() if "{!" in value.value:
                return None
            case Text() | Boolean() | Number() | Date() | DateTime():
                return [value]
            case Nil():
                return []
            case Reference():
                return self._values_of_reference(value.text.casefold(), seen)
            case _:
                return None

    def _values_of_reference(self, name: str, seen: frozenset[str]) -> list[Value] | None:
        if name == "$globalconstant.emptystring":
            return [Text(value="")]
        if name in ("$globalconstant.true", "$globalconstant.false"):
            return [Boolean(value=name.endswith("true"))]
        if constant := self._constants.get(name) or self._static_choice(name):
            return self._values_of(literal(constant.child("value")), seen)
        if field := self._fields.get(name):
            return self._choices_of(field, seen)
        return self._possible(name, seen) if name in self.variables else None

    def _static_choice(self, name: str) -> XmlElement | None:
        choice = self._choices.get(name)
        return choice if choice and choice.child("userInput") is None else None

    def _choices_of(self, field: XmlElement, seen: frozenset[str]) -> list[Value] | None:
        if text_of(field, "fieldType") not in SINGLE_CHOICE_FIELDS:
            return None
        values: list[Value] = []
        for reference in children_of(field, "choiceReferences"):
            choice = self._static_choice(reference.text.strip().casefold())
            found = self._values_of(literal(choice.child("value")), seen) if choice else None
            if found is None:
                return None
            values += found
        return values or None

    def plain(self, value: Value | None) -> Value | None:
        """A value that a caller can understand: a literal, an input variable, a global; else None."""
        match value:
            case Text() if "{!" in value.value:
                return None
            case Text() | Boolean() | Number() | Date() | DateTime() | Nil():
                return value
            case Reference():
                return self._plain_reference(value)
            case _:
                return None

    def _plain_reference(self, value: Reference) -> Value | None:
        variable = self.variables.get(value.root.casefold())
        if variable is not None and is_true(variable, "isInput") and not self.is_assigned(value.root):
            return value
        found = self._values_of_reference(value.text.casefold(), frozenset())
        if found and len(found) == 1:
            return found[0]
        is_constant = value.text.casefold().startswith("$globalconstant.")
        return value if value.is_global and not is_constant else None

    def sum_formula(self, name: str) -> tuple[str, Fraction] | None:
        """Reference and amount of a formula resource that is `{!reference} + amount`."""
        formula = self._formulas.get(name.casefold())
        found = _FORMULA_SUM.fullmatch((text_of(formula, "expression") or "") if formula else "")
        return (found[1].strip(), Fraction(found[2] + found[3])) if found else None


def _entry(node: XmlElement) -> tuple[str, XmlElement | None]:
    if node.tag == "assignmentItems":
        return (text_of(node, "operator") or "", node.child("value"))
    return ("Lookup" if node.tag == "recordLookups" else "", None)


def _named(root: XmlElement, tag: str) -> dict[str, XmlElement]:
    def pairs() -> Iterator[tuple[str, XmlElement]]:
        for node in children_of(root, tag):
            yield (text_of(node, "name") or "").casefold(), node

    return dict(pairs())
