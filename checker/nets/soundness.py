"""Soundness of workflow nets and state graphs: they can always complete, complete properly, and nothing is dead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..diagrams.diagrams import EMPTY, BudgetSpentError
from ..encoding.guard import TRUE, Guard, all_of, any_of
from ..fixpoint.model import Model
from ..fixpoint.reach import reach
from .bounds import BoundUnknown, Reached, TooLarge, Unbounded, reached_markings, too_large
from .net import Net
from .questions import HOLDS, Answer, Questions, Verdict
from .state_graph import StateGraph, system_of_graph
from .workflow import WorkflowNet, sinks_of

Known = Reached | Unbounded | BoundUnknown
"""What is known of the markings of a net."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """The answers. `bounded`: no place gathers ever more tokens, which a net that can always complete properly never
    does. `safe`: no place ever holds two tokens; it is told and is no part of soundness.
    """

    option_to_complete: Verdict
    proper_completion: Verdict
    no_dead_transition: Verdict
    bounded: Verdict = HOLDS
    safe: Verdict = HOLDS

    @property
    def answer(self) -> Answer:
        """Sound where all holds; unsound where one thing fails."""
        parts = (self.option_to_complete, self.proper_completion, self.no_dead_transition, self.bounded)
        answers = [part.answer for part in parts]
        if Answer.FAILS in answers:
            return Answer.FAILS
        return Answer.UNDECIDED if Answer.UNDECIDED in answers else Answer.HOLDS


def soundness(workflow: WorkflowNet, most: int = 7, nodes: int = 500_000) -> Soundness:
    """Classical soundness of a workflow net. `most`, `nodes`: as of `reached_markings`.

    Option to complete: from every reachable marking the one with a single token on the sink can be reached. Proper
    completion: no marking with a token on the sink holds another token.
    """
    return _asked(workflow.net, most, nodes, lambda found: _soundness(workflow, found))


def _soundness(workflow: WorkflowNet, found: Known) -> Soundness:
    reached = found if isinstance(found, Reached) else found.reached
    made = reached.made
    final = [
        made.tokens(place, int(place == workflow.sink), int(place == workflow.sink))
        for place in range(len(workflow.net.places))
    ]
    ended = made.tokens(workflow.sink, 1)
    questions = _questions(reached, found)
    diagrams = reached.model.diagrams
    completed = reached.model.set_of(all_of(final))
    improper = diagrams.difference(reached.model.set_of(ended), completed)
    name = workflow.net.places[workflow.sink].name
    return Soundness(
        questions.option_to_complete([completed], [_enabled(reached)]),
        questions.never([[improper]], f"other tokens are left when one lies on {name}"),
        questions.no_dead("transitions"),
        _bounded(found),
        _safe(reached, questions),
    )


def weak_termination(net: Net, most: int = 7, nodes: int = 500_000) -> Soundness:
    """The same for any net: it completes in its final marking or, where its author names none, when tokens lie on
    places that nothing takes from, and nowhere else. Proper completion is not asked: it holds.
    """
    return _asked(net, most, nodes, lambda found: _weak_termination(net, found))


def _weak_termination(net: Net, found: Known) -> Soundness:
    reached = found if isinstance(found, Reached) else found.reached
    made = reached.made
    places = range(len(net.places))
    completed: Guard
    if net.final is None:
        sinks = sinks_of(net)
        rest = [made.tokens(place, 0, 0) for place in places if place not in sinks]
        completed = all_of([*rest, any_of(made.tokens(place, 1) for place in sinks)])
    else:
        completed = all_of(made.tokens(place, net.final[place], net.final[place]) for place in places)
    questions = _questions(reached, found)
    return Soundness(
        questions.option_to_complete([reached.model.set_of(completed)], [_enabled(reached)]),
        HOLDS,
        questions.no_dead("transitions"),
        _bounded(found),
        _safe(reached, questions),
    )


def graph_soundness(graph: StateGraph) -> Soundness:
    """Soundness of a state graph: an end can always be reached, nothing happens after it, every move can happen."""
    system = system_of_graph(graph)
    model = Model(system)
    everything = model.set_of(TRUE)
    ends = set(graph.ends)
    leaving = {edge.source for edge in system.edges}
    count = range(len(system.locations))
    questions = Questions(model, reach(model))
    return Soundness(
        questions.option_to_complete(
            [everything if place in ends else EMPTY for place in count],
            [[everything] if place in leaving else [] for place in count],
        ),
        questions.never(
            [[everything] if place in ends and place in leaving else [] for place in count],
            "something can happen after the end",
        ),
        questions.no_dead("moves"),
    )


def _questions(reached: Reached, found: Known) -> Questions:
    return Questions(reached.model, [reached.states], "" if isinstance(found, Reached) else _unknown(found))


def _enabled(reached: Reached) -> list[int]:
    return [
        reached.model.set_of(reached.made.enabled(transition)) for transition in reached.made.net.transitions
    ]


def _unknown(found: Unbounded | BoundUnknown) -> str:
    if isinstance(found, Unbounded):
        return f"ever more tokens gather on {found.place}, so only a part of the markings was looked at"
    return f"{found.place} can hold more than {found.most} tokens, and no bound for it was found"


def _bounded(found: Known) -> Verdict:
    match found:
        case Reached():
            return HOLDS
        case Unbounded():
            reason = f"ever more tokens gather on {found.place}: {', '.join(found.circle)} can be repeated for ever"
            return Verdict(Answer.FAILS, reason, (*found.run, *found.circle))
        case BoundUnknown():
            return Verdict(Answer.UNDECIDED, _unknown(found))


def _safe(reached: Reached, questions: Questions) -> Verdict:
    made = reached.made
    places = range(len(made.net.places))
    guards = [made.tokens(place, 2) for place in places if made.bounds[place] > 1]
    if not reached.exact:
        guards += [made.overflow(place) for place in places if made.bounds[place] == 1]
    several = [[reached.model.set_of(guard) for guard in guards]]
    return questions.never(several, "two tokens come together on one place")


def _asked(net: Net, most: int, nodes: int, ask: Callable[[Known], Soundness]) -> Soundness:
    """Put questions to what a net reaches; where that is too large, everything is undecided."""
    found = reached_markings(net, most, nodes)
    if not isinstance(found, TooLarge):
        try:
            return ask(found)
        except (BudgetSpentError, RecursionError) as error:
            found = too_large(net, error)
    unknown = Verdict(Answer.UNDECIDED, found.reason)
    return Soundness(unknown, unknown, unknown, unknown, unknown)
