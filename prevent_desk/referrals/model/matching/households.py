"""What phones and addresses say. Both tell of a household, so both together are little more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.referrals.model.matching.names import plain
from prevent_desk.referrals.model.matching.records import Reason

SAME_PHONE, LAST_SIX, NEARLY_PHONE = 12.0, 8.0, 6.0
SAME_POSTCODE, SAME_HOUSE, HOUSE_ALONE = 4.0, 3.0, 5.0

DIGITS = 9
"""Of a phone number, from its end, are compared."""

_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b")
_NOT_FIGURES = re.compile(r"\D")
_NUMBERS = re.compile(r"\d+[a-z]?")
_WORDS = re.compile(r"[a-z]{3,}")
_OF_FLATS = frozenset(
    {"flat", "apartment", "apt", "unit", "room", "block", "house", "the", "floor"}
)


@dataclass(frozen=True, slots=True)
class Home:
    """An address as it is compared.

    Attributes:
        postcode: Capitals and figures only; or empty.
        house: Its last number and the first letters of its street: "31 lanc"; or empty.
    """

    postcode: str
    house: str


def phone(text: str) -> str:
    """Return the last nine figures of a phone number; empty when there are fewer than six."""
    figures = _NOT_FIGURES.sub("", text.replace("(0)", ""))
    return figures[-DIGITS:] if len(figures) >= 6 else ""


def home(address: str, postcode: str) -> Home:
    """Return what is compared of an address."""
    lowered = plain(address)
    numbers = _NUMBERS.findall(lowered)
    words = [word for word in _WORDS.findall(lowered) if word not in _OF_FLATS]
    house = f"{numbers[-1]} {words[0][:4]}" if numbers and words else ""
    return Home(re.sub(r"[^A-Z0-9]", "", postcode.upper()), house)


def homes(address: str, postcode: str, earlier: Sequence[str] = ()) -> list[Home]:
    """Return every address of a person as it is compared, that of now first; empty ones left out.

    Args:
        address: Of now.
        postcode: Of now.
        earlier: Others, in one line each.
    """
    found = [home(address, postcode)]
    for line in earlier:
        written = _POSTCODE.search(line)
        found.append(home(_POSTCODE.sub(" ", line), written[0] if written else ""))
    return [one for one in dict.fromkeys(found) if one.postcode or one.house]


def compare_phones(sought: tuple[str, ...], known: tuple[str, ...]) -> Reason | None:
    """Return what phone numbers say, the best pair of them; None when either has none."""
    ones = [one for one in map(phone, sought) if one]
    others = [one for one in map(phone, known) if one]
    if not ones:
        return None
    if not others:
        return Reason("Phone not recorded", "part")
    best = max(phone_bits(one, other) for one in ones for other in others)
    if best == SAME_PHONE:
        return Reason("Same phone", "for", best)
    if best == LAST_SIX:
        return Reason("Last six figures of the phone agree", "for", best)
    if best == NEARLY_PHONE:
        return Reason("Phone with one figure wrong", "for", best)
    return Reason("Another phone number", "part")


def phone_bits(one: str, other: str) -> float:
    """Return what two numbers, as `phone` has them, weigh."""
    if one == other:
        return SAME_PHONE
    if one[-6:] == other[-6:]:
        return LAST_SIX
    if len(one) == len(other) == DIGITS:
        wrong = [at for at in range(DIGITS) if one[at] != other[at]]
        if len(wrong) == 1:
            return NEARLY_PHONE
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            if (one[first], one[second]) == (other[second], other[first]):
                return NEARLY_PHONE
    return 0.0


def compare_homes(sought: Home, known: Sequence[Home]) -> Reason | None:
    """Return what two addresses say, the best of those known; None when nothing can be compared."""
    if not known:
        return None
    bits, at = max((home_bits(sought, one), -at) for at, one in enumerate(known))
    when = " of an earlier time" if at < 0 else ""
    if bits in {SAME_POSTCODE + SAME_HOUSE, HOUSE_ALONE}:
        return Reason(f"Same address{when}", "for", bits)
    if bits == SAME_POSTCODE:
        return Reason(f"Same postcode{when}", "for", bits)
    if bits:
        return Reason("Same house number and street, another postcode", "part", bits)
    compared = any(_comparable(sought, one) for one in known)
    return Reason("Address differs: may have moved", "part") if compared else None


def _comparable(one: Home, other: Home) -> bool:
    return bool((one.postcode and other.postcode) or (one.house and other.house))


def home_bits(sought: Home, known: Home) -> float:
    """Return what two addresses weigh."""
    house = bool(sought.house) and sought.house == known.house
    if sought.postcode and known.postcode:
        if sought.postcode == known.postcode:
            return SAME_POSTCODE + (SAME_HOUSE if house else 0.0)
        return SAME_HOUSE if house else 0.0
    return HOUSE_ALONE if house else 0.0


def together(phones: float, address: float) -> float:
    """Return what phone and address weigh as one fact: the greater, and half of the lesser."""
    return max(phones, address) + min(phones, address) / 2
