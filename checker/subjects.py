"""What a set of requirements decides, in words."""

from ..grammar.model import Stage, Step
from ..grammar.sites import Clause


def subject_of(clause: Clause) -> str:
    """For example `the entry condition of step Create` or `outcome Approved of decision Route`."""
    match clause.role, clause.owner:
        case "filter", _:
            return "the entry conditions of Start"
        case role, Step() as step:
            return f"the {role} condition of step {step.name}"
        case role, Stage() as stage:
            return f"the {role} condition of stage {stage.name}"
        case _, owner:
            decision = f" of decision {clause.decision.name}" if clause.decision else ""
            return f"outcome {getattr(owner, 'name', '')}{decision}"
