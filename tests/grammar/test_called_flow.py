"""The contract of a called flow says what its XML says, and no more."""

import pytest

from stageproof.grammar.called_flow import read_contract
from stageproof.grammar.contract import FlowContract, FlowVariable
from stageproof.grammar.diagnostic import Problem
from stageproof.grammar.source import Source
from stageproof.grammar.value import Boolean, Number, Reference, Text

TO_OUT = "<assignToReference>out</assignToReference>"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Flow xmlns="http://soap.sforce.com/2006/04/metadata">\n'


def flow(body: str, kind: str = "AutoLaunchedFlow", api: str = "62.0") -> Source:
    return Source(
        "flows/F.flow-meta.xml",
        f"{HEAD}<apiVersion>{api}</apiVersion><processType>{kind}</processType><status>Active</status>{body}</Flow>\n",
    )


def contract(body: str, kind: str = "AutoLaunchedFlow", api: str = "62.0") -> FlowContract:
    found, diagnostics = read_contract(flow(body, kind, api), "F")
    assert found is not None
    assert diagnostics == ()
    return found


def variable(name: str, data_type: str = "String", *, more: str = "", flags: str = "output") -> str:
    return (
        f"<variables><name>{name}</name><dataType>{data_type}</dataType>"
        f"<isCollection>{str('collection' in flags).lower()}</isCollection>"
        f"<isInput>{str('input' in flags).lower()}</isInput>"
        f"<isOutput>{str('output' in flags).lower()}</isOutput>{more}</variables>"
    )


def assign(target: str, value: str, operator: str = "Assign") -> str:
    return (
        "<assignments><name>A</name><locationX>0</locationX><assignmentItems>"
        f"<assignToReference>{target}</assignToReference><operator>{operator}</operator>"
        f"<value>{value}</value></assignmentItems></assignments>"
    )


def text(value: str) -> str:
    return f"<stringValue>{value}</stringValue>"


def reference(name: str) -> str:
    return f"<elementReference>{name}</elementReference>"


def element(tag: str, body: str = "") -> str:
    return f"<{tag}><name>E</name><locationX>0</locationX><locationY>0</locationY>{body}</{tag}>"


def found(name: str, body: str) -> FlowVariable:
    variable = contract(body).variable(name)
    assert variable is not None
    return variable


def test_the_head_of_a_flow_is_read() -> None:
    read = contract("<runInMode>SystemModeWithSharing</runInMode>", "EvaluationFlow", "66.0")
    assert (read.name, read.process_type, read.status, read.api_version, read.run_mode, read.origin) == (
        "F", "EvaluationFlow", "Active", 66.0, "SystemModeWithSharing", "flows/F.flow-meta.xml",
    )  # fmt: skip
    assert not read.declared


def test_a_flow_without_version_or_type_has_none() -> None:
    read, _ = read_contract(Source("F.flow", f"{HEAD}<apiVersion>new</apiVersion></Flow>"), "F")
    assert read is not None
    assert (read.api_version, read.process_type, read.status) == (None, None, None)


def test_variables_are_inputs_and_outputs_with_their_types() -> None:
    read = contract(
        variable("inner", flags="")
        + variable("id", flags="input")
        + variable("flag", "Boolean")
        + variable("cases", "SObject", flags="output collection", more="<objectType>Case</objectType>")
        + variable("apex", "Apex")
    )
    assert [(v.name, v.domain.base, v.is_input, v.is_output) for v in read.variables] == [
        ("id", "text", True, False),
        ("flag", "boolean", False, True),
        ("cases", "record", False, True),
        ("apex", "", False, True),
    ]
    cases = read.variable("CASES")
    assert cases is not None
    assert (cases.domain.is_collection, cases.domain.object_type) == (True, "Case")


def test_the_span_of_a_variable_covers_its_element_after_wide_characters() -> None:
    source = flow("<label>Prüfung 😀</label>" + variable("ready", "Boolean"))
    read, _ = read_contract(source, "F")
    assert read is not None
    assert source.slice(read.variables[0].span) == variable("ready", "Boolean")


def test_the_default_of_an_output_is_kept() -> None:
    default = "<value><booleanValue>true</booleanValue></value>"
    assert found("ready", variable("ready", "Boolean", more=default)).default == Boolean(value=True)
    assert found("ready", variable("ready", "Boolean")).default is None


@pytest.mark.parametrize(
    ("body", "assigned"),
    [
        ("", False),
        (assign("other", text("a")), False),
        (assign("OUT", text("a")), True),
        (element("recordLookups", f"<outputAssignments>{TO_OUT}</outputAssignments>"), True),
        (element("actionCalls", f"<outputParameters>{TO_OUT}</outputParameters>"), True),
        (element("recordLookups", "<outputReference>out</outputReference>"), True),
        (element("loops", "<assignNextValueToReference>out</assignNextValueToReference>"), True),
    ],
)  # fmt: skip
def test_whether_anything_sets_an_output_is_known(body: str, assigned: bool) -> None:
    assert found("out", body + variable("out")).assigned is assigned


def test_outputs_set_only_to_literals_have_these_values() -> None:
    body = assign("out", text("Approve")) + assign("out", text("Reject")) + variable("out")
    assert found("out", body).domain.choices == (Text(value="Approve"), Text(value="Reject"))


@pytest.mark.parametrize(
    "body",
    [
        assign("out", text("A")) + assign("out", text("B"), "Add"),
        assign("out", text("A")) + assign("out", reference("Get_Case.Status")),
        assign("out", text("Hello {!$User.FirstName}")),
        assign("out", text("A")) + element("actionCalls", f"<outputParameters>{TO_OUT}</outputParameters>"),
    ],
)  # fmt: skip
def test_an_output_with_one_unknown_source_has_no_list_of_values(body: str) -> None:
    assert found("out", body + variable("out")).domain.choices == ()


def test_an_output_that_is_an_input_too_has_no_list_of_values() -> None:
    body = assign("out", text("A")) + variable("out", flags="input output")
    assert found("out", body).domain.choices == ()


def test_values_come_through_constants_variables_and_choices_of_a_screen() -> None:
    choice = "<choices><name>{0}Choice</name><value><stringValue>{0}</stringValue></value></choices>"
    field = (
        "<fields><name>Region</name><fields><name>Radio</name><choiceReferences>ApproveChoice</choiceReferences>"
        "<choiceReferences>RejectChoice</choiceReferences><fieldType>RadioButtons</fieldType></fields></fields>"
    )
    body = (
        choice.format("Approve")
        + choice.format("Reject")
        + "<constants><name>Late</name><value><stringValue>Too late</stringValue></value></constants>"
        + element("screens", field)
        + assign("inner", reference("Late"))
        + assign("out", reference("inner"))
        + variable("inner", flags="")
        + variable("out", more=f"<value>{reference('Radio')}</value>")
    )
    variable_read = found("out", body)
    assert variable_read.domain.choices == (
        Text(value="Approve"), Text(value="Reject"), Text(value="Too late"),
    )  # fmt: skip
    assert variable_read.assigned


def test_a_choice_that_takes_text_from_the_user_leaves_the_values_open() -> None:
    body = (
        "<choices><name>Other</name><value><stringValue>Other</stringValue></value><userInput/></choices>"
        + element("screens", "<fields><name>Radio</name><choiceReferences>Other</choiceReferences>"
        "<fieldType>RadioButtons</fieldType></fields>")
        + variable("out", more=f"<value>{reference('Radio')}</value>")
    )  # fmt: skip
    assert found("out", body).domain.choices == ()


def test_variables_assigned_to_each_other_do_not_hang() -> None:
    body = (
        assign("a", reference("b")) + assign("b", reference("a")) + assign("a", text("x"))
        + variable("a") + variable("b")
    )  # fmt: skip
    assert found("a", body).domain.choices == (Text(value="x"),)


@pytest.mark.parametrize(
    ("tags", "api", "asynchronous"),
    [
        (["recordLookups", "decisions"], "62.0", False),
        (["actionCalls"], "62.0", True),
        (["apexPluginCalls"], "62.0", True),
        (["subflows"], "62.0", True),
        (["waits"], "68.0", True),
        (["screens"], "62.0", True),
        (["actionCalls"], "68.0", None),
        (["actionCalls", "waits"], "68.0", True),
        (["orchestratedStages"], "62.0", None),
    ],
)
def test_asynchrony_follows_from_the_elements(tags: list[str], api: str, asynchronous: bool | None) -> None:
    read = contract("".join(element(tag) for tag in tags), api=api)
    assert read.asynchronous is asynchronous
    assert read.elements == frozenset(tags)


def test_elements_are_those_of_the_canvas_new_kinds_included() -> None:
    body = element("start") + element("brandNewElements") + "<formulas><name>f</name></formulas>"
    assert contract(body).elements == frozenset({"brandNewElements"})


def test_actions_and_subflows_are_named_and_leave_the_contract_open() -> None:
    read = contract(
        element("actionCalls", "<actionType>emailSimple</actionType>")
        + element("subflows", "<flowName>Other</flowName>")
        + element("subflows", "<flowName>Other</flowName>")
    )
    assert (read.action_types, read.subflows, read.complete) == (
        frozenset({"emailSimple"}),
        ("Other",),
        False,
    )
    assert contract(element("recordLookups")).complete


def test_a_flow_that_a_record_starts_says_so() -> None:
    assert (
        contract("<start><triggerType>RecordAfterSave</triggerType></start>").trigger_type
        == "RecordAfterSave"
    )


@pytest.mark.parametrize(
    ("body", "user", "profile"),
    [
        ("<formulas><name>f</name><expression>{!$Profile.Name} = 'x'</expression></formulas>", False, True),
        ("<decisions><leftValueReference>$User.Id</leftValueReference></decisions>", True, False),
        (assign("x", reference("$user.Id")), True, False),
        (assign("x", text("{!$User.Email}")), True, False),
        ("<textTemplates><name>t</name><text>Dear {!$User.FirstName}</text></textTemplates>", True, False),
        (assign("x", reference("$UserRole.Name")), False, False),
        (assign("x", text("costs $User.Id")), False, False),
        ("<description>Reads {!$User.Id} and {!$Profile.Name}</description>", False, False),
    ],
)  # fmt: skip
def test_reads_of_user_and_profile_are_found_where_they_are_reads(
    body: str, user: bool, profile: bool
) -> None:
    read = contract(body)
    assert (read.reads_user, read.reads_profile) == (user, profile)


def test_other_files_are_no_flows() -> None:
    read, diagnostics = read_contract(Source("a.flow", "<CustomObject/>"), "a")
    assert read is None
    assert diagnostics[0].problem is Problem.UNREADABLE_FILE
    assert "CustomObject" in diagnostics[0].message


def test_truncated_xml_is_told_with_its_place() -> None:
    source = Source("a.flow", f"{HEAD}<label>Prüfung</label>\n<processType>Auto")
    read, diagnostics = read_contract(source, "a")
    assert read is None
    assert diagnostics[0].problem is Problem.SYNTAX_ERROR
    assert source.position(diagnostics[0].span.start).line == 4


def test_an_empty_text_is_told() -> None:
    read, diagnostics = read_contract(Source("a.flow", ""), "a")
    assert read is None
    assert len(diagnostics) == 1


def test_a_document_type_is_refused_before_any_entity_grows() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE Flow [<!ENTITY e0 "x">{entities}]><Flow>&e12;</Flow>'
    read, diagnostics = read_contract(Source("a.flow", bomb), "a")
    assert read is None
    assert "DOCTYPE" in diagnostics[0].message


def test_deep_nesting_is_refused() -> None:
    read, diagnostics = read_contract(Source("a.flow", "<a>" * 1000 + "</a>" * 1000), "a")
    assert read is None
    assert "nested" in diagnostics[0].message


def test_odd_values_do_not_fail() -> None:
    default = "<value><numberValue>lots</numberValue></value>"
    assert found("n", variable("n", "Number", more=default)).domain.choices == ()
    nil = '<value><stringValue xmlns:xsi="x" xsi:nil="true"/></value>'
    assert found("s", variable("s", more=nil)).default is None
    number = "<value><numberValue>3.5</numberValue></value>"
    assert isinstance(found("n", variable("n", "Number", more=number)).default, Number)
    assert found("n", variable("n", more=f"<value>{reference('Radio')}</value>")).default == Reference(
        text="Radio"
    )
