"""Hypothesis strategies for whole orchestrations, as odd as a reader can make them."""

from typing import Any

from hypothesis import strategies as st
from orch_value_strategies import (
    CALLS,
    CONDITIONS,
    FRACTIONS,
    MAPPINGS,
    NAMES,
    OPTIONAL_VALUES,
    PARAMETERS,
    REFERENCES,
    TEXTS,
    VALUES,
    requirements,
    tuples,
)

from stageproof.grammar.condition import (
    COMPARISONS,
    Parameter,
)
from stageproof.grammar.contract import Domain, Ensures, FieldWrite, FlowContract, FlowVariable, Sum
from stageproof.grammar.declaration import FieldDeclaration, Known, OpenParameter, Suppression
from stageproof.grammar.layout import Form, Layout, UnknownXml
from stageproof.grammar.model import (
    APPROVAL_WORKFLOW,
    ORCHESTRATOR,
    Assignee,
    Connector,
    Constant,
    Decision,
    Formula,
    Orchestration,
    Outcome,
    ScheduledPath,
    Setting,
    Stage,
    Start,
    Step,
    TextTemplate,
    Variable,
)
from stageproof.grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Property
from stageproof.grammar.reference_text import references_in_formula, references_in_text
from stageproof.grammar.scenario import (
    Begin,
    Cannot,
    Command,
    Complete,
    Evaluate,
    Expect,
    Fail,
    Reassign,
    Scenario,
    SetField,
    Wait,
)

FORMS = st.builds(Form, path=TEXTS, skeleton=TEXTS)
LAYOUTS = st.builds(
    Layout,
    location=st.none() | st.tuples(st.integers(-999, 9999), st.integers(-999, 9999)),
    forms=tuples(FORMS),
)
UNKNOWN = tuples(st.builds(UnknownXml, path=TEXTS, xml=TEXTS), 1)
SUPPRESSIONS = tuples(
    st.builds(
        Suppression,
        rule=st.sampled_from(["a-rule", "rule", "label", "Odd Rule", "a-1"]),
        reason=st.none() | TEXTS,
    ),
    1,
)
KEPT: dict[str, Any] = {"layout": st.just(Layout()) | LAYOUTS, "unknown": st.just(()) | UNKNOWN}
SAID: dict[str, Any] = {
    **KEPT,
    "name": NAMES,
    "label": st.none() | TEXTS,
    "description": st.none() | TEXTS,
    "suppressions": st.just(()) | SUPPRESSIONS,
}
CONNECTORS = st.builds(Connector, target=NAMES, go_to=st.booleans(), **KEPT)
ASSIGNEES = st.builds(
    Assignee,
    kind=st.sampled_from(["User", "Group", "Queue", "Resource", "Invalid", "odd kind"]),
    value=OPTIONAL_VALUES,
)
STEPS = st.builds(
    Step,
    **SAID,
    action_type=st.none()
    | st.sampled_from(
        ["stepBackground", "stepInteractive", "stepMuleSoft", "stepApproval", "createWorkItem", "odd", ""]
    ),
    subtype=st.none() | NAMES,
    calls=st.none() | NAMES,
    assignees=tuples(ASSIGNEES),
    entry=st.none() | requirements(),
    entry_flow=st.none() | CALLS,
    exit=st.none() | requirements(),
    exit_flow=st.none() | CALLS,
    inputs=tuples(PARAMETERS),
    outputs=tuples(MAPPINGS, 1),
    mocks=tuples(PARAMETERS, 1),
    asynchronous=st.booleans(),
    runs_as_user=st.booleans(),
    locks_record=st.booleans(),
    assignee_can_edit=st.booleans(),
    simulated=st.booleans(),
)


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    """A stage; only one without a connector ends as intended."""
    connector = draw(st.none() | CONNECTORS)
    fault = draw(st.none() | CONNECTORS)
    return draw(
        st.builds(
            Stage,
            **SAID,
            steps=tuples(STEPS),
            exit=st.none() | requirements(),
            exit_flow=st.none() | CALLS,
            runs_as_user=st.none() | st.booleans(),
            connector=st.just(connector),
            ends_intended=st.booleans() if connector is None else st.just(value=False),
            fault=st.just(fault),
            fault_ends=st.booleans() if fault is None else st.just(value=False),
        )
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision, some outcomes with the name that is given to those without one."""
    name = draw(NAMES)
    outcomes: list[Outcome] = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        connector = draw(st.none() | CONNECTORS)
        said = SAID | {"name": st.just(f"{name}_Outcome_{number}") | NAMES}
        outcome = st.builds(
            Outcome,
            **said,
            requirements=requirements(),
            requires_change=st.none() | st.booleans(),
            connector=st.just(connector),
            ends_intended=st.booleans() if connector is None else st.just(value=False),
        )
        outcomes.append(draw(outcome))
    default = draw(st.none() | CONNECTORS)
    return draw(
        st.builds(
            Decision,
            **(SAID | {"name": st.just(name)}),
            outcomes=st.just(tuple(outcomes)),
            default=st.just(default),
            default_label=st.none() | TEXTS,
            default_intended=st.booleans() if default is None else st.just(value=False),
        )
    )


PAIRS = tuples(st.tuples(NAMES, TEXTS), 1)
PATHS = st.builds(
    ScheduledPath,
    **SAID,
    path_type=st.none() | st.sampled_from(["ApprovalRecall", "AsyncAfterCommit", "odd type"]),
    connector=st.none() | CONNECTORS,
    settings=PAIRS,
)
RECALLS = st.builds(
    ScheduledPath, name=st.just(""), path_type=st.just("ApprovalRecall"), connector=st.none() | CONNECTORS
)
STARTS = st.builds(
    Start,
    **KEPT,
    suppressions=st.just(()) | SUPPRESSIONS,
    connector=st.none() | CONNECTORS,
    object=st.none() | NAMES,
    trigger_type=st.none() | st.sampled_from(["RecordAfterSave", "PlatformEvent", "odd trigger"]),
    record_trigger_type=st.none() | st.sampled_from(["Create", "Update", "CreateAndUpdate", "Delete"]),
    filters=st.none() | requirements(),
    filter_formula=st.none() | TEXTS,
    requires_change=st.none() | st.booleans(),
    schedule=PAIRS,
    paths=tuples(PATHS | RECALLS),
    settings=PAIRS,
)
TYPES = st.sampled_from(
    ["String", "Number", "Currency", "SObject", "Apex", "text", "Odd Type", "", "end", "Multipicklist"]
)
VARIABLES = st.builds(
    Variable,
    **SAID,
    data_type=TYPES,
    object_type=st.none() | TEXTS,
    apex_class=st.none() | TEXTS,
    scale=st.none() | st.integers(0, 18),
    is_collection=st.booleans(),
    is_input=st.booleans(),
    is_output=st.booleans(),
    value=OPTIONAL_VALUES,
)
CONSTANTS = st.builds(Constant, **SAID, data_type=TYPES, value=OPTIONAL_VALUES)
EXPRESSIONS = TEXTS | st.sampled_from(
    ['IF({!A.Status} = "Done", B, 0) /* C */', "A.Outputs.x + 1", "'it''s' & $Record.Id"]
)


@st.composite
def formulas(draw: st.DrawFn) -> Formula:
    """A formula, with the references of its expression."""
    expression = draw(EXPRESSIONS)
    data_type = draw(st.none() | TYPES)
    return draw(
        st.builds(
            Formula,
            **SAID,
            data_type=st.just(data_type),
            scale=st.none() if data_type is None else st.none() | st.integers(0, 9),
            expression=st.just(expression),
            references=st.just(references_in_formula(expression, 0)),
        )
    )


@st.composite
def templates(draw: st.DrawFn) -> TextTemplate:
    """A text template, with the references in it."""
    text = draw(TEXTS | st.sampled_from(["Dear {!Owner.Name},\n{!Body}", "{! }", "{!}"]))
    references = references_in_text(text, 0)
    plain = st.none() | st.booleans()
    return draw(
        st.builds(TextTemplate, **SAID, text=st.just(text), references=st.just(references), plain=plain)
    )


BASES = st.sampled_from(
    ["boolean", "number", "integer", "date", "datetime", "text", "record", "", "any", "odd base"]
)


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """A domain; bounds in order."""
    low, high = draw(st.none() | FRACTIONS), draw(st.none() | FRACTIONS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return draw(
        st.builds(
            Domain,
            base=BASES,
            low=st.just(low),
            high=st.just(high),
            choices=tuples(VALUES),
            nullable=st.none() | st.booleans(),
            is_collection=st.booleans(),
            object_type=st.none() | TEXTS,
        )
    )


SUMS = st.builds(Sum, reference=REFERENCES.map(lambda reference: reference.text), amount=FRACTIONS)
FLOW_VARIABLES = st.sampled_from([(True, False), (False, True), (True, True)]).flatmap(
    lambda directions: st.builds(
        FlowVariable,
        name=NAMES,
        domain=domains(),
        is_input=st.just(directions[0]),
        is_output=st.just(directions[1]),
        default=OPTIONAL_VALUES,
    )
)
REFERENCE_TEXTS = REFERENCES.map(lambda reference: reference.text)
CONTRACTS = st.builds(
    FlowContract,
    name=NAMES,
    process_type=st.none() | NAMES,
    status=st.none() | NAMES,
    api_version=st.none() | st.sampled_from([58.0, 67.0, 66.5]),
    variables=tuples(FLOW_VARIABLES),
    asynchronous=st.none() | st.booleans(),
    elements=st.frozensets(NAMES, max_size=2),
    writes=tuples(
        st.builds(FieldWrite, field=REFERENCE_TEXTS, value=OPTIONAL_VALUES | SUMS, creates=st.booleans()), 1
    ),
    ensures=tuples(
        st.builds(Ensures, left=REFERENCE_TEXTS, operator=st.sampled_from(COMPARISONS), right=VALUES | SUMS),
        1,
    ),
    idempotent=st.none() | st.booleans(),
    reads_user=st.booleans(),
    reads_profile=st.booleans(),
    declared=st.just(value=True),
)
FIELDS = st.builds(
    FieldDeclaration, field=REFERENCE_TEXTS, domain=domains(), changed_by=st.none() | tuples(NAMES)
)
KNOWN = st.builds(
    Known, kind=st.sampled_from(["flows", "users", "groups", "queues"]), names=tuples(NAMES, 3, 1)
)
OPEN_PARAMETERS = st.builds(OpenParameter, name=NAMES, domain=domains())
ATOMS = CONDITIONS | st.builds(
    Happens, element=NAMES, event=st.sampled_from(["starts", "completes", "fails"])
)
STATEMENTS = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.builds(AllOf, parts=tuples(parts, 3, 2)),
        st.builds(AnyOf, parts=tuples(parts, 3, 2)),
        st.builds(Negation, part=parts),
        st.builds(Implication, premise=parts, conclusion=parts),
    ),
    max_leaves=5,
)
PROPERTIES = st.one_of(
    st.builds(
        Property,
        kind=st.sampled_from(["always", "never", "eventually", "reachable", "exactly-once"]),
        title=TEXTS,
        statement=STATEMENTS,
    ),
    st.builds(
        Property,
        kind=st.sampled_from(["leads-to", "before"]),
        title=TEXTS,
        statement=STATEMENTS,
        second=STATEMENTS,
    ),
)
ASSIGNMENTS = tuples(st.builds(Parameter, name=REFERENCE_TEXTS, value=OPTIONAL_VALUES), 2)
HAPPENINGS = st.one_of(
    st.builds(Begin, values=ASSIGNMENTS),
    st.builds(Complete, step=NAMES, outputs=ASSIGNMENTS),
    st.builds(
        Fail,
        step=NAMES | st.just("run"),
        kind=st.sampled_from(["called-flow", "decision", "platform", "odd kind", "label"]),
        message=st.none() | TEXTS,
    ),
    st.builds(Reassign, step=NAMES, kind=st.sampled_from(["User", "Queue", "odd"]), assignee=TEXTS),
    st.builds(Command, name=st.sampled_from(["suspend", "resume", "cancel", "recall", "publish"])),
    st.builds(Wait, amount=FRACTIONS, unit=st.sampled_from(["minutes", "hours", "days"])),
    st.builds(SetField, field=REFERENCE_TEXTS, value=OPTIONAL_VALUES),
    st.builds(Evaluate, flow=NAMES, answer=st.booleans()),
)
EVENTS = (
    HAPPENINGS | st.builds(Cannot, event=HAPPENINGS) | st.builds(Expect, statements=tuples(STATEMENTS, 2, 1))
)
SCENARIOS = st.builds(Scenario, title=TEXTS, events=tuples(EVENTS, 3))


def _sorted(elements: st.SearchStrategy[Any], size: int) -> st.SearchStrategy[Any]:
    return st.lists(elements, max_size=size).map(
        lambda found: tuple(sorted(found, key=lambda node: node.name))
    )


@st.composite
def orchestrations(draw: st.DrawFn) -> Orchestration:
    """A whole definition, everything in it possible and little of it sensible."""
    parts = {
        "variables": tuples(VARIABLES),
        "constants": tuples(CONSTANTS, 1),
        "formulas": tuples(formulas(), 1),
        "templates": tuples(templates(), 1),
        "settings": tuples(st.builds(Setting, name=NAMES, value=TEXTS)),
        "metadata": tuples(PARAMETERS),
        "contracts": tuples(CONTRACTS),
        "fields": tuples(FIELDS, 1),
        "known": tuples(KNOWN, 1),
        "parameters": tuples(OPEN_PARAMETERS, 1),
        "properties": tuples(PROPERTIES),
        "scenarios": tuples(SCENARIOS, 1),
        "stages": _sorted(stages(), 2),
        "decisions": _sorted(decisions(), 2),
        "start": st.none() | STARTS,
    }
    chosen = draw(st.sets(st.sampled_from(sorted(parts)), max_size=4))
    return draw(
        st.builds(
            Orchestration,
            **SAID,
            kind=st.sampled_from([ORCHESTRATOR, APPROVAL_WORKFLOW]),
            api_version=st.none() | st.sampled_from([58.0, 67.0]),
            status=st.none() | NAMES,
            **{name: strategy for name, strategy in parts.items() if name in chosen or name == "start"},
        )
    )
