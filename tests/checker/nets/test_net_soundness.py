"""Soundness of workflow nets and state graphs, against what can be said of each by hand."""

from net_text import net_of

from stageproof.checker.nets.bounds import Reached, Unbounded, reached_markings
from stageproof.checker.nets.net import fired, is_enabled
from stageproof.checker.nets.questions import Answer
from stageproof.checker.nets.soundness import Soundness, graph_soundness, soundness, weak_termination
from stageproof.checker.nets.state_graph import read_state_graph
from stageproof.checker.nets.workflow import NoWorkflowNet, WorkflowNet, workflow_net
from stageproof.grammar.source import Source

SOUND = """
fork: i -> a b
left: a -> c
right: b -> d
join: c d -> o
"""


def _sound(text: str, tokens: str = "i", most: int = 7) -> Soundness:
    workflow = workflow_net(net_of(text, tokens))
    assert isinstance(workflow, WorkflowNet), workflow
    return soundness(workflow, most)


def _graph(text: str) -> Soundness:
    reading = read_state_graph(Source("graph.txt", text))
    assert reading.graph is not None, reading.diagnostics
    return graph_soundness(reading.graph)


def _reasons(text: str, tokens: str = "i") -> str:
    found = workflow_net(net_of(text, tokens))
    assert isinstance(found, NoWorkflowNet)
    return "; ".join(found.reasons)


def test_fork_and_join_are_sound_and_safe() -> None:
    found = _sound(SOUND)
    assert found.answer is Answer.HOLDS
    assert found.safe.answer is Answer.HOLDS


def test_a_net_without_tokens_gets_the_one_on_its_source() -> None:
    assert _sound(SOUND, tokens="").answer is Answer.HOLDS


def test_a_choice_that_is_joined_as_if_it_were_parallel_deadlocks() -> None:
    found = _sound("one: i -> a\ntwo: i -> b\njoin: a b -> o")
    assert found.option_to_complete.answer is Answer.FAILS
    assert found.option_to_complete.run in {("one",), ("two",)}
    assert "stops" in found.option_to_complete.reason
    assert found.no_dead_transition.reason == "transitions that no run takes: join"


def test_a_circle_that_only_a_dead_transition_leaves_is_a_livelock() -> None:
    # Nothing ever marks e, so `leave` never fires: a and b go round for ever.
    text = "begin: i -> a\nthere: a -> b\nback: b -> a\nleave: a e -> o\nfill: a e -> e"
    found = weak_termination(net_of(text))
    assert found.option_to_complete.answer is Answer.FAILS
    assert "never complete" in found.option_to_complete.reason


def test_a_loop_without_an_end_fails_the_option_to_complete() -> None:
    found = _graph("start start\nstart -> A\nA -> B\nB -> A\n")
    assert found.option_to_complete.answer is Answer.FAILS
    assert "never complete" in found.option_to_complete.reason
    assert found.answer is Answer.FAILS


def test_a_loop_into_which_a_run_may_get_for_ever_fails_although_another_way_ends() -> None:
    found = _graph("start s\nend e\ns -> e : fine\ns -> A : lost\nA -> B\nB -> A\n")
    assert found.option_to_complete.answer is Answer.FAILS
    assert found.option_to_complete.run == ("lost",)


def test_a_loop_that_can_always_be_left_is_sound() -> None:
    assert _graph("start s\nend e\ns -> A\nA -> B\nB -> A\nB -> e\n").answer is Answer.HOLDS


def test_a_state_that_nothing_leads_to_makes_its_moves_dead() -> None:
    found = _graph("start s\nend e\ns -> e\nlost -> e : never\n")
    assert found.no_dead_transition.answer is Answer.FAILS
    assert "never" in found.no_dead_transition.reason
    assert found.option_to_complete.answer is Answer.HOLDS


def test_what_happens_after_the_end_is_no_proper_completion() -> None:
    found = _graph("start s\nend e\ns -> e : finish\ne -> s : reopen\n")
    assert found.proper_completion.answer is Answer.FAILS
    assert found.proper_completion.run == ("finish",)


def test_a_dead_transition_is_named_and_the_rest_holds() -> None:
    text = "one: i -> a\ntwo: i -> b\ndone: a -> o\nalso: b -> o\nboth: a b -> o"
    found = _sound(text)
    assert found.no_dead_transition.answer is Answer.FAILS
    assert found.no_dead_transition.reason == "transitions that no run takes: both"
    assert found.option_to_complete.answer is Answer.HOLDS
    assert found.proper_completion.answer is Answer.HOLDS


def test_a_token_left_behind_is_no_proper_completion() -> None:
    found = _sound("fork: i -> a b\none: a -> o\nother: a b -> o")
    assert found.proper_completion.answer is Answer.FAILS
    assert found.proper_completion.run == ("fork", "one")


def test_parallel_branches_joined_as_a_choice_end_twice_and_are_not_safe() -> None:
    found = _sound("fork: i -> a b\none: a -> o\ntwo: b -> o")
    assert found.proper_completion.answer is Answer.FAILS
    assert found.safe.answer is Answer.FAILS
    assert found.bounded.answer is Answer.HOLDS


def test_two_tokens_on_a_place_are_counted_and_can_be_sound() -> None:
    found = _sound("split: i -> a a\njoin: a a -> o")
    assert found.answer is Answer.HOLDS
    assert found.safe.answer is Answer.FAILS


def test_nine_tokens_on_a_place_are_found_although_fewer_are_tried_at_first() -> None:
    found = _sound(f"split: i ->{' a' * 9}\njoin:{' a' * 9} -> o")
    assert found.answer is Answer.HOLDS


GATHERING = "begin: i -> a\nagain: a -> a b\nend: a b -> o"


def test_an_unbounded_net_is_reported_with_its_place_and_a_run_that_can_be_repeated() -> None:
    net = net_of(GATHERING)
    found = reached_markings(net)
    assert isinstance(found, Unbounded)
    assert found.place == "b"
    transitions = {transition.name: transition for transition in net.transitions}
    marking = net.initial
    for name in found.run:
        assert is_enabled(transitions[name], marking)
        marking = fired(transitions[name], marking)
    before = marking
    for name in found.circle:
        assert is_enabled(transitions[name], marking)
        marking = fired(transitions[name], marking)
    assert all(after >= earlier for after, earlier in zip(marking, before, strict=True))
    assert marking != before


def test_an_unbounded_net_is_unsound_and_what_no_run_shows_is_undecided() -> None:
    found = _sound(GATHERING)
    assert found.bounded.answer is Answer.FAILS
    assert "b" in found.bounded.reason
    assert found.answer is Answer.FAILS
    assert found.option_to_complete.answer is Answer.FAILS
    assert found.option_to_complete.run == ("begin", "again", "again", "end")
    assert found.no_dead_transition.answer is Answer.HOLDS
    assert found.proper_completion.answer is Answer.FAILS
    # Five tokens are more than were looked for: nothing shows that `far` is dead, and it is not.
    assert _sound(f"{GATHERING}\nfar: a b b b b b -> a").no_dead_transition.answer is Answer.UNDECIDED


def test_more_tokens_than_one_may_try_are_undecided_with_the_place() -> None:
    # 2**14 tokens come together on the last place, by more markings than are gone through one by one.
    doubling = "\n".join(f"double{n}: p{n} -> p{n + 1} p{n + 1}" for n in range(14))
    found = _sound(f"begin: i -> p0\n{doubling}\nend: p14 -> o")
    assert found.bounded.answer is Answer.UNDECIDED
    assert "no bound" in found.bounded.reason


def test_diagrams_that_would_get_too_large_are_undecided() -> None:
    workflow = workflow_net(net_of(SOUND))
    assert isinstance(workflow, WorkflowNet)
    found = soundness(workflow, nodes=3)
    assert found.answer is Answer.UNDECIDED
    assert "nodes" in found.option_to_complete.reason


def test_a_long_net_is_no_more_than_long() -> None:
    chain = "\n".join(
        f"t{n}: {f'p{n}' if n else 'i'} -> {f'p{n + 1}' if n < 1500 else 'o'}" for n in range(1501)
    )
    assert _sound(chain).answer is Answer.HOLDS


def test_more_places_side_by_side_than_diagrams_nest_are_undecided() -> None:
    branches = range(1500)
    work = "\n".join(f"t{n}: a{n} -> b{n}" for n in branches)
    fork, join = (" ".join(f"{letter}{n}" for n in branches) for letter in "ab")
    found = _sound(f"fork: i -> {fork}\n{work}\njoin: {join} -> o")
    assert found.answer is Answer.UNDECIDED
    assert "places" in found.option_to_complete.reason


def test_bounds_are_those_that_are_reached() -> None:
    found = reached_markings(net_of("split: i -> a a a\njoin: a a -> o"))
    assert isinstance(found, Reached)
    assert dict(zip((place.name for place in found.made.net.places), found.bounds(), strict=True)) == {
        "i": 1,
        "a": 3,
        "o": 1,
    }


def test_what_is_no_workflow_net_is_said() -> None:
    assert "several places: i, j" in _reasons("one: i -> o\ntwo: j -> o")
    assert "ends in several places: o, p" in _reasons("one: i -> o\ntwo: i -> p")
    assert "no place where it begins" in _reasons("one: i -> a\ntwo: a -> i\nthree: a -> o")
    assert "a is on no way" in _reasons("one: i -> o\nround: a -> a")
    assert "takes nothing" in _reasons("one: i -> o\nfree: -> o")
    assert "one token on i was expected" in _reasons(SOUND, tokens="a")


def test_a_net_with_several_ends_terminates_weakly() -> None:
    assert weak_termination(net_of("one: i -> o\ntwo: i -> p")).answer is Answer.HOLDS
    assert weak_termination(net_of("one: i -> o\ntwo: i -> a\nthree: a j -> p")).answer is Answer.FAILS
