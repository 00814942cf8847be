"""What a service recognises a finding by: our own fingerprint, and GitHub's hash of its line.

GitHub's hash is that of its code scanning action (codeql-action, fingerprints.ts): over the UTF-16 units from the
start of a line, spaces and tabs left out, line ends folded, padded at the end of the file.
"""

from collections.abc import Iterable

WINDOW = 100
BASE = 37
END_OF_FILE = "\uffff"
_FOLD = str.maketrans({" ": None, "\t": None})


def line_hashes(text: str, lines: Iterable[int]) -> dict[int, str]:
    """`primaryLocationLineHash` of the 1-based lines: `hash:occurrence`, hash in hexadecimal.

    The occurrence counts equal hashes from the top of the file.
    """
    wanted = set(lines)
    folded = text.replace("\r\n", "\n").replace("\r", "\n").translate(_FOLD)
    units = _utf16(folded) + END_OF_FILE
    last = max(wanted, default=0)
    seen: dict[str, int] = {}
    found: dict[int, str] = {}
    begin = 0
    for line in range(1, last + 1):
        window = units[begin : begin + WINDOW]
        count = seen[window] = seen.get(window, 0) + 1
        if line in wanted:
            found[line] = f"{_hash(window):x}:{count}"
        end = units.find("\n", begin)
        if end < 0:
            break
        begin = end + 1
    return found


def _hash(window: str) -> int:
    value = 0
    for unit in window:
        value = value * BASE + ord(unit)
    return value * BASE ** (WINDOW - len(window)) % 2**64


def _utf16(text: str) -> str:
    if text.isascii() or max(text) <= "\uffff":
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


def fingerprint(rule: str, path: str, element: str, message: str, clash: int) -> str:
    """32 hexadecimal digits that stay the same when lines move. `clash` counts equal findings in a file."""
    from hashlib import sha256

    return sha256(
        "\0".join((rule, path, element, message, str(clash))).encode("utf-8", "replace")
    ).hexdigest()[:32]
