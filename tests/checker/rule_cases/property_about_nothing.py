"""Further cases of property-about-nothing."""

from typing import Final

HIRE: Final = """
orchestration Hire {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue HR  then Wanted }
  decision Wanted {
    when Form.Outputs.answer = "Yes" -> Go
    otherwise "No" -> end
  }
  stage Go { background Laptop calls Order async  then end }
  flow Ask_Form { type Flow  out answer: one of "Yes", "No" not null }
  flow Order { type AutoLaunchedFlow  async }
  %s
}
"""

CASES: Final = (
    (
        HIRE % 'never "two at once": Laptop is Error and Laptop is Completed',
        r"says nothing of this definition: it would",
    ),
    (
        HIRE % 'always "in its stage": Laptop is InProgress implies Go is InProgress or Go is Suspended',
        r"it would hold of any orchestration",
    ),
    (
        HIRE % 'always "either way": Laptop starts leads to Form is Completed or not (Form is Completed)',
        r"holds at every moment, whatever came before",
    ),
    (
        HIRE % 'always "a": Laptop starts leads to not (Laptop is InProgress)',
        r"it would hold of any orchestration",
    ),
    (HIRE % 'always "b": Ask starts before Form starts', r"it would hold of any orchestration"),
    (HIRE % 'eventually "c": run is InProgress or run is Error', r"it would hold of any orchestration"),
    (HIRE % 'exactly once "d": run starts', r"it would hold of any orchestration"),
    (HIRE % 'exactly once "e": Form starts', None),
    (HIRE % 'always "asked first": Form completes before Laptop starts', None),
    (HIRE % 'never "against the answer": Form.Outputs.answer = "No" and Laptop starts', None),
    (HIRE % 'always "it ends": Laptop starts leads to run is Completed or run is Error', None),
    (HIRE % 'always "wrong": Laptop starts implies Form is Error', None),
)
