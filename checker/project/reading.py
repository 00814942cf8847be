"""Reading a file as text, or saying in plain words why that cannot be done."""

# ruff: noqa: PTH116, PTH123 (a run may look at ten thousand paths)

import os
import stat
from pathlib import Path
from typing import Final

from ...grammar.diagnostic import Problem
from ...grammar.light_dataclass import dataclass
from ...grammar.source import Source

DEFAULT_MAX_FILE_SIZE: Final = 10_000_000
"""Bytes. Salesforce itself holds flows far smaller than this."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_AS: Final = "Save the file as UTF-8."


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why there is no text to check. `rule` is the id under which it is shown."""

    reason: str
    rule: str = Problem.UNREADABLE_FILE.value


def read_file(path: Path, shown: str, max_file_size: int = DEFAULT_MAX_FILE_SIZE) -> Source | Unreadable:
    """Read a file as UTF-8. The text keeps its line ends and its byte order mark; `shown` becomes its path.

    The size, in bytes, is looked at before anything is read.
    """
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            return Unreadable("This is a folder, not a file.")
        if not stat.S_ISREG(status.st_mode):
            return Unreadable("This is not a regular file. Use - to check what comes from standard input.")
        if status.st_size > max_file_size:
            return _too_large(status.st_size, max_file_size)
        with open(path, "rb") as file:
            data = file.read(min(status.st_size, max_file_size) + 1)
    except FileNotFoundError:
        return Unreadable("This file does not exist any more.")
    except PermissionError:
        return Unreadable("This file cannot be read: permission denied.")
    except (OSError, ValueError) as error:
        return Unreadable(f"This file cannot be read: {getattr(error, 'strerror', None) or error}.")
    if len(data) > status.st_size:
        return Unreadable("This file grew while it was read. Check again when nothing writes to it.")
    return decode(data, shown)


def decode(data: bytes, shown: str) -> Source | Unreadable:
    """The bytes of a file as a source; `shown` is its path for people."""
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        empty = "is empty" if not data else "holds nothing but white space"
        return Unreadable(f"This file {empty}.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Unreadable(f"This file is encoded as {name}, and UTF-8 was expected. {_SAVE_AS}")
    zero = data.find(b"\0")
    if zero >= 0:
        return Unreadable(_binary(data, zero))
    try:
        return Source(shown, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        return Unreadable(
            f"This file is not valid UTF-8: the byte 0x{byte:02X} at offset {error.start} (line {line}) "
            f"begins no character. It may be Windows-1252 or Latin-1. {_SAVE_AS}"
        )


def _binary(data: bytes, zero: int) -> str:
    head = data[:64]
    if len(head) >= 4 and (not any(head[::2]) or not any(head[1::2])):
        return f"This file looks like UTF-16 without a byte order mark, and UTF-8 was expected. {_SAVE_AS}"
    return f"This is a binary file: there is a zero byte at offset {zero}, which no text has."


def _too_large(size: int, limit: int) -> Unreadable:
    return Unreadable(
        f"This file has {size:,} bytes; files of more than {limit:,} bytes are not read. "
        "Raise max-file-size in the configuration if it is meant."
    )
