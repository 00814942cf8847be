"""What happens in `stageproof test`, as it happens: a line of JSON for each thing (`--output-format ndjson`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO

from .. import __version__
from ..checker.campaigns.campaign import Progress
from ..checker.campaigns.plan import Plan
from ..checker.campaigns.reports.data import SCHEMA_VERSION, failure_to_data, plan_to_data, tried_to_data
from ..checker.campaigns.tried import Tried
from ..engine.records.values_json import Data
from ..outputs import Output
from ..terminal import UsageError


class Stream:
    """Writes to every output of the format; does nothing where there is none."""

    def __init__(self, outputs: tuple[Output, ...]) -> None:
        """Open the files. Raises UsageError where that cannot be done."""
        self._streams: list[tuple[IO[str], bool]] = []
        for output in outputs:
            if output.format != "ndjson":
                continue
            if output.file is None:
                self._streams.append((sys.stdout, False))
                continue
            try:
                self._streams.append((Path(output.file).open("w", encoding="utf-8"), True))  # noqa: SIM115  # closed by `close`
            except OSError as error:
                raise UsageError(f"cannot write {output.file}: {error.strerror}.") from error
        self._told: set[str] = set()

    def started(self, plan: Plan) -> None:
        """The runs of a definition begin."""
        self._told = set()
        self._write("started", plan_to_data(plan))

    def progress(self, progress: Progress) -> None:
        """A chunk is done. There is no time in it: the same runs give the same lines."""
        told: dict[str, Data] = {
            "runs": progress.runs,
            "events": progress.events,
            "features": progress.features,
            "rows": progress.rows,
            "failures": progress.failures,
        }
        self._write("progress", told)

    def finished(self, tried: Tried) -> None:
        """Everything about a definition is known."""
        for failure in tried.campaign.failures:
            self._write("failure", failure_to_data(failure))
        self._write("finished", tried_to_data(tried))

    def close(self) -> None:
        """Close the files."""
        for stream, is_ours in self._streams:
            stream.flush()
            if is_ours:
                stream.close()

    def _write(self, event: str, data: dict[str, Data]) -> None:
        if not self._streams:
            return
        head: dict[str, Data] = {
            "schema_version": SCHEMA_VERSION,
            "tool": f"stageproof {__version__}",
            "event": event,
        }
        line = json.dumps(head | data, ensure_ascii=False) + "\n"
        for stream, _ in self._streams:
            stream.write(line)
            stream.flush()
