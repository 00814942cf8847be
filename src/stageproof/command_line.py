"""The command line. Only the chosen command's module is imported."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn

from . import __version__

COMMANDS: Final = {
    "check": "find what is wrong with orchestrations: the main job and the CI gate",
    "run": "play scenarios in the interpreter: what happens, what changes, and which rule says so",
    "test": "play random runs with errors in them against the documented tables and your own properties",
    "format": "format .orch files in place",
    "convert": "turn Salesforce XML into .orch, or back, losing nothing",
    "graph": "draw an orchestration as Mermaid, DOT or SVG",
    "adapter": "test another engine: what it supports, how far it conforms, random runs",
    "explain": "explain a rule, a row of a documented table, or a decision where documents leave something open",
}

DESCRIPTION: Final = "Know every way your orchestration can end before it starts."
EPILOG: Final = """\
example:
  stageproof check force-app

exit codes:
  0  nothing at or above the fail level
  1  findings
  2  bad usage or configuration, or a named path that cannot be read
  3  an internal error
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Never raises for bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"stageproof {__version__}\n")
        return 0
    try:
        return _run(words)
    except KeyboardInterrupt:
        sys.stderr.write("stageproof: interrupted\n")
        return 130
    except BrokenPipeError:
        _close_quietly()
        return 0


def run_and_exit() -> NoReturn:
    """The console script: run, then leave without taking the interpreter apart, which would take as long as a check."""
    import os

    try:
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _run(words: list[str]) -> int:
    import gc

    gc.set_threshold(
        50_000, 20, 20
    )  # what is loaded at the start stays; looking for garbage in it takes time
    from argparse import ArgumentParser

    from .help_format import HelpFormat

    parser = ArgumentParser(
        prog="stageproof", description=DESCRIPTION, epilog=EPILOG, formatter_class=HelpFormat
    )
    parser.add_argument("-V", "--version", action="version", version=f"stageproof {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        if chosen == name or chosen not in COMMANDS:
            command = commands.add_parser(name, help=summary, formatter_class=HelpFormat)
            if chosen == name:
                module = import_module(f".commands.{name}", __package__)
                command.description = summary[0].upper() + summary[1:] + "."
                module.configure(command)
                command.set_defaults(run=module.run)
    if chosen is not None and chosen not in COMMANDS:
        from difflib import get_close_matches

        close = get_close_matches(chosen, COMMANDS, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        sys.stderr.write(
            f'stageproof: there is no command "{chosen}".{hint} There are: {", ".join(COMMANDS)}.\n'
        )
        return 2
    arguments = parser.parse_args(words)
    from .terminal import UsageError

    try:
        return int(arguments.run(arguments))
    except UsageError as problem:
        sys.stderr.write(f"stageproof {arguments.command}: {problem}\n")
        return 2
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        return _internal_error(arguments.command, error)


def _internal_error(command: str, error: Exception) -> int:
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    sys.stderr.write(
        f"stageproof {command}: an internal error ({place.name}, line {place.lineno}), which is our bug, not yours: "
        f"{type(error).__name__}: {error}\nPlease report it with the file that caused it. "
        "STAGEPROOF_TRACEBACK=1 shows the whole traceback.\n"
    )
    import os

    if os.environ.get("STAGEPROOF_TRACEBACK"):
        traceback.print_exception(error)
    return 3


def _close_quietly() -> None:
    """Keep the interpreter from complaining when the reader of our output has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
