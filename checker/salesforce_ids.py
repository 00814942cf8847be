"""Salesforce record Ids, told from other text of 15 or 18 characters."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
USER = "005"
KEY_PREFIXES = frozenset({
    "001", "002", "003", "005", "006", "00D", "00E", "00G", "00I", "00O", "00Q", "00T", "00U", "00e",
    "00l", "012", "015", "01I", "01Z", "01p", "01s", "01t", "01u", "02i", "02s", "033", "035", "036",
    "040", "04i", "058", "068", "069", "0D2", "0D5", "0DB", "0F9", "0Q0", "300", "301", "500", "501",
    "570", "701", "800", "801", "802", "810",
})  # fmt: skip
"""Key prefixes of common standard objects; custom objects have one that begins with `a0`."""
DIGITS_AT_LEAST = 4
"""So many digits follow the key prefix of an Id; words that happen to be as long have fewer."""


def is_salesforce_id(text: str) -> bool:
    """True for an Id of 18 characters, the last three its checksum, and for a likely one of 15."""
    if not text.isascii() or not text.isalnum():
        return False
    if len(text) == 18:
        return text[15:].upper() == checksum(text[:15])
    is_known = text[:3] in KEY_PREFIXES or text[:2] == "a0"
    return (
        len(text) == 15 and is_known and sum(character.isdigit() for character in text[3:]) >= DIGITS_AT_LEAST
    )


def checksum(text: str) -> str:
    """The last three of 18 characters: each tells which of five of the others are upper case."""
    return "".join(
        ALPHABET[
            sum(1 << place for place, character in enumerate(text[begin : begin + 5]) if character.isupper())
        ]
        for begin in (0, 5, 10)
    )
