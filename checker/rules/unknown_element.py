"""A tag or attribute that the schema does not name."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.NOTE,
    preset=Preset.RECOMMENDED,
    summary="The file holds an XML element or attribute that is not known.",
    rationale="The element is kept as it stands and written back unchanged, but nothing is known of what it "
    "does to a run, so no finding takes it into account. A misspelt tag looks the same.",
    source="Metadata API, Flow",
    bad="""
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <label>Order</label>
    <labell>Order</labell>
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
    <!-- labell -->
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
