"""Record Ids that look like Salesforce's: a prefix that tells the object, a counter, a checksum."""

from __future__ import annotations

from typing import Final

PREFIXES: Final = {
    "FlowOrchestrationInstance": "0jE",
    "FlowOrchestrationStageInstance": "0jF",
    "FlowOrchestrationStepInstance": "0jL",
    "FlowOrchestrationWorkItem": "0jf",
    "FlowOrchestrationLog": "0jo",
    "ApprovalSubmission": "9iP",
    "ApprovalWorkItem": "9iW",
}
"""Run, stage run and step run as in Salesforce's sample error e-mail, the submission as in the example of the Recall
Approval Submission action. The prefixes of the log and of both work items are chosen here: no page names them.
"""

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def record_id(object_name: str, number: int) -> str:
    """The Id of the record with this number, counted from 1: 18 characters, the last three their checksum."""
    text = f"{PREFIXES[object_name]}{number:012}"
    groups = (text[begin : begin + 5] for begin in (0, 5, 10))
    return text + "".join(_ALPHABET[_upper_cases(group)] for group in groups)


def auto_number(number: int) -> str:
    """The Name of a record whose object numbers its records."""
    return f"{number:08}"


def _upper_cases(group: str) -> int:
    return sum(1 << place for place, character in enumerate(group) if character.isupper())
