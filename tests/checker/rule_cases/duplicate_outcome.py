"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start when Order__c is updated -> Route {{ where Status__c = "New" }}
  variable a: text input
  variable b: text input
  decision Route {{
    outcome First when {first} -> Check {{ {first_flag} }}
    outcome Second when {second} -> end {{ {second_flag} }}
    otherwise -> end
  }}
  stage Check {{ background Look calls Look_Up }}
}}
"""


def route(first: str, second: str, first_flag: str = "", second_flag: str = "") -> str:
    """A decision with these two outcomes."""
    return ROUTE.format(first=first, second=second, first_flag=first_flag, second_flag=second_flag)


CHANGED = "only when changed to meet"
FOUND = "Outcome Second of decision Route has the same conditions as First"
CASES = (
    (route('a = "1" and b = "2"', 'b = "2" and a = "1"'), FOUND),
    (route('a = "1" and b = "2"', 'b = "2" or a = "1"'), None),
    (route('a = "1" or b = "2"', 'b = "2" or a = "1"'), FOUND),
    (
        route('(a = "1" and b = "2") or b = "3"', '(a = "1" and b = "2") or b = "3"'),
        FOUND,
    ),
    (route('(a = "1" and b = "2") or b = "3"', '(a = "1" and b = "3") or b = "2"'), None),
    (route('a = "1"', 'a = "1"', CHANGED), None),
    (route('a = "1"', 'a = "1"', "", CHANGED), FOUND),
    (route('a = "1"', 'a = "1"', CHANGED, CHANGED), FOUND),
    (route("always", "always"), None),
)
