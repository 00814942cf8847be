"""A flow that is no orchestration of a known kind."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.NOTE,
    preset=Preset.RECOMMENDED,
    summary="The flow is no orchestration that can be checked.",
    rationale="Only flows of process type Orchestrator and ApprovalWorkflow have stages and steps whose "
    "meaning is documented. Other orchestrating types are named here, so that nobody takes silence for a "
    "check.",
    source="Metadata API, Flow: processType",
    bad="""
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <label>Order</label>
    <processType>AppProcess</processType>
    <status>Active</status>
</Flow>
""",
    good="""
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <label>Order</label>
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <exitConditionLogic>and</exitConditionLogic>
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
""",
)
