from drawn_definitions import definition

from stageproof.checker.drawing.composition import compose, condition_lines, other_label
from stageproof.checker.drawing.picture import Arrow, Picture, Shape, Shown, StepKind, Tone
from stageproof.grammar.model import Orchestration

PICTURE = compose(definition())


def node(name: str, picture: Picture = PICTURE) -> Shown:
    return next(node for node in picture.nodes if node.name == name)


def arrow(source: str, target: str, picture: Picture = PICTURE) -> Arrow:
    names = {node.id: node.name for node in picture.nodes}
    return next(a for a in picture.arrows if (names[a.source], names[a.target]) == (source, target))


def test_nodes_stand_in_flow_order_each_end_behind_its_path() -> None:
    assert [node.name for node in PICTURE.nodes] == [
        "Start", "Prepare", "Review", "Decide", "End", "Publish", "End", "Repair", "Last_Resort", "End", "Undo", "End",
        "Forgotten", "Nowhere",
    ]  # fmt: skip


def test_every_arrow_joins_two_nodes_of_the_picture() -> None:
    ids = [node.id for node in PICTURE.nodes]
    assert len(set(ids)) == len(ids)
    assert {end for a in PICTURE.arrows for end in (a.source, a.target)} <= set(ids)


def test_tones_tell_how_a_run_gets_there() -> None:
    tones = {node.name: node.tone for node in PICTURE.nodes if node.shape in (Shape.STAGE, Shape.DECISION)}
    assert tones == {
        "Prepare": Tone.MAIN,
        "Review": Tone.MAIN,
        "Decide": Tone.MAIN,
        "Publish": Tone.MAIN,
        "Repair": Tone.FAULT,
        "Last_Resort": Tone.FAULT,
        "Undo": Tone.RECALL,
        "Forgotten": Tone.UNREACHABLE,
    }


def test_steps_tell_kind_call_assignee_and_entry() -> None:
    load, merge, sync = node("Prepare").steps
    assert (load.kind, load.asynchronous, load.lines) == (StepKind.BACKGROUND, True, ("calls Load_Quote",))
    assert merge.lines == ("calls Merge_Quote", "starts when Load is Completed")
    assert (sync.kind, sync.lines[1]) == (StepKind.MULESOFT, "starts when flow Ready returns true")
    assert node("Review").steps[0].lines[1] == "assigned to user $Record.Owner:User.Manager.Username"
    assert node("Last_Resort").steps[0].lines == ("calls Page_Form", "assigned to queue IT")


def test_a_stage_tells_when_it_completes() -> None:
    assert node("Prepare").foot == ("completes when all steps are Completed",)
    assert node("Review").foot[:3] == (
        "completes when any of:",
        "• Manager is Completed",
        "• Legal is Completed",
    )
    assert node("Forgotten").lines == ("no steps",)


def test_outcomes_are_numbered_and_carry_their_conditions() -> None:
    first, second, default = (a for a in PICTURE.arrows if a.source == "Decide")
    assert (first.heading, first.lines) == ("1. Approved", ('Manager.Outputs.decision = "Approve"',))
    assert (second.heading, second.go_to) == ("2. Send back & <again>", True)
    assert default.heading == "otherwise: Rejected"
    assert next(n for n in PICTURE.nodes if n.id == default.target).intended


def test_error_recall_and_dangling_arrows_are_marked() -> None:
    assert arrow("Prepare", "Repair").on_error
    assert arrow("Prepare", "Repair").tone is Tone.FAULT
    assert arrow("Repair", "Review").tone is Tone.FAULT
    assert not arrow("Repair", "Review").on_error
    assert (arrow("Start", "Undo").tone, arrow("Start", "Undo").heading) == (Tone.RECALL, "on recall")
    assert node("Nowhere").shape is Shape.MISSING


def test_a_label_is_shown_only_where_it_says_more_than_the_name() -> None:
    assert other_label("Create_User", "Create user") == ""
    assert other_label("Create_User", None) == ""
    assert other_label("Create_User", "Benutzer anlegen") == "Benutzer anlegen"


def test_long_lists_of_conditions_are_cut_and_the_tooltip_has_them_all() -> None:
    rows = " or ".join(f"$Record.F{number}__c = {number}" for number in range(9))
    text = f"orchestration O {{ start autolaunched -> A  stage A {{ background B calls C\n completes when {rows}\n then end }} }}"
    stage = node("A", compose(definition(text)))
    assert len(stage.foot) == 6
    assert stage.foot[-1] == "• … and 5 more"
    assert "$Record.F8__c = 8" in stage.title


def test_no_condition_is_no_line() -> None:
    assert condition_lines("starts when", None, None) == ()


def test_an_empty_definition_is_a_start() -> None:
    picture = compose(Orchestration(name="O", kind="Orchestrator", start=None))
    assert [(n.name, n.lines) for n in picture.nodes] == [("Start", ("no start",))]
    assert picture.arrows == ()


def test_names_that_look_like_marks_of_the_picture_do_not_clash() -> None:
    text = """orchestration O { start autolaunched -> "End"
      stage "End" { then "Start" } stage "Start" { then end } }"""
    ids = [node.id for node in compose(definition(text)).nodes]
    assert len(set(ids)) == len(ids) == 4
