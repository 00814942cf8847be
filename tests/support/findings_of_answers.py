"""What `answer-changes-nothing` has to find in a definition, from the moments of explored runs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from findings_of_results import handed_over
from judged_moments import ANSWER, Answered, Judging, definition_of

from stageproof.grammar.sites import clauses


def ignored_answers(found: Judging) -> Iterator[str]:
    """The first decision that reads the answer of an approval step, where every run goes on in the same way after either
    answer with the same values of everything else. Left out, as the rule says: answers handed to a called flow, and those after
    which no run comes to anything that reads them with both.
    """
    definition = definition_of(found)
    handed = handed_over(found)
    for _, step in definition.steps():
        leaf = f"{step.name}.Outputs.{ANSWER}"
        readers = [
            one.name for one in definition.decisions if leaf in found.leaves.get(f"outcome:{one.name}", ())
        ]
        if not step.is_approval or step.name in handed or not readers:
            continue
        pairs = [
            (_way(found, place, one), _way(found, place, other))
            for (place, name), judged in found.answered.items()
            if name == step.name
            for one, other in _alike(judged)
        ]
        if pairs and all(one == other for one, other in pairs):
            yield f"{step.name} in {readers[0]}"


def _alike(judged: set[Answered]) -> Iterator[tuple[Answered, Answered]]:
    """An approval and a rejection with everything else the same."""
    rejected: dict[Hashable, Answered] = {one.rest: one for one in judged if one.answer == "Reject"}
    for one in judged:
        if one.answer == "Approve" and one.rest in rejected:
            yield one, rejected[one.rest]


def _way(found: Judging, place: str, one: Answered) -> object:
    """How the run goes on: where a decision leads (and by which outcome, where that is read), or whether a condition holds."""
    role, _, name = place.partition(":")
    if role != "outcome":
        return one.holds
    decision = found.program.decisions[found.program.decision_index[name.casefold()]]
    read = _outcomes_read(found)
    for outcome, holds in zip(decision.outcomes, one.holds, strict=True):
        if holds is not False:
            return (outcome.target, outcome.name in read and outcome.name) if holds else None
    return decision.default, False


def _outcomes_read(found: Judging) -> set[str]:
    """The names of outcomes that conditions look at."""
    return {
        condition.left.root
        for clause in clauses(definition_of(found))
        for condition in clause.requirements.conditions
    }
