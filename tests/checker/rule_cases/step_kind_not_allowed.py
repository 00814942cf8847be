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
        "An orchestration holds only .*, and Look is none of these .step of kind apex.",
    ),
    (kind("approval", "background"), None),
    (kind("approval", "approval"), None),
    (kind("approval", "interactive"), "An approval process holds only background and approval steps"),
    (kind("approval", "mulesoft"), "Look is none of these .MuleSoft step."),
    (kind("approval", "work item"), "An approval process holds only"),
)
