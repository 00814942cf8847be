"""What a service recognises a finding by: our own fingerprint, and GitHub's hash of its line.

GitHub's hash is that of its code scanning action (github/codeql-action, src/fingerprints.ts): a polynomial of base
37 modulo 2**64 over the first 100 UTF-16 units from the start of a line. Spaces and tabs are left out, line ends
folded to a line feed; behind the last unit of the file come one unit 65535 and zeros.
"""

import re
from collections.abc import Iterable
from operator import mul
from typing import Final

WINDOW: Final = 100
"""Units that a line's hash covers; they may reach into the lines below."""

BASE: Final = 37
MODULUS: Final = 2**64
END_OF_FILE: Final = "\uffff"
_POWERS: Final = tuple(pow(BASE, WINDOW - 1 - place, MODULUS) for place in range(WINDOW))
_LEFT_OUT = str.maketrans({" ": None, "\t": None})
_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")


def line_hashes(text: str, lines: Iterable[int]) -> dict[int, str]:
    """`primaryLocationLineHash` of the 1-based lines: `hash:occurrence`, the hash in hexadecimal.

    The occurrence counts equal lines from the top of the file. Lines are equal when their units are: hashing only
    the lines asked for costs a tenth of hashing all, and differs from the action only where two different texts
    have one 64-bit hash. A line that does not exist is left out.
    """
    units = _units(text)
    wanted = frozenset(lines)
    found: dict[int, str] = {}
    start = 1
    for line in range(1, max(wanted, default=0) + 1):
        if line in wanted:
            window = units[start : start + WINDOW]
            found[line] = f"{_hash(window):x}:{_occurrence(units, start, window)}"
        start = units.find("\n", start) + 1
        if start == 0:
            break
    return found


def fingerprint(rule: str, path: str, element: str, message: str, clash: int) -> str:
    """32 hexadecimal digits that stay the same when lines move. `clash` counts equal findings in a file."""
    from hashlib import sha256

    text = "\0".join((rule, path, element, message, str(clash)))
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _occurrence(units: str, start: int, window: str) -> int:
    """How many lines down to the one at `start` begin with its window."""
    count = 1
    begin = units.find("\n" + window, 0, start + len(window) - 1) + 1
    while begin:
        count += len(units[begin : begin + WINDOW]) == len(window)
        begin = units.find("\n" + window, begin, start + len(window) - 1) + 1
    return count


def _hash(window: str) -> int:
    value: int = sum(map(mul, map(ord, window), _POWERS))
    return value % MODULUS


def _units(text: str) -> str:
    """The text as the action sees it: one character a UTF-16 unit, blanks left out, the end marked.

    A line feed stands before the first line, as before all others.
    """
    folded = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LEFT_OUT)
    if not folded.isascii():
        folded = _BEYOND_16_BITS.sub(_surrogates, folded)
    return f"\n{folded}{END_OF_FILE}"


def _surrogates(match: re.Match[str]) -> str:
    offset = ord(match[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))
