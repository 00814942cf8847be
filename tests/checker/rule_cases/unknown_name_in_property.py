"""Further cases of the rule."""

from stageproof.checker.rule import Example

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""
ORDER = """
orchestration Order {{
  start autolaunched -> Check
  variable total: number input
  formula Doubled: Number = "{{!total}} * 2"
  parameter limit: integer 0..10
  known flows Nightly_Job
  stage Check {{
    background Look calls Look_Up
    background Post calls Post_It starts when flow Is_Ready returns true
    then Route
  }}
  decision Route {{ when Doubled > 2 -> end  otherwise -> end }}
  flow Declared {{ type AutoLaunchedFlow }}
  {member}
}}
"""


def order(member: str) -> str:
    """An order with one more member."""
    return ORDER.format(member=member)


def scenario(event: str) -> str:
    """An order with a scenario of one event."""
    return order(f'scenario "tale" {{ {event} }}')


def always(statement: str) -> str:
    """An order with a property."""
    return order(f'always "claim": {statement}')


CASES = (
    (always("Nope is Completed"), '^The property "claim" names "Nope", but nothing in Order has that'),
    (always("Look.Outputs.a = Nope"), '"Nope"'),
    (always('Look.Outputs.a = "is {!Nope}"'), '"Nope"'),
    (always("not Nope is Completed"), '"Nope"'),
    (always("Look is Completed or Nope is Completed"), '"Nope"'),
    (always("Look is Completed and Nope is Completed"), '"Nope"'),
    (always("Nope is Completed implies Look is Error"), '"Nope"'),
    (always("Look is Completed implies Nope is Error"), '"Nope"'),
    (always("Look is Completed leads to Nope is Error"), '"Nope"'),
    (always("Nope starts before Look completes"), '"Nope", but no stage, step or decision of Order'),
    (always("total completes"), '"total", but no stage, step or decision'),
    (always("Look starts before Route starts"), None),
    (always("run completes"), None),
    (always("run is Error or LOOK is Completed"), None),
    (always("Doubled < limit and $Record.Any__c = total and Yet is null or Look = null"), '"Yet"'),
    (always("Doubled < limit and $Record.Any__c = total"), None),
    (
        always("Look is Complete"),
        '^The property "claim" asks whether Look is "Complete", but that is no status that a step can have',
    ),
    (always("not Check is completed"), "no status that a stage can have"),
    (always("Check is NotStarted implies run is Error"), "no status that a stage can have"),
    (always("Look is NotStarted implies Check is InProgress"), None),
    (always("Look starts leads to run is Discontinued"), "no status that a run can have"),
    (always("run is Suspended implies Check is not Suspended"), None),
    (always("Look.Status = total"), None),
    (always("Route is Completed"), "asks for the status of Route, but a decision has none"),
    (always("Route is visited"), None),
    (scenario("expect Look is Complete"), '^The scenario "tale" asks whether Look is "Complete"'),
    (scenario("complete Look with done = true, of = Nope"), '^The scenario "tale" names "Nope", but nothing'),
    (scenario("complete Nope"), "no step of Order has that API name"),
    (scenario("complete Check"), '"Check", but no step of Order'),
    (scenario("complete Look with done = true"), None),
    (scenario("fail Nope with called-flow"), "no stage, step or decision of Order"),
    (scenario("fail Route with decision fail Check with called-flow fail Look with called-flow"), None),
    (scenario("fail total with called-flow"), '"total"'),
    (scenario("fail Is_Ready with called-flow"), None),
    (scenario("fail run with platform"), None),
    (scenario("complete Is_Ready"), '"Is_Ready", but no step of Order'),
    (scenario('reassign Nope to user "ann"'), "no step of Order"),
    (scenario('reassign Look to user "ann"'), None),
    (scenario("evaluate Look_Up = true"), '"Look_Up", but no condition of Order calls an evaluation flow'),
    (scenario("evaluate is_ready = true"), None),
    (scenario("set $Record.x = Nope"), '"Nope", but nothing'),
    (scenario("set $Record.x = null"), None),
    (scenario("begin with Look = 1"), "no variable of Order"),
    (scenario("begin with $Record.x = Nope"), '"Nope", but nothing'),
    (scenario("begin with total = 1, limit = 2, $Record.x = 3"), None),
    (scenario("expect run is Completed, Nope is Error"), '"Nope", but nothing'),
    (scenario("suspend wait 3 days resume"), None),
    (
        order("field $Record.X: integer 0..9, changed only by Look_Up, Nope"),
        '^The declaration of \\$Record.X names "Nope", but Order neither calls nor declares',
    ),
    (order("field $Record.X: integer 0..9, changed only by Look_Up, Declared, Nightly_Job"), None),
    (order("field $Record.X: integer 0..9, changed only by Is_Ready"), None),
    (order("field $Record.X: integer 0..9, never changed"), None),
    (Example(order("field $Record.X: integer 0..9, changed only by In_Project"), {"In_Project": FLOW}), None),
)
