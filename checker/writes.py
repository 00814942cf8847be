"""Which record fields a step writes, as far as the contract of its flow tells."""

from collections.abc import Iterator

from ..grammar.contract import FieldWrite, FlowContract, Sum
from ..grammar.light_dataclass import dataclass
from ..grammar.model import Step
from ..grammar.value import Reference
from .context import Context
from .literals import Literal, literal_of

ANY_FIELD = "*"


@dataclass(frozen=True, slots=True)
class Write:
    """A field that is written. `object` is an API name, `$Record` where that is not known, `*` for any.

    `field` is an API name, or `*` for fields that the flow's text does not tell. `value` None: not known. `adds`: an
    amount is added to what the field holds.
    """

    object: str
    field: str
    value: Literal | None
    adds: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Object and field with case folded: equal for writes of the same field."""
        return self.object.casefold(), self.field.casefold()


def step_writes(step: Step, context: Context) -> Iterator[Write]:
    """What the flow that a step calls writes to records that exist; its inputs are those that the step hands over."""
    contract = context.contract(step.calls) if step.calls else None
    if contract:
        for write in contract.writes:
            if not write.creates:
                yield _write(write, step, context)


def contract_writes(contract: FlowContract, context: Context) -> Iterator[Write]:
    """What a flow writes, whoever calls it."""
    for write in contract.writes:
        yield _write(write, None, context)


def _write(write: FieldWrite, step: Step | None, context: Context) -> Write:
    name, _, field = write.field.partition(".")
    start = context.orchestration.start
    if name.casefold() == "$record" and start and start.object:
        name = start.object
    return Write(name, field, _value(write, step, context), isinstance(write.value, Sum))


def _value(write: FieldWrite, step: Step | None, context: Context) -> Literal | None:
    value = write.value
    if isinstance(value, Sum):
        return None
    if not isinstance(value, Reference) or value.is_global:
        return literal_of(value, context.names)
    for parameter in step.inputs if step else ():
        if parameter.name.casefold() == value.text.casefold():
            return literal_of(parameter.value, context.names)
    return None
