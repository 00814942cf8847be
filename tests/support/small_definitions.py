"""Small definitions that tests of the pipeline share: one in each format, with a known finding."""

BROKEN_ORCH = """\
orchestration Order {
  known flows "Look_Up"
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then Chekc_Again
  }
}
"""
CLEAN_ORCH = """\
orchestration Order {
  known flows "Look_Up"
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    then end
  }
}
"""
CLEAN_XML = """\
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
            <requiresAsyncProcessing>false</requiresAsyncProcessing>
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
BROKEN_XML = CLEAN_XML.replace(
    "<targetReference>Check</targetReference>", "<targetReference>Chekc</targetReference>"
)
SCREEN_FLOW = """\
<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <label>Form</label>
    <processType>Flow</processType>
    <status>Active</status>
</Flow>
"""
