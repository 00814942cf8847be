"""A value that is none of those the schema lists."""

from ..finding import Severity
from ..rule import Preset, reader_rule

check = reader_rule(
    __name__,
    severity=Severity.WARNING,
    preset=Preset.RECOMMENDED,
    summary="A setting has a value that is not known to survive a deploy.",
    rationale="Unknown values of a setting were accepted by a deploy and dropped without a word: the "
    "definition in the org then does something else than the file says. Retrieve it after the deploy and "
    "compare.",
    source="Metadata API, Flow (enumerations); dropped values observed by practitioners, API 62 to 67",
    bad="""
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
    <status>Activated</status>
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
