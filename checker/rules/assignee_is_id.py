"""An Id where a name is expected."""

from collections.abc import Iterator

from ...grammar.model import Step
from ..assignees import asks_somebody, field, literal, reference
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule
from ..salesforce_ids import is_salesforce_id


@rule(
    on=Step,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="An assignee is given as a record Id.",
    rationale="Assignees are usernames, or API names of groups and queues. A literal Id fails at "
    "activation; an Id from a resource fails when the step starts, as an error that names nothing and "
    "cannot be resumed.",
    source='Salesforce Help, "Create a Step to Interact with Users" and "Orchestration Run"; both failures '
    "observed by practitioners, API 62 to 67",
    bad="""
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.OwnerId {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
    good="""
orchestration Order {
  start when Case is created -> Ask { where Priority = "High" }
  stage Ask {
    interactive Form calls Ask_Form assigned to user $Record.CreatedBy.Username {
      input ActionInput__RecordId = $Record.Id
    }
  }
  flow Ask_Form { type Flow }
}
""",
)
def check(step: Step, _: Context) -> Iterator[Found]:
    """Report literals that are Ids, and paths that end in a standard Id field."""
    if not asks_somebody(step):
        return
    for assignee in step.assignees:
        text, path = literal(assignee), reference(assignee)
        at = assignee.where("value")
        if text is not None and is_salesforce_id(text.strip()):
            yield Found(
                at,
                f'{step.name} is assigned to the Id "{text.strip()}": an Id is not accepted as assignee.',
                _by_kind(assignee.kind),
            )
        if path is not None and (field(path) or "").endswith("Id"):
            yield Found(
                at,
                f"{step.name} is assigned to {path.text}, which is an Id: the run stops with an error when "
                "the step starts, and cannot be resumed.",
                f"{_by_kind(assignee.kind)} A path such as $Record.Owner:User.Username yields a username.",
            )


def _by_kind(kind: str) -> str:
    what = {"Group": "the API name of the group", "Queue": "the API name of the queue"}
    return f"Give {what.get(kind, 'a username')} instead."
