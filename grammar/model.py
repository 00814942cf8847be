"""The model of an orchestration: one frozen tree, whatever it was read from.

Facts about the XML come from the Metadata API's type Flow (FlowOrchestratedStage, FlowStageStep, FlowDecision,
FlowStart); the words are those of the Flow Orchestration documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .layout import Layout, UnknownXml
from .span import Node, node

if TYPE_CHECKING:
    from .condition import EvaluationCall, OutputMapping, Parameter, Requirements
    from .contract import FlowContract
    from .declaration import FieldDeclaration, Known, OpenParameter, Suppression
    from .property import Property
    from .scenario import Scenario
    from .value import Reference, Value

ORCHESTRATOR = "Orchestrator"
APPROVAL_WORKFLOW = "ApprovalWorkflow"


@node
class Connector(Node):
    """Where a run goes next. `go_to` marks a Go To connector; its meaning is that of any connector."""

    target: str
    go_to: bool = False
    layout: Layout = Layout()
    unknown: tuple[UnknownXml, ...] = ()


@node
class Element(Node):
    """What every named part of a definition has."""

    name: str
    label: str | None = None
    description: str | None = None
    suppressions: tuple[Suppression, ...] = ()
    layout: Layout = Layout()
    unknown: tuple[UnknownXml, ...] = ()


@node
class Assignee(Node):
    """Who gets the work item. `kind` is User, Group, Queue, Resource or Invalid (API value)."""

    kind: str
    value: Value | None = None


@node
class Step(Element):
    """One step of a stage (FlowStageStep).

    `action_type`: stepBackground, stepInteractive, stepMuleSoft, stepApproval, the pilot's createWorkItem, or
    whatever the file says. `calls` is the called flow or action. A step without `entry` and `entry_flow` starts
    with its stage.
    """

    action_type: str | None = None
    subtype: str | None = None
    calls: str | None = None
    assignees: tuple[Assignee, ...] = ()
    entry: Requirements | None = None
    entry_flow: EvaluationCall | None = None
    exit: Requirements | None = None
    exit_flow: EvaluationCall | None = None
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[OutputMapping, ...] = ()
    mocks: tuple[Parameter, ...] = ()
    asynchronous: bool = False
    runs_as_user: bool = False
    locks_record: bool = False
    assignee_can_edit: bool = False
    simulated: bool = False

    @property
    def is_background(self) -> bool:
        """Runs an autolaunched flow, nobody is asked."""
        return self.action_type == "stepBackground"

    @property
    def is_interactive(self) -> bool:
        """Asks a person through a screen flow (the pilot's work item step included)."""
        return self.action_type in ("stepInteractive", "createWorkItem")

    @property
    def is_approval(self) -> bool:
        """Asks a person to approve or reject."""
        return self.action_type == "stepApproval"

    @property
    def is_mulesoft(self) -> bool:
        """Calls a MuleSoft action."""
        return self.action_type == "stepMuleSoft"


@node
class Stage(Element):
    """A stage (FlowOrchestratedStage). Without `exit` and `exit_flow` it completes when all steps are Completed.

    `connector` None: the run ends after this stage. `fault` is its fault path's first element; `fault_ends` is
    True for `on error -> end`, which has no known XML.
    """

    steps: tuple[Step, ...] = ()
    exit: Requirements | None = None
    exit_flow: EvaluationCall | None = None
    runs_as_user: bool | None = None
    connector: Connector | None = None
    ends_intended: bool = False
    fault: Connector | None = None
    fault_ends: bool = False


@node
class Outcome(Element):
    """One outcome of a decision (FlowRule). `connector` None: the run ends when it is taken."""

    requirements: Requirements
    requires_change: bool | None = None
    connector: Connector | None = None
    ends_intended: bool = False


@node
class Decision(Element):
    """A decision: outcomes tried in this order, then the default outcome. `default` None: the default ends the run."""

    outcomes: tuple[Outcome, ...] = ()
    default: Connector | None = None
    default_label: str | None = None
    default_intended: bool = False


@node
class ScheduledPath(Element):
    """A second entry into the graph (FlowScheduledPath); `path_type` ApprovalRecall is the recall path.

    `settings` holds the other simple tags as `(tag, text)` pairs.
    """

    path_type: str | None = None
    connector: Connector | None = None
    settings: tuple[tuple[str, str], ...] = ()


@node
class Start(Node):
    """How a run starts (FlowStart).

    `trigger_type` None: autolaunched. `filters` compare fields of the triggering record: the left reference of
    each condition is a bare field name. `schedule` and `settings` are `(tag, text)` pairs.
    """

    connector: Connector | None = None
    object: str | None = None
    trigger_type: str | None = None
    record_trigger_type: str | None = None
    filters: Requirements | None = None
    filter_formula: str | None = None
    requires_change: bool | None = None
    schedule: tuple[tuple[str, str], ...] = ()
    paths: tuple[ScheduledPath, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    layout: Layout = Layout()
    unknown: tuple[UnknownXml, ...] = ()

    @property
    def is_record_triggered(self) -> bool:
        """A record was saved."""
        return self.trigger_type == "RecordAfterSave"


@node
class Variable(Element):
    """A variable. `data_type` is the API value (String, Number, Boolean, SObject, …); `object_type` of a record."""

    data_type: str
    object_type: str | None = None
    apex_class: str | None = None
    scale: int | None = None
    is_collection: bool = False
    is_input: bool = False
    is_output: bool = False
    value: Value | None = None


@node
class Constant(Element):
    """A constant."""

    data_type: str
    value: Value | None = None


@node
class Formula(Element):
    """A formula resource. `references` are what its expression reads, with their spans."""

    data_type: str | None
    expression: str
    scale: int | None = None
    references: tuple[Reference, ...] = ()


@node
class TextTemplate(Element):
    """A text template. `references` are the `{!…}` in it."""

    text: str
    plain: bool | None = None
    references: tuple[Reference, ...] = ()


@node
class Setting(Node):
    """A simple tag of the root that has no attribute of its own here (`runInMode`, `interviewLabel`, …)."""

    name: str
    value: str


@node
class Orchestration(Element):
    """A whole definition.

    `kind` is the process type: Orchestrator or ApprovalWorkflow. `stages` and `decisions` are sorted by API name
    (Salesforce writes them so; their order in a file means nothing), everything else is in file order.
    `metadata` are the processMetadataValues.
    """

    kind: str
    start: Start | None
    stages: tuple[Stage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    api_version: float | None = None
    status: str | None = None
    variables: tuple[Variable, ...] = ()
    constants: tuple[Constant, ...] = ()
    formulas: tuple[Formula, ...] = ()
    templates: tuple[TextTemplate, ...] = ()
    settings: tuple[Setting, ...] = ()
    metadata: tuple[Parameter, ...] = ()
    contracts: tuple[FlowContract, ...] = ()
    fields: tuple[FieldDeclaration, ...] = ()
    known: tuple[Known, ...] = ()
    parameters: tuple[OpenParameter, ...] = ()
    properties: tuple[Property, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    @property
    def is_approval(self) -> bool:
        """True for a flow approval process."""
        return self.kind == APPROVAL_WORKFLOW

    def setting(self, name: str) -> str | None:
        """The value of a root setting such as `runInMode`, or None."""
        return next((setting.value for setting in self.settings if setting.name == name), None)

    def steps(self) -> Iterator[tuple[Stage, Step]]:
        """Every step with its stage."""
        for stage in self.stages:
            for step in stage.steps:
                yield stage, step
