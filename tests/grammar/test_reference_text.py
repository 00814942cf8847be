"""References inside texts and formulas, with their places."""

import pytest

from stageproof.grammar.reference_text import references_in_formula, references_in_text


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Dear {!$Record.Owner:User.Name}, {!Greeting}", ["$Record.Owner:User.Name", "Greeting"]),
        ("{! Spaced }", ["Spaced"]),
        ("{!43b39932-ab.Status}", ["43b39932-ab.Status"]),
        ("no reference { at } all", []),
        ("{!} {! } {!open", []),
        ("{!{!Inner}}", ["Inner"]),
    ],
)
def test_the_references_of_a_text(text: str, references: list[str]) -> None:
    found = references_in_text(text, 100)
    assert [reference.text for reference in found] == references
    assert [text[reference.span.start - 100 : reference.span.end - 100] for reference in found] == references


@pytest.mark.parametrize(
    ("expression", "references"),
    [
        ("{!A.Status} = 'Completed'", ["A.Status"]),
        ('IF(Score > 10, "high {!NotRead}", $Record.Owner.Name)', ["Score", "$Record.Owner.Name"]),
        ("AND(NOT(ISBLANK ({!X})), TRUE, null)", ["X"]),
        ("A.Outputs.count + 1.5e3 - 2", ["A.Outputs.count"]),
        ("/* A.B */ C /* D", ["C"]),
        ("'it\\'s A' & B", ["B"]),
        ('"never closed & A', []),
        (
            "$Setup.Custom__c.Field__c && $Flow.CurrentDateTime",
            ["$Setup.Custom__c.Field__c", "$Flow.CurrentDateTime"],
        ),
        ("{!$Record.Owner:User.Name}", ["$Record.Owner:User.Name"]),
        ("a or b and c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_the_references_of_a_formula(expression: str, references: list[str]) -> None:
    found = references_in_formula(expression, 7)
    assert [reference.text for reference in found] == references
    assert [
        expression[reference.span.start - 7 : reference.span.end - 7] for reference in found
    ] == references


def test_a_map_gives_the_places_in_the_file_where_the_text_was_written_differently() -> None:
    written = "&lt;{!A.B}&gt; &amp; {!C}"
    value = "<{!A.B}> & {!C}"
    places = [0, 4, 5, 6, 7, 8, 9, 10, 14, 15, 20, 21, 22, 23, 24]
    found = references_in_text(value, 0, places.__getitem__)
    assert [written[slice(*reference.span)] for reference in found] == ["A.B", "C"]
