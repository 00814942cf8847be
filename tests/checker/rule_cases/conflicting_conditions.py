"""Further cases of the rule."""

XML = """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <exitConditionLogic>and</exitConditionLogic>
        <stageSteps>
            <name>Look</name>
            <actionName>Form</actionName>
            <actionType>stepInteractive</actionType>
            <{role}ActionName>Is_Ready</{role}ActionName>
            <{role}ActionType>evaluationFlow</{role}ActionType>
            <entryConditionLogic>and</entryConditionLogic>
            <{role}Conditions>
                <leftValueReference>$Record.Status</leftValueReference>
                <operator>EqualTo</operator>
                <rightValue>
                    <stringValue>New</stringValue>
                </rightValue>
            </{role}Conditions>
            <label>Look</label>
        </stageSteps>
    </orchestratedStages>
    <processType>Orchestrator</processType>
</Flow>
"""

CASES = (
    (
        XML.format(role="entry"),
        "The entry of step Look is decided by evaluation flow Is_Ready and by requirements",
    ),
    (
        XML.format(role="exit"),
        "The exit of step Look is decided by evaluation flow Is_Ready and by requirements",
    ),
)
