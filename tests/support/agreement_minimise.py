"""The smallest definition on which something still goes wrong, found by taking out members one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from agreement_drafts import END, Condition, Contract, Decision, Draft, Outcome, Stage, Step

Predicate = Callable[[Draft], bool]


def minimised(draft: Draft, goes_wrong: Predicate, tries: int = 2000) -> Draft:
    """A definition from which no single member can be taken out so that it still goes wrong.

    Members are taken out greedily, large ones first; at most `tries` smaller definitions are looked at. Raises
    ValueError where the definition itself does not go wrong.
    """
    if not goes_wrong(draft):
        raise ValueError("nothing goes wrong on this definition, so there is nothing to minimise")
    seen = {draft.text()}
    left = tries
    smaller = True
    while smaller:
        smaller = False
        for candidate in reductions(draft):
            text = candidate.text()
            if len(text) >= len(draft.text()) or text in seen:
                continue
            seen.add(text)
            if left == 0:
                return draft
            left -= 1
            if goes_wrong(candidate):
                draft, smaller = candidate, True
                break
    return draft


def reductions(draft: Draft) -> Iterator[Draft]:
    """Definitions with one member less, in a fixed order, large members first."""
    if len(draft.stages) > 1:
        yield from (without_stage(draft, stage) for stage in draft.stages)
    yield from (without_decision(draft, decision) for decision in draft.decisions)
    yield from (_without_step(draft, stage, step) for stage in draft.stages for step in stage.steps)
    yield from _simpler_start(draft)
    for place, stage in enumerate(draft.stages):
        for simpler in _simpler_stages(stage):
            yield replace(draft, stages=(*draft.stages[:place], simpler, *draft.stages[place + 1 :]))
    for place, decision in enumerate(draft.decisions):
        for simpler_decision in _simpler_decisions(decision):
            decisions = (*draft.decisions[:place], simpler_decision, *draft.decisions[place + 1 :])
            gone = {outcome.name for outcome in decision.outcomes} - {
                outcome.name for outcome in simpler_decision.outcomes
            }
            yield replace(draft, decisions=decisions).reading_nothing_of(*gone)
    for place, contract in enumerate(draft.contracts):
        for simpler_contract in _simpler_contracts(contract):
            contracts = (*draft.contracts[:place], simpler_contract, *draft.contracts[place + 1 :])
            yield replace(draft, contracts=contracts)


def without_stage(draft: Draft, stage: Stage) -> Draft:
    """The definition without a stage: who led to it leads on to where it led."""
    onward = stage.then if stage.then != stage.name else END
    left = replace(draft, stages=tuple(other for other in draft.stages if other is not stage))
    if not draft.entry and draft.stages[0] is stage:
        left = replace(left, entry=onward)
    names = (stage.name, *(step.name for step in stage.steps))
    return left.leading(stage.name, onward).reading_nothing_of(*names)


def without_decision(draft: Draft, decision: Decision) -> Draft:
    """The definition without a decision: who led to it leads on to its default."""
    onward = decision.default if decision.default != decision.name else END
    left = replace(draft, decisions=tuple(other for other in draft.decisions if other is not decision))
    names = (decision.name, *(outcome.name for outcome in decision.outcomes))
    return left.leading(decision.name, onward).reading_nothing_of(*names)


def _without_step(draft: Draft, stage: Stage, step: Step) -> Draft:
    smaller = replace(stage, steps=tuple(other for other in stage.steps if other is not step))
    stages = tuple(smaller if other is stage else other for other in draft.stages)
    return replace(draft, stages=stages).reading_nothing_of(step.name)


def _simpler_start(draft: Draft) -> Iterator[Draft]:
    if draft.filter is not None:
        yield replace(draft, filter=None)
    if draft.recall is not None:
        yield replace(draft, recall=None)
    if draft.is_approval and all(step.kind != "approval" for step in draft.steps()):
        yield replace(draft, is_approval=False, recall=None)
    if draft.is_record_triggered and not any("$Record" in atom.text for atom in draft.atoms()):
        yield replace(draft, is_record_triggered=False)
    if draft.entry:
        yield replace(draft, entry="")


def _simpler_stages(stage: Stage) -> Iterator[Stage]:
    if stage.exit is not None:
        yield replace(stage, exit=None)
        yield from (replace(stage, exit=simpler) for simpler in stage.exit.smaller())
    if stage.fault is not None:
        yield replace(stage, fault=None)
        if stage.fault != END:
            yield replace(stage, fault=END)
    if stage.then != END:
        yield replace(stage, then=END)
    for place, step in enumerate(stage.steps):
        for simpler in _simpler_steps(step):
            yield replace(stage, steps=(*stage.steps[:place], simpler, *stage.steps[place + 1 :]))


def _simpler_steps(step: Step) -> Iterator[Step]:
    if step.entry is not None:
        yield replace(step, entry=None)
        yield from (replace(step, entry=simpler) for simpler in step.entry.smaller())
    if step.exit is not None:
        yield replace(step, exit=None)
        yield from (replace(step, exit=simpler) for simpler in step.exit.smaller())
    if step.kind != "background":
        yield replace(step, kind="background", exit=None)
    if step.marked_async:
        yield replace(step, marked_async=False)


def _simpler_decisions(decision: Decision) -> Iterator[Decision]:
    for place, outcome in enumerate(decision.outcomes):
        others = decision.outcomes[:place], decision.outcomes[place + 1 :]
        yield replace(decision, outcomes=(*others[0], *others[1]))
        for simpler in _simpler_outcomes(outcome):
            yield replace(decision, outcomes=(*others[0], simpler, *others[1]))
    if decision.default != END:
        yield replace(decision, default=END)


def _simpler_outcomes(outcome: Outcome) -> Iterator[Outcome]:
    if outcome.only_changed:
        yield replace(outcome, only_changed=False)
    if outcome.target != END:
        yield replace(outcome, target=END)
    simpler: Condition
    for simpler in outcome.condition.smaller():
        yield replace(outcome, condition=simpler)


def _simpler_contracts(contract: Contract) -> Iterator[Contract]:
    yield from (replace(contract, outputs=()) for _ in contract.outputs[:1])
    yield from (replace(contract, writes=()) for _ in contract.writes[:1])
    if contract.mode:
        yield replace(contract, mode="")
