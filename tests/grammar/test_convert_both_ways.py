"""Converting between XML and the language loses nothing, either way."""

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from corpus_folder import CORPUS
from flow_xml import RICH, orchestration
from hypothesis import given, settings
from hypothesis import strategies as st
from xml_mutations import mutate

from stageproof.grammar.convert import to_orch, to_xml
from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.salesforce.read import read
from stageproof.grammar.source import Source

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*/*.orch"))


@cache
def definitions() -> tuple[str, ...]:
    found = [RICH]
    for path in sorted(CORPUS.rglob("*.flow-meta.xml")) if CORPUS.is_dir() else ():
        text = path.read_bytes().decode("utf-8")
        if read(Source(path.name, text), path.name).orchestration is not None:
            found.append(text)
    return tuple(found)


def parsed(text: str) -> Orchestration:
    found = parse(Source("Order.orch", text))
    assert found.diagnostics == ()
    assert found.orchestration is not None
    return found.orchestration


def there_and_back(text: str) -> str | None:
    """XML, to the model, to `.orch`, to the model, which is equal, to XML."""
    model = read(Source("Order.flow-meta.xml", text), "Order", forms=True).orchestration
    if model is None:
        return text
    again = parsed(to_orch(model))
    assert again == model
    return to_xml(again).text


def test_every_real_definition_comes_back_through_the_language(corpus: Path) -> None:
    assert len(definitions()) > 12, corpus
    for text in definitions():
        assert there_and_back(text) == text


def test_the_definition_written_here_comes_back_through_the_language() -> None:
    assert there_and_back(RICH) == RICH


def test_a_formula_with_a_scale_and_no_type_comes_back_through_the_language() -> None:
    text = 'orchestration Order {\n  formula Twice(2) = "1"\n}\n'
    assert to_orch(parsed(text)) == text
    assert parsed(text).formulas[0].scale == 2


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=60)
def test_xml_written_in_other_ways_comes_back_through_the_language(seed: int) -> None:
    random = Random(seed)
    text = mutate(random.choice(definitions()), random)
    assert there_and_back(text) == text


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_orchestration_in_the_language_comes_back_through_xml(path: Path) -> None:
    model = parsed(path.read_text(encoding="utf-8"))
    text = to_xml(model).text
    assert text is not None
    again = read(Source("x.xml", text), model.name, forms=True)
    assert again.diagnostics == ()
    assert again.orchestration == model
    assert to_orch(model) == to_orch(again.orchestration or model)


ODD = (
    RICH.replace("    ", "  ")
    .replace("<entryConditionLogic>", "<!-- why --><entryConditionLogic>")
    .replace("\n", "\r\n")
)


@pytest.mark.parametrize("text", [RICH, ODD], ids=["usual", "odd"])
def test_an_entry_condition_edited_in_the_language_changes_only_its_bytes(text: str) -> None:
    written = to_orch(orchestration(text, forms=True))
    assert written.count("Form.Outputs.count > 3.0") == 1
    after = to_xml(parsed(written.replace("Form.Outputs.count > 3.0", "Form.Outputs.count > 4.0"))).text
    assert after == text.replace("<numberValue>3.0<", "<numberValue>4.0<")


def test_raw_blocks_hold_no_value_that_the_model_knows() -> None:
    text = ODD.replace("<status>", "<ends>here</ends><status>")
    blocks = re.findall(
        r'(?:form|xml)(?: at)?( "(?:[^"\\]|\\.)*"){1,2}', to_orch(orchestration(text, forms=True))
    )
    assert blocks
    for value in ("Form_Flow", "Order_Laptop", "$Record", "Completed", "a@example.com", "GreaterThan"):
        assert not any(value in block for block in blocks)


def test_on_error_end_has_no_xml() -> None:
    text = 'orchestration Order { stage A { on error -> end then end label "A" } }'
    result = to_xml(parsed(text))
    assert result.text is None
    assert "no XML is known" in result.diagnostics[0].message
    assert Source("x", text).slice(result.diagnostics[0].span) == "end"
