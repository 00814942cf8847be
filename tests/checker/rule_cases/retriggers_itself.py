"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start when Order__c is {event} -> Check {{ {conditions} }}
  stage Check {{
    background Look calls Look_Up {{ input state = "{status}" }}
    background Other calls Other_Flow
  }}
  flow Look_Up {{ type AutoLaunchedFlow  in state: text  writes {writes} }}
  flow Other_Flow {{ type AutoLaunchedFlow  {other} }}
}}
"""


def order(
    conditions: str = "where Amount__c > 100",
    writes: str = "Order__c.Status__c = state",
    event: str = "updated",
    status: str = "Done",
    other: str = "sync",
) -> str:
    """A record-triggered definition whose first step writes a record."""
    return ORDER.format(conditions=conditions, writes=writes, event=event, status=status, other=other)


FOUND = "Look updates the Order__c that started the run .Status__c."
CASES = (
    (order(), FOUND),
    (order(event="created or updated"), FOUND),
    (order(event="created"), None),
    (order(conditions=""), FOUND),
    (order(conditions="only when changed to meet"), FOUND),
    (order(conditions="where Amount__c > 100 only when changed to meet"), None),
    (order(conditions='formula "{!$Record.Amount__c} > 100"'), None),
    (order(conditions="where Amount__c is changed"), None),
    (order(writes="$Record.Status__c = state"), FOUND),
    (order(writes="Account.Status__c = state"), None),
    (order(writes='"Order__c.*"'), None),
    (order(writes='"Order__c.*"', conditions=""), "that started the run"),
    (order(conditions='where Status__c = "New"'), None),
    (order(conditions='where Status__c = "Done"'), FOUND),
    (order(conditions='where Status__c <> "New"'), FOUND),
    (order(conditions='where Status__c <> "Done"'), None),
    (order(conditions="where Status__c is not null"), FOUND),
    (order(conditions="where Status__c is null"), None),
    (order(conditions='where Status__c contains "D"'), None),
    (order(conditions='where Status__c = "Done" or Amount__c > 5'), None),
    (order(conditions="where Status__c = $Label.Done"), None),
    (order(conditions='where Status__c = "Done"', writes="Order__c.Status__c"), None),
    (order(conditions='where Closed__c = "No"', other='writes Order__c.Closed__c = "Yes"'), None),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow  writes Order__c.Status__c = "Done" }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  stage Check { background Look calls Look_Up }
}
""",
        None,
    ),
)
