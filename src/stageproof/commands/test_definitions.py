"""What `stageproof test` tests: the definitions among files and folders, each with what is known of the flows it calls."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..checker.campaigns.subject import Subject
from ..checker.configuration import load
from ..checker.configuration_problem import ConfigurationError
from ..checker.project.discovery import discover
from ..engine.program.program import Program
from ..grammar.contract import FlowContract
from ..terminal import UsageError
from .run_setup import Definition, OtherFlowError, read_one


@dataclass(frozen=True, slots=True)
class Tested:
    """A definition, compiled, and the same in a form that can be sent to other processes."""

    definition: Definition
    program: Program
    subject: Subject


@dataclass(frozen=True, slots=True)
class Found:
    """The definitions, in the order of their paths. `unreadable` are paths that cannot be tested, each with the reason;
    `remarks` say that to people, and what was passed over.
    """

    tested: tuple[Tested, ...]
    unreadable: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def definitions(arguments: Namespace) -> Found:
    """Read every definition that the command line names. Raises UsageError where the command line cannot be read."""
    paths = arguments.paths or ["."]
    if paths == ["-"]:
        return Found((_tested(arguments, "-"),), (), ())
    if "-" in paths:
        raise UsageError("the path - (standard input) stands alone.")
    try:
        exclude = load(None, Path.cwd()).exclude
    except ConfigurationError as error:
        raise UsageError(str(error)) from error
    found = discover(paths, cwd=Path.cwd(), exclude=exclude)
    tested: list[Tested] = []
    unreadable: list[tuple[str, str]] = [
        (path, "it does not exist or cannot be read.") for path in found.missing
    ]
    others = 0
    for file in found.files:
        try:
            tested.append(_tested(arguments, file.shown))
        except UsageError as error:
            if isinstance(error, OtherFlowError) and not file.explicit:
                others += 1
                continue
            unreadable.append((file.shown, str(error).removeprefix(f"{file.shown}: ")))
    remarks = [f"{path}: {reason}" for path, reason in unreadable]
    if others:
        remarks.append(
            f"{others} flow{'s' * (others != 1)} of other kinds {'was' if others == 1 else 'were'} passed over."
        )
    if not tested and not unreadable:
        remarks.append("there is no orchestration to test.")
    return Found(tuple(tested), tuple(unreadable), tuple(remarks))


def _tested(arguments: Namespace, file: str) -> Tested:
    definition = read_one(Namespace(**{**vars(arguments), "file": file}))
    if not definition.is_whole:
        raise UsageError(
            f"{definition.source.path}: parts of it cannot be read, so its runs would be others."
        )
    asked: dict[str, FlowContract] = {}
    program = _recording(definition, asked)
    subject = Subject(
        definition.source.path, definition.source.text, definition.chosen, tuple(sorted(asked.items()))
    )
    return Tested(definition, program, subject)


def _recording(definition: Definition, asked: dict[str, FlowContract]) -> Program:
    """The program; what it had to know of called flows is put down, for other processes have no project to look into."""
    from ..engine.program.compile import compile_orchestration

    lookup: Callable[[str], FlowContract | None] = definition.contract

    def contract(flow: str) -> FlowContract | None:
        known = lookup(flow)
        if known is not None:
            asked[flow.casefold()] = known
        return known

    return compile_orchestration(definition.orchestration, definition.chosen, contract)
