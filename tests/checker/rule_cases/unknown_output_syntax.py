"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start when Order__c is updated -> Check {{ where Status__c = "New" }}
  variable account: record "Account" input
  stage Check {{ background Look calls Look_Up  then Route }}
  decision Route {{
    outcome First when {reference} = "x" -> end
    otherwise -> end
  }}
}}
"""


def route(reference: str) -> str:
    """A decision that reads the reference."""
    return ROUTE.format(reference=reference)


CASES = (
    (route("Look.Outputs.level"), None),
    (route("Look.outputs.level.Name"), None),
    (route("Look.Status"), None),
    (route("Check.Status"), None),
    (route("Look.level"), "asks Look for level"),
    (route("Look.Outputs"), "asks Look for Outputs"),
    (route("Look.Status.Name"), "asks Look for Status"),
    (route("Check.Outputs.level"), "A stage gives only its Status"),
    (route("Route.Status"), "Decisions and outcomes have no parts"),
    (route("First.level"), "Decisions and outcomes have no parts"),
    (route("account.Name"), None),
    (route("$Record.Name"), None),
    (route("Look"), None),
    (route("Gone.level"), None),
)
