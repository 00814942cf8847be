"""Events of the world as JSON and back: `{"do": "complete", "step": "Badge", "outputs": […]}`."""

from __future__ import annotations

from typing import Final, assert_never

from ..error_kinds import ErrorKind
from ..events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from .reading import At, JsonError
from .values_json import Data, exact_number, from_data, to_data

_COMMANDS: Final[dict[str, Event]] = {
    "suspend": Suspend(),
    "resume": Resume(),
    "cancel": Cancel(),
    "recall": Recall(),
    "publish": Publish(),
}
WORDS: Final = ("begin", "complete", "fail", "reassign", "wait", "set", "evaluate", *_COMMANDS)
"""What may stand behind `do`."""


def event_to_data(event: Event) -> dict[str, Data]:  # noqa: C901  # one case an event
    """An event as data for JSON."""
    match event:
        case Begin(values=values):
            return {"do": "begin", "values": _given(values)}
        case Complete(step=step, outputs=outputs):
            return {"do": "complete", "step": step, "outputs": _given(outputs)}
        case Fail(element=element, kind=kind, message=message):
            return {"do": "fail", "element": element, "kind": kind.value, "message": message}
        case Reassign(step=step, kind=word, assignee=assignee):
            return {"do": "reassign", "step": step, "kind": word, "assignee": assignee}
        case Wait(minutes=minutes):
            return {"do": "wait", "minutes": to_data(minutes)}
        case SetField(field=field, value=value):
            return {"do": "set", "field": field, "value": to_data(value)}
        case Evaluate(flow=flow, answer=answer):
            return {"do": "evaluate", "flow": flow, "answer": answer}
        case Suspend():
            return {"do": "suspend"}
        case Resume():
            return {"do": "resume"}
        case Cancel():
            return {"do": "cancel"}
        case Recall():
            return {"do": "recall"}
        case Publish():
            return {"do": "publish"}
        case _:
            assert_never(event)


def event_from_data(at: At) -> Event:
    """The event that stands in a place of a JSON text. Raises JsonError where none does."""
    do = at["do"]
    match do.text():
        case "begin":
            return Begin(_read_given(at["values"]))
        case "complete":
            return Complete(at["step"].text(), _read_given(at["outputs"]))
        case "fail":
            return fail_from_data(at)
        case "reassign":
            return Reassign(at["step"].text(), at["kind"].text(), at["assignee"].text())
        case "wait":
            return Wait(exact_number(at["minutes"]))
        case "set":
            return SetField(at["field"].text(), from_data(at["value"]))
        case "evaluate":
            return Evaluate(at["flow"].text(), at["answer"].truth())
        case word if word in _COMMANDS:
            return _COMMANDS[word]
        case word:
            raise JsonError(do.pointer, f'there is no event "{word}". There are: {", ".join(WORDS)}')


def fail_from_data(at: At) -> Fail:
    """The error that stands in a place of a JSON text. Raises JsonError where none does."""
    do = at["do"]
    if do.data != "fail":
        raise do.wrong('"fail"')
    message = at.get("message")
    return Fail(at["element"].text(), at["kind"].word(ErrorKind), message.text() if message else "")


def _given(given: Given) -> Data:
    return [{"name": name, "value": to_data(value)} for name, value in given]


def _read_given(at: At) -> Given:
    return tuple((part["name"].text(), from_data(part["value"])) for part in at.parts())
