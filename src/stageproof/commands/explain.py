"""`stageproof explain`: what a rule means, in the terminal."""

import sys
from argparse import ArgumentParser, Namespace
from difflib import get_close_matches
from textwrap import dedent, fill, indent

from ..checker.registry import all_rules, rule_named
from ..checker.rule import Example, Rule
from ..terminal import UsageError, add_common_options, wants_color, write_output

EPILOG = """\
examples:
  stageproof explain                        list every rule
  stageproof explain rejection-ignored      one rule, with a bad and a good example
"""


def configure(parser: ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.epilog = EPILOG
    parser.add_argument("id", nargs="?", metavar="ID", help="a rule id; without one, all rules are listed")
    add_common_options(parser)


def run(arguments: Namespace) -> int:
    """Print one rule, or the list of all."""
    bold = wants_color(arguments.color, sys.stdout)
    if arguments.id is None:
        write_output(catalogue(), None)
        return 0
    rule = rule_named(arguments.id)
    if rule is None:
        close = get_close_matches(arguments.id, [rule.id for rule in all_rules()], n=3, cutoff=0.4)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise UsageError(f'there is no rule "{arguments.id}".{hint} `stageproof explain` lists them all.')
    write_output(explanation(rule, bold=bold), None)
    return 0


def catalogue() -> str:
    """One line a rule: id, severity, preset, meaning."""
    width = max(len(rule.id) for rule in all_rules())
    lines = [
        f"{rule.id:<{width}}  {rule.severity.word:<7}  {rule.preset.word:<11}  {rule.summary}"
        for rule in all_rules()
    ]
    return "\n".join(lines) + f"\n\n{len(lines)} rules. `stageproof explain ID` explains one.\n"


def explanation(rule: Rule, *, bold: bool = False) -> str:
    """Everything a rule says of itself."""
    head = f"\x1b[1m{rule.id}\x1b[0m" if bold else rule.id
    return "\n".join((
        f"{head}: {rule.severity.word}, {rule.confidence.value}, preset {rule.preset.word}",
        "",
        fill(rule.summary, 88),
        "",
        fill(rule.rationale, 88),
        "",
        fill(f"Source: {rule.source}.", 88),
        "",
        "Bad:",
        "",
        _example(rule.bad),
        "",
        "Good:",
        "",
        _example(rule.good),
        "",
        f"To accept it on one element: suppress {rule.id} because \"…\"",
        f"Documentation: {rule.url}",
        "",
    ))  # fmt: skip


def _example(example: Example) -> str:
    shown = indent(dedent(example.text).strip("\n").replace("\0", "␀"), "    ")
    for name, text in example.flows.items():
        shown += f"\n\n    with the flow {name}:\n" + indent(dedent(text).strip("\n"), "    ")
    return shown
