"""Where in somebody's own code an error was raised."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from traceback import walk_tb
from typing import Final

OWN: Final = __name__.partition(".")[0]
LIBRARY: Final = sysconfig.get_paths()["stdlib"]


def raised_at(error: BaseException) -> str:
    """File and line of the last call outside of Stageproof and, if there is one, of Python's library; else nothing."""
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] not in (OWN, "importlib")
    ]
    written = [place for place in places if not place[0].startswith((LIBRARY, "<"))]
    if not places:
        return ""
    file, line = (written or places)[-1]
    path = Path(file)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{shown}, line {line}"


def told(error: BaseException) -> str:
    """What was raised, and where."""
    text = f": {error}" if str(error) else ""
    place = raised_at(error)
    return f"{type(error).__name__}{text}" + (f" ({place})" if place else "")
