"""What a check came to, for people."""

from __future__ import annotations

from typing import Final

from .obligation import INVARIANT, Obligation
from .verdicts import Checked, Fails, Judged

SHOWN: Final = 3
"""How many unmet obligations are told in full."""
AT_FAULT: Final = (
    "The certificate does not prove what it claims. This is an error of Stageproof, not of the definition: "
    "rely on no verdict about it, and report it with the certificate."
)
UNDECIDED: Final = (
    "The separate check of what was proved was stopped before it was through: it took too many steps. Nothing is wrong "
    "with the proofs as far as is known, but what rests on them counts as undecided."
)


def told(checked: Checked) -> str:
    """A few lines: accepted, or plainly that Stageproof is at fault and where its certificate fails."""
    count = checked.count
    if checked.is_accepted:
        by = (
            f", {checked.distinct} of them different ones put to {checked.solver}" if checked.distinct else ""
        )
        return f"The certificate is valid: all {count} obligations hold{by}."
    failing = [one for one in checked.unmet if isinstance(one.verdict, Fails)]
    if not (checked.problems or failing):
        return f"{UNDECIDED} {len(checked.unmet)} of {count} obligations were not confirmed."
    lines = [AT_FAULT, *(f"- its shape is wrong: {problem}" for problem in checked.problems[:SHOWN])]
    shown = failing[:SHOWN]
    lines += [f"- {_unmet(one)}" for one in shown]
    left = len(checked.problems[SHOWN:]) + len(checked.unmet) - len(shown)
    if left > 0:
        lines.append(f"- and {left} more")
    return "\n".join(lines)


def _unmet(judged: Judged) -> str:
    obligation, verdict = judged
    what = f"{_whose(obligation)}: {obligation.kind.value}"
    match verdict:
        case Fails(location=location, before=before, edge=edge, after=after):
            by = f" by {edge}" if edge else ""
            to = f", which gives {_values(after)}" if after else ""
            where = f" with {_values(before)}" if before else ""
            return f"{what}; not so at {location}{where}{by}{to}"
        case _:
            return what


def _whose(obligation: Obligation) -> str:
    return "the invariant" if obligation.claim == INVARIANT else f"claim {obligation.claim}"


def _values(values: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} {word}" for name, word in values)
