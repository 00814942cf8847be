"""The dialogue of a session, apart from where its lines come from and go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...engine.enabled import Template
from ...engine.events import Event
from ...engine.exploration.fillings import Filler
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Hole, Program
from ...engine.values import Value, shown
from ..reports.style import Style
from ..traces.event_words import event_words, template_words
from ..traces.text_table import text_table
from ..traces.trace import trace_of
from .session import Session
from .state_text import state_text
from .value_reading import WrongValueError, domain_words, read_value

HELP: Final = """\
A number lets that event happen. Besides:
  errors     errors that could have struck in what just happened
  undo       take the last event back, as often as you like
  log        the whole run so far, with the reason of every change
  state      where the run stands
  save FILE  the run as a scenario: text to copy into the definition, or JSON (FILE.json)
  help       this
  quit       leave
While a value is asked for: Enter takes the first suggestion, - leaves it out, back takes the event back.
"""


class LeaveError(Exception):
    """The person wants to leave, or there is no more input."""


class BackError(Exception):
    """The person does not want this event after all."""


class Dialogue:
    """Talks a person through a session.

    `ask` shows a prompt and gives the line that was typed (None: no more input), `tell` shows text, `save` writes a
    file and gives what went wrong, or None.
    """

    def __init__(
        self,
        program: Program,
        ask: Callable[[str], str | None],
        tell: Callable[[str], None],
        save: Callable[[str, Session], str | None],
        style: Style | None = None,
    ) -> None:
        """Begin before the beginning of a run."""
        self.session = Session.new(program)
        self.filler = Filler(program)
        self._ask, self._tell, self._save = ask, tell, save
        self._style = style or Style()

    def talk(self) -> Session:
        """Until the person leaves; the session as it then is."""
        try:
            self._tell(state_text(self.session.program, self.session.run.configuration))
            while True:
                self._turn()
        except LeaveError:
            return self.session

    def _turn(self) -> None:
        templates = self.session.choices()
        self._tell("\n".join(self._menu(templates)) + "\n")
        line = self._line("number, or undo, log, state, save FILE, help, quit> ").strip()
        word, _, rest = line.partition(" ")
        match word.casefold():
            case "":
                return
            case "quit" | "exit" | "q":
                raise LeaveError
            case "help" | "?":
                self._tell(HELP)
            case "undo":
                self._undo()
            case "log":
                self._tell(text_table(trace_of(self.session.program, self.session.run), self._style))
            case "state":
                self._tell(state_text(self.session.program, self.session.run.configuration))
            case "errors":
                self._errors()
            case "save":
                self._store(rest.strip())
            case _:
                self._choose(line, templates)

    def _menu(self, templates: tuple[Template, ...]) -> Iterator[str]:
        yield ""
        yield self._style.paint(
            "bold", "What can happen next:" if templates else "Nothing can happen any more."
        )
        for number, template in enumerate(templates, 1):
            yield f"  {number:>2}  {template_words(template)}"
        strikes = self.session.strikes()
        if strikes:
            yield f"  errors of what just happened: {len(strikes)} (type errors)"

    def _choose(self, line: str, templates: tuple[Template, ...]) -> None:
        number = _number(line, len(templates))
        if number is None:
            self._tell(
                f'"{line}" is neither a number from 1 to {len(templates)} nor a command; help lists them.\n'
            )
            return
        template = templates[number - 1]
        try:
            event = template.fill(tuple(self._values(template)))
        except BackError:
            return
        self._happen(event)

    def _errors(self) -> None:
        strikes = self.session.strikes()
        if not strikes:
            self._tell("No error could have struck in what just happened, or one has.\n")
            return
        self._tell("".join(f"  {number:>2}  {event_words(fail)}\n" for number, fail in enumerate(strikes, 1)))
        line = self._line("which error (Enter: none)> ").strip()
        number = _number(line, len(strikes))
        if number is not None:
            self._happen(strikes[number - 1])
        elif line:
            self._tell(f'"{line}" is not a number from 1 to {len(strikes)}.\n')

    def _happen(self, event: Event) -> None:
        following = self.session.told(event)
        if isinstance(following, Refusal):
            because = f" ({following.because})" if following.because else ""
            self._tell(f"Refused: {following.reason}{because}.\n")
            return
        self.session = following
        self._tell(text_table(trace_of(following.program, following.run)[-1:], self._style))
        self._tell("\n" + state_text(following.program, following.run.configuration))

    def _undo(self) -> None:
        if self.session.before is None:
            self._tell("There is nothing to undo: the run has not begun.\n")
            return
        self.session = self.session.before
        self._tell(state_text(self.session.program, self.session.run.configuration))

    def _store(self, file: str) -> None:
        if not file:
            self._tell("Say where: save FILE\n")
            return
        problem = self._save(file, self.session)
        self._tell(f"Saved to {file}.\n" if problem is None else f"{problem}\n")

    def _values(self, template: Template) -> Iterator[tuple[str, Value]]:
        for hole in template.holes:
            found = self._value(template, hole)
            if found is not None:
                yield found

    def _value(self, template: Template, hole: Hole) -> tuple[str, Value] | None:
        suggestions = self.filler.suggestions(template, hole)
        listed = ", ".join(map(shown, suggestions))
        self._tell(f"{hole.name}: {domain_words(hole.domain)}. Suggestions: {listed}\n")
        while True:
            line = self._line(f"{hole.name} = ").strip()
            match line.casefold():
                case "":
                    return hole.name, suggestions[0]
                case "-":
                    return None
                case "back":
                    raise BackError
                case "quit":
                    raise LeaveError
                case _:
                    pass
            try:
                return hole.name, read_value(line, hole.name, hole.domain)
            except WrongValueError as problem:
                self._tell(f"{problem}. Once more; back takes the event back.\n")

    def _line(self, prompt: str) -> str:
        line = self._ask(prompt)
        if line is None:
            raise LeaveError
        return line


def _number(text: str, most: int) -> int | None:
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return None
    number = int(text)
    return number if 1 <= number <= most else None
