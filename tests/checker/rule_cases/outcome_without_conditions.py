"""Further cases of the rule."""

XML = """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <decisions>
        <name>Route</name>
        <label>Route</label>
        <rules>
            <name>First</name>
            {attributes}
            <conditionLogic>and</conditionLogic>
            <label>First</label>
        </rules>
    </decisions>
    <processType>Orchestrator</processType>
</Flow>
"""

CASES = (
    (XML.format(attributes=""), "Outcome First has no conditions"),
    (XML.format(attributes="<attributes><key>prompt</key></attributes>"), None),
)
