"""What happens where a condition is judged while a value that it looks at is null."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...engine.program.program import StageProgram
from ...grammar.model import Decision, Outcome, Stage, Step
from ...grammar.sites import Clause, clauses
from ..diagrams.diagrams import EMPTY, EVERYTHING
from ..encoding.data.judged import Judged
from ..encoding.data.key import Key
from .analysis import Analysis
from .examples import keys_of
from .given import certainly_null, given
from .judged import judged_at
from .not_there import ASKS_FOR_NULL
from .outcomes import Outcomes

Owner = Stage | Step | Outcome


class Nulls(NamedTuple):
    """The reached states in which the requirements of a clause are judged while a value is null, by location."""

    clause: Clause
    key: Key
    states: dict[int, int]


def looking(analysis: Analysis) -> Iterator[tuple[Clause, tuple[Key, ...]]]:
    """The requirements of entries, exits and outcomes that look at values of the world."""
    for clause in clauses(analysis.program.orchestration):
        keys = keys_of(analysis, clause.requirements.conditions)
        if keys and clause.role != "filter":
            yield clause, keys


def nulls(analysis: Analysis, clause: Clause, keys: Sequence[Key]) -> Iterator[Nulls]:
    """The values that are null at times when the requirements are judged."""
    yield from _nulls(analysis, clause, keys, analysis.reached)


def anywhere(analysis: Analysis, clause: Clause, keys: Sequence[Key]) -> Iterator[Nulls]:
    """The same of every state, whether runs get there or not."""
    yield from _nulls(analysis, clause, keys, analysis.model.everywhere(EVERYTHING))


def _nulls(analysis: Analysis, clause: Clause, keys: Sequence[Key], within: Sequence[int]) -> Iterator[Nulls]:
    space, diagrams = analysis.encoding.space, analysis.model.diagrams
    judged = list(judged_where(analysis, clause, within))
    for key in keys:
        where = space.where_null(key)
        if where is None or (key.kind != "output" and not space.can_be(key, None)):
            continue
        number, values, is_shared = where
        literal = diagrams.literal(number, values)
        if is_shared and not space.can_be(key, None):
            literal = diagrams.difference(literal, given(analysis, key))
        found: dict[int, int] = {}
        for location, states in judged:
            null = diagrams.intersection(states, literal)
            if null != EMPTY:
                found[location] = null
        if found:
            yield Nulls(clause, key, found)


def judged_where(analysis: Analysis, clause: Clause, within: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Locations, each with the states among `within` in which the requirements are judged: those of an outcome where no
    earlier one holds.
    """
    owner = clause.owner
    assert isinstance(owner, Owner)  # noqa: S101  # filters are left out
    for location, states in judged_at(analysis, owner, clause.role, within):
        if clause.decision is not None and isinstance(owner, Outcome):
            yield location, _tried_in(analysis, clause.decision, owner, states)
        else:
            yield location, states


def _tried_in(analysis: Analysis, decision: Decision, outcome: Outcome, states: int) -> int:
    """Those of the states in which an outcome is tried, because no earlier one holds."""
    for earlier in decision.outcomes:
        if earlier is outcome:
            return states
        true, error = judgement(analysis, earlier)
        for caught in (true, error):
            states = analysis.model.diagrams.difference(states, analysis.model.set_of(caught))
    return states


def judgement(analysis: Analysis, owner: Owner, role: str = "") -> Judged:
    """When the requirements of an outcome, or those of a stage or step in this role, hold, and when judging them is an error."""
    space = analysis.encoding.space
    match owner:
        case Outcome(requirements=requirements, requires_change=requires_change):
            return (space.becoming if requires_change else space.requirements)(requirements)
        case Step(entry=requirements) if role == "entry" and requirements is not None:
            return space.requirements(requirements)
        case Stage(exit=requirements) | Step(exit=requirements) if requirements is not None:
            return space.requirements(requirements)
        case _:
            raise ValueError("it has no such requirements")


def stopping(analysis: Analysis, found: Nulls) -> dict[int, int]:
    """The states, by location, in which judging is an error because the value is null; none where another value is one too."""
    owner = found.clause.owner
    assert isinstance(owner, Owner)  # noqa: S101  # filters are left out
    diagrams = analysis.model.diagrams
    null = certainly_null(analysis, found.key)
    if null is None:
        return {}
    error = analysis.model.set_of(judgement(analysis, owner, found.clause.role).error)
    judged = dict(judged_where(analysis, found.clause, analysis.reached))
    wrong = {location: diagrams.intersection(states, error) for location, states in judged.items()}
    if any(diagrams.difference(states, null) != EMPTY for states in wrong.values()):
        return {}
    return {location: states for location, states in wrong.items() if states != EMPTY}


def told(analysis: Analysis, found: Nulls) -> str:
    """What happens where the value is null, in words."""
    words = [*dict.fromkeys(_words(analysis, found))]
    if words[:2] == list(_WORDS["outcome"]):
        words[:2] = ["it is taken or not"]
    value = analysis.encoding.space.spelled(found.key)
    return f"where {value} is null, {' or '.join(words)}"


def _words(analysis: Analysis, found: Nulls) -> Iterator[str]:
    owner = found.clause.owner
    assert isinstance(owner, Owner)  # noqa: S101  # filters are left out
    diagrams = analysis.model.diagrams
    judged = judgement(analysis, owner, found.clause.role)
    true, error = analysis.model.set_of(judged.true), analysis.model.set_of(judged.error)
    holds, other = _WORDS["outcome" if isinstance(owner, Outcome) else found.clause.role]
    if any(diagrams.intersection(states, true) != EMPTY for states in found.states.values()):
        yield holds
    waiting = {
        location: left
        for location, states in found.states.items()
        if (left := diagrams.difference(diagrams.difference(states, true), error)) != EMPTY
    }
    if waiting:
        yield other if isinstance(owner, Outcome) else other + _until(analysis, found.clause, owner, waiting)
    if any(diagrams.intersection(states, error) != EMPTY for states in found.states.values()):
        yield "judging it is an error"


def _until(analysis: Analysis, clause: Clause, owner: Stage | Step, waiting: dict[int, int]) -> str:
    """For how long what is waited for does not come."""
    diagrams = analysis.model.diagrams
    never = _never(analysis, clause, owner)
    is_final = any(diagrams.intersection(states, never[place]) != EMPTY for place, states in waiting.items())
    is_open = any(diagrams.difference(states, never[place]) != EMPTY for place, states in waiting.items())
    if not is_final:
        return " yet"
    return ", at times as long as the stage is visited" if is_open else " as long as the stage is visited"


_WORDS = {
    "outcome": ("it is taken", "it is not taken"),
    "entry": ("the step starts", "the step does not start"),
    "exit": ("it completes", "it does not complete"),
}


def _never(analysis: Analysis, clause: Clause, owner: Stage | Step) -> dict[int, int]:
    """By location of the stage, the reached states from which what is waited for cannot come on this visit."""
    stage = _stage(analysis, clause)
    event, name = {
        "entry": ("start", owner.name),
        "exit": ("complete stage" if isinstance(owner, Stage) else "exit", owner.name),
    }[clause.role]
    diagrams, edges = analysis.model.diagrams, analysis.system.edges
    able = dict.fromkeys(analysis.in_stage(stage.index), EMPTY)
    for edge in analysis.edges_of(event, name):
        source = edges[edge].source
        able[source] = diagrams.union(able[source], analysis.states_taking(edge))
    todo = [location for location, states in able.items() if states != EMPTY]
    while todo:
        location = todo.pop()
        for edge in analysis.model.incoming[location]:
            source = edges[edge].source
            if source not in able:
                continue
            before = analysis.model.moves[edge].backward(able[location])
            states = diagrams.union(able[source], diagrams.intersection(before, analysis.reached[source]))
            if states != able[source]:
                able[source] = states
                todo.append(source)
    return {
        location: diagrams.difference(analysis.reached[location], states) for location, states in able.items()
    }


def _stage(analysis: Analysis, clause: Clause) -> StageProgram:
    assert clause.stage is not None  # noqa: S101  # entries and exits stand in stages
    return analysis.program.stages[analysis.program.stage_index[clause.stage.name.casefold()]]


class Falling(NamedTuple):
    """Everything that takes a default: these states of a location, in which the value is null."""

    value: str
    location: int
    states: int


def null_of_default(analysis: Analysis, decision: Decision) -> Falling | None:
    """The value that is null whenever the default of a decision is taken, although runs come there with others too and its
    outcomes do not ask for null.
    """
    diagrams = analysis.model.diagrams
    conditions = [one for outcome in decision.outcomes for one in outcome.requirements.conditions]
    if any(one.operator in ASKS_FOR_NULL for one in conditions):
        return None
    outcomes = Outcomes(analysis, decision)
    for key in keys_of(analysis, conditions):
        null = certainly_null(analysis, key)
        if null is None or all(diagrams.difference(one.states, null) == EMPTY for one in outcomes.tried):
            continue
        found = outcomes.falling(null)
        if found is not None:
            return Falling(analysis.encoding.space.spelled(key), *found)
    return None
