"""Why something is never reached, in words and places."""

from __future__ import annotations

from collections.abc import Sequence

from ....engine.scenarios.wording import said
from ....grammar.condition import Condition
from ....grammar.light_dataclass import dataclass
from ....grammar.model import Step
from ...diagrams.diagrams import EMPTY
from ...prose import listed
from ..analysis import Analysis
from ..judged import judged_at
from ..prove import Proofs
from ..reachability import Reaching
from .changes import Changes
from .cores import Reasons, core, reasons
from .missing_writes import missing_write
from .relaxed import is_reached_with, small_with
from .rows import ConditionRow, rows_leading_to


@dataclass(frozen=True, slots=True)
class Blamed:
    """A condition to blame. `truth`: what it always is when it is judged; None: neither. `missing`: what would have to be
    written for it to hold, in words.
    """

    row: ConditionRow
    truth: bool | None = None
    missing: str = ""

    @property
    def note(self) -> str:
        """A word on its place."""
        match self.truth:
            case True:
                return "this always holds"
            case False:
                return "this never holds"
            case None:
                return "this never lets a run pass"


@dataclass(frozen=True, slots=True)
class Reason:
    """Conditions that keep something from being reached; a change of one of them does away with that. `circle` are steps
    that wait for each other.
    """

    blamed: tuple[Blamed, ...]
    circle: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """A clause for people."""
        if self.circle:
            drawn = " -> ".join((*self.circle, self.circle[0]))
            return f"{drawn} is a circle in which each step waits for the next, so none of them ever starts"
        missing = tuple(dict.fromkeys(one.missing for one in self.blamed if one.missing))
        because = f": {listed(missing)}" if missing else ""
        return f"{self._told}{because}"

    @property
    def places(self) -> tuple[tuple[Condition, str], ...]:
        """The conditions to blame, with a word on each."""
        if self.circle:
            return tuple((one.row.condition, f"{one.row.owner.name} waits for this") for one in self.blamed)
        return tuple((one.row.condition, one.note) for one in self.blamed)

    @property
    def _told(self) -> str:
        told = tuple(dict.fromkeys(said(one.row.condition) for one in self.blamed))
        truths = {one.truth for one in self.blamed}
        verb = "holds" if len(told) == 1 else "hold"
        if truths == {True}:
            return f"on the way there, {listed(told)} always {verb}"
        if truths == {False}:
            return f"on the way there, {listed(told)} never {verb}"
        if len(told) == 1:
            return f"on the way there, {told[0]} never lets a run pass"
        return f"{listed(told)} never hold as they have to on one way"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`reasons`: if any one condition of each could hold or not as it happens, it would be reached; fewer changes are not
    enough. None of them: no connector leads there. `takes_more`: there is one reason, and it takes more than a change of one
    condition. `is_open`: it is never reached, but which conditions are to blame was too large a question.
    """

    reasons: tuple[Reason, ...] = ()
    takes_more: bool = False
    is_open: bool = False

    @property
    def conditions(self) -> tuple[ConditionRow, ...]:
        """The conditions of all reasons."""
        return tuple(one.row for reason in self.reasons for one in reason.blamed)

    @property
    def sentence(self) -> str:
        """A clause for people."""
        if self.is_open:
            return "no run gets there (which conditions are to blame was too large a question)"
        if not self.reasons:
            return "no way leads there, whatever the conditions say"
        sentences = [reason.sentence for reason in self.reasons]
        if len(sentences) == 1:
            return sentences[0]
        if len(set(sentences)) == 1:
            return f"{sentences[0]}, in {len(sentences)} places"
        return "; ".join(f"({number}) {sentence}" for number, sentence in enumerate(sentences, start=1))

    @property
    def what_to_do(self) -> str:
        """Advice for people."""
        match len(self.reasons):
            case 0 if self.is_open:
                what = "Change the conditions on the way there"
            case 0:
                what = "Lead a way there"
            case 1 if self.takes_more:
                what = "Change several of the conditions on the way there, beginning with those that are named here"
            case 1:
                what = "Change one of the conditions that are named here"
            case many:
                what = f"Change one condition of each of the {many} reasons (fewer changes are not enough)"
        return f"{what}, or remove what is never reached."

    @property
    def places(self) -> tuple[tuple[Condition, str], ...]:
        """The conditions to blame, with a word on each; where there are several reasons, with the number of its reason."""
        return tuple(
            (condition, f"({number}) {note}" if len(self.reasons) > 1 else note)
            for number, reason in enumerate(self.reasons, start=1)
            for condition, note in reason.places
        )


def why_not(proofs: Proofs, claim: Reaching, changes: Changes | None = None) -> WhyNot:
    """Why a claim of reachability is refuted. `changes`: those of the definition, where they are made already.

    Raises `BudgetSpentError` or `TooLargeError` where that is too large a question.
    """
    changes = changes or Changes(proofs)
    fewest = changes.fewest(claim)
    found = Reasons(fewest) if fewest else _asked(proofs, changes.rows, claim, is_one_enough=fewest is None)
    told: list[Reason] = []
    for blamed in found.sets:
        others = [row.condition for row in changes.rows if row not in blamed]
        told.append(Reason(tuple(_blamed(proofs, row, others) for row in blamed), _circle(blamed)))
    return WhyNot(tuple(told), takes_more=not found.is_whole)


def _asked(proofs: Proofs, every: Sequence[ConditionRow], claim: Reaching, *, is_one_enough: bool) -> Reasons:
    """The reasons, asked for one by one. `is_one_enough`: one change may be."""

    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        return is_reached_with(proofs, [row.condition for row in relaxed], claim)

    leading = tuple(rows_leading_to(proofs.program.orchestration, every, claim.element.partition("/")[0]))
    asked = leading if is_reached(leading) else every
    if asked is every and not is_reached(every):
        return Reasons(())
    if is_one_enough:
        return reasons(asked, is_reached)
    kept = core(asked, is_reached)
    return Reasons((tuple(asked[number] for number in kept),), is_whole=False)


def _blamed(proofs: Proofs, row: ConditionRow, others: Sequence[Condition]) -> Blamed:
    truth = None if proofs.analysis is None else _truth(proofs.analysis, row)
    if truth is None:
        # no run may come to where it is judged, or look at its values there: then it counts what they would be
        made = small_with(proofs, others)
        truth = None if made is None else _truth(made, row)
    return Blamed(row, truth, "" if truth is True else missing_write(proofs, row.condition))


def _truth(analysis: Analysis, row: ConditionRow) -> bool | None:
    """What a condition always is where its owner's conditions are judged; None where it is one or the other."""
    holds = analysis.model.set_of(analysis.encoding.space.condition(row.condition).true)
    diagrams = analysis.model.diagrams
    found = {
        truth
        for _, states in judged_at(analysis, row.owner)
        for truth, part in (
            (True, diagrams.intersection(states, holds)),
            (False, diagrams.difference(states, holds)),
        )
        if part != EMPTY
    }
    return found.pop() if len(found) == 1 else None


def _circle(found: Sequence[ConditionRow]) -> tuple[str, ...]:
    """The steps in the order in which each waits for the next, where the conditions are a circle of waits."""
    waits = {
        row.owner.name.casefold(): (row.owner.name, row.condition.left.root.casefold())
        for row in found
        if row.role == "entry" and isinstance(row.owner, Step)
    }
    if len(waits) != len(found) or len(found) < 2:
        return ()
    first = next(iter(waits))
    names: list[str] = []
    current = first
    for _ in found:
        if current not in waits:
            return ()
        name, current_next = waits[current]
        names.append(name)
        current = current_next
    return tuple(names) if current == first else ()
