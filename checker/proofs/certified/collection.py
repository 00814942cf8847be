"""Python's search for dead circles of objects, put off while many objects are made that live."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collection_put_off() -> Generator[None]:
    """No search meanwhile: it would go through everything that is alive, again and again, and find nothing. Afterwards it
    is as it was before.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
