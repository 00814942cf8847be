"""`stageproof run`: play scenarios, and show each run as a table that names the rule behind every status."""

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Final

from ..terminal import UsageError, add_common_options, say, wants_color, write_output

if TYPE_CHECKING:
    from ..checker.traces.outcome import Outcome
    from ..engine.program.program import Program
    from .run_setup import Definition

EPILOG: Final = """\
examples:
  stageproof run Onboarding.orch                              play every scenario, show each run as a table
  stageproof run Onboarding.orch --scenario badge --quiet     verdicts of the scenarios with "badge" in their title
  stageproof run Onboarding.orch --decision canceled-steps=in-progress
  stageproof run Onboarding.orch --scenario badge --log csv   the log as FlowOrchestrationLog rows
  stageproof run Onboarding.flow-meta.xml                     without scenarios: the simplest run that can be found

exit codes:
  0  every expectation was met; without scenarios: the run that was found ends Completed
  1  something was not as expected, an event was refused, or a part of the file cannot be read;
     without scenarios: no run that completes was found, which is said
  2  bad usage, or nothing that can be run
  3  an internal error
"""

TRACES: Final = ("json", "csv", "markdown")
LOGS: Final = ("json", "csv")
FORMATS: Final = ("full", "junit")
MODES: Final = {
    "exhaustive": "explore every run instead of playing scenarios",
    "interactive": "choose event by event what happens",
}
"""Other ways to run, each in a module of its own (`run_exhaustive`): offered where it is there."""
_OF_SCENARIOS: Final = ("scenario", "scenario_file", "log")


def configure(parser: ArgumentParser) -> None:
    """Add the options of `run`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "file", metavar="FILE", help="a .orch, .flow-meta.xml or .flow file, or - for standard input"
    )
    parser.add_argument(
        "--scenario", metavar="TITLE", help="only scenarios with this in their title (case does not count)"
    )
    parser.add_argument("--scenario-file", metavar="FILE", help="play the scenario in this JSON file instead")
    parser.add_argument(
        "--trace", choices=TRACES, default=None, help="print the runs in this form, and nothing else"
    )
    parser.add_argument(
        "--log",
        choices=LOGS,
        default=None,
        help="print what one run leaves in Salesforce: json: every record, csv: the rows of FlowOrchestrationLog",
    )
    parser.add_argument(
        "--output-format",
        choices=FORMATS,
        default="full",
        help="the verdicts for people (full, the default) or for a CI server (junit)",
    )
    parser.add_argument(
        "--decision",
        action="append",
        metavar="ID=READING",
        help="follow this reading where the documents leave something open; may be repeated",
    )
    for mode, help in MODES.items():
        if _has(mode):
            parser.add_argument(f"--{mode}", action="store_true", help=help)
            _more_options(mode, parser)
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Play and report; returns the exit code."""
    wanted = [option for option in ("--trace", "--log") if getattr(arguments, option.strip("-"))]
    wanted += ["--output-format"] if arguments.output_format != "full" else []
    if len(wanted) > 1:
        raise UsageError(f"{' and '.join(wanted)} both want standard output; choose one of them.")
    from .run_setup import read_one

    begin = perf_counter()
    mode = _mode(arguments)
    definition = read_one(arguments)
    if mode is not None:
        program = definition.program()
        module = import_module(f".run_{mode}", __package__)
        code = int(module.run(arguments, program, definition.orchestration, definition.source))
        return code if definition.is_whole else max(code, 1)
    read = perf_counter()
    outcomes = _outcomes(arguments, definition)
    played = perf_counter()
    _write(arguments, definition, outcomes)
    if arguments.timings:
        say(f"{(read - begin) * 1000:9.1f} ms  reading")
        say(f"{(played - read) * 1000:9.1f} ms  compiling and playing")
        say(f"{(perf_counter() - played) * 1000:9.1f} ms  writing")
    return 0 if definition.is_whole and all(map(_is_good, outcomes)) else 1


def _is_good(outcome: "Outcome") -> bool:
    """A scenario that is met; of a run that nobody asked anything of, that it completed."""
    return outcome.is_good if outcome.played else outcome.run.configuration.run == "Completed"


# -------------------------------------------------------------------- playing


def _outcomes(arguments: Namespace, definition: "Definition") -> tuple["Outcome", ...]:
    from ..checker.traces.outcome import Outcome
    from ..engine.scenarios.player import play

    if arguments.scenario_file is not None:
        return (_from_file(arguments, definition),)
    program = definition.program()
    scenarios = definition.orchestration.scenarios
    if arguments.scenario is not None:
        wanted = arguments.scenario.casefold()
        titles = ", ".join(f'"{scenario.title}"' for scenario in scenarios) or "none"
        scenarios = tuple(scenario for scenario in scenarios if wanted in scenario.title.casefold())
        if not scenarios:
            raise UsageError(f'no scenario has "{arguments.scenario}" in its title. The scenarios: {titles}.')
    if not scenarios:
        return (_simplest(program, definition),)
    return tuple(
        Outcome.of(play(program, scenario, definition.damage_in(scenario)), definition.source)
        for scenario in scenarios
    )


def _from_file(arguments: Namespace, definition: "Definition") -> "Outcome":
    """The scenario in a JSON file, played."""
    from .run_scenario_file import play_file

    if arguments.scenario is not None:
        raise UsageError(
            "--scenario chooses among the file's own scenarios; leave out it or --scenario-file."
        )
    return play_file(arguments.scenario_file, definition)


def _simplest(program: "Program", definition: "Definition") -> "Outcome":
    from ..checker.traces.outcome import Outcome
    from ..checker.traces.simplest_run import ending, simplest_run

    found = simplest_run(program)
    nothing = (
        "nothing fails in it" if found.run.configuration.run != "Error" else "nothing is made to fail in it"
    )
    remark = (
        f"There is no scenario in this definition. This is the simplest run that was found: {nothing}, and "
        f"values are taken that lead on. {ending(found)}"
    )
    if found.refusal is not None:
        remark = (
            f"There is no scenario in this definition, and no run begins by itself: {found.refusal.reason}."
        )
    return Outcome(definition.orchestration.name, program, found.run, definition.source, None, remark)


# -------------------------------------------------------------------- writing


def _write(arguments: Namespace, definition: "Definition", outcomes: tuple["Outcome", ...]) -> None:
    if arguments.log:
        write_output(_log(arguments.log, outcomes), None)
    elif arguments.trace:
        write_output(_trace(arguments.trace, definition, outcomes), None)
    elif arguments.output_format == "junit":
        from ..checker.traces.outcome_junit import outcomes_junit

        write_output(outcomes_junit(definition.source, outcomes), None)
    else:
        write_output(_text(arguments, definition, outcomes), None)


def _log(form: str, outcomes: tuple["Outcome", ...]) -> str:
    from ..engine.records.export import to_csv, to_json
    from ..engine.records.gather import records

    if len(outcomes) != 1:
        titles = ", ".join(f'"{outcome.title}"' for outcome in outcomes)
        raise UsageError(
            f"--log prints one run, and there are {len(outcomes)}: choose with --scenario: {titles}."
        )
    outcome = outcomes[0]
    try:
        found = records(outcome.program, outcome.run)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return to_json(found) if form == "json" else to_csv(found)


def _trace(form: str, definition: "Definition", outcomes: tuple["Outcome", ...]) -> str:
    if form == "json":
        from .. import __version__
        from ..checker.traces.outcome_json import outcomes_json

        return outcomes_json(outcomes[0].program, definition.source, outcomes, __version__)
    if form == "csv":
        from ..checker.traces.csv_table import csv_table

        return csv_table((outcome.title, outcome.blocks()) for outcome in outcomes)
    from ..checker.traces.outcome_markdown import outcomes_markdown

    return outcomes_markdown(definition.orchestration.name, outcomes)


def _text(arguments: Namespace, definition: "Definition", outcomes: tuple["Outcome", ...]) -> str:
    from ..checker.reports.style import Style
    from ..checker.traces.outcome_text import outcome_text, verdict_line
    from ..checker.traces.run_remarks import after, before

    style = Style(wants_color(arguments.color, sys.stdout))
    if arguments.quiet:
        told = [verdict_line(outcome, style) for outcome in outcomes if outcome.played]
        told += [outcome.remark for outcome in outcomes if not outcome.played and not _is_good(outcome)]
        return "".join(line + "\n" for line in told)
    columns = os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout.isatty() else None
    program = outcomes[0].program
    parts = [
        *before(program, definition.source, style, columns),
        *(outcome_text(outcome, style, columns) for outcome in outcomes),
        *after(program, outcomes, definition.remarks(), columns),
    ]
    return "\n".join(parts)


# -------------------------------------------------------------------- other ways to run


def _mode(arguments: Namespace) -> str | None:
    """The way to run that was asked for; None: play scenarios. Raises UsageError where two do not go together."""
    asked = [mode for mode in MODES if getattr(arguments, mode, False)]
    if asked[:1] != ["exhaustive"]:
        _refuse_options_of_exhaustive(arguments)
    if not asked:
        return None
    others = [f"--{mode}" for mode in asked[1:]]
    others += [f"--{option.replace('_', '-')}" for option in _OF_SCENARIOS if getattr(arguments, option)]
    if others:
        raise UsageError(f"--{asked[0]} plays no scenario; {others[0]} does not go with it.")
    return asked[0]


def _refuse_options_of_exhaustive(arguments: Namespace) -> None:
    from .run_exhaustive import OPTIONS

    for option in OPTIONS:
        if getattr(arguments, option, None) is not None:
            raise UsageError(f"--{option} goes with --exhaustive only; add --exhaustive, or leave it out.")


def _has(mode: str) -> bool:
    return find_spec(f".run_{mode}", __package__) is not None


def _more_options(mode: str, parser: ArgumentParser) -> None:
    """The options that only this way of running has."""
    module = import_module(f".run_{mode}", __package__)
    if hasattr(module, "configure"):
        module.configure(parser)
