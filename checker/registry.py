"""All rules there are, found by looking into the folder `rules`."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from .finding import Severity
from .rule import Preset, Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by id. A module of `rules` holds one, named `check`."""
    from . import rules

    found = [
        import_module(f".rules.{module.stem}", __package__).check
        for module in Path(rules.__path__[0]).iterdir()
        if module.suffix == ".py" and not module.name.startswith("_")
    ]
    return tuple(sorted(found, key=lambda rule: rule.id))


@cache
def rules_named(ids: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules with these ids, sorted by id."""
    return tuple(rule for rule in all_rules() if rule.id in ids)


def rule_named(name: str) -> Rule | None:
    """The rule with this id."""
    return next((rule for rule in all_rules() if rule.id == name), None)


ALWAYS = frozenset({"syntax-error", "unreadable-file", "rule-crashed", "certificate-rejected"})
"""What no selection can switch off: it says that something was not checked."""


class UnknownRuleError(ValueError):
    """A rule id or preset that does not exist; the message suggests the nearest."""


def select(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that a selection names.

    `select` holds rule ids and presets (`correctness`, `recommended`, `pedantic`, `all`); empty means recommended.
    `ignore` takes rules out again. Raises UnknownRuleError.
    """
    chosen: set[str] = set()
    for name in tuple(select) or ("recommended",):
        chosen |= _named(name)
    for name in ignore:
        chosen -= _named(name)
    return tuple(rule for rule in all_rules() if rule.id in chosen | ALWAYS)


def _named(name: str) -> set[str]:
    rules = all_rules()
    if name == "all":
        return {rule.id for rule in rules}
    for preset in Preset:
        if name == preset.word:
            return {rule.id for rule in rules if rule.preset <= preset}
    if any(rule.id == name for rule in rules):
        return {name}
    from difflib import get_close_matches

    names = [rule.id for rule in rules] + [preset.word for preset in Preset] + ["all"]
    close = get_close_matches(name, names, n=1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise UnknownRuleError(f'there is no rule or preset "{name}".{hint}')


def severity_named(word: str) -> Severity | None:
    """The severity a word means, or None."""
    return next((severity for severity in Severity if severity.word == word), None)
