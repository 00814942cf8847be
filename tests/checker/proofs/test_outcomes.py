"""Outcomes against each other: trying every pair of values finds the same."""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import product
from random import Random
from typing import NamedTuple

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import shortest_run
from stageproof.checker.proofs.nulls import null_of_default
from stageproof.checker.proofs.outcomes import Outcomes
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

OPERATORS: dict[str, Callable[[int, int], bool]] = {"<": operator.lt, ">=": operator.ge, "=": operator.eq}
MOST = 5
Values = tuple[int | None, int]
"""What the flow gives: `a` may be null, `b` never is."""


class Drawn(NamedTuple):
    """An outcome: whether it holds, and where it leads."""

    holds: Callable[[Values], bool]
    target: str


def _condition(chance: Random) -> tuple[str, Callable[[Values], bool]]:
    place, word, bound = chance.randint(0, 1), chance.choice(sorted(OPERATORS)), chance.randint(0, MOST)

    def holds(values: Values) -> bool:
        value = values[place]
        return value is not None and OPERATORS[word](value, bound)

    return f"Look.Outputs.{'ab'[place]} {word} {bound}", holds


def _drawn(number: int) -> tuple[Program, list[Drawn]]:
    chance = Random(number)
    outcomes: list[Drawn] = []
    lines: list[str] = []
    for place in range(chance.randint(1, 4)):
        (first, one), (second, other) = _condition(chance), _condition(chance)
        join = chance.choice(("", "and", "or"))
        target = chance.choice(("Left", "Right"))
        text = f"{first} {join} {second}" if join else first

        def holds(
            values: Values,
            one: Callable[[Values], bool] = one,
            other: Callable[[Values], bool] = other,
            join: str = join,
        ) -> bool:
            if not join:
                return one(values)
            return (one(values) and other(values)) if join == "and" else (one(values) or other(values))

        lines.append(f"    outcome O{place} when {text} -> {target}")
        outcomes.append(Drawn(holds, target))
    body = "\n".join(lines)
    text = f"""orchestration Drawn {{
  start autolaunched -> Ask
  stage Ask {{ background Look calls Give async  then Which }}
  decision Which {{
{body}
    otherwise -> end
  }}
  stage Left {{ background L calls Give async  then end }}
  stage Right {{ background R calls Give async  then end }}
  flow Give {{ type AutoLaunchedFlow  async  out a: integer 0..{MOST}  out b: integer 0..{MOST} not null }}
}}
"""
    parsed = parse(Source("drawn.orch", text))
    assert parsed.orchestration is not None, parsed.diagnostics
    return compile_orchestration(parsed.orchestration), outcomes


def _first(outcomes: list[Drawn], values: Values) -> int:
    return next((place for place, outcome in enumerate(outcomes) if outcome.holds(values)), -1)


def test_what_shadows_overlaps_and_falls_is_what_trying_every_value_finds() -> None:
    every: list[Values] = list(product((*range(MOST + 1), None), range(MOST + 1)))
    seen = {"shadowed": 0, "overlaps": 0, "only": 0, "null": 0, "whatever comes": 0}
    for number in range(400):
        program, outcomes = _drawn(number)
        analysis = Analysis(encode(program))
        found = Outcomes(analysis, program.orchestration.decisions[0])
        for place, outcome in enumerate(outcomes):
            mine = [values for values in every if outcome.holds(values)]
            catching = {_first(outcomes, values) for values in mine}
            expected = sorted(catching) if place not in catching else []
            names = [f"O{each}" for each in expected]
            assert [each.name for each in found.caught_by(place)] == names, (number, place)
            whatever = {each.name for each in found.caught_whatever_comes(place)}
            assert not whatever or (place not in catching and set(names) <= whatever), (number, place)
            seen["whatever comes"] += bool(whatever)
            seen["shadowed"] += bool(names)
        overlaps = {
            (f"O{one}", f"O{other}")
            for other in range(len(outcomes))
            for one in range(other)
            if outcomes[one].target != outcomes[other].target
            and any(outcomes[one].holds(v) and not outcomes[other].holds(v) for v in every)
            and any(outcomes[other].holds(v) and not outcomes[one].holds(v) for v in every)
            and any(outcomes[other].holds(v) and _first(outcomes, v) == one for v in every)
        }
        told = list(found.overlaps())
        assert {(each.first.name, each.second.name) for each in told} == overlaps, number
        assert all(shortest_run(analysis, each.location, each.states) for each in told[:1])
        seen["overlaps"] += bool(overlaps)
        is_only = len(outcomes) == 1 and all(outcomes[0].holds(values) for values in every)
        assert (found.only is not None) is is_only, number
        seen["only"] += is_only
        fallen = [values for values in every if _first(outcomes, values) == -1]
        by_null = bool(fallen) and all(values[0] is None for values in fallen)
        assert (null_of_default(analysis, program.orchestration.decisions[0]) is not None) is by_null, number
        seen["null"] += by_null
    assert min(seen.values()) >= 4, seen


def test_an_outcome_is_caught_whatever_comes_where_the_conditions_before_it_say_so() -> None:
    program = program_of("""
      flow F { async out x: integer 0..3 }
      field $Record.A: number
      field $Record.B: number
      flow Call { sync writes $Record.A = $Record.B }
      start when Case is created -> First
      stage First { background A calls F background B calls Call then Choose }
      decision Choose {
        outcome Large when A.Outputs.x > 1 -> Second
        outcome Two when A.Outputs.x = 2 -> Second
        outcome Above when $Record.A > $Record.B -> Second
        outcome Three when A.Outputs.x = 3 -> Second
        otherwise -> end
      }
      stage Second { background C calls F then end }
    """)
    found = Outcomes(Analysis(encode(program)), program.orchestration.decisions[0])
    caught = [[one.name for one in found.caught_whatever_comes(number)] for number in range(4)]
    assert caught == [[], ["Large"], [], []]
