"""The variables that a property speaks of are found by name."""

from __future__ import annotations

import pytest
from large_definitions import with_members
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.own.statements import spoken_of

TEXT = """orchestration Order {
  start when Order__c is created -> Work
  flow Do { type AutoLaunchedFlow  async  out ok: boolean not null }
  field $Record.Ready__c: boolean not null
  stage Work { background Job calls Do  background Next calls Do starts when Job is Completed  then end }
}
"""


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ('eventually "it": Job starts', ["Work/Job.Status"]),
        ('eventually "it": Work starts', []),
        ('eventually "it": run completes', []),
        ('eventually "it": Next is Completed or $Record.Ready__c = true', ["Work/Next.Status", "$Record.Ready__c"]),
        ('always "it": Next fails leads to Job fails', ["Work/Next.Status", "Work/Job.Status"]),
        ('exactly once "it": Job.Outputs.ok = true and Next fails', ["work/job.ok", "Work/Next.Status"]),
    ],
)  # fmt: skip
def test_a_property_speaks_of_what_its_conditions_look_at_and_of_what_changes(
    claim: str, names: list[str]
) -> None:
    program = program_of(with_members(TEXT, claim))
    encoding = encode(program, claims=True)
    found = spoken_of(program.orchestration.properties[0], encoding)
    assert [encoding.system.variables[variable].name for variable in found] == names
