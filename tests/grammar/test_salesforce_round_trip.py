"""Reading and writing back gives the same bytes, and an edit changes only its own."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from difflib import unified_diff
from functools import cache
from pathlib import Path
from random import Random

import pytest
from corpus_folder import CORPUS
from flow_xml import RICH, minimal, orchestration, stage
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_mutations import MUTATIONS, Mutation, mutate

from stageproof.grammar.condition import All, Any, Condition, Requirements, Row
from stageproof.grammar.layout import Form, Layout
from stageproof.grammar.model import APPROVAL_WORKFLOW, ORCHESTRATOR, Orchestration, Step
from stageproof.grammar.salesforce.read import read
from stageproof.grammar.salesforce.write import write
from stageproof.grammar.source import Source
from stageproof.grammar.value import Boolean, Reference


@cache
def definitions() -> tuple[str, ...]:
    """Real definitions where they are at hand, and the one written here."""
    found = [RICH]
    index = CORPUS / "INDEX.tsv"
    if index.is_file():
        rows = csv.DictReader(index.read_text(encoding="utf-8").splitlines(), delimiter="\t")
        paths = [CORPUS / row["file"] for row in rows if row["role"] == "definition"]
        found += [path.read_bytes().decode("utf-8") for path in paths]
    return tuple(found)


def forms(node: object) -> Iterator[Form]:
    """Every form that is kept anywhere in a definition."""
    if isinstance(node, tuple):
        for one in node:
            yield from forms(one)
    elif isinstance(node, Layout):
        yield from node.forms
    elif is_dataclass(node):
        for field in fields(node):
            if field.name not in ("span", "spans"):
                yield from forms(getattr(node, field.name))


def written(found: Orchestration) -> str:
    text = write(found).text
    assert text is not None
    return text


def same_bytes(text: str) -> bool:
    """True where the text comes back, was refused with a reason, or is no orchestration any more."""
    found = read(Source("flows/Order.flow-meta.xml", text), "Order", forms=True)
    if found.orchestration is None:
        return bool(found.diagnostics) or found.process_type not in (ORCHESTRATOR, APPROVAL_WORKFLOW)
    assert write(found.orchestration).text == text
    return True


def test_every_real_definition_comes_back_byte_for_byte(corpus: Path) -> None:
    assert len(definitions()) > 12, corpus
    for text in definitions():
        assert written(orchestration(text, forms=True)) == text


def test_real_definitions_need_almost_no_forms(corpus: Path) -> None:
    counts = [len(list(forms(orchestration(text, forms=True)))) for text in definitions()]
    assert counts.count(0) >= 10, (corpus, counts)
    assert sum(counts) <= 2


def test_a_definition_in_salesforce_s_own_form_needs_no_forms() -> None:
    assert list(forms(orchestration(RICH, forms=True))) == []


def test_without_forms_the_model_is_the_same() -> None:
    with_forms = orchestration(RICH.replace("<status>", "<!-- c --> <status>"), forms=True)
    assert list(forms(with_forms))
    assert replace(with_forms, layout=Layout()) == orchestration(RICH)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("    ", "\t"),
        lambda text: text.replace("    ", "  "),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n<!-- end -->\n",
        lambda text: text.replace("<?xml", "<?xml", 1).replace("?>\n", "?>\n<!-- licence -->\n", 1),
        lambda text: text.split("\n", 1)[1],
        lambda text: text.replace("&apos;", "'").replace("&quot;", '"').replace("&gt;", ">"),
        lambda text: text.replace("&apos;", "&#39;"),
        lambda text: text.replace("<dataType>", "<dataType >").replace("</name>", "</name\n>"),
        lambda text: text.replace("<stringValue>New</stringValue>", "<stringValue><![CDATA[New]]></stringValue>"),
        lambda text: text.replace("\n    <", "<!-- x -->\n<?y?>    <"),
        lambda text: text.replace(">false<", "> false <").replace(">true<", ">1<"),
        lambda text: text.replace('xsi:nil="true"/', "xsi:nil='1' /"),
        lambda text: "".join(line.strip() for line in text.split("\n")),
        lambda text: text.replace("            <debugSimulateStep>false</debugSimulateStep>\n", ""),
        lambda text: text.replace("                <conditionType>EntryCondition</conditionType>\n", ""),
        lambda text: text.replace("<numberValue>3.0<", "<numberValue>03.<"),
        lambda text: text.replace("1 AND (2 OR 3)", "(1) and ((2 OR 3))"),
        lambda text: text.replace("<label>Big</label>", "<label></label><description/>"),
    ],
)  # fmt: skip
def test_another_way_to_write_comes_back(change: Callable[[str], str]) -> None:
    text = change(RICH)
    assert text != RICH
    assert same_bytes(text)
    assert orchestration(text) is not None


def test_tags_that_most_elements_leave_out_cost_one_form() -> None:
    text = RICH.replace("            <shouldLock>false</shouldLock>\n", "").replace(
        "                <conditionType>EntryCondition</conditionType>\n", ""
    )
    assert [form.path for form in forms(orchestration(text, forms=True))] == ["(shown)"]


def test_an_indentation_costs_one_form() -> None:
    text = minimal(stage("        <exitConditionLogic>and</exitConditionLogic>\n")).replace("    ", "\t")
    assert [form.path for form in forms(orchestration(text, forms=True))] == ["(indentation)"]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=25)
def test_each_mutation_comes_back_or_is_refused(mutation: Mutation, seed: int) -> None:
    random = Random(seed)
    assert same_bytes(mutation(random.choice(definitions()), random))


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=150)
def test_mutations_together_come_back_or_are_refused(seed: int) -> None:
    random = Random(seed)
    assert same_bytes(mutate(random.choice(definitions()), random))


def edited(found: Orchestration, name: str, edit: Callable[[Step], Step]) -> Orchestration:
    stages = tuple(
        replace(stage, steps=tuple(edit(step) if step.name == name else step for step in stage.steps))
        for stage in found.stages
    )
    return replace(found, stages=stages)


def entry(step: Step) -> Requirements:
    assert step.entry is not None
    return step.entry


def changes(before: str, after: str) -> list[str]:
    lines = unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


ODD = (
    RICH.replace("    ", "  ")
    .replace("<entryConditionLogic>", "<!-- why --><entryConditionLogic>")
    .replace("<name>Store</name>", "<!-- x -->\n<name> Store </name>")
    .replace("<operator>GreaterThan</operator>", "<operator> GreaterThan</operator >")
    .replace("\n", "\r\n")
)


@pytest.mark.parametrize("text", [RICH, ODD], ids=["usual", "odd"])
def test_one_changed_entry_condition_changes_only_its_line(text: str) -> None:
    def edit(step: Step) -> Step:
        first, second = entry(step).conditions
        return replace(
            step, entry=replace(entry(step), conditions=(first, replace(second, operator="LessThan")))
        )

    after = written(edited(orchestration(text, forms=True), "Store", edit))
    gone, come = changes(text, after)
    assert "GreaterThan" in gone
    assert come.strip("+ \r") == "<operator>LessThan</operator >".replace(" >", ">" if text is RICH else " >")


@pytest.mark.parametrize("text", [RICH, ODD], ids=["usual", "odd"])
def test_a_new_entry_condition_stands_after_the_others_in_the_file_s_indentation(text: str) -> None:
    new = Condition(left=Reference(text="A"), operator="IsNull", right=Boolean(value=True))

    def edit(step: Step) -> Step:
        rows = (*entry(step).conditions, new)
        return replace(step, entry=Requirements(logic=All(tuple(map(Row, (1, 2, 3)))), conditions=rows))

    found = changes(text, written(edited(orchestration(text, forms=True), "Store", edit)))
    unit = 4 if text is RICH else 2
    assert all(line.startswith("+") for line in found)
    opening = next(line for line in found if "<entryConditions>" in line)
    assert len(opening) - len(opening.lstrip("+ ")) - 1 == 3 * unit
    assert sum("IsNull" in line for line in found) == 1
    assert len(found) == 8


@pytest.mark.parametrize("text", [RICH, ODD], ids=["usual", "odd"])
def test_a_removed_entry_condition_takes_only_its_lines(text: str) -> None:
    def edit(step: Step) -> Step:
        return replace(step, entry=Requirements(logic=All((Row(1),)), conditions=entry(step).conditions[:1]))

    found = changes(text, written(edited(orchestration(text, forms=True), "Store", edit)))
    assert len(found) == 8
    assert all(line.startswith("-") for line in found)


@pytest.mark.parametrize("text", [RICH, ODD], ids=["usual", "odd"])
def test_a_flag_that_is_set_changes_only_its_line(text: str) -> None:
    found = changes(
        text,
        written(
            edited(orchestration(text, forms=True), "Store", lambda step: replace(step, runs_as_user=True))
        ),
    )
    assert [line.strip("+- \r") for line in found] == [
        "<runAsUser>false</runAsUser>",
        "<runAsUser>true</runAsUser>",
    ]


def test_changed_logic_drops_only_its_own_spelling() -> None:
    text = RICH.replace("1 AND (2 OR 3)", "(1) AND (2 OR 3)")
    found = orchestration(text, forms=True)
    (decision,) = found.decisions
    big = decision.outcomes[0]
    other = replace(big, requirements=replace(big.requirements, logic=Any((Row(1), Row(2), Row(3)))))
    after = written(replace(found, decisions=(replace(decision, outcomes=(other, *decision.outcomes[1:])),)))
    assert [line.strip("+- ") for line in changes(text, after)] == [
        "<conditionLogic>(1) AND (2 OR 3)</conditionLogic>",
        "<conditionLogic>or</conditionLogic>",
    ]


def test_a_renamed_stage_stays_where_it_stands_in_a_file_of_another_order() -> None:
    text = minimal(stage(name="B") + stage(name="C") + stage(name="A"))
    found = orchestration(text, forms=True)
    renamed = tuple(replace(one, name="Z") if one.name == "C" else one for one in found.stages)
    after = written(replace(found, stages=tuple(sorted(renamed, key=lambda one: one.name))))
    assert changes(text, after) == ["-        <name>C</name>", "+        <name>Z</name>"]


def test_a_new_stage_takes_its_place_by_name() -> None:
    text = minimal(stage(name="A") + stage(name="C"))
    found = orchestration(text, forms=True)
    new = replace(found.stages[0], name="B", label="B")
    after = written(replace(found, stages=(found.stages[0], new, found.stages[1])))
    assert after == minimal(stage(name="A") + stage(name="B") + stage(name="C")).replace(
        "        <exitConditionLogic>and</exitConditionLogic>\n", ""
    )


def test_layout_that_does_not_fit_is_left_out_and_said() -> None:
    found = replace(orchestration(RICH), layout=Layout(None, (Form("", "<label/></Flow>"),)))
    result = write(found)
    assert result.text == RICH
    assert any("does not fit" in one.message for one in result.diagnostics)


def test_layout_cannot_hide_what_the_definition_says() -> None:
    found = orchestration(RICH)
    for skeleton in ("", "<!--", "<label/>", "<a><b></a>", "<nothing/>", "<label/>" * 9, "<start .../>"):
        text = written(replace(found, layout=Layout(None, (Form("", skeleton),))))
        assert orchestration(text) == found
