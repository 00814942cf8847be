"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start {start} -> Route {block}
  variable level: text input
  decision Route {{
    outcome First when {condition} -> Check {{ {flag} }}
    otherwise -> end, intended
  }}
  stage Check {{ background Look calls Look_Up {clause} }}
}}
"""


def order(
    condition: str = 'level = "A"', start: str = "autolaunched", flag: str = "", clause: str = ""
) -> str:
    """A definition with one decision."""
    block = "" if start == "autolaunched" else '{ where Status__c = "New" }'
    return ORDER.format(start=start, block=block, condition=condition, flag=flag, clause=clause)


FLAG = "only when changed to meet"
CASES = (
    (order(), None),
    (order(flag=FLAG), "Outcome First is to be taken only if the record was updated"),
    (order(flag=FLAG, start="when Order__c is updated"), None),
    (order(clause="starts when level is changed"), "level Is Changed, in the entry condition of step Look"),
    (
        """
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <decisions>
        <name>Route</name>
        <label>Route</label>
        <rules>
            <name>First</name>
            <conditionLogic>and</conditionLogic>
            <conditions>
                <leftValueReference>level</leftValueReference>
                <operator>IsChanged</operator>
                <rightValue>
                    <booleanValue>true</booleanValue>
                </rightValue>
            </conditions>
            <label>First</label>
        </rules>
    </decisions>
    <processType>Orchestrator</processType>
</Flow>
""",
        "level Is Changed, in outcome First of decision Route",
    ),
)
