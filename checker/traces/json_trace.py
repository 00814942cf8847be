"""A run as data for JSON: the `trace` of the JSON contract, with the reasons beside the changes."""

from collections.abc import Iterable

from ...engine.records.events_json import event_to_data
from ...engine.records.values_json import Data, to_data
from .trace import Block


def json_trace(blocks: Iterable[Block]) -> list[Data]:
    """One object for each event.

    `changes` maps each changed cell (`Prepare#2/Badge.Status`) to what it is after the event (statuses as API values,
    other values as in exported states), `why` to the id of the row or decision behind that. `steps` are all changes in
    their order, also those that pass within the event. `do` is the event in a form that can be replayed.
    """
    return [_block(block) for block in blocks]


def _block(block: Block) -> Data:
    return {
        "number": block.number,
        "event": block.event,
        "do": event_to_data(block.happening),
        "faults": list(block.faults),
        "minutes": to_data(block.minutes),
        "synchronous": block.synchronous,
        "changes": {change.cell: to_data(change.after) for change in block.changes},
        "why": {change.cell: change.because for change in block.changes},
        "steps": [
            {
                "element": change.element,
                "cell": change.cell,
                "before": to_data(change.before),
                "after": to_data(change.after),
                "why": change.because,
            }
            for change in block.changes
        ],
        "log": [
            {"kind": row.kind.value, "stage": row.stage, "step": row.step, "why": row.because}
            for row in block.log
        ],
        "error": block.message or None,
    }
