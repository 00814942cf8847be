"""`stageproof adapter`: another engine under test: what it supports, how far it conforms, random runs of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..help_format import HelpFormat
from ..terminal import UsageError, add_common_options, say, write_output

if TYPE_CHECKING:
    from ..checker.adapters.guarded import Guarded as Engine
    from ..engine.decisions.choices import Choices

EPILOG: Final = """\
An ADAPTER is written as
  reference                  the reference interpreter itself
  module:Class               a Python class with the methods of the contract
  command:./engine --flag    a program that answers lines of JSON on its standard streams
  http://host:port/path      an address that answers posted JSON

examples:
  stageproof adapter check my_engine:Adapter
  stageproof adapter conform "command:./engine --stdio" --level core --level errors --evidence evidence.json
  stageproof adapter test http://localhost:8080/ Onboarding.orch --runs 500

exit codes:
  0  the contract holds; every mandatory row conforms; nothing was found
  1  the contract is broken; a mandatory row does not conform, or cannot be judged; something was found
  2  bad usage, or an engine that cannot be had
  3  an internal error

docs/adapters.md describes the contract.
"""
LEVELS: Final = ("core", "errors", "resume", "suspend", "cancel", "evaluation-flows", "approvals")


def configure(parser: ArgumentParser) -> None:
    """Add the actions of `adapter` and their options."""
    parser.epilog = EPILOG
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _action(actions.add_parser, "check", "say what an engine supports, and try the contract on it")
    conform = _action(
        actions.add_parser, "conform", "play a scenario for every mandatory row of the levels of conformance"
    )
    conform.add_argument(
        "--level", action="append", choices=LEVELS, help="only this level; may be repeated (default: all)"
    )
    conform.add_argument("--evidence", metavar="FILE", help="write what was played and seen as JSON")
    test = _action(actions.add_parser, "test", "play random runs of definitions")
    test.add_argument("paths", metavar="FILE", nargs="+", help="a .orch, .flow-meta.xml or .flow file")
    test.add_argument(
        "--runs", type=_positive, default=200, help="random runs of each definition (default 200)"
    )
    test.add_argument("--seed", type=int, default=1, help="another seed gives other runs (default 1)")
    test.add_argument("--length", type=_positive, default=20, help="events of a run at most (default 20)")
    test.add_argument(
        "--repeat",
        type=_positive,
        default=1,
        help="play each run so often, to see whether it is the same again",
    )
    for action in (conform, test):
        action.add_argument(
            "--decision",
            action="append",
            metavar="ID=READING",
            help="follow this reading where the documents leave something open; may be repeated",
        )


def _action(add: Callable[..., ArgumentParser], name: str, summary: str) -> ArgumentParser:
    parser = add(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", formatter_class=HelpFormat
    )
    parser.add_argument("adapter", metavar="ADAPTER", help="the engine; see below")
    parser.epilog = EPILOG
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="for one answer over a wire (default 10)",
    )
    add_common_options(parser)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 86_400:
        raise ValueError(text)
    return number


def run(arguments: Namespace) -> int:
    """Do what is asked; returns the exit code."""
    from ..checker.adapters.contract import AdapterError
    from ..checker.adapters.opening import open_engine

    try:
        engine = open_engine(arguments.adapter, arguments.timeout)
    except (ValueError, AdapterError) as problem:
        raise UsageError(str(problem)) from None
    try:
        match arguments.action:
            case "check":
                return _check(engine)
            case "conform":
                return _conform(engine, arguments)
            case _:
                return _test(engine, arguments)
    except AdapterError as problem:
        say(f"stageproof adapter: the contract is broken: {problem}")
        return 1
    finally:
        engine.close()


def _check(engine: "Engine") -> int:
    from ..checker.adapters.levels.scenario import definitions
    from ..checker.adapters.self_test import Result, self_test
    from ..checker.adapters.texts import capabilities_text, self_test_text

    text = capabilities_text(engine.capabilities())
    tried = self_test(engine, definitions()["First_Steps"])
    write_output(f"{text}\n{self_test_text(tried)}", None)
    return int(any(one.result is Result.BROKEN for one in tried))


def _conform(engine: "Engine", arguments: Namespace) -> int:
    from ..checker.adapters.levels.conformance import conformance
    from ..checker.adapters.levels.evidence import evidence
    from ..checker.adapters.levels.level import Level
    from ..checker.adapters.texts import conformance_text

    wanted = arguments.level or LEVELS
    found = conformance(engine, tuple(level for level in Level if level in wanted), _chosen(arguments))
    write_output(conformance_text(found, quiet=arguments.quiet), None)
    if arguments.evidence:
        write_output(evidence(found, __version__), arguments.evidence)
    return int(not found.is_whole)


def _test(engine: "Engine", arguments: Namespace) -> int:
    from ..checker.adapters.random_test import random_test
    from ..checker.adapters.texts import random_test_text
    from ..inputs import read_orchestration, read_source

    chosen = _chosen(arguments)
    definitions = [
        read_orchestration(read_source(path, arguments.stdin_filename)) for path in arguments.paths
    ]
    is_clean = True
    for definition in definitions:
        found = random_test(
            engine,
            definition,
            chosen,
            runs=arguments.runs,
            seed=arguments.seed,
            length=arguments.length,
            repeat=arguments.repeat,
        )
        write_output(random_test_text(found, arguments.seed, quiet=arguments.quiet), None)
        is_clean = is_clean and found.is_clean
    return int(not is_clean)


def _chosen(arguments: Namespace) -> "Choices":
    from .run_setup import chosen_readings

    return chosen_readings(arguments.profile or "help-2026", arguments.decision or ())
