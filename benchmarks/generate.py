"""Definitions for the benchmarks: valid, varied, shaped like retrieved ones, the same for the same number.

As a program: `python benchmarks/generate.py FOLDER COUNT` writes a project of COUNT definitions.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final
from xml.sax.saxutils import escape

SUBJECTS: Final[tuple[str, ...]] = (
    "Onboarding",
    "Escalation",
    "Refund",
    "Renewal",
    "Inspection",
    "Handover",
    "Quote",
    "Claim",
)
STAGES: Final[tuple[str, ...]] = ("Prepare", "Review", "Deliver", "Confirm", "Settle", "Close")
STEPS: Final[tuple[str, ...]] = (
    "Collect",
    "Assess",
    "Notify",
    "Order",
    "Verify",
    "Record",
    "Schedule",
    "Archive",
)
OBJECTS: Final[tuple[str, ...]] = ("Account", "Case", "Opportunity", "Contract", "Order")
ASSIGNEES: Final = (
    ("Queue", "stringValue", "Service_Desk"),
    ("Group", "stringValue", "Case_Managers"),
    ("User", "elementReference", "$Record.Owner:User.Username"),
)
FLOWS: Final = 40

Node = tuple[str, "str | list[Node]"]
"""A tag with its text, or with its children."""


def definition(number: int, *, approval: bool = False) -> tuple[str, str]:
    """The API name and the XML of one definition: two or three stages, three to six steps, about 130 lines.

    How often something occurs (a decision, a description, another status than Active, an entry condition, an
    evaluation flow) follows the definitions found in public repositories. The number alone decides.
    """
    random = Random(f"definition {number} {approval}")
    name = f"{random.choice(SUBJECTS)}_{'Approval' if approval else 'Orchestration'}_{number:05d}"
    stages = random.sample(STAGES, random.choice((2, 2, 3)))
    steps = {
        stage: [f"{stage}_{step}" for step in random.sample(STEPS, random.choice((1, 2, 2)))]
        for stage in stages
    }
    steps[stages[0]] = [f"{stages[0]}_{step}" for step in random.sample(STEPS, 2)]
    after: dict[str, str | None] = dict(zip(stages, [*stages[1:], None], strict=True))
    root: list[Node] = [("apiVersion", f"{random.choice((58, 60, 63, 65, 67))}.0")]
    if random.random() < 0.56:
        root.append(("decisions", _decision(random, stages, steps[stages[0]][0], approval)))
        after[stages[0]] = "Which_Way"
    if random.random() < 0.28:
        root.append(("description", f"What happens to one {name.partition('_')[0].lower()}."))
    root.append(("environments", "Default"))
    root.append(("interviewLabel", f"{name} {{!$Flow.CurrentDateTime}}"))
    root.append(("label", name.replace("_", " ")))
    root.extend(
        ("orchestratedStages", _stage(random, stage, steps[stage], after[stage], approval))
        for stage in stages
    )
    for key, value in (("BuilderType", "LightningFlowBuilder"), ("CanvasMode", "AUTO_LAYOUT_CANVAS")):
        root.append(("processMetadataValues", [("name", key), ("value", [("stringValue", value)])]))
    root.append(("processType", "ApprovalWorkflow" if approval else "Orchestrator"))
    root.append(("start", _start(random, stages[0])))
    root.append(("status", random.choice(("Active", "Active", "Active", "Draft", "Obsolete"))))
    if approval:
        root.extend(
            ("variables", _variable(word)) for word in ("recordId", "submitter", "submissionComments")
        )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<Flow xmlns="http://soap.sforce.com/2006/04/metadata">')
    for node in root:
        lines.extend(_lines(node, 1))
    return name, "\n".join([*lines, "</Flow>", ""])


def write_project(folder: Path, count: int, *, approvals: float = 0.0) -> list[Path]:
    """Write a project of `count` definitions, a share `approvals` of them approval processes."""
    flows = folder / "force-app" / "main" / "default" / "flows"
    flows.mkdir(parents=True)
    project = '{"packageDirectories": [{"path": "force-app", "default": true}], "sourceApiVersion": "67.0"}\n'
    (folder / "sfdx-project.json").write_text(project, encoding="utf-8")
    paths: list[Path] = []
    for number in range(count):
        name, text = definition(number, approval=(number * 0.618034) % 1 < approvals)
        paths.append(flows / f"{name}.flow-meta.xml")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def language_text(stages: int) -> str:
    """One definition in the language with this many stages, in a row, two steps each."""
    lines = [
        "orchestration Long_Road {",
        '  label "A long road"',
        "  api 67",
        "  start autolaunched -> Stage_1",
        "",
    ]
    for number in range(1, stages + 1):
        lines += [
            f"  stage Stage_{number} {{",
            f'    label "Stage {number}"',
            f"    interactive Ask_{number} calls Ask_Form assigned to queue Service_Desk {{",
            "      input ActionInput__RecordId = $Record.Id",
            "    }",
            f"    background Do_{number} calls Do_It async",
            f"      starts when Ask_{number} is Completed and Ask_{number}.Outputs.amount > {number}",
            f"    then {'end' if number == stages else f'Stage_{number + 1}'}",
            "  }",
            "",
        ]
    return "\n".join([*lines, "}", ""])


def _decision(random: Random, stages: list[str], step: str, approval: bool) -> list[Node]:
    last = stages[-1] if len(stages) > 2 else stages[1]
    compared: tuple[str, Node] = random.choice(
        (
            ("decision", ("stringValue", random.choice(("Approved", "Urgent", "Complete")))),
            ("isReady", ("booleanValue", "true")),
            ("amount", ("numberValue", f"{random.randrange(1, 500) * 100}.0")),
        )
    )
    if approval:
        compared = ("approvalDecision", ("stringValue", "Approve"))
    operator = "GreaterThan" if compared[0] == "amount" else "EqualTo"
    return [
        ("name", "Which_Way"),
        ("label", "Which way?"),
        *_place(random),
        ("defaultConnector", [("targetReference", last)]),
        ("defaultConnectorLabel", "Default Outcome"),
        (
            "rules",
            [
                ("name", "Straight_On"),
                ("conditionLogic", "and"),
                ("conditions", _condition(f"{step}.Outputs.{compared[0]}", operator, compared[1])),
                ("connector", [("targetReference", stages[1])]),
                ("label", "Straight on"),
            ],
        ),
    ]


def _stage(random: Random, stage: str, steps: list[str], following: str | None, approval: bool) -> list[Node]:
    children: list[Node] = [("name", stage), ("label", stage), *_place(random)]
    if following:
        children.append(("connector", [("targetReference", following)]))
    if random.random() < 0.1:
        children += [("exitActionName", f"Is_{stage}_Done"), ("exitActionType", "evaluationFlow")]
    children.append(("exitConditionLogic", "and"))
    for index, step in enumerate(steps):
        children.append(("stageSteps", _step(random, step, steps[0] if index else None, approval)))
    return children


def _step(random: Random, name: str, earlier: str | None, approval: bool) -> list[Node]:
    person = random.random() < (0.5 if earlier is None else 0.25)
    kind = ("stepApproval" if approval else "stepInteractive") if person else "stepBackground"
    number = random.randrange(FLOWS)
    children: list[Node] = [
        ("name", name),
        ("actionName", f"{'Form' if person else 'Action'}_{number:02d}"),
        ("actionType", kind),
    ]
    if person:
        whom, tag, value = random.choice(ASSIGNEES)
        children.append(("assignees", [("assignee", [(tag, value)]), ("assigneeType", whom)]))
    children.append(("entryConditionLogic", "and"))
    if earlier and random.random() < 0.5:
        children.append(
            ("entryConditions", _condition(f"{earlier}.Status", "EqualTo", ("stringValue", "Completed")))
        )
    if person or random.random() < 0.3:
        record: Node = ("value", [("elementReference", "$Record.Id")])
        children.append(
            ("inputParameters", [("name", "ActionInput__RecordId" if person else "recordId"), record])
        )
    children.append(("label", name.replace("_", " ")))
    children.append(("requiresAsyncProcessing", "true" if not person and number % 3 == 0 else "false"))
    return children


def _start(random: Random, first: str) -> list[Node]:
    return [
        *_place(random),
        ("connector", [("targetReference", first)]),
        ("doesRequireRecordChangedToMeetCriteria", "true"),
        ("filterLogic", "and"),
        (
            "filters",
            [("field", "Requested__c"), ("operator", "EqualTo"), ("value", [("booleanValue", "true")])],
        ),
        ("object", random.choice(OBJECTS)),
        ("recordTriggerType", "CreateAndUpdate"),
        ("triggerType", "RecordAfterSave"),
    ]


def _condition(left: str, operator: str, right: Node) -> list[Node]:
    return [("leftValueReference", left), ("operator", operator), ("rightValue", [right])]


def _variable(name: str) -> list[Node]:
    flags: list[Node] = [("isCollection", "false"), ("isInput", "true"), ("isOutput", "false")]
    return [("name", name), ("dataType", "String"), *flags]


def _place(random: Random) -> list[Node]:
    return [("locationX", str(random.randrange(0, 900))), ("locationY", str(random.randrange(0, 2000)))]


def _lines(node: Node, depth: int) -> Iterator[str]:
    tag, content = node
    indent = "    " * depth
    if isinstance(content, str):
        yield f"{indent}<{tag}>{escape(content)}</{tag}>"
        return
    yield f"{indent}<{tag}>"
    for child in content:
        yield from _lines(child, depth + 1)
    yield f"{indent}</{tag}>"


if __name__ == "__main__":
    written = write_project(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{len(written)} definitions\n")
