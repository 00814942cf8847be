"""From configuration and command line to the settings of one run."""

from collections.abc import Iterable
from typing import Final

from .check_file import Settings
from .configuration import Configuration
from .configuration_problem import ConfigurationError
from .finding import Severity
from .registry import UnknownRuleError, all_rules, rule_named, select, severity_named
from .rule import Preset
from .suppression import Accepted

UNDECIDED: Final = "undecided-proof"


def settings_of(
    configuration: Configuration,
    *,
    select_names: Iterable[str] = (),
    ignore_names: Iterable[str] = (),
    severities: Iterable[str] = (),
    profile: str | None = None,
    measure: bool = False,
    identify: bool = True,
    prove: bool = False,
    budget: int | None = None,
    strict: bool = False,
    certify: str = "off",
    witnesses: bool = False,
    traces: bool = False,
    fault_table: str = "off",
) -> Settings:
    """The settings that a configuration and the command line's options give; the command line wins.

    `severities` are words `rule=level`. `prove`: decide about runs, where a selected rule asks. `strict`: what could not be
    decided is an error. `certify`, `witnesses` and `traces` as in `Settings`. `fault_table`: `on` wherever runs are decided about,
    `asked` whatever the rules, `off`. Raises UnknownRuleError for a rule,
    preset or level that does not exist, ConfigurationError where the configuration names one.
    """
    known = {rule.id for rule in all_rules()} | {preset.word for preset in Preset} | {"all"}
    problems = configuration.unknown_names(known, sorted(known))
    if problems:
        raise ConfigurationError(problems)
    rules = select(tuple(select_names) or configuration.select, (*configuration.ignore, *ignore_names))
    levels = dict(configuration.severity)
    for word in severities:
        rule, _, level = word.partition("=")
        levels[rule] = level
    if strict:
        levels.setdefault(UNDECIDED, "error")
    return Settings(
        rule_ids=tuple(rule.id for rule in rules),
        severities={rule: _severity(rule, level) for rule, level in sorted(levels.items())},
        accepted=_accepted(configuration) if configuration.suppressions else (),
        known={kind: frozenset(names) for kind, names in configuration.known.items()},
        profile=profile or configuration.profile,
        measure=measure,
        identify=identify,
        prove=prove and (fault_table == "asked" or any(rule.proves for rule in rules)),
        budget=budget,
        certify=certify,
        witnesses=witnesses,
        traces=traces,
        fault_table=fault_table != "off",
    )


def _accepted(configuration: Configuration) -> tuple[Accepted, ...]:
    from ..grammar.declaration import Suppression

    return tuple(
        Accepted(entry.element, Suppression(rule=entry.rule, reason=entry.reason), entry.path)
        for entry in configuration.suppressions
    )


def _severity(rule: str, level: str) -> Severity:
    if rule_named(rule) is None:
        select((rule,), ())
    severity = severity_named(level)
    if severity is None:
        raise UnknownRuleError(
            f'the severity of {rule} cannot be "{level}"; it can be error, warning or note.'
        )
    return severity
