"""Events on the wire: as a scenario has them in JSON, `{"do": "complete", "step": "Badge", "outputs": {"ready": true}}`."""

from __future__ import annotations

from ....engine.error_kinds import ErrorKind
from ....engine.events import Begin, Complete, Event, Fail, Given, Wait
from ....engine.records.events_json import event_from_data, event_to_data
from ....engine.records.reading import At
from ....engine.records.values_json import Data, exact_number, from_data, to_data


def event_to_wire(event: Event) -> dict[str, Data]:
    """An event as JSON. The outputs of a step and the inputs of a run are an object by name."""
    match event:
        case Begin(values=values):
            return {"do": "begin", "values": given_to_wire(values)}
        case Complete(step=step, outputs=outputs):
            return {"do": "complete", "step": step, "outputs": given_to_wire(outputs)}
        case Fail():
            return error_to_wire(event)
        case Wait(minutes=minutes):
            return {"do": "wait", "amount": to_data(minutes), "unit": "minutes"}
        case _:
            return event_to_data(event)


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
        case "wait":
            return Wait(exact_number(at["amount"]))
        case _:
            return event_from_data(at)


def error_from_wire(at: At) -> Fail:
    """The error that stands in a place of a JSON text. Raises JsonError where none does."""
    message = at.get("message")
    return Fail(at["element"].text(), at["kind"].word(ErrorKind), message.text() if message else "")


def given_from_wire(at: At | None) -> Given:
    """Values by name, in their order."""
    return () if at is None else tuple((name, from_data(value)) for name, value in at.members().items())
