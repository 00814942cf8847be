"""A session as a file: a scenario in the words of the language, or as JSON."""

from __future__ import annotations

from ...engine.scenarios.json_format import file_of, scenario_to_json
from ...engine.scenarios.player import play
from ...engine.scenarios.scenario_file import About, digest_of
from ...grammar.language.parse import parse
from ...grammar.names import Names
from ...grammar.scenario import Scenario
from ...grammar.source import Source
from .session import Session


def saved_text(session: Session, file: str, source: Source, version: str) -> str:
    """What goes into a file: JSON where its name ends in `.json`, else text to copy into the definition.

    Raises ValueError where the run cannot be told as a scenario: a value in it cannot be written.
    """
    text = session.scenario()
    scenario = _scenario(text)
    if not file.casefold().endswith(".json"):
        return text
    orchestration = session.program.orchestration
    about = About(
        tool=f"stageproof {version}",
        path=source.path,
        digest=digest_of(source.text),
        found_by=(("mode", "interactive"),),
        name=orchestration.name,
    )
    return scenario_to_json(file_of(play(session.program, scenario), about), Names.of(orchestration))


def _scenario(text: str) -> Scenario:
    parsed = parse(Source("scenario.orch", f"orchestration Saved {{ api 67 {text} }}"))
    if parsed.orchestration is None or parsed.diagnostics or not parsed.orchestration.scenarios:
        why = parsed.diagnostics[0].message if parsed.diagnostics else "nothing was read"
        raise ValueError(f"the run cannot be written as a scenario: {why}")
    return parsed.orchestration.scenarios[0]
