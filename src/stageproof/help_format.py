"""How `--help` is laid out."""

import os
from argparse import RawDescriptionHelpFormatter
from typing import Final

WIDEST: Final = 100


class HelpFormat(RawDescriptionHelpFormatter):
    """Keeps the examples as they are written, and knows its width without loading `shutil`."""

    def __init__(self, prog: str) -> None:
        """Lay out for the terminal's width, at most 100 columns."""
        super().__init__(prog, width=min(_columns(), WIDEST))


def _columns() -> int:
    if os.environ.get("COLUMNS", "").isdigit():
        return max(40, int(os.environ["COLUMNS"]))
    try:
        return max(40, os.get_terminal_size(1).columns)
    except OSError:
        return 80
