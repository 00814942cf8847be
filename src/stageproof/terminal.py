"""What the terminal can show, and how a person's mistake on the command line is told."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Final, TextIO

PROFILES: Final = ("help-2026", "pdf-2025")


class UsageError(Exception):
    """Bad usage or configuration: the message is for the user, the exit code is 2."""


def add_common_options(parser: ArgumentParser) -> None:
    """The options that every command takes."""
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the output"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but the result")
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        default=None,
        help="edition of the documents to hold to (default help-2026)",
    )
    parser.add_argument("--timings", action="store_true", help="say on standard error where the time went")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="the name that standard input (the path -) is to have"
    )


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: the option, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def write_output(text: str, path: str | None) -> None:
    """Write to a file, or to standard output where none is named, as UTF-8 with the line ends of the text.

    Raises UsageError where that cannot be done; a reader of standard output that has gone is no error.
    """
    data = text.encode("utf-8", "replace")
    try:
        if path is None or path == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(path).write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write {path or 'standard output'}: {error.strerror}") from error


def say(text: str, *, quiet: bool = False) -> None:
    """A remark for a person, on standard error."""
    if not quiet:
        sys.stderr.write(text + "\n")
