"""What `stageproof run` needs before it can run anything: the definition, read and compiled under the chosen readings."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..checker.check_file import BLOCKING, Reading, nothing_in, read_definition
from ..checker.configuration import Configuration, load
from ..checker.configuration_problem import ConfigurationError
from ..engine.decisions.choices import Choices, choices
from ..engine.program.compile import compile_orchestration
from ..engine.program.program import Problem, Program
from ..engine.scenarios.player import including
from ..grammar.contract import FlowContract
from ..grammar.diagnostic import Diagnostic
from ..grammar.model import Orchestration
from ..grammar.scenario import Scenario
from ..grammar.source import Source
from ..inputs import read_source
from ..terminal import UsageError, say, wants_color


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition ready to run.

    `damage`: parts of it could not be read, which was said. `remarks` are about the project around it, such as
    a called flow that cannot be read; complete once a program was made.
    """

    source: Source
    orchestration: Orchestration
    contract: Callable[[str], FlowContract | None]
    chosen: Choices
    damage: tuple[Diagnostic, ...]
    remarks: Callable[[], tuple[str, ...]]

    @property
    def is_whole(self) -> bool:
        """True where everything could be read."""
        return not self.damage

    def damage_in(self, scenario: Scenario) -> tuple[Problem, ...]:
        """What of a scenario could not be read."""
        return tuple(
            Problem(found.message, found.span)
            for found in self.damage
            if scenario.span.start <= found.span.start < scenario.span.end
        )

    def program(self, orchestration: Orchestration | None = None) -> Program:
        """The program of the definition, or of the same with more scenarios in it."""
        return compile_orchestration(orchestration or self.orchestration, self.chosen, self.contract)

    def program_with(self, scenario: Scenario) -> Program:
        """The program of the definition with a scenario from elsewhere in it."""
        return self.program(including(self.orchestration, scenario))


class OtherFlowError(UsageError):
    """A file holds a flow that is no orchestration, as a project has many."""


def read_one(arguments: Namespace) -> Definition:
    """Read the file of the command line. What cannot be read is said as `check` says it, on standard error.

    Raises UsageError where there is nothing to run.
    """
    try:
        configuration = load(None, Path.cwd())
    except ConfigurationError as error:
        raise UsageError(str(error)) from error
    chosen = chosen_readings(arguments.profile or configuration.profile, arguments.decision or ())
    source = read_source(arguments.file, arguments.stdin_filename)
    reading = read_definition(source)
    damage = _say_damage(reading, source, arguments.color)
    orchestration = reading.orchestration
    if orchestration is None:
        told = f"{source.path}: nothing can be run: {nothing_in(reading, source)}"
        is_other = reading.is_flow and reading.process_type is not None and not damage
        raise OtherFlowError(told) if is_other else UsageError(told)
    contract, remarks = _contracts(configuration, orchestration, source, arguments.file)
    return Definition(source, orchestration, contract, chosen, damage, remarks)


def chosen_readings(profile: str, given: Sequence[str]) -> Choices:
    """The readings of a profile, with those that `--decision` gives. Raises UsageError for one that does not exist."""
    overrides: dict[str, str] = {}
    for word in given:
        decision, equals, reading = word.partition("=")
        if not equals or not decision or not reading:
            raise UsageError(
                f'--decision "{word}": expected ID=READING, such as canceled-steps=in-progress. '
                "`stageproof explain --list decisions` lists them."
            )
        if overrides.get(decision, reading) != reading:
            raise UsageError(f"--decision {decision} is given twice, with different readings.")
        overrides[decision] = reading
    try:
        return choices(profile, overrides)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _say_damage(reading: Reading, source: Source, color: str) -> tuple[Diagnostic, ...]:
    """Say what could not be read, and give it back."""
    damage = tuple(diagnostic for diagnostic in reading.diagnostics if diagnostic.problem.value in BLOCKING)
    if not damage:
        return ()
    from ..checker.damage import damage_text

    say(damage_text(damage, source, color=wants_color(color, sys.stderr)))
    return damage


def _contracts(
    configuration: Configuration, orchestration: Orchestration, source: Source, file: str
) -> tuple[Callable[[str], FlowContract | None], Callable[[], tuple[str, ...]]]:
    """What is known of called flows: declared in the definition, in the configuration, or read from the project.

    With it what the project has to say of them, as far as they were asked for.
    """
    from ..checker.context import Context
    from ..checker.project.project import Projects

    if file == "-":
        declared = {contract.name.casefold(): contract for contract in configuration.contracts}

        def configured(flow: str) -> FlowContract | None:
            return declared.get(flow.casefold())

        return Context(orchestration, source, configured).contract, tuple
    path = Path(file).resolve()
    project = Projects(
        configuration.contracts, given=[Path(file)], max_file_size=configuration.max_file_size
    ).of(path)
    context = Context(orchestration, source, lambda flow: project.contract(flow, path))
    return context.contract, lambda: project.problems
