"""Further cases of the rule."""

ORDER = """
approval Order {{
  start autolaunched -> First {{ path recall -> Undo }}
  stage First {{
    background A calls Look_Up {first}
    {error}
    then Second
  }}
  stage Second {{ background B calls Look_Up  then {second} }}
  stage Side {{ background C calls Look_Up {side}  then end }}
  stage Undo {{ background D calls Look_Up {undo} }}
}}
"""


def order(first: str = "", error: str = "", second: str = "end", side: str = "", undo: str = "") -> str:
    """Two stages, one beside them, and a recall path."""
    return ORDER.format(first=first, error=error, second=second, side=side, undo=undo)


WAIT = "starts when B is Completed"
CASES = (
    (order(WAIT), "Step A waits for B to be Completed, but no path leads from its stage Second to First"),
    (order("starts when B is InProgress"), "A waits for B to be In Progress"),
    (order("starts when B is not Completed"), None),
    (order("starts when B is Completed or B is Error"), None),
    (order(WAIT, second="go to First"), None),
    (order("starts when A is Completed"), None),
    (order("starts when Gone is Completed"), None),
    (order(side="starts when A is Completed", error="on error -> Side"), None),
    (order(side=WAIT, error="on error -> Side"), "Step C waits for B"),
    (order(undo=WAIT), None),
)
