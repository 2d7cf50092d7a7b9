"""What two dates of birth say: of one pair with the reason, and of one against all at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from prevent_desk.core.birth import Born
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.matching.records import Kind, Reason

EQUAL, SWAPPED, SLIP, NEW_YEAR = 12.0, 8.0, 6.5, 4.0

_SAME_DAY = 1.0
"""Day and month of birth agree, and the years are no slip of one another."""

_FULL_YEARS = ((0, -1.0), (1, -2.0), (4, -3.5), (10, -5.0))
_LOOSE_YEARS = ((0, 4.0), (1, 3.0), (2, 2.0), (4, -1.0), (10, -4.0))
_FAR = -7.0
_LAST_YEAR = 2200
_FIGURES = np.array([np.arange(_LAST_YEAR) // 10**place % 10 for place in range(4)], np.uint8)


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


def is_year_slip(one: int, other: int) -> bool:
    """Say whether one year may have been written for the other: a digit wrong, or two swapped."""
    return bool(_year_slips(one)[other]) if 0 <= other < _LAST_YEAR else False


def _year_slips(year: int) -> npt.NDArray[np.bool_]:
    """Return for every year whether it is a slip of one."""
    figures = _FIGURES[:, min(max(year, 0), _LAST_YEAR - 1)]
    wrong = figures[:, None] != _FIGURES
    count = wrong.sum(axis=0)
    near = np.abs(np.arange(_LAST_YEAR) - year) <= 2
    slips: npt.NDArray[np.bool_] = (count == 1) | near
    for one, other in combinations(range(4), 2):
        swapped = (_FIGURES[one] == figures[other]) & (_FIGURES[other] == figures[one])
        slips |= swapped & (count == 2)
    slips[count == 0] = False
    return slips


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
    if (apart == 0 and same == 1) or (same == 2 and is_year_slip(sought.year, known.year)):
        return Reason(_one_part(sought, known), "for", SLIP)
    if same == 2:
        return Reason(f"Same day and month of birth, {_years(apart)} apart", "part", _SAME_DAY)
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
    found[same == 2] = _SAME_DAY
    slip = _year_slips(sought.year)[np.clip(known.year, 0, _LAST_YEAR - 1)]
    found[(apart == 0) & (same == 1) | slip & (same == 2)] = SLIP
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
