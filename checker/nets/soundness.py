"""Soundness of workflow nets and state graphs: they can always complete, complete properly, and nothing is dead."""

from __future__ import annotations

from collections.abc import Callable

from ...grammar.light_dataclass import dataclass
from ..budget import BudgetSpentError
from ..diagrams.diagrams import EMPTY
from ..encoding.guard import TRUE, Guard, all_of, any_of
from ..fixpoint.model import Model
from ..fixpoint.reach import reach
from .bounds import BoundUnknown, Reached, TooLarge, Unbounded, reached_markings, too_large
from .net import Net
from .net_system import NetSystem
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
    made, model = reached.made, reached.model
    places = range(len(workflow.net.places))
    completed: list[int] = []
    improper: list[list[int]] = []
    for location in range(len(reached.states)):
        wanted = [int(place == workflow.sink) for place in places]
        final = all_of(made.tokens(location, place, count, count) for place, count in enumerate(wanted))
        completed.append(model.set_of(final))
        ended = model.set_of(made.tokens(location, workflow.sink, 1))
        improper.append([model.diagrams.difference(ended, completed[-1])])
    questions = _questions(reached, found)
    name = workflow.net.places[workflow.sink].name
    return Soundness(
        questions.option_to_complete(completed, _enabled(reached)),
        questions.never(improper, f"other tokens are left when one lies on {name}"),
        questions.no_dead("transitions", made.edges_of()),
        _bounded(found),
        _safe(reached, questions),
    )


def weak_termination(net: Net, most: int = 7, nodes: int = 500_000) -> Soundness:
    """The same for any net: it completes in its final marking or, where its author names none, when tokens lie on
    places that nothing takes from, and nowhere else. Proper completion is not asked: it holds.
    """
    return _asked(net, most, nodes, _weak_termination)


def _weak_termination(found: Known) -> Soundness:
    reached = found if isinstance(found, Reached) else found.reached
    made = reached.made
    completed = [reached.model.set_of(_completed(made, location)) for location in range(len(reached.states))]
    questions = _questions(reached, found)
    return Soundness(
        questions.option_to_complete(completed, _enabled(reached)),
        HOLDS,
        questions.no_dead("transitions", made.edges_of()),
        _bounded(found),
        _safe(reached, questions),
    )


def _completed(made: NetSystem, location: int) -> Guard:
    net = made.net
    places = range(len(net.places))
    if net.final is not None:
        return all_of(made.tokens(location, place, net.final[place], net.final[place]) for place in places)
    sinks = sinks_of(net)
    rest = [made.tokens(location, place, 0, 0) for place in places if place not in sinks]
    return all_of([*rest, any_of(made.tokens(location, place, 1) for place in sinks)])


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
        questions.no_dead("moves", [[edge] for edge in range(len(system.edges))]),
    )


def _questions(reached: Reached, found: Known) -> Questions:
    return Questions(reached.model, reached.states, "" if isinstance(found, Reached) else _unknown(found))


def _enabled(reached: Reached) -> list[list[int]]:
    made, model = reached.made, reached.model
    return [
        [model.set_of(guard) for guard in made.enabled_at(location)] if node != EMPTY else []
        for location, node in enumerate(reached.states)
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
    several: list[list[int]] = []
    for location, node in enumerate(reached.states):
        guards: list[Guard] = []
        if node != EMPTY:
            wide = (place for place in made.variable_of if made.bounds[place] > 1)
            guards += [made.tokens(location, place, 2) for place in wide]
        if node != EMPTY and not reached.exact:
            guards += [guard for place, guard in made.overflows(location) if made.bounds[place] == 1]
        several.append([reached.model.set_of(guard) for guard in guards])
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
