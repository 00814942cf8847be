"""Events on the wire: as a scenario has them in JSON, `{"do": "complete", "step": "Badge", "outputs": {"ready": true}}`."""

from __future__ import annotations

from typing import Final, assert_never

from ....engine.error_kinds import ErrorKind
from ....engine.events import (
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
from ....engine.records.reading import At, JsonError
from ....engine.records.values_json import Data, exact_number, from_data, to_data

_COMMANDS: Final[dict[str, Event]] = {
    "suspend": Suspend(),
    "resume": Resume(),
    "cancel": Cancel(),
    "recall": Recall(),
    "publish": Publish(),
}


def event_to_wire(event: Event) -> dict[str, Data]:  # noqa: C901  # one case an event
    """An event as JSON. The outputs of a step and the inputs of a run are an object by name."""
    match event:
        case Begin(values=values):
            return {"do": "begin", "values": given_to_wire(values)}
        case Complete(step=step, outputs=outputs):
            return {"do": "complete", "step": step, "outputs": given_to_wire(outputs)}
        case Fail():
            return error_to_wire(event)
        case Reassign(step=step, kind=kind, assignee=assignee):
            return {"do": "reassign", "step": step, "kind": kind, "assignee": assignee}
        case Wait(minutes=minutes):
            return {"do": "wait", "amount": to_data(minutes), "unit": "minutes"}
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


def error_to_wire(error: Fail) -> dict[str, Data]:
    """An error as JSON, as event or to be kept ready."""
    message: dict[str, Data] = {"message": error.message} if error.message else {}
    return {"do": "fail", "element": error.element, "kind": error.kind.value} | message


def given_to_wire(given: Given) -> dict[str, Data]:
    """Values by name."""
    return {name: to_data(value) for name, value in given}


def event_from_wire(at: At) -> Event:
    """The event that stands in a place of a JSON text. Raises JsonError where none does."""
    match at["do"].text():
        case "begin":
            return Begin(given_from_wire(at.get("values")))
        case "complete":
            return Complete(at["step"].text(), given_from_wire(at.get("outputs")))
        case "fail":
            return error_from_wire(at)
        case "reassign":
            return Reassign(at["step"].text(), at["kind"].text(), at["assignee"].text())
        case "wait":
            return Wait(exact_number(at["amount"]))
        case "set":
            return SetField(at["field"].text(), from_data(at["value"]))
        case "evaluate":
            return Evaluate(at["flow"].text(), at["answer"].truth())
        case word if word in _COMMANDS:
            return _COMMANDS[word]
        case word:
            raise JsonError(at["do"].pointer, f'there is no event "{word}"')


def error_from_wire(at: At) -> Fail:
    """The error that stands in a place of a JSON text. Raises JsonError where none does."""
    message = at.get("message")
    return Fail(at["element"].text(), at["kind"].word(ErrorKind), message.text() if message else "")


def given_from_wire(at: At | None) -> Given:
    """Values by name, in their order."""
    return () if at is None else tuple((name, from_data(value)) for name, value in at.members().items())
