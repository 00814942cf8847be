"""What the rules about decisions and their data have to find in a definition, from the moments of explored runs.

Each function gives claims as words that do not depend on how a message puts them. What a rule leaves out on purpose is said
beside the line that leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judged_moments import Judging, Moment, definition_of, looked_at

from stageproof.engine.statuses import StepStatus
from stageproof.engine.values import Value, is_literal, kept, literal, shown
from stageproof.grammar.condition import TESTS
from stageproof.grammar.contract import Domain
from stageproof.grammar.model import Decision, Formula, Outcome
from stageproof.grammar.names import Names
from stageproof.grammar.sites import clauses
from stageproof.grammar.value import Boolean, Date, DateTime, Number, Text

ASKS_FOR_NULL: Final = frozenset({"IsNull", "IsBlank", "IsEmpty", "WasSet"})


def reached_nowhere(found: Judging) -> Iterator[str]:
    """Stages, steps and outcomes that no run reaches. Left out, as the rule says: default outcomes; what cannot be reached
    because its own stage or decision is not, which is told of that.
    """
    definition = definition_of(found)
    for stage in definition.stages:
        if stage.name not in found.starts:
            yield stage.name
            continue
        for step in stage.steps:
            if f"{stage.name}/{step.name}" not in found.starts:
                yield f"{stage.name}/{step.name}"
    come_to = {decision for decision, _ in found.outcomes}
    for decision in definition.decisions:
        for outcome in decision.outcomes:
            if decision.name in come_to and (decision.name, outcome.name) not in found.outcomes:
                yield f"{decision.name}/{outcome.name}"


def shadowed(found: Judging) -> Iterator[str]:
    """Outcomes that are never taken although their conditions hold at times, with the earlier ones that are taken then."""
    for decision in definition_of(found).decisions:
        for number, outcome in enumerate(decision.outcomes):
            taken = {moment.taken for moment in _moments(found, decision) if moment.holds[number]}
            if taken and taken.isdisjoint((number, None)):
                catching = [one.name for place, one in enumerate(decision.outcomes) if place in taken]
                yield f"{decision.name}/{outcome.name} behind {' and '.join(catching)}"


def _moments(found: Judging, decision: Decision) -> set[Moment]:
    return found.at(f"outcome:{decision.name}")


def overlaps(found: Judging) -> Iterator[str]:
    """Pairs of outcomes that hold at once, the first of which is taken. Left out, as the rule says: pairs that lead to the same
    place, and those of which one holds only where the other does.
    """
    for decision in definition_of(found).decisions:
        made = found.program.decisions[found.program.decision_index[decision.name.casefold()]]
        moments = _moments(found, decision)
        for second in range(len(decision.outcomes)):
            for first in range(second):
                if made.outcomes[first].target == made.outcomes[second].target:
                    continue
                one = {moment for moment in moments if moment.holds[first]}
                other = {moment for moment in moments if moment.holds[second]}
                both = any(moment.taken == first for moment in one & other)
                if both and one - other and other - one:
                    yield f"{decision.outcomes[first].name} and {decision.outcomes[second].name} of {decision.name}"


def decides_nothing(found: Judging) -> Iterator[str]:
    """Decisions with one outcome that every run takes which comes there."""
    for decision in definition_of(found).decisions:
        taken = {moment.taken for moment in _moments(found, decision)}
        if len(decision.outcomes) == 1 and taken == {0}:
            yield f"{decision.outcomes[0].name} of decision {decision.name}"


@dataclass(frozen=True, slots=True)
class Fallen:
    """The declared values of something in the world that take the default of a decision and that no outcome names. Of some of
    these nothing has to be told: a work item was completed with them, and its step stopped before its own exit condition held,
    so that proofs do not tell them from null.
    """

    decision: str
    leaf: str
    values: frozenset[str]
    untold: frozenset[str]


def fallen(found: Judging) -> Iterator[Fallen]:
    """Values that fall to a default. Left out, as the rule says: a value that the default is labelled with, a default that ends
    the run on purpose or is there for no value in particular, and the only other one of two values.
    """
    for decision in definition_of(found).decisions:
        label = (decision.default_label or "").casefold()
        ends = decision.default is None and not decision.default_intended
        leaves = found.leaves[f"outcome:{decision.name}"] if decision.outcomes else ()
        choices = {leaf: _choices(found, leaf) for leaf in leaves}
        named = {leaf: _named(found, decision, leaf) for leaf in leaves}
        declared = {value for leaf in leaves for value in (*choices[leaf], *named[leaf])}
        is_for_a_value = label != "" and any(str(value).casefold() == label for value in declared)
        for place, leaf in enumerate(leaves):
            others = [value for value in choices[leaf] if value not in named[leaf]]
            unnamed = [value for value in others if str(value).casefold() != label]
            is_the_other = len(unnamed) == 1 and len(set(named[leaf])) == 1 and not is_for_a_value
            if is_the_other or not (ends or is_for_a_value):
                continue
            falling = [moment for moment in _moments(found, decision) if moment.taken == -1]
            with_value = {value: [one for one in falling if one.value(place) == value] for value in unnamed}
            told = {
                shown(value): all(_is_stopped(found, leaf, one) for one in moments)
                for value, moments in with_value.items()
                if moments
            }
            if told:
                yield Fallen(
                    decision.name, leaf, frozenset(told), frozenset(value for value in told if told[value])
                )


def _is_stopped(found: Judging, leaf: str, moment: Moment) -> bool:
    root, _, rest = leaf.partition(".")
    step = found.program.step(root) if rest.startswith("Outputs.") else None
    if step is None or (step.exit is None and step.exit_flow is None):
        return False
    status, _ = moment.steps[found.step_names.index(step.name)]
    return status not in (StepStatus.COMPLETED, StepStatus.IN_PROGRESS)


def _choices(found: Judging, leaf: str) -> list[Value]:
    """The only values of something; an approver answers Approve or Reject."""
    if leaf.endswith(".Outputs.approvalDecision"):
        return ["Approve", "Reject"]
    domain = _domain(found, leaf)
    choices = domain.choices if domain else ()
    return [kept(literal(choice)) for choice in choices if is_literal(choice)]


def _domain(found: Judging, leaf: str) -> Domain | None:
    """What the definition declares of a field, an output or an input."""
    definition = definition_of(found)
    root, _, rest = leaf.partition(".")
    if root.startswith("$"):
        return next(
            (one.domain for one in definition.fields if one.field.casefold() == leaf.casefold()), None
        )
    if rest.casefold().startswith("outputs."):
        for _, step in definition.steps():
            if step.name.casefold() == root.casefold():
                contract = next((one for one in definition.contracts if one.name == step.calls), None)
                variable = contract.variable(rest.partition(".")[2]) if contract else None
                return variable.domain if variable else None
    return None


def _named(found: Judging, decision: Decision, leaf: str) -> list[Value]:
    """The constants that stand in the same comparison as a value."""
    names = Names.of(definition_of(found))
    values: list[Value] = []
    for outcome in decision.outcomes:
        for condition in outcome.requirements.conditions:
            right = condition.right
            if condition.operator in TESTS or leaf not in looked_at(names, condition):
                continue
            if isinstance(right, Boolean | Date | DateTime | Number | Text):
                values.append(literal(right))
    return values


def gaps(found: Judging) -> Iterator[tuple[str, str, Fraction]]:
    """Decision, number of the world, and the border between two outcomes that alone takes the default. Left out, as the rule
    says: a number that outcomes only ask to be equal to, or not to be.
    """
    for decision in definition_of(found).decisions:
        place = f"outcome:{decision.name}"
        for number, leaf in enumerate(found.leaves.get(place, ())):
            borders = [value for value in _borders(found, decision, leaf) if isinstance(value, Fraction)]
            seen: dict[Fraction, set[int | None]] = {}
            for moment in found.at(place):
                value = moment.value(number)
                if isinstance(value, Fraction):
                    seen.setdefault(value, set()).add(moment.taken)
            for border in dict.fromkeys(borders):
                below = [value for value in seen if value < border]
                above = [value for value in seen if value > border]
                if -1 not in seen.get(border, set()) or not below or not above:
                    continue
                if -1 not in seen[max(below)] and -1 not in seen[min(above)]:
                    yield decision.name, leaf, border


def _borders(found: Judging, decision: Decision, leaf: str) -> Iterator[Value]:
    """The numbers in comparisons with a value, those of formulas too, but not those that it is only asked to be equal to."""
    names = Names.of(definition_of(found))
    for outcome in decision.outcomes:
        for condition in outcome.requirements.conditions:
            if leaf not in looked_at(names, condition):
                continue
            formula = names.get(condition.left.root)
            if isinstance(formula, Formula):
                yield from (Fraction(number) for number in re.findall(r"(?<![\w.])\d+", formula.expression))
            elif isinstance(condition.right, Number) and condition.operator not in ("EqualTo", "NotEqualTo"):
                yield literal(condition.right)


def stopping(found: Judging) -> Iterator[tuple[str, frozenset[str]]]:
    """Conditions (by element) that cannot be judged because of null alone, and the values that may be the null."""
    for clause in clauses(definition_of(found)):
        if clause.role == "filter":
            continue
        if clause.decision is not None:
            place = f"outcome:{clause.decision.name}"
            assert isinstance(clause.owner, Outcome)
            number = clause.decision.outcomes.index(clause.owner)
            moments = {
                moment for moment in found.at(place) if all(one is False for one in moment.holds[:number])
            }
        else:
            place, number = f"{clause.role}:{getattr(clause.owner, 'name', '')}", 0
            moments = found.at(place)
        errors = {moment for moment in moments if moment.holds[number] is None}
        names = Names.of(definition_of(found))
        leaves = {leaf for one in clause.requirements.conditions for leaf in looked_at(names, one)}
        causes = {
            leaf
            for position, leaf in enumerate(found.leaves[place])
            if leaf in leaves and errors and all(moment.value(position) is None for moment in errors)
        }
        if causes:
            yield clause.element, frozenset(causes)


def nulls_falling(found: Judging) -> Iterator[tuple[str, frozenset[str]]]:
    """Decisions whose default is taken by null alone, and the values that are null then. Left out, as the rule says: decisions
    that ask for null, and values that are null whenever a run comes there, for no outcome catches another then.
    """
    for decision in definition_of(found).decisions:
        conditions = [one for outcome in decision.outcomes for one in outcome.requirements.conditions]
        falling = [moment for moment in _moments(found, decision) if moment.taken == -1]
        stopped = [moment for moment in _moments(found, decision) if moment.taken is None]
        if not falling or any(one.operator in ASKS_FOR_NULL for one in conditions):
            continue
        causes = {
            leaf
            for place, leaf in enumerate(found.leaves[f"outcome:{decision.name}"])
            if all(moment.value(place) is None for moment in (*falling, *stopped))
            and found.values(f"outcome:{decision.name}", leaf) != {None}
        }
        if causes:
            yield decision.name, frozenset(causes)


NO_RESULT: Final = (None, StepStatus.NOT_STARTED, StepStatus.ERROR)


def on_nothing(found: Judging) -> Iterator[str]:
    """Decisions that look at outputs alone, and are come to while no step has given any. Left out, as the rule says: decisions
    that ask for null or look at a status, and steps that were Discontinued.
    """
    names = found.step_names
    for decision in definition_of(found).decisions:
        conditions = [one for outcome in decision.outcomes for one in outcome.requirements.conditions]
        leaves = found.leaves.get(f"outcome:{decision.name}", ())
        if not leaves or any(one.operator in ASKS_FOR_NULL for one in conditions):
            continue
        if any(not _is_output(leaf) for leaf in leaves) or _reads_statuses(found, decision):
            continue
        steps = {leaf.partition(".")[0] for leaf in leaves}
        if any(
            all(moment.steps[names.index(step)][0] in NO_RESULT for step in steps)
            and all(value is None for _, value in moment.values)
            for moment in _moments(found, decision)
        ):
            yield decision.name


def _is_output(leaf: str) -> bool:
    return ".outputs." in leaf.casefold()


def _reads_statuses(found: Judging, decision: Decision) -> bool:
    names = Names.of(definition_of(found))
    return any(
        not list(looked_at(names, condition))
        for outcome in decision.outcomes
        for condition in outcome.requirements.conditions
    )
