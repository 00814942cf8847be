from stageproof.grammar.condition import All, Requirements
from stageproof.grammar.flow_graph import START, Edge, FlowGraph
from stageproof.grammar.model import Connector, Decision, Orchestration, Outcome, ScheduledPath, Stage, Start
from stageproof.grammar.span import Span


def to(target: str, *, go_to: bool = False, span: Span | None = None) -> Connector:
    return Connector(target=target, go_to=go_to, spans={"target": span} if span else {})


def stage(name: str, then: str | None = None, fault: str | None = None, **more: object) -> Stage:
    return Stage(
        name=name,
        connector=to(then) if then else None,
        fault=to(fault) if fault else None,
        **more,  # type: ignore[arg-type]  # each test names attributes of Stage
    )


def outcome(
    name: str, target: str | None = None, *, label: str | None = None, intended: bool = False
) -> Outcome:
    return Outcome(
        name=name,
        label=label,
        requirements=Requirements(logic=All(()), conditions=()),
        connector=to(target) if target else None,
        ends_intended=intended,
    )


def graph(
    *elements: Stage | Decision,
    start: str | None = None,
    recall: str | None = None,
    paths: tuple[ScheduledPath, ...] = (),
) -> FlowGraph:
    if recall is not None:
        paths += (ScheduledPath(name="Recall", path_type="ApprovalRecall", connector=to(recall)),)
    return FlowGraph.of(
        Orchestration(
            name="O",
            kind="Orchestrator",
            start=Start(connector=to(start or elements[0].name), paths=paths),
            stages=tuple(element for element in elements if isinstance(element, Stage)),
            decisions=tuple(element for element in elements if isinstance(element, Decision)),
        )
    )


def short(edges: tuple[Edge, ...]) -> list[tuple[str, str | None, str]]:
    return [(edge.source, edge.target, edge.kind) for edge in edges]


def test_every_connector_and_every_end_is_one_edge() -> None:
    found = graph(
        stage("A", "D", "F"),
        stage("F"),
        Decision(
            name="D",
            outcomes=(outcome("Yes", "A", label="Yes!"), outcome("No", intended=True)),
            default=to("A"),
        ),
        recall="F",
    )
    assert short(found.edges) == [
        ("", "A", "start"),
        ("", "F", "recall"),
        ("A", "D", "next"),
        ("A", "F", "fault"),
        ("F", None, "next"),
        ("D", "A", "outcome"),
        ("D", None, "outcome"),
        ("D", "A", "default"),
    ]
    yes, no, _ = found.out("D")
    assert (yes.label, yes.outcome, yes.intended) == ("Yes!", "Yes", False)
    assert (no.label, no.outcome, no.intended) == ("No", "No", True)


def test_edges_stand_in_file_order_whatever_the_order_of_the_model() -> None:
    orchestration = Orchestration(
        name="O",
        kind="Orchestrator",
        start=Start(connector=to("B"), span=Span(50, 60)),
        stages=(Stage(name="A", span=Span(30, 40)), Stage(name="B", connector=to("A"), span=Span(10, 20))),
    )
    assert short(FlowGraph.of(orchestration).edges) == [
        ("B", "A", "next"),
        ("A", None, "next"),
        ("", "B", "start"),
    ]


def test_an_edge_knows_where_its_target_is_written_and_an_end_where_its_owner_is() -> None:
    first = Stage(name="A", connector=to("B", go_to=True, span=Span(7, 8)))
    last = Stage(name="B", spans={"name": Span(20, 21)})
    found = graph(first, last)
    assert (found.out("A")[0].span, found.out("A")[0].go_to) == (Span(7, 8), True)
    assert (found.out("B")[0].span, found.out("B")[0].go_to) == (Span(20, 21), False)


def test_names_are_matched_without_regard_to_case_and_given_as_their_element_spells_them() -> None:
    found = graph(stage("Prepare", "ship"), stage("Ship"), start="PREPARE")
    assert found.entry == "Prepare"
    assert found.out("prepare")[0].target == "Ship"
    assert found.into("SHIP")[0].source == "Prepare"
    assert found.reachable_from("pRepare") == {"Ship"}


def test_a_target_without_element_makes_a_dangling_edge_that_no_walk_follows() -> None:
    found = graph(stage("A", "Gone"))
    assert [edge.target for edge in found.edges if found.is_dangling(edge)] == ["Gone"]
    assert found.reachable == {"A"}
    assert found.can_end == frozenset()


def test_an_entry_that_does_not_exist_is_none() -> None:
    assert graph(stage("A"), start="Gone").entry is None
    bare = FlowGraph.of(Orchestration(name="O", kind="Orchestrator", start=None, stages=(stage("A"),)))
    assert (bare.entry, bare.reachable, bare.flow_order()) == (None, frozenset(), ("A",))
    assert bare.out(START) == ()


def test_of_duplicates_the_first_counts_and_the_edges_of_all_are_listed() -> None:
    found = graph(stage("A", "B"), stage("B"), stage("a", "C"), stage("C"))
    assert found.elements["A"].label is None
    assert "a" not in found.elements
    assert found.reachable == {"A", "B"}
    assert ("A", "C", "next") in short(found.edges)
    assert found.into("C") == ()


def test_main_flow_leaves_out_error_edges_and_recall_and_reachable_holds_both() -> None:
    found = graph(
        stage("A", "B", "F"), stage("B"), stage("F", "G"), stage("G"), stage("R"), stage("Z"), recall="R"
    )
    assert found.main == {"A", "B"}
    assert found.recall == {"R"}
    assert found.reachable == {"A", "B", "F", "G", "R"}


def test_another_scheduled_path_is_a_second_entry_into_the_main_flow() -> None:
    later = ScheduledPath(name="Later", label="One day later", path_type=None, connector=to("B"))
    found = graph(stage("A"), stage("B"), paths=(later,))
    assert found.entry == "A"
    assert found.main == {"A", "B"}
    assert found.recall == frozenset()
    assert found.out(START)[1].label == "One day later"


def test_an_element_reaches_itself_only_on_a_cycle() -> None:
    found = graph(stage("A", "B"), stage("B", "C"), stage("C", "B"))
    assert found.reachable_from("A") == {"B", "C"}
    assert found.reachable_from("B") == {"B", "C"}


def test_error_edges_are_followed_from_an_element_only_on_request() -> None:
    found = graph(stage("A", None, "F"), stage("F", None, "G"), stage("G"))
    assert found.reachable_from("A") == frozenset()
    assert found.reachable_from("A", fault=True) == {"F", "G"}


def test_can_end_leaves_out_a_closed_cycle_and_an_end_by_error_alone() -> None:
    found = graph(stage("A", "B"), stage("B", "A", "F"), stage("F"), stage("E", fault_ends=True, then="E"))
    assert found.can_end == {"F"}


def test_a_fault_path_is_what_only_errors_reach_and_holds_nested_ones() -> None:
    found = graph(
        stage("A", "B", "F"),
        stage("B"),
        stage("F", "G", "H"),
        stage("G", "B"),
        stage("H", None, "I"),
        stage("I"),
    )
    assert found.fault_path("A") == {"F", "G", "H", "I"}
    assert found.fault_path("F") == {"H", "I"}
    assert found.fault_path("B") == frozenset()
    assert not found.fault_path_is_empty("A")
    assert not found.fault_path_is_empty("B")


def test_a_fault_path_does_not_go_on_through_the_main_flow() -> None:
    found = graph(stage("A", "B", "F"), stage("B", None, "G"), stage("F", "B"), stage("G"))
    assert found.fault_path("A") == {"F"}
    assert found.fault_path("B") == {"G"}


def test_a_fault_path_into_the_main_flow_or_to_end_is_empty() -> None:
    found = graph(stage("A", "B", "B"), stage("B", fault_ends=True))
    assert found.fault_path("A") == frozenset()
    assert found.fault_path_is_empty("A")
    assert found.fault_path_is_empty("B")


def test_a_fault_path_from_the_recall_path_into_it_is_empty_but_not_one_from_the_main_flow() -> None:
    found = graph(stage("A", None, "S"), stage("R", "S", "S"), stage("S"), recall="R")
    assert found.fault_path_is_empty("R")
    assert found.fault_path("R") == frozenset()
    assert found.fault_path("A") == {"S"}


def test_flow_order_is_connectors_then_errors_then_recall_then_the_rest() -> None:
    found = graph(
        stage("S", "D", "F1"),
        stage("B", None, "F2"),
        stage("C", "E"),
        stage("E"),
        stage("F1", "F3", "F4"),
        stage("F2"),
        stage("F3"),
        stage("F4"),
        stage("R"),
        stage("Z"),
        stage("Y", "X"),
        stage("X"),
        Decision(name="D", outcomes=(outcome("O1", "C"), outcome("O2", "B")), default=to("E")),
        recall="R",
    )
    assert found.flow_order() == ("S", "D", "C", "E", "B", "F1", "F3", "F2", "F4", "R", "X", "Y", "Z")


def test_ten_thousand_stages_in_a_row_are_no_recursion() -> None:
    count = 10_000
    stages = [stage(f"S{i}", f"S{i + 1}" if i + 1 < count else None, f"S{i // 2}") for i in range(count)]
    found = graph(*stages)
    assert len(found.main) == len(found.reachable) == len(found.can_end) == count
    assert found.flow_order() == tuple(f"S{i}" for i in range(count))
