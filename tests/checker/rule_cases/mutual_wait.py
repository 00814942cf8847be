"""Further cases of the rule."""

CHECK = """
orchestration Order {{
  start autolaunched -> Check
  stage Check {{
    background Look calls Look_Up {look}
    background Count calls Look_Up {count}
    background Third calls Look_Up {third}
  }}
}}
"""


def check(look: str = "", count: str = "", third: str = "") -> str:
    """Three steps with these entry conditions."""
    return CHECK.format(look=look, count=count, third=third)


CASES = (
    (check("starts when Look is Completed"), "Look starts only when Look itself is Completed"),
    (check("starts when Look is InProgress"), "Look itself is In Progress"),
    (check("starts when Look is NotStarted"), None),
    (check("starts when Look is not Completed"), None),
    (check("starts when Look.Outputs.a = 1"), None),
    (check("starts when Count is Completed"), None),
    (
        check(
            "starts when Count is Completed and Count.Outputs.a = 1",
            "starts when (Look is Completed and Third is Completed) and Third.Outputs.a = 1",
        ),
        "Step Count waits for Look, and Look waits for Count",
    ),
    (
        check("starts when Count is Completed", "starts when Look is Completed or Third is Completed"),
        None,
    ),
    (
        check(
            "starts when Count is Completed",
            "starts when Third is Completed",
            "starts when Gone is Completed",
        ),
        None,
    ),
)
