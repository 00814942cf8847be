"""Further cases of the rule."""

KIND = """
{definition} Order {{
  start autolaunched -> Check
  stage Check {{ {step} Look calls Look_Up }}
}}
"""


def kind(definition: str, step: str) -> str:
    """A definition with one step."""
    return KIND.format(definition=definition, step=step)


CASES = (
    (kind("orchestration", "background"), None),
    (kind("orchestration", "mulesoft"), None),
    (kind("orchestration", "work item"), None),
    (
        kind("orchestration", 'step "apex"'),
        "kind of Look is step of kind apex, and an orchestration holds only back",
    ),
    (kind("approval", "background"), None),
    (kind("approval", "approval"), None),
    (kind("approval", "interactive"), "an approval process holds only background and approval steps"),
    (kind("approval", "mulesoft"), "The kind of Look is MuleSoft step, and an approval process"),
    (kind("approval", "work item"), "an approval process holds only"),
)
