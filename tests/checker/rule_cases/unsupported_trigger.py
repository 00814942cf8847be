"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start {start} -> Check {{ {block} }}
  stage Check {{ background Look calls Look_Up }}
}}
"""

CASES = (
    (ORDER.format(start="autolaunched", block=""), None),
    (
        ORDER.format(start="trigger PlatformEvent", block="object Order_Event__e"),
        "Trigger type PlatformEvent",
    ),
    (ORDER.format(start="trigger Scheduled", block=""), "Trigger type Scheduled is none"),
    (ORDER.format(start="trigger ExternalSystemChange", block=""), None),
    (
        ORDER.format(start="trigger RecordAfterSave Delete", block="object Order__c"),
        "cannot start when a record is deleted",
    ),
    (ORDER.format(start="autolaunched", block='schedule frequency "Daily"'), "has no schedule of its own"),
)
