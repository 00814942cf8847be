"""Evidence of conformance: complete, in the same bytes each time, and with a digest that holds it together."""

import json

from adapter_runs import conforming
from faulty_engines import FAULTY, LogsTwice
from partial_engines import ShowsParts

from stageproof.checker.adapters.contract import Part
from stageproof.checker.adapters.levels.evidence import digest, evidence
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.engine.scenarios.scenario_file import digest_of
from stageproof.engine.tables.catalogue import rows_of


def test_the_same_engine_leaves_the_same_bytes() -> None:
    first = evidence(conforming(ReferenceEngine(), Level.SUSPEND, Level.CANCEL), "1")
    assert evidence(conforming(ReferenceEngine(), Level.SUSPEND, Level.CANCEL), "1") == first


def test_the_digest_is_that_of_everything_else() -> None:
    data = json.loads(evidence(conforming(ReferenceEngine(), Level.SUSPEND), "1"))
    told = data.pop("digest")
    assert digest(data) == told
    data["rows"][0]["result"] = "breaks"
    assert digest(data) != told


def test_every_row_of_the_profile_is_in_the_evidence_of_all_levels_with_its_scenario() -> None:
    data = json.loads(evidence(conforming(ReferenceEngine()), "1"))
    told = [row["row"] for row in (*data["rows"], *data["not_observable"])]
    assert sorted(told) == sorted(row.id for row in rows_of("help-2026"))
    assert all(data["scenarios"][row["scenario"]]["events"] for row in data["rows"])
    assert {scenario["definition"] for scenario in data["scenarios"]} == {
        definition["name"] for definition in data["definitions"]
    }
    assert all(definition["digest"] == digest_of(definition["orch"]) for definition in data["definitions"])
    assert [level["mandatory"] for level in data["levels"]] == [level["conforms"] for level in data["levels"]]


def test_what_an_engine_answered_and_showed_is_in_its_evidence() -> None:
    data = json.loads(evidence(conforming(LogsTwice(), Level.SUSPEND), "1"))
    begin = data["scenarios"][0]["events"][0]
    assert begin["event"] == {"do": "begin", "values": {}}
    assert begin["answer"] == {"verdict": "accepted"}
    assert [row["kind"] for row in begin["seen"]["log"]].count("StartStage") == 2
    assert data["scenarios"][0]["findings"][0]["row"] == "stage-milestone-start-stage"
    assert data["scenarios"][0]["ended_early"] == ""


def test_a_scenario_that_ended_early_says_why() -> None:
    faulty = next(faulty for faulty in FAULTY if faulty.row == "run-status-canceled")
    data = json.loads(evidence(conforming(faulty.make(), Level.CANCEL), "1"))
    told = [scenario["ended_early"] for scenario in data["scenarios"] if scenario["ended_early"]]
    assert all("after `cancel` it stands otherwise than the reference" in reason for reason in told)
    assert told


def test_what_breaks_and_what_is_not_judged_is_counted_apart() -> None:
    faulty = next(faulty for faulty in FAULTY if faulty.row == "run-status-canceled")
    (level,) = json.loads(evidence(conforming(faulty.make(), Level.CANCEL), "1"))["levels"]
    assert (level["mandatory"], level["breaks"]) == (22, 3)
    assert level["conforms"] + level["not_judged"] == 19
    assert level["conforms"] > level["not_judged"] > 0
    (level,) = json.loads(evidence(conforming(ShowsParts(Part.RUN), Level.CANCEL), "1"))["levels"]
    assert level["breaks"] == 0
    assert level["not_judged"] > level["conforms"] > 0
