"""A small definition that the tests of the Hypothesis layer and of the pytest plugin share, and variants of it."""

from typing import Final

HIRE: Final = """\
orchestration Hire {
  api 67
  start autolaunched -> Ask
  flow Ask_Form { type Flow  out decision: one of "Approve", "Reject" }
  flow Order { type AutoLaunchedFlow  async }
  stage Ask {
    interactive Form calls Ask_Form assigned to queue HR
    on error -> Help
    then Cleared
  }
  stage Help { interactive Fix calls Ask_Form assigned to queue HR  then Cleared }
  decision Cleared {
    when Form.Outputs.decision = "Reject" -> end
    otherwise -> Go
  }
  stage Go { background Laptop calls Order async  then end }
PROPERTIES
}
"""
PLAIN: Final = HIRE.replace("PROPERTIES\n", "")
HOLDS: Final = '  never "a rejected hire gets a laptop": Form.Outputs.decision = "Reject" and Laptop starts'
BREAKS: Final = '  always "no laptop without the form": Form completes before Laptop starts'


def with_lines(*lines: str) -> str:
    """The definition with these properties and scenarios."""
    return HIRE.replace("PROPERTIES", "\n".join(lines))
