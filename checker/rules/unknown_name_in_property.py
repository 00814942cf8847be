"""A property or scenario about something that is not there."""

from collections.abc import Iterator
from itertools import chain

from ...engine.statuses import RunStatus, StageStatus, StepStatus
from ...grammar.condition import Condition
from ...grammar.model import Decision, Orchestration, Stage, Step, Variable
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import text_of, unknown_name_help
from ..prose import did_you_mean
from ..rule import Found, Preset, rule

RUN = "run"
"""What a statement calls the whole run."""
STATUSES: dict[str, tuple[str, ...]] = {
    RUN: tuple(status.value for status in RunStatus),
    "stage": tuple(status.value for status in StageStatus),
    "step": tuple(status.value for status in StepStatus),
}
"""The statuses that a run, a stage and a step can have."""
KINDS: dict[str, tuple[type, ...]] = {
    "variable": (Variable,),
    "change": (Stage, Step, Decision),
    "step": (Step,),
    "place": (Stage, Step, Decision),
}
REASONS: dict[str, str] = {
    "value": "nothing in {} has that API name",
    "variable": "no variable of {} has that API name",
    "change": "no stage, step or decision of {} has that API name",
    "step": "no step of {} has that API name",
    "place": "no stage, step or decision of {} has that API name",
    "answer": "no condition of {} calls an evaluation flow of that name",
    "flow": "{} neither calls nor declares a flow of that name",
}


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A property, a scenario or a declared field names something that is not there.",
    rationale="What is said of a name that nothing has is said of no run: a property about it holds or fails without "
    "meaning, a scenario stops at it, and a field that only an unknown flow changes counts as never changed. The same goes for a status "
    "that a run, a stage or a step never has: `Check is Complete` never holds.",
    source="Stageproof's properties, scenarios and fields (docs/language.md)",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
  always "the check ends": Chekc is Completed implies run is not Error
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
  always "the check ends": Check is Completed implies run is not Error
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each place where a name is used that nothing of the right kind has."""
    if not (orchestration.fields or orchestration.properties or orchestration.scenarios):
        return
    from ..statements import compared, mentioned

    for mention in mentioned(orchestration):
        known = _known(mention.role, context)
        if mention.name.casefold() in {name.casefold() for name in known}:
            continue
        if mention.role == "flow" and context.contract(mention.name):
            continue
        if mention.reference:
            help = unknown_name_help(mention.reference, mention.condition, known)
        else:
            help = did_you_mean(mention.name, known, "Correct the name, or leave it out.")
        reason = REASONS[mention.role].format(orchestration.name)
        yield Found(mention.at, f'{mention.within} names "{mention.name}", but {reason}.', help)
    for condition, within in compared(orchestration):
        yield from _status(condition, within, context)


def _status(condition: Condition, within: str, context: Context) -> Iterator[Found]:
    """A comparison with a status that what it is about never has."""
    root = condition.left.root
    if not condition.left.is_status or condition.operator not in ("EqualTo", "NotEqualTo"):
        return
    node = context.names.get(root)
    if isinstance(node, Decision):
        yield Found(
            condition.left,
            f"{within} asks for the status of {root}, but a decision has none.",
            f"Write `{root} is visited`, or name one of its outcomes.",
        )
        return
    known = STATUSES[RUN] if root.casefold() == RUN else STATUSES.get(type(node).__name__.casefold())
    literal = text_of(condition.right, context.names)
    if known is None or literal is None or literal in known:
        return
    kind = RUN if root.casefold() == RUN else type(node).__name__.casefold()
    yield Found(
        condition.where("right"),
        f'{within} asks whether {root} is "{literal}", but that is no status that a {kind} can have.',
        did_you_mean(literal.replace(" ", ""), known, f"The statuses of a {kind} are {', '.join(known)}."),
    )


def _known(role: str, context: Context) -> list[str]:
    """The names that one in this role may be; flows that lie in the project alone are not among them."""
    orchestration = context.orchestration
    if role == "answer":
        return [call.flow for call in context.calls if call.evaluation]
    if role == "flow":
        declared = (contract.name for contract in orchestration.contracts)
        return [*(call.flow for call in context.calls), *declared, *sorted(context.known("flows"))]
    nodes = chain.from_iterable(context.names.named.values())
    names = [node.name for node in nodes if isinstance(node, KINDS.get(role, object))]
    if role in ("value", "change", "place"):
        names.append(RUN)
    if role == "place":
        names += (call.flow for call in context.calls if call.evaluation)
    if role in ("value", "variable"):
        names += (parameter.name for parameter in orchestration.parameters)
    return names
