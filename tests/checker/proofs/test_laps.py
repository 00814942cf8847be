"""Which errors lead round, and between which locations a run can go round at all."""

from __future__ import annotations

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import Follow, Held, Rest
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.laps import fault_edges
from stageproof.checker.proofs.parts import parts
from stageproof.checker.proofs.prove import prove


def test_errors_while_a_run_is_suspended_are_nobodys_laps() -> None:
    analysis = Analysis(
        encode(
            program_of("""
              field $Record.Flag: boolean not null
              start when Case is created -> First
              stage First {
                background A calls F async
                background B calls F async starts when $Record.Flag = true
                on error -> First
                then end
              }
            """)
        )
    )
    places = analysis.encoding.places
    held = [
        number
        for number, edge in analysis.edges("fail")
        if isinstance(places[edge.source], Held) and isinstance(places[edge.target], Follow)
    ]
    assert held
    found = set(fault_edges(analysis, 0))
    assert not found & set(held)
    assert any(isinstance(places[analysis.system.edges[edge].source], Rest) for edge in found)


def test_what_no_run_takes_closes_no_circle() -> None:
    analysis = Analysis(
        encode(
            program_of("""
              field $Record.N: integer 0..5 not null, never changed
              start when Case is created -> First { where N = 2 }
              stage First { background A calls F then Choose }
              decision Choose { when $Record.N = 3 -> go to First otherwise -> Second }
              stage Second { background B calls F then Again }
              decision Again { when $Record.N = 2 -> go to Second otherwise -> end }
            """)
        )
    )
    part = parts(analysis, lambda _: True)
    where = {
        (place.target.name, stage): part[number] == part[rest]
        for number, place in analysis.locations()
        if isinstance(place, Follow)
        for stage in range(2)
        for rest in analysis.rests_of[stage]
    }
    assert not where["Choose", 0]
    assert where["Again", 1]
    assert not where["Again", 0]


def test_errors_that_go_round_by_an_outcome_of_rework_are_followed_by_it() -> None:
    orchestration = program_of("""
      flow Ask { out good: boolean not null }
      start autolaunched -> Check
      stage Check { interactive Form calls Ask on error -> Mend then Good }
      decision Good { when Form.Outputs.good = true -> end otherwise -> go to Check }
      stage Mend { background Fix calls F on error -> Other then Good }
      stage Other { background Do calls F on error -> Other then end }
      flow F { async }
    """).orchestration
    contracts = {contract.name: contract for contract in orchestration.contracts}
    analysis = prove(orchestration, contracts.get).analysis
    assert analysis is not None
    assert analysis.rework
    assert {name: bool(laps.forced) for name, laps in analysis.laps.items()} == {"Check": True, "Other": True}
    assert analysis.laps["Check"].left_out == frozenset()
    assert analysis.laps["Other"].left_out == analysis.rework
