"""Two answers to one question."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage, Step
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule

BAD = """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <exitActionName>Is_Ready</exitActionName>
        <exitActionType>evaluationFlow</exitActionType>
        <exitConditionLogic>and</exitConditionLogic>
        <exitConditions>
            <leftValueReference>Look.Status</leftValueReference>
            <operator>EqualTo</operator>
            <rightValue>
                <stringValue>Completed</stringValue>
            </rightValue>
        </exitConditions>
        <stageSteps>
            <name>Look</name>
            <actionName>Look_Up</actionName>
            <actionType>stepBackground</actionType>
            <entryConditionLogic>and</entryConditionLogic>
            <label>Look</label>
        </stageSteps>
    </orchestratedStages>
    <processType>Orchestrator</processType>
    <start>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>Check</targetReference>
        </connector>
    </start>
    <status>Active</status>
</Flow>
"""
GOOD = BAD.replace("        <exitActionName>Is_Ready</exitActionName>\n", "").replace(
    "        <exitActionType>evaluationFlow</exitActionType>\n", ""
)


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="An entry or exit is decided by requirements and by an evaluation flow at once.",
    rationale="A step's entry, a step's exit and a stage's exit are each decided in one way: requirements, or an "
    "evaluation flow. The documents do not say which one counts when a file gives both.",
    source="Metadata API, FlowOrchestratedStage: exitActionName, exitConditions; FlowStageStep: entryActionName",
    bad=BAD,
    good=GOOD,
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report stages and steps that have both."""
    for stage in orchestration.stages:
        yield from _judge(stage, f"stage {stage.name}", context.path(stage.name))
        for step in stage.steps:
            yield from _judge(step, f"step {step.name}", context.path(stage.name, step.name))


def _judge(owner: Stage | Step, name: str, element: str) -> Iterator[Found]:
    doubles = [("exit", owner.exit, owner.exit_flow)]
    if isinstance(owner, Step):
        doubles.append(("entry", owner.entry, owner.entry_flow))
    for role, requirements, flow in doubles:
        if requirements and flow:
            yield Found(
                flow,
                f"The {role} of {name} is decided by evaluation flow {flow.flow} and by requirements at once, and it is "
                "not documented which of them counts.",
                help="Keep one of them.",
                element=element,
            )
