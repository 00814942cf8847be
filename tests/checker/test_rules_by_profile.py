"""Rules say what holds under the profile that is asked for."""

from __future__ import annotations

import pytest
from rule_bench import source_of

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.checker.registry import rules_named
from stageproof.checker.walk import walk

POST = """
orchestration Order {
  start autolaunched -> Post
  stage Post { mulesoft Posting calls Post_It }
  known flows "Post_It"
}
"""


@pytest.mark.parametrize(("profile", "findings"), [("help-2026", 1), ("pdf-2025", 0)])
def test_a_mulesoft_error_is_final_where_the_profile_says_so(profile: str, findings: int) -> None:
    source = source_of(POST)
    orchestration = read_definition(source).orchestration
    assert orchestration is not None
    context = Context(orchestration, source, lambda _: None, profile=profile)
    visits, _ = walk(rules_named(("failure-cannot-be-resumed",)), context)
    assert len(visits) == findings
