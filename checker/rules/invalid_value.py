"""A value that its tag or keyword cannot have."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.ERROR,
    preset=Preset.CORRECTNESS,
    summary="A value is not of the form that is required here.",
    rationale="A number that is no number, a boolean that is neither true nor false, or condition logic "
    "with a row that does not exist cannot mean anything; a deploy refuses it.",
    source="Metadata API, Flow (field types)",
    bad="""
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>latest</apiVersion>
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
