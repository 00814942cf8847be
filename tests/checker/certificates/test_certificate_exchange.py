"""A system and its certificate leave as JSON and come back the same."""

import json
from random import Random

import pytest
from explicit_certificates import Builder
from explicit_states import drawn_system
from staged_systems import staged_certificate, staged_choice, staged_system

from stageproof.checker.certificates.exchange import from_json, to_json
from stageproof.checker.certificates.fields import ExchangeError

GOOD = to_json(staged_system(1, 2), staged_certificate(1, 2))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_comes_back(seed: int) -> None:
    system = drawn_system(Random(seed))
    certificate = Builder(system).certificate()
    text = to_json(system, certificate)
    assert from_json(text) == (system, certificate)
    assert to_json(*from_json(text)) == text


def test_a_certificate_by_measures_comes_back() -> None:
    assert from_json(GOOD) == (staged_system(1, 2), staged_certificate(1, 2))
    chosen = staged_system(1, 2), staged_choice(1, 2)
    assert from_json(to_json(*chosen)) == chosen


def test_the_text_is_one_line_of_plain_json() -> None:
    assert GOOD.count("\n") == 1
    assert list(json.loads(GOOD)) == ["format", "version", "system", "certificate"]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"format":"stageproof certificate",', "", "$: there is no 'format'; give one"),
        ('"version":1', '"version":2', "$.version: expected version 1"),
        ('"rests":false', '"rests":0', "$.system.locations[0].rests: expected true or false, found 0"),
        ('"duty":"engine"', '"duty":"duty"', "$.system.edges[0].duty: expected one of result, fault"),
        ('"guard":0', '"guard":99', "$.system.edges[0].guard: expected one of the 6 guards"),
        ('"initial":0', '"initial":true', "$.system.initial: expected a whole number, found true"),
        ('"initial":0', '"initial":null', "$.system.initial: expected a whole number, found null"),
        ('"claim":"unreached"', '"claim":"true"', "$.certificate.claims[2].claim: expected unreached, never"),
        ('"values":[1]', '"values":[-1]', "$.system.guards[1].values: expected numbers of values, from 0"),
        ('"values":[1]', '"values":{}', "$.system.guards[1].values: expected a list of whole numbers"),
        ('"starts":[[0,1]]', '"starts":[[0]]', "$.certificate.claims[0].starts[0]: expected a list of two"),
        ("{", "", "the text is no JSON: "),
    ],
)
def test_a_mistake_in_the_text_is_told(before: str, after: str, message: str) -> None:
    assert before in GOOD
    with pytest.raises(ExchangeError) as error:
        from_json(GOOD.replace(before, after, 1))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, GOOD.replace('{"all":[]}', '{"not":' * 300 + "{}" + "}" * 300)]
)
def test_deep_nesting_is_told(text: str) -> None:
    with pytest.raises(ExchangeError, match="deep"):
        from_json(text)
