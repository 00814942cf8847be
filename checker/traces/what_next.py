"""What can happen next, in the words of a scenario, brief: the errors of one step stand together."""

from ...engine.configuration import Configuration
from ...engine.enabled import Template, enabled
from ...engine.events import Evaluate, Fail, Reassign
from ...engine.interpreter.refusal import is_over
from ...engine.program.program import Program
from ...engine.statuses import label
from ...grammar.language.writing.values import name_text
from .event_words import event_words, template_words

NOTHING = "nothing"


def what_next(program: Program, configuration: Configuration) -> tuple[str, ...]:
    """The enabled events, simplest first; none where the run is over."""
    if is_over(configuration):
        return ()
    return told_briefly(enabled(program, configuration))


def told_briefly(templates: tuple[Template, ...]) -> tuple[str, ...]:
    """Events in brief: those that differ only in the kind of error, of assignee or in the answer are told as one."""
    found: dict[str, list[str]] = {}
    for template in templates:
        event = template.event
        match event:
            case Fail(kind=kind):
                first = event_words(event).removesuffix(kind.value)
                found.setdefault(first, []).append(kind.value)
            case Reassign(step=step, kind=kind):
                found.setdefault(f"reassign {name_text(step)} to ", []).append(kind.lower())
            case Evaluate(flow=flow, answer=answer):
                found.setdefault(f"evaluate {name_text(flow)} = ", []).append("true" if answer else "false")
            case _:
                found.setdefault(template_words(template), [])
    return tuple(first + _alternatives(last) for first, last in found.items())


def next_sentence(program: Program, configuration: Configuration) -> str:
    """`What can happen next: …`, or that nothing can."""
    events = what_next(program, configuration)
    if events:
        return "What can happen next: " + "; ".join(events) + "."
    status = label(configuration.run or "over")
    why = " and cannot be resumed" if configuration.run == "Error" else ""
    return f"What can happen next: nothing, the run is {status}{why}."


def _alternatives(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1] if words else ""
