"""The pages of `stageproof explain` on decisions."""

from ..engine.decisions.catalogue import all_decisions, decisions_named
from ..engine.decisions.choices import HOW_TO_SWITCH
from ..engine.decisions.decision import Decision, Reading
from ..engine.tables.profiles import PROFILES
from .explain_kind import Shown, paragraph


def names() -> tuple[str, ...]:
    """The ids of all decisions and the numbers of what they settle."""
    aliases = {alias for decision in all_decisions() for alias in decision.aliases}
    return (*(decision.id for decision in all_decisions()), *sorted(aliases))


def page(name: str, shown: Shown) -> str | None:
    """The decision with this id or alias, or all that share the alias; None where there is none."""
    return "\n".join(_page(decision, shown) for decision in decisions_named(name)) or None


def listing(shown: Shown) -> str:
    """One line a decision: id, aliases, the reading taken, what it is about; a star where it can be switched."""
    profile = shown.profile or PROFILES[0]
    rows = [
        (
            decision.id + "*" * decision.switchable,
            " ".join(decision.aliases),
            decision.taken_in(profile),
            decision.title,
        )
        for decision in all_decisions()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        f"{name:<{widths[0]}}  {aliases:<{widths[1]}}  {taken:<{widths[2]}}  {title}"
        for name, aliases, taken, title in rows
    ]
    return (
        "\n".join(lines) + f"\n\n{len(lines)} decisions, each with the reading that {profile} takes. "
        f"A star: `{HOW_TO_SWITCH.format(decision='ID', reading='READING')}` takes another.\n"
    )


def _page(decision: Decision, shown: Shown) -> str:
    aliases = f" ({', '.join(decision.aliases)})" if decision.aliases else ""
    lines = [
        f"{shown.strong(decision.id)}{aliases}: {decision.title}",
        "",
        paragraph(decision.question),
        "",
        "Readings:",
        "",
    ]
    for reading in decision.readings:
        lines += [
            f"  {shown.strong(reading.id)}{_mark(decision, reading, shown)}",
            paragraph(reading.text, 4),
            paragraph(f"Source: {reading.source}.", 4),
            "",
        ]
    lines += [paragraph(f"Why {decision.taken}: {decision.why}"), ""]
    for profile, reading_id in decision.in_profiles:
        lines += [
            paragraph(f"Profile {profile} takes {reading_id}: its edition of the documents says so."),
            "",
        ]
    if decision.switchable:
        lines += [f"To switch it: stageproof run FILE {_switch(decision, shown)}", ""]
    rows = _rows_touched(decision)
    if rows:
        lines += ["Table rows that it touches:", "", *(f"  {row}" for row in rows), ""]
    return "\n".join(lines)


def _mark(decision: Decision, reading: Reading, shown: Shown) -> str:
    profiles = [shown.profile] if shown.profile else list(PROFILES)
    taking = [profile for profile in profiles if decision.taken_in(profile) == reading.id]
    if not taking:
        return ""
    return " (taken)" if taking == list(PROFILES) else f" (taken in {' and '.join(taking)})"


def _switch(decision: Decision, shown: Shown) -> str:
    profile = shown.profile or PROFILES[0]
    other = next(reading.id for reading in decision.readings if reading.id != decision.taken_in(profile))
    edition = f"--profile {profile} " if shown.profile else ""
    return edition + HOW_TO_SWITCH.format(decision=decision.id, reading=other)


def _rows_touched(decision: Decision) -> list[str]:
    from ..engine.tables.catalogue import all_rows

    names = {decision.id, *decision.aliases}
    return [row.id for row in all_rows() if names & set(row.decisions)]
