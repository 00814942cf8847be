"""A declaration that nothing needs."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..mentions import mentions
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.PEDANTIC,
    summary="A declared flow contract or field is never used.",
    rationale="Nothing calls a flow of that name, or reads or writes that field. Either a name is misspelt, "
    "and what was declared is not applied where it should be, or the declaration was left behind.",
    source="the declarations of this file (docs/language.md)",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls post_it
  }
  flow Post_It { type AutoLaunchedFlow }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report declared contracts of flows that nothing calls, and declared fields that nothing names."""
    called = {call.flow.casefold() for call in context.calls}
    for declared in orchestration.contracts:
        if declared.name.casefold() not in called:
            yield Found(
                declared,
                f"A contract of {declared.name} is declared, but nothing here calls that flow.",
                "Correct the name, or remove the declaration.",
            )
    if not orchestration.fields:
        return
    named = _named(orchestration, context)
    for field in orchestration.fields:
        if field.field.casefold() not in named:
            yield Found(
                field,
                f"{field.field} is declared, but nothing here reads or writes it.",
                "Correct the name, or remove the declaration.",
            )


def _named(orchestration: Orchestration, context: Context) -> frozenset[str]:
    start = orchestration.start
    filters = start.filters.conditions if start and start.filters else ()
    read = {f"$record.{row.left.text}".casefold() for row in filters}
    read |= {use.reference.text.casefold() for use in context.uses}
    return mentions((*orchestration.contracts, *orchestration.properties, *orchestration.scenarios)) | read
