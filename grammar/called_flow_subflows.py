"""What a called flow does through the subflows it calls, added to its contract."""

from collections.abc import Iterable
from dataclasses import replace

from .called_flow import ACTIONS
from .contract import FieldWrite, FlowContract
from .value import Reference


def with_subflows(contract: FlowContract, subflows: Iterable[FlowContract | None]) -> FlowContract:
    """The contract with what its subflows, directly or not, write and read; None is a subflow nobody can see.

    It is complete when every subflow is seen and none calls an action. Elements stay those of the flow itself.
    """
    writes = dict.fromkeys(contract.writes)
    action_types = set(contract.action_types)
    reads_user, reads_profile = contract.reads_user, contract.reads_profile
    complete = not contract.elements & ACTIONS
    for subflow in subflows:
        if subflow is None:
            complete = False
            continue
        writes |= dict.fromkeys(_from_outside(write) for write in subflow.writes)
        action_types |= subflow.action_types
        reads_user = reads_user or subflow.reads_user
        reads_profile = reads_profile or subflow.reads_profile
        complete = (
            complete and not subflow.elements & ACTIONS and (subflow.complete or bool(subflow.subflows))
        )
    return replace(
        contract,
        writes=tuple(writes),
        action_types=frozenset(action_types),
        reads_user=reads_user,
        reads_profile=reads_profile,
        complete=complete,
    )


def _from_outside(write: FieldWrite) -> FieldWrite:
    """A subflow's write as its caller sees it: the subflow's own variables mean nothing there."""
    if isinstance(write.value, Reference) and not write.value.is_global:
        return replace(write, value=None)
    return write
