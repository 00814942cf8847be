"""Definitions drawn for findings that the generator of the agreement tests has no definitions for: approvals that decide and
lock, flows that write the same, flows that must not run twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

STAGES: Final = ("Review", "Sign", "Tell", "Last")
KINDS: Final = ("approval", "approval", "background", "interactive")
ANSWERS: Final = ('= "Approve"', '= "Approve"', '= "Reject"', '<> "Reject"', "is null")
ENTRIES: Final = ("Completed", "Completed", "not NotStarted", "Error")
WRITES: Final = (
    "",
    'writes Case.State__c = "Open"',
    'writes Case.State__c = "Done"',
    "writes Case.State__c",
    "writes Case.Count__c = Case.Count__c + 1",
    "writes Case.Count__c = 0",
)


def approving(seed: int, number: int) -> str:
    """A definition with approval steps, and decisions on what they answer."""
    random = Random(f"approving/{seed}/{number}")
    names = STAGES[: random.choice((2, 3, 3, 4))]
    steps = {stage: _kinds(random, stage) for stage in names}
    steps[names[0]][f"{names[0]}_A"] = "approval"
    asked = [step for kinds in steps.values() for step, kind in kinds.items() if kind == "approval"]
    decisions = ("Route", "Then")[: random.choice((1, 1, 2))]
    places = (*names, "end")
    lines = ["approval Drawn {" if random.random() < 0.6 else "orchestration Drawn {", "  api 67"]
    lines += ["  flow Work { type AutoLaunchedFlow  async }", "  flow Fill { type Flow }"]
    recall = ""
    if lines[0].startswith("approval") and random.random() < 0.2:
        recall = f" {{ path recall -> {names[-1]} }}"
    lines.append(
        f"  start {'approval' if lines[0].startswith('approval') else 'autolaunched'} -> {names[0]}{recall}"
    )
    for place, stage in enumerate(names):
        lines.append(f"  stage {stage} {{")
        lines += _steps(random, steps[stage])
        if random.random() < 0.5:
            lines.append(f"    on error -> {random.choice((*names, *decisions))}")
        following = (*places[place + 1 :], *decisions) if place else (*decisions, *decisions, names[1])
        lines += [f"    then {random.choice(following)}", "  }"]
    for decision in decisions:
        lines.append(f"  decision {decision} {{")
        for number_of in range(1, random.choice((2, 2, 3))):
            condition = f"{random.choice(asked)}.Outputs.approvalDecision {random.choice(ANSWERS)}"
            lines.append(f"    outcome {decision}_{number_of} when {condition} -> {random.choice(places)}")
        further = (*places, *(other for other in decisions if other > decision))
        lines += [f"    otherwise -> {random.choice(further)}", "  }"]
    return "\n".join((*lines, "}", ""))


def _kinds(random: Random, stage: str) -> dict[str, str]:
    return {f"{stage}_{letter}": random.choice(KINDS) for letter in "AB"[: random.choice((1, 1, 2))]}


def _steps(random: Random, kinds: dict[str, str]) -> Iterator[str]:
    for name, kind in kinds.items():
        others = [other for other in kinds if other != name]
        entry = ""
        if others and random.random() < 0.4:
            entry = f" starts when {random.choice(others)} is {random.choice(ENTRIES)}"
        locks = " { locks record }" if kind == "approval" and random.random() < 0.6 else ""
        called = {"approval": "Ask", "interactive": "Fill", "background": "Work"}[kind]
        to = "" if kind == "background" else " assigned to group Desk"
        yield f"    {kind} {name} calls {called}{to}{entry}{locks}"


def writing(seed: int, number: int) -> str:
    """A definition with steps side by side whose flows write fields, or must not run twice."""
    random = Random(f"writing/{seed}/{number}")
    flows = [_flow(random, f"Flow_{place}") for place in range(1, 4)]
    lines = [
        "orchestration Drawn {",
        "  api 67",
        "  start when Case is created -> Work",
        "  variable Result: text",
    ]
    lines += [text for _, text in flows]
    lines.append("  flow Fill { type Flow  out found: text  writes Case.State__c }")
    names = ("Work", "More")[: random.choice((1, 2))]
    for place, stage in enumerate(names):
        lines.append(f"  stage {stage} {{")
        lines += _writers(random, stage, [name for name, _ in flows])
        if random.random() < 0.25:
            lines.append(f"    completes when {stage}_A is Completed")
        if random.random() < 0.3:
            lines.append(f"    on error -> {names[-1] if place == 0 and len(names) > 1 else 'Mend'}")
        lines += [f"    then {(*names[place + 1 :], 'Which')[0]}", "  }"]
    lines += ["  stage Mend { interactive Mend_A calls Fill assigned to group Desk  then end }"]
    lines += ['  decision Which { outcome Yes when Result = "a" -> end  otherwise -> end }', "}", ""]
    return "\n".join(lines)


def _flow(random: Random, name: str) -> tuple[str, str]:
    parts = (
        random.choice(("async", "async", "sync", "")),
        random.choice(("not idempotent", "not idempotent", "")),
        random.choice(("out found: text", "")),
        random.choice(WRITES),
    )
    return name, f"  flow {name} {{ type AutoLaunchedFlow  {'  '.join(filter(None, parts))} }}"


def _writers(random: Random, stage: str, flows: Sequence[str]) -> Iterator[str]:
    letters = "ABC"[: random.choice((2, 2, 3))]
    for place, letter in enumerate(letters):
        kind = random.choice(("background", "background", "background", "interactive"))
        called = "Fill assigned to group Desk" if kind == "interactive" else random.choice(flows)
        entry = ""
        if place and random.random() < 0.4:
            other = random.choice(letters[:place])
            entry = f" starts when {stage}_{other} is {random.choice(ENTRIES)}"
        maps = " { output found -> Result }" if random.random() < 0.35 else ""
        yield f"    {kind} {stage}_{letter} calls {called}{entry}{maps}"
