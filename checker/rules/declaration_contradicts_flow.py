"""A declared contract that the flow itself denies."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Example, Found, Preset, rule

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <variables>
        <name>sum</name>
        <dataType>Number</dataType>
        <isCollection>false</isCollection>
        <isInput>false</isInput>
        <isOutput>true</isOutput>
    </variables>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""


@rule(
    on=Orchestration,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="A declared contract says something else than the flow in the project.",
    rationale="The flow itself is what runs. What was checked here rests on its own file wherever that says "
    "something, but whoever reads the declaration is misled.",
    source="the XML of the called flow (Metadata API, Flow)",
    bad=Example(
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  out total: number }
}
""",
        {"Look_Up": FLOW},
    ),
    good=Example(
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  out sum: integer 0..9 }
}
""",
        {"Look_Up": FLOW},
    ),
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Compare each declared contract with the project's own flow file."""
    for declared in orchestration.contracts:
        found = context.project_contract(declared.name)
        if found is None:
            continue
        from ...grammar.contract_merge import contradictions

        for contradiction in contradictions(declared, found):
            yield Found(contradiction.node, contradiction.message, contradiction.help)
