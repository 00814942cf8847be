"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  stage Check { background Look calls Look_Up }
}
""",
        "Order has no Start|Start leads nowhere",
    ),
    ("orchestration Order { start autolaunched -> end }", None),
    (
        """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <orchestratedStages>
        <name>Check</name>
        <label>Check</label>
        <exitConditionLogic>and</exitConditionLogic>
    </orchestratedStages>
    <processType>Orchestrator</processType>
</Flow>
""",
        "has no Start, so no run ever reaches Check",
    ),
)
