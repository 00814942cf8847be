"""`stageproof explain`: what a rule, a decision or a table row means, in the terminal."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from ..terminal import UsageError, add_common_options, wants_color, write_output
from .explain_kind import Explained, Shown

KINDS = ("rules", "decisions", "rows")

EPILOG = """\
examples:
  stageproof explain                        list everything that can be explained
  stageproof explain --list decisions       list the decisions alone
  stageproof explain rejection-ignored      a rule, with a bad and a good example
  stageproof explain C4                     a decision: its readings, and which is taken
  stageproof explain run-status-suspended   a row of a documented table: what it demands
"""


def configure(parser: ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.epilog = EPILOG
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="a rule, a decision by its id or number, a table row; without one, all are listed",
    )
    parser.add_argument("--list", choices=KINDS, default=None, help="list only these")
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Print one page, or the lists."""
    shown = Shown(wants_color(arguments.color, sys.stdout), arguments.profile)
    if arguments.id is None:
        write_output(catalogue(KINDS if arguments.list is None else (arguments.list,), shown), None)
        return 0
    if arguments.list is not None:
        raise UsageError(f"--list {arguments.list} lists them all. Leave out either it or {arguments.id}.")
    write_output(explanation(arguments.id, shown), None)
    return 0


def catalogue(kinds: tuple[str, ...], shown: Shown) -> str:
    """The lists of these kinds, one below the other."""
    parts = [
        (shown.strong(kind.capitalize()) + "\n\n" if len(kinds) > 1 else "") + explained(kind).listing(shown)
        for kind in kinds
    ]
    return "\n".join((*parts, "`stageproof explain ID` explains one.\n"))


def explanation(name: str, shown: Shown) -> str:
    """The page of whatever has this name. Raises UsageError where nothing has it."""
    page = next(filter(None, (kind.page(name, shown) for kind in _cheapest_first())), None)
    if page is not None:
        return page
    from difflib import get_close_matches

    known = sorted({known for kind in _cheapest_first() for known in kind.names()})
    inside = [known_name for known_name in known if name and name.casefold() in known_name.casefold()]
    close = inside[:3] or get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise UsageError(
        f'there is no rule, decision or table row "{name}".{hint} `stageproof explain` lists them all.'
    )


def explained(kind: str) -> Explained:
    """The pages of one of `KINDS`. Each is imported when it is asked for: rules take the longest."""
    if kind == "decisions":
        from . import explain_decisions

        return explain_decisions
    if kind == "rows":
        from . import explain_rows

        return explain_rows
    from . import explain_rules

    return explain_rules


def _cheapest_first() -> Iterator[Explained]:
    yield from map(explained, ("decisions", "rows", "rules"))
