"""What two dates of birth say: of one pair with the reason, and of one against all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from prevent_desk.core.birth import Born
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.matching.records import Kind, Reason

EQUAL, SWAPPED, SLIP, NEW_YEAR = 12.0, 8.0, 6.5, 4.0

_SLIPS = frozenset({1, 2, 3, 9, 10, 11, 18, 20, 27})
"""Years between a year and the same with a digit wrong or two changed about."""

_FULL_YEARS = ((0, -1.0), (1, -2.0), (4, -3.5), (10, -5.0))
_LOOSE_YEARS = ((0, 4.0), (1, 3.0), (2, 2.0), (4, -1.0), (10, -4.0))
_FAR = -7.0


@dataclass(frozen=True, slots=True)
class Births:
    """Dates of birth in columns, 0 for what is not known."""

    year: npt.NDArray[np.int16]
    month: npt.NDArray[np.int8]
    day: npt.NDArray[np.int8]
    loose: npt.NDArray[np.bool_]


def is_loose(born: Born) -> bool:
    """Say whether only the year can be relied on."""
    return born.approximate or not born.is_full


def compare(sought: Born | None, known: Born | None) -> Reason | None:
    """Return what two births say; None when either is not known, which says nothing."""
    if sought is None or known is None:
        return None
    apart = abs(sought.year - known.year)
    if is_loose(sought) or is_loose(known):
        return _by_year(sought, known, apart)
    if sought == known:
        if sought.is_new_year:
            return Reason("Same date of birth, but 1 January is often a stand-in", "for", NEW_YEAR)
        return Reason("Same date of birth", "for", EQUAL)
    if sought.is_new_year or known.is_new_year:
        if apart == 0:
            return Reason("Same year of birth; 1 January may be a stand-in", "part", NEW_YEAR)
        return _by_year(sought, known, apart)
    if apart == 0 and (sought.month, sought.day) == (known.day, known.month):
        return Reason("Day and month of birth look swapped", "for", SWAPPED)
    same = (sought.month == known.month) + (sought.day == known.day)
    if (apart == 0 and same == 1) or (apart in _SLIPS and same == 2):
        return Reason(_one_part(sought, known), "for", SLIP)
    bits = _step(_FULL_YEARS, apart)
    if apart == 0:
        return Reason("Another day and month of birth in the same year", "against", bits)
    return Reason(f"Date of birth {_years(apart)} apart", "against", bits)


def weigh(sought: Born, known: Births) -> npt.NDArray[np.float32]:
    """Return the bits of one birth against all, as `compare` has them for each pair."""
    apart = np.abs(known.year.astype(np.int32) - sought.year)
    loose = _steps(_LOOSE_YEARS, apart)
    if is_loose(sought):
        found = loose
    else:
        found = _of_full(sought, known, apart, loose)
    found[known.year == 0] = 0.0
    return found


def _of_full(
    sought: Born,
    known: Births,
    apart: npt.NDArray[np.int32],
    loose: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    month, day = known.month == sought.month, known.day == sought.day
    same = month.astype(np.int8) + day
    found = _steps(_FULL_YEARS, apart)
    slips = (apart == 0) & (same == 1) | np.isin(apart, list(_SLIPS)) & (same == 2)
    found[slips] = SLIP
    swapped = (apart == 0) & (known.day == sought.month) & (known.month == sought.day)
    found[swapped] = SWAPPED
    stand_in = (known.month == 1) & (known.day == 1) | sought.is_new_year
    found = np.where(stand_in, np.where(apart == 0, np.float32(NEW_YEAR), loose), found)
    found[(apart == 0) & (same == 2)] = NEW_YEAR if sought.is_new_year else EQUAL
    return np.where(known.loose, loose, found)


def _by_year(sought: Born, known: Born, apart: int) -> Reason:
    bits = _step(_LOOSE_YEARS, apart)
    kind: Kind = "for" if bits >= 4 else "part" if bits > 0 else "against"
    about = sought.approximate or known.approximate
    if apart == 0:
        return Reason("Fits the approximate age" if about else "Same year of birth", kind, bits)
    if bits > 0 and about:
        return Reason(f"Year of birth {_years(apart)} apart; age is approximate", kind, bits)
    return Reason(f"Year of birth {_years(apart)} apart", kind, bits)


def _one_part(sought: Born, known: Born) -> str:
    one, other = (
        f"{sought.year:04}{sought.month:02}{sought.day:02}",
        (f"{known.year:04}{known.month:02}{known.day:02}"),
    )
    wrong = sum(a != b for a, b in zip(one, other, strict=True))
    day = known.full_date
    told = say_short(day) if day else str(known.year)
    if wrong == 1:
        return f"One digit of the date of birth differs ({told})"
    if wrong == 2 and sorted(one) == sorted(other):
        return f"Two digits of the date of birth look swapped ({told})"
    which = "year" if sought.year != known.year else "day" if sought.day != known.day else "month"
    return f"Date of birth but for the {which} ({told})"


def _years(apart: int) -> str:
    return "1 year" if apart == 1 else f"{apart} years"


def _step(steps: tuple[tuple[int, float], ...], apart: int) -> float:
    return next((bits for most, bits in steps if apart <= most), _FAR)


def _steps(
    steps: tuple[tuple[int, float], ...], apart: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    table = np.full(steps[-1][0] + 2, _FAR, np.float32)
    for years in range(len(table) - 1):
        table[years] = _step(steps, years)
    return table[np.minimum(apart, len(table) - 1)]
