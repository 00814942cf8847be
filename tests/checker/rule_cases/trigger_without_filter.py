"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start {start} -> Check {{ {conditions} }}
  stage Check {{ background Look calls Look_Up }}
}}
"""

CASES = (
    (ORDER.format(start="when Order__c is updated", conditions=""), "Every update of any Order__c"),
    (ORDER.format(start="when Order__c is updated", conditions="also when unchanged"), "Every update"),
    (ORDER.format(start="when Order__c is updated", conditions="only when changed to meet"), None),
    (ORDER.format(start="when Order__c is updated", conditions='formula "{!$Record.A__c} > 1"'), None),
    (ORDER.format(start="when Order__c is created", conditions=""), None),
    (ORDER.format(start="autolaunched", conditions=""), None),
)
