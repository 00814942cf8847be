"""The flows that a definition calls, and what may be claimed about them."""

from ..grammar.contract import FlowContract, FlowVariable
from ..grammar.model import Step
from ..grammar.sites import Call
from ..grammar.span import Span
from ..grammar.value import Reference
from .context import Context

CONDITION_MET = "isOrchestrationConditionMet"
"""The one output of an evaluation flow that is read ("Evaluation Flows in Orchestrations")."""

PLATFORM_INPUT = "actioninput__"
"""Parameters with this prefix, in lower case, are read by the platform, not by the called flow."""

ACTIONS = frozenset({"actionCalls", "apexPluginCalls"})


def place(call: Call) -> Span:
    """Where the name of the called flow stands."""
    return call.node.where("flow" if call.evaluation else "calls")


def caller(call: Call) -> str:
    """The step or stage that calls, by API name."""
    return call.owner.name


def lists_inputs(contract: FlowContract) -> bool:
    """Whether the contract names every input: read from the flow, or declared with at least one."""
    return not contract.declared or any(variable.is_input for variable in contract.variables)


def lists_outputs(contract: FlowContract) -> bool:
    """Whether the contract names every output: read from the flow, or declared with at least one."""
    return not contract.declared or any(variable.is_output for variable in contract.variables)


def outputs(contract: FlowContract) -> tuple[str, ...]:
    """The names of the outputs of a flow."""
    return tuple(variable.name for variable in contract.variables if variable.is_output)


def is_synchronous(context: Context, step: Step) -> bool:
    """True for a background step that is known to complete in the same moment as it starts."""
    contract = context.contract(step.calls) if step.calls else None
    return bool(step.is_background and not step.asynchronous and contract and contract.asynchronous is False)


def output_read(
    context: Context, reference: Reference
) -> tuple[Step, FlowContract, FlowVariable | None] | None:
    """The step, the contract and the variable that `Step.Outputs.name` reads; None where not all is known.

    The variable is None where the flow has no such output.
    """
    name = reference.output
    step = context.names.step(reference.root) if name else None
    contract = context.contract(step.calls) if step and step.calls and not step.is_mulesoft else None
    if name is None or step is None or contract is None or not lists_outputs(contract):
        return None
    variable = contract.variable(name)
    return step, contract, variable if variable and variable.is_output else None
