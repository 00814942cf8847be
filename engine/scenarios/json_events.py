"""The events of a scenario as JSON and back: `{"do": "complete", "step": "Badge", "outputs": {"ready": true}}`."""

from __future__ import annotations

from typing import Final, assert_never

from ...grammar.condition import Parameter
from ...grammar.scenario import (
    Begin,
    Cannot,
    Command,
    Complete,
    Evaluate,
    Fail,
    Happening,
    Reassign,
    SetField,
    Wait,
)
from ..records.reading import At, JsonError
from ..records.values_json import Data, exact_number, to_data
from .json_values import only, written_from_data, written_to_data
from .paths import read_path
from .translate import COMMANDS

WORDS: Final = ("begin", "complete", "fail", "reassign", "wait", "set", "evaluate", "cannot", *COMMANDS)
"""What may stand behind `do`."""


def told_to_data(told: Happening | Cannot) -> dict[str, Data]:
    """An event as data for JSON. Raises ValueError where one name is given two values: JSON cannot say it."""
    match told:
        case Begin(values=values):
            return {"do": "begin"} | _given("values", values)
        case Complete(step=step, outputs=outputs):
            return {"do": "complete", "step": step} | _given("outputs", outputs)
        case Fail(step=element, kind=kind, message=message):
            fail: dict[str, Data] = {"do": "fail", "element": element, "kind": kind}
            return fail if message is None else fail | {"message": message}
        case Reassign(step=step, kind=kind, assignee=assignee):
            return {"do": "reassign", "step": step, "kind": kind, "assignee": assignee}
        case Command(name=name):
            return {"do": name}
        case Wait(amount=amount, unit=unit):
            return {"do": "wait", "amount": to_data(amount), "unit": unit}
        case SetField(field=field, value=value):
            return {"do": "set", "field": field, "value": written_to_data(value)}
        case Evaluate(flow=flow, answer=answer):
            return {"do": "evaluate", "flow": flow, "answer": answer}
        case Cannot(event=event):
            return {"do": "cannot", "event": told_to_data(event)}
        case _:
            assert_never(told)


def told_from_data(at: At) -> Happening | Cannot:
    """The event that stands in a place of a JSON text. Raises JsonError where none does.

    A step may be named by its path (`Prepare/Badge`). `at`, the number of the event, may stand in it.
    """
    word = at["do"].text()
    match word:
        case "begin":
            only(at, "do", "at", "values")
            return Begin(values=given_from_data(at.get("values")))
        case "complete":
            only(at, "do", "at", "step", "outputs")
            return Complete(step=_element(at["step"]), outputs=given_from_data(at.get("outputs")))
        case "fail":
            only(at, "do", "at", "element", "step", "kind", "message")
            message = at.get("message")
            element = at.get("step") or at["element"]
            return Fail(
                step=_element(element),
                kind=at["kind"].text(),
                message=message.text() if message else None,
            )
        case "reassign":
            only(at, "do", "at", "step", "kind", "assignee")
            return Reassign(step=_element(at["step"]), kind=at["kind"].text(), assignee=at["assignee"].text())
        case "wait":
            only(at, "do", "at", "amount", "unit")
            return Wait(amount=exact_number(at["amount"]), unit=at["unit"].text())
        case "set":
            only(at, "do", "at", "field", "value")
            return SetField(field=at["field"].text(), value=written_from_data(at["value"]))
        case "evaluate":
            only(at, "do", "at", "flow", "answer")
            return Evaluate(flow=at["flow"].text(), answer=at["answer"].truth())
        case "cannot":
            only(at, "do", "at", "event")
            return _cannot(at["event"])
        case _ if word in COMMANDS:
            only(at, "do", "at")
            return Command(name=word)
        case _:
            raise _no_event(at["do"], word)


def given_from_data(at: At | None) -> tuple[Parameter, ...]:
    """Values by name, in their order; nothing where there are none."""
    if at is None:
        return ()
    return tuple(Parameter(name=name, value=written_from_data(value)) for name, value in at.members().items())


def given_to_data(values: tuple[Parameter, ...]) -> dict[str, Data]:
    """Values by name. Raises ValueError where one name is given two values."""
    found: dict[str, Data] = {value.name: written_to_data(value.value) for value in values}
    if len(found) < len(values):
        raise ValueError("one name is given two values, which JSON cannot say")
    return found


def _given(word: str, values: tuple[Parameter, ...]) -> dict[str, Data]:
    return {word: given_to_data(values)} if values else {}


def _cannot(at: At) -> Cannot:
    event = told_from_data(at)
    if isinstance(event, Cannot):
        raise JsonError(at.pointer, "`cannot` stands before an event, not before another `cannot`")
    return Cannot(event=event)


def _element(at: At) -> str:
    """An element by its API name, or by its path."""
    text = at.text()
    return text if text.count("/") != 1 else read_path(text).reference


def _no_event(at: At, word: str) -> JsonError:
    from difflib import get_close_matches

    close = get_close_matches(word, WORDS, n=1)
    hint = f'Is "{close[0]}" meant?' if close else f"Events: {', '.join(WORDS)}."
    return JsonError(at.pointer, f'"{word}" is no event. {hint}')
