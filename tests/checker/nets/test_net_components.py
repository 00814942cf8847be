"""State machines inside nets: what is taken as the locations of a run."""

from net_text import net_of

from stageproof.checker.nets.component import one_token_component
from stageproof.checker.nets.net import Net
from stageproof.checker.nets.net_system import system_of


def _names(net: Net) -> set[str]:
    return {net.places[place].name for place in one_token_component(net)}


def test_one_branch_of_a_fork_and_every_way_of_a_choice_belong_to_the_component() -> None:
    net = net_of(
        "fork: i -> a b\nleft: a -> c\nright: b -> d\njoin: c d -> e\none: e -> f\ntwo: e -> g\nf: f -> o\ng: g -> o"
    )
    found = _names(net)
    assert {"i", "e", "f", "g", "o"} < found
    assert found & {"a", "b", "c", "d"} in ({"a", "c"}, {"b", "d"})


def test_every_transition_takes_from_the_component_what_it_gives_to_it() -> None:
    net = net_of("fork: i -> a b\nswap: a b -> c d\nback: d -> b\njoin: b c -> o\nround: a -> a")
    found = set(one_token_component(net))
    assert found
    for transition in net.transitions:
        taken = sum(arc.place in found for arc in transition.takes)
        assert taken == sum(arc.place in found for arc in transition.gives) <= 1


def test_a_net_in_which_tokens_only_multiply_has_no_component_and_one_location() -> None:
    net = net_of("double: i -> i i")
    assert one_token_component(net) == ()
    assert len(system_of(net, [3]).system.locations) == 1


def test_places_with_two_tokens_or_arcs_that_take_two_are_left_to_variables() -> None:
    net = net_of("one: i -> a a\ntwo: a a -> o\nthree: p -> q", tokens="i p p")
    assert not _names(net) & {"a", "p", "q"}
