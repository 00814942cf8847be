"""`stageproof check`: read, lint, report."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..outputs import Output, parse_outputs, write_reports
from ..terminal import UsageError, add_common_options, say

if TYPE_CHECKING:
    from ..checker.check_file import Settings
    from ..checker.configuration import Configuration
    from ..checker.report import Report

EPILOG: Final = """\
examples:
  stageproof check force-app
  stageproof check . --output-format full --output-format sarif=stageproof.sarif
  stageproof check Onboarding.orch --select all --ignore missing-description

exit codes:
  0  nothing at or above the fail level (also: no orchestration there, which is said)
  1  findings at or above the fail level
  2  bad usage or configuration, or a named path that does not exist or cannot be read
  3  an internal error; what could be checked is reported all the same
"""

LEVELS: Final = ("error", "warning", "note", "never")


def configure(parser: ArgumentParser) -> None:
    """Add the options of `check`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders, or - for standard input (default .)"
    )
    parser.add_argument("--no-proof", action="store_true", help="lint only: decide nothing about runs")
    parser.add_argument(
        "--budget",
        type=_positive,
        default=None,
        metavar="NODES",
        help="how large the sets of a proof may get before it is undecided (default 2000000)",
    )
    parser.add_argument(
        "--certify",
        default="on",
        metavar="off|on|export=DIR",
        help="have what is proved confirmed by a separate checker (default on), and write its certificates to DIR",
    )
    parser.add_argument(
        "--obligations",
        action="store_true",
        help="list every claim that was decided, with its verdict (JSON: and a run that shows it)",
    )
    parser.add_argument(
        "--witnesses",
        metavar="DIR",
        help="write the run of each finding to DIR as a scenario, for stageproof run FILE --scenario-file",
    )
    parser.add_argument(
        "--fault-table",
        action="store_true",
        help="show how runs can end after each error (format full; json has it always)",
    )
    parser.add_argument(
        "--output-format",
        action="append",
        metavar="FORMAT[=FILE]",
        help="full, concise, json, sarif, github, gitlab, junit or markdown; may be given several times",
    )
    parser.add_argument(
        "--fail-level", choices=LEVELS, default=None, help="least severity that fails (default error)"
    )
    parser.add_argument(
        "--show-level", choices=LEVELS[:3], default="note", help="least severity that is shown (default note)"
    )
    parser.add_argument("--strict", action="store_true", help="an undecided obligation is an error")
    parser.add_argument(
        "--select", action="append", metavar="RULES", help="rule ids or presets, comma-separated"
    )
    parser.add_argument(
        "--ignore", action="append", metavar="RULES", help="rule ids not to run, comma-separated"
    )
    parser.add_argument(
        "--severity",
        action="append",
        metavar="RULE=LEVEL",
        help="another severity for a rule; may be repeated",
    )
    parser.add_argument(
        "--config", metavar="FILE", help="configuration file (default: the nearest stageproof.toml)"
    )
    parser.add_argument("--isolated", action="store_true", help="read no configuration file")
    parser.add_argument(
        "--jobs", type=int, default=None, metavar="N", help="processes (default: one per core)"
    )
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Check and report; returns the exit code."""
    from ..checker.configuration import Configuration, load
    from ..checker.configuration_problem import ConfigurationError
    from ..checker.registry import UnknownRuleError

    if arguments.certify not in ("off", "on") and not arguments.certify.removeprefix("export=").strip():
        raise UsageError("--certify takes off, on, or export=DIR.")
    if arguments.certify.partition("=")[0] not in ("off", "on", "export") or arguments.certify == "export":
        raise UsageError("--certify takes off, on, or export=DIR.")
    _refuse_what_needs_proofs(arguments)
    try:
        configuration = Configuration() if arguments.isolated else load(_path(arguments.config), Path.cwd())
        outputs = parse_outputs(arguments.output_format or list(configuration.output_formats))
        return _check(arguments, configuration, outputs)
    except ConfigurationError as error:
        raise UsageError(str(error)) from error
    except UnknownRuleError as error:
        raise UsageError(str(error)) from error


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no number of nodes: it takes a whole number, 1 or more")
    return int(text)


def _refuse_what_needs_proofs(arguments: Namespace) -> None:
    """Options about proofs have nothing to be about with --no-proof."""
    if not arguments.no_proof:
        return
    given = {
        "--fault-table": arguments.fault_table,
        "--obligations": arguments.obligations,
        "--witnesses": arguments.witnesses is not None,
        "--certify": arguments.certify.startswith("export"),
        "--budget": arguments.budget is not None,
        "--strict": arguments.strict,
    }
    for option, is_given in given.items():
        if is_given:
            raise UsageError(f"{option} is about what is proved; it cannot go with --no-proof.")


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _check(arguments: Namespace, configuration: "Configuration", outputs: tuple[Output, ...]) -> int:
    from .. import __version__
    from ..checker.check import Plan, check_files
    from ..checker.check_settings import settings_of
    from ..progress import Progress

    settings = settings_of(
        configuration,
        select_names=_words(arguments.select),
        ignore_names=_words(arguments.ignore),
        severities=_words(arguments.severity),
        profile=arguments.profile,
        measure=arguments.timings,
        identify=any(output.format in ("json", "sarif") for output in outputs),
        prove=not arguments.no_proof,
        budget=arguments.budget,
        strict=arguments.strict,
        certify=arguments.certify.partition("=")[0],
        witnesses=arguments.witnesses is not None,
        traces=arguments.obligations,
        fault_table=_fault_table(arguments, outputs),
    )
    paths = arguments.paths or ["."]
    if "-" in paths:
        missing: tuple[str, ...] = ()
        report = _check_standard_input(paths, arguments, settings)
    else:
        from ..checker.project.discovery import discover
        from ..checker.project.project import Projects

        discovery = discover(paths, cwd=Path.cwd(), exclude=configuration.exclude)
        missing = discovery.missing
        plan = Plan(
            discovery.files,
            settings,
            Projects(
                configuration.contracts,
                given=[Path(path) for path in paths],
                max_file_size=configuration.max_file_size,
            ),
            configuration.max_file_size,
            max(1, arguments.jobs if arguments.jobs is not None else os.cpu_count() or 1),
            discovery.unreadable,
        )
        with Progress(sys.stderr, quiet=arguments.quiet) as progress:
            report = check_files(plan, __version__, progress.update)
    shown = replace(report, lists_obligations=arguments.obligations, shows_fault_table=arguments.fault_table)
    write_reports(shown, outputs, arguments)
    _write_all(report.exports, arguments.certify.partition("=")[2])
    _write_all(report.witnesses, arguments.witnesses or "")
    for path in missing:
        say(f"stageproof check: {path} does not exist or cannot be read.")
    if arguments.timings:
        _say_timings(report.timings)
    if report.crashed:
        return 3
    if missing:
        return 2
    return _exit_code(report, arguments.fail_level or configuration.fail_level)


def _fault_table(arguments: Namespace, outputs: tuple[Output, ...]) -> str:
    if arguments.fault_table:
        return "asked"
    return "on" if any(output.format == "json" for output in outputs) else "off"


def _check_standard_input(paths: list[str], arguments: Namespace, settings: "Settings") -> "Report":
    from .. import __version__
    from ..checker.check import report_of
    from ..checker.check_file import check_source
    from ..inputs import read_source

    if len(paths) > 1:
        raise UsageError("the path - (standard input) stands alone.")
    source = read_source("-", arguments.stdin_filename)
    outcome = check_source(source, settings, lambda _: None, explicit=True)
    return report_of((outcome,), settings, __version__)


def _exit_code(report: "Report", fail_level: str) -> int:
    from ..checker.registry import severity_named

    level = severity_named(fail_level)
    failing = level is not None and any(finding.severity >= level for finding in report.shown())
    return 1 if failing else 0


def _write_all(files: tuple[tuple[str, str], ...], folder: str) -> None:
    for name, text in files:
        path = Path(folder) / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}.") from error


def _words(options: list[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for option in options or () for word in option.split(",") if word.strip())


def _say_timings(timings: tuple[tuple[str, float], ...]) -> None:
    total = sum(seconds for _, seconds in timings)
    say(f"{total * 1000:9.1f} ms  in all, over every process")
    for what, seconds in timings:
        say(f"{seconds * 1000:9.1f} ms  {what}")
