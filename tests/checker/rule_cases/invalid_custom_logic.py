"""Further cases of the rule."""

XML = """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <exitConditionLogic>{logic}</exitConditionLogic>
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
        <connector>
            <targetReference>Check</targetReference>
        </connector>
    </start>
</Flow>
"""

CASES = (
    (XML.format(logic="1 XOR 1"), 'logic "1 XOR 1" of the exit condition of stage Check is wrong'),
    (XML.format(logic="(1"), "is wrong"),
    (XML.format(logic="2"), "names condition 2"),
    (XML.format(logic="formula"), None),
    (XML.format(logic="1"), None),
)
