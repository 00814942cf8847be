"""The pages of `stageproof explain` on rules."""

from textwrap import dedent, indent

from ..checker.registry import all_rules
from ..checker.rule import Example, Rule
from .explain_kind import Shown, paragraph


def names() -> tuple[str, ...]:
    """The ids of all rules, sorted."""
    return tuple(rule.id for rule in all_rules())


def page(name: str, shown: Shown) -> str | None:
    """Everything that the rule with this id says of itself; None where there is none."""
    wanted = name.casefold()
    return next((_page(rule, shown) for rule in all_rules() if rule.id == wanted), None)


def listing(shown: Shown) -> str:  # noqa: ARG001 - rules are the same in every profile
    """One line a rule: id, severity, preset, meaning."""
    width = max(len(rule.id) for rule in all_rules())
    lines = [
        f"{rule.id:<{width}}  {rule.severity.word:<7}  {rule.preset.word:<11}  {rule.summary}"
        for rule in all_rules()
    ]
    return "\n".join(lines) + f"\n\n{len(lines)} rules.\n"


def _page(rule: Rule, shown: Shown) -> str:
    return "\n".join((
        f"{shown.strong(rule.id)}: {rule.severity.word}, {rule.confidence.value}, preset {rule.preset.word}",
        "",
        paragraph(rule.summary),
        "",
        paragraph(rule.rationale),
        "",
        paragraph(f"Source: {rule.source}."),
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
