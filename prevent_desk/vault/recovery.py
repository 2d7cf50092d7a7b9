"""The recovery key: 128 random bits a person can copy from paper, with two check characters.

Crockford's base 32 leaves out I, L, O and U, so that what is copied wrongly can be put right. The
check is the remainder by 1,021, the largest prime two characters hold: it finds every single wrong
character and every pair that changed places.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from prevent_desk.core.errors import Refused

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE: Final = {character: value for value, character in enumerate(_ALPHABET)}
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PRIME: Final = 1021
_DATA: Final = 26
_LENGTH: Final = 28
GROUPS: Final = 7
_GROUP: Final = 4


def generate() -> str:
    """Return a new recovery key: seven groups of four characters, a space between."""
    return _from_number(secrets.randbits(128))


def normalise(text: str) -> str:
    """Return a key as typed from paper in its one form, "7K2M 9XQ4 …".

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.

    Raises:
        Refused: It is not a whole key; the words say what to look at.
    """
    typed = _plain(text)
    for place, character in enumerate(typed):
        if character not in _VALUE:
            raise _mistyped(
                f"Group {place // _GROUP + 1} has “{character}”, which no recovery key has.",
                "Compare that group with the sheet.",
            )
    if len(typed) != _LENGTH:
        raise _mistyped(
            f"A recovery key has {_LENGTH} characters; this has {len(typed)}.",
            "Compare it with the sheet, group by group.",
        )
    number = _number(typed[:_DATA])
    if number >> 128 or _from_number(number) != _grouped(typed):
        raise _mistyped(
            "A character is not as it is on the sheet.",
            "Compare it with the sheet, group by group.",
        )
    return _grouped(typed)


def groups_to_type_back(count: int = 2) -> tuple[int, ...]:
    """Choose which groups a person types back, counted from 1, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), count)))


def group(key: str, number: int) -> str:
    """Return one group of a key, counted from 1."""
    return normalise(key).split(" ")[number - 1]


def group_matches(key: str, number: int, typed: str) -> bool:
    """Tell whether what was typed is that group, whatever its case, O for 0, or I for 1."""
    return hmac.compare_digest(group(key, number).encode(), _plain(typed).encode())


def _mistyped(what: str, next_step: str) -> Refused:
    return Refused(what, next_step=next_step, code="PD-123")


def _plain(text: str) -> str:
    kept = "".join(character for character in text if character.isalnum())
    return kept.upper().translate(_READ_AS)


def _grouped(characters: str) -> str:
    return " ".join(
        characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP)
    )


def _number(characters: str) -> int:
    number = 0
    for character in characters:
        number = number * 32 + _VALUE[character]
    return number


def _characters(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _from_number(number: int) -> str:
    return _grouped(_characters(number, _DATA) + _characters(number % _PRIME, 2))
