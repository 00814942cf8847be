"""An engine by the words that name it: `reference`, `module:Class`, `command:./engine --flag`, `http://…`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from ...engine.decisions.choices import Choices
from .contract import Engine, breach
from .guarded import Guarded
from .limited import OverdueError, limited
from .raised_at import told
from .reference import ReferenceEngine
from .remote.over_http import Web
from .remote.over_pipe import Pipe
from .remote.remote_engine import RemoteEngine

FORMS: Final = "reference, module:Class, command:./engine --flag, http://host:port/path"
METHODS: Final = ("capabilities", "reset", "start", "do", "inject", "observe")


def open_engine(words: str, timeout: float = 10.0, chosen: Choices | None = None) -> Guarded:
    """The engine of these words. `timeout` is in seconds, for one answer; `chosen` are the readings that the reference
    follows where it is the engine.

    Raises ValueError for words of no known form, AdapterError where the engine cannot be had.
    """
    if words == "reference":
        return Guarded(ReferenceEngine(chosen))
    if words.startswith(("http://", "https://")):
        return Guarded(RemoteEngine(Web(words, timeout)))
    before, colon, after = words.partition(":")
    if before == "command" and after.strip():
        return Guarded(RemoteEngine(Pipe(after.strip(), timeout)))
    if colon and after.isidentifier() and all(part.isidentifier() for part in before.split(".")):
        return Guarded(_of_class(before, after, timeout), timeout)
    raise ValueError(f'"{words}" names no engine. Engines are written as {FORMS}.')


def _within(timeout: float, work: Callable[[], object], what: str, done: str) -> object:
    """What comes of some work of the engine's author; a breach where it raises, or takes longer."""
    try:
        return limited(timeout, work)
    except KeyboardInterrupt:
        raise
    except OverdueError:
        raise breach(f"{what} is not {done} within {timeout:g} seconds") from None
    except BaseException as error:
        raise breach(f"{what} cannot be {done}: {told(error)}") from None


def _of_class(module: str, name: str, timeout: float) -> Engine:
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    found = _within(timeout, lambda: import_module(module), f"the module {module}", "imported")
    made = getattr(found, name, None)
    if not callable(made):
        raise breach(f'the module {module} has no class "{name}"')
    engine = _within(timeout, made, f"{module}:{name}", "made")
    missing = [method for method in METHODS if not callable(getattr(engine, method, None))]
    if missing:
        raise breach(f"{module}:{name} is no engine: it has no {', '.join(missing)}")
    return cast("Engine", engine)
