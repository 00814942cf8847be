"""`stageproof adapter`: another engine under test: what it supports, how far it conforms, random runs of it."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING, Final

from .. import __version__
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
  stageproof adapter test my_engine:Adapter force-app

exit codes:
  0  the contract holds; every mandatory row conforms; nothing was found
  1  the contract is broken; a mandatory row does not conform, or cannot be judged; something was found
  2  bad usage, an engine that cannot be had, or a definition that cannot be read
  3  an internal error
  130  interrupted; test writes what was found until then

docs/adapters.md describes the contract.
"""
ACTIONS: Final = {
    "check": "say what an engine supports, and try the contract on it",
    "conform": "play a scenario for every mandatory row of the levels of conformance",
    "test": "play random runs of definitions",
}
OWNERS: Final = {
    "level": ("conform",),
    "evidence": ("conform",),
    "decision": ("conform", "test"),
    "runs": ("test",),
    "seed": ("test",),
    "length": ("test",),
    "repeat": ("test",),
}
"""The options that belong to some actions alone."""
INTERRUPTED: Final = 130
"""The exit code after Ctrl-C, as shells have it."""
DAY: Final = 86_400.0
"""In seconds."""
LEVELS: Final = ("core", "errors", "resume", "suspend", "cancel", "evaluation-flows", "approvals")


def configure(parser: ArgumentParser) -> None:
    """Add the options of `adapter`."""
    parser.epilog = EPILOG
    actions = "; ".join(f"{name}: {meaning}" for name, meaning in ACTIONS.items())
    parser.add_argument("action", metavar="ACTION", choices=tuple(ACTIONS), help=actions)
    parser.add_argument("adapter", metavar="ADAPTER", help="the engine; see below")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        default=(),
        help="test: .orch, .flow-meta.xml or .flow files, folders, or -",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="for one answer (default 10)",
    )
    parser.add_argument(
        "--level",
        action="append",
        choices=LEVELS,
        help="conform: only this level; may be repeated (default: all)",
    )
    parser.add_argument("--evidence", metavar="FILE", help="conform: write what was played and seen as JSON")
    parser.add_argument("--runs", type=_positive, help="test: random runs of each definition (default 200)")
    parser.add_argument("--seed", type=int, help="test: another seed gives other runs (default 1)")
    parser.add_argument("--length", type=_positive, help="test: events of a run at most (default 20)")
    parser.add_argument(
        "--repeat", type=_positive, help="test: play each run so often, to see whether it is the same again"
    )
    parser.add_argument(
        "--decision",
        action="append",
        metavar="ID=READING",
        help="conform, test: follow this reading where the documents leave something open; may be repeated",
    )
    add_common_options(parser)


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"{text} is no count: it takes a whole number from 1 on")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < DAY:
        raise ArgumentTypeError(f"{text} is no time: it takes seconds, more than 0 and less than a day")
    return number


def _refuse_odd_options(arguments: Namespace) -> None:
    """What belongs to another action is a mistake, not something to pass over."""
    action = arguments.action
    for option, owners in OWNERS.items():
        if action not in owners and getattr(arguments, option):
            raise UsageError(f"--{option} belongs to {' and '.join(owners)}, not to {action}.")
    if action == "test" and not arguments.paths:
        raise UsageError("test needs at least one PATH, a file or folder whose definitions are run.")
    if action != "test" and arguments.paths:
        raise UsageError(f"{action} takes no PATH, and {arguments.paths[0]} was given.")


def run(arguments: Namespace) -> int:
    """Do what is asked; returns the exit code."""
    _refuse_odd_options(arguments)
    from ..checker.adapters.contract import AdapterError
    from ..checker.adapters.opening import open_engine

    chosen = _chosen(arguments)
    try:
        engine = open_engine(arguments.adapter, arguments.timeout, chosen)
    except (ValueError, AdapterError) as problem:
        raise UsageError(str(problem)) from None
    begin = perf_counter()
    try:
        with closing(engine):
            match arguments.action:
                case "check":
                    return _check(engine)
                case "conform":
                    return _conform(engine, arguments, chosen)
                case _:
                    return _test(engine, arguments, chosen)
    except AdapterError as problem:
        say(f"stageproof adapter: the contract is broken: {problem}")
        return 1
    finally:
        if arguments.timings:
            say(f"{(perf_counter() - begin) * 1000:9.1f} ms  {arguments.action}")


def _check(engine: "Engine") -> int:
    from ..checker.adapters.levels.scenario import definitions
    from ..checker.adapters.self_test import Result, capabilities_told, self_test
    from ..checker.adapters.texts import capabilities_text, self_test_text

    told = capabilities_told(engine)
    text = "" if isinstance(told, Exception) else f"{capabilities_text(told)}\n"
    tried = self_test(engine, definitions()["First_Steps"], told)
    write_output(f"{text}{self_test_text(tried)}", None)
    return int(any(one.result is Result.BROKEN for one in tried))


def _conform(engine: "Engine", arguments: Namespace, chosen: "Choices") -> int:
    from ..checker.adapters.levels.conformance import conformance
    from ..checker.adapters.levels.evidence import evidence
    from ..checker.adapters.levels.level import Level
    from ..checker.adapters.texts import conformance_text

    wanted = arguments.level or LEVELS
    found = conformance(engine, tuple(level for level in Level if level in wanted), chosen)
    write_output(conformance_text(found, quiet=arguments.quiet), None)
    if arguments.evidence:
        write_output(evidence(found, __version__), arguments.evidence)
    return int(not found.is_whole)


def _test(engine: "Engine", arguments: Namespace, chosen: "Choices") -> int:
    from ..checker.adapters.random_test import random_test
    from ..checker.adapters.texts import random_test_text
    from .test_definitions import definitions

    sought = definitions(arguments)
    for remark in sought.remarks:
        say(f"stageproof adapter: {remark}")
    seed = 1 if arguments.seed is None else arguments.seed
    is_clean = True
    for each in sought.tested:
        found = random_test(
            engine,
            each.definition.orchestration,
            chosen,
            runs=arguments.runs or 200,
            seed=seed,
            length=arguments.length or 20,
            repeat=arguments.repeat or 1,
        )
        write_output(random_test_text(found, seed, quiet=arguments.quiet), None)
        if found.is_interrupted:
            say("stageproof adapter: interrupted")
            return INTERRUPTED
        is_clean = is_clean and found.is_clean
    return 2 if sought.unreadable else int(not is_clean)


def _chosen(arguments: Namespace) -> "Choices":
    from .run_setup import chosen_readings

    return chosen_readings(arguments.profile or "help-2026", arguments.decision or ())
