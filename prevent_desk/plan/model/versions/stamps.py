"""The next stamp of a plan: "V1.6/5/15" is followed by "V1.7/<month>/<year>"."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

_STAMP = re.compile(
    r"(?P<lead>.*?)(?P<numbers>\d+(?:\.\d+)*)(?P<day>\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2}))?"
)
_FIRST = "V1.0"


def next_stamp(last: str, on: date, taken: Collection[str] = ()) -> str:
    """Return the stamp that follows another one in its own form.

    The last number rises by one; where month and year stand behind it, they are those of `on`.

    Args:
        last: The stamp before; empty for a plan that never had one.
        on: The day of the new version.
        taken: Stamps that were used already.
    """
    known = {stamp.casefold() for stamp in taken}
    match = _STAMP.fullmatch(" ".join(last.split()))
    if match is None:
        return _free(f"{last.strip()} 2" if last.strip() else f"{_FIRST}/{_day(on)}", on, known)
    numbers = [int(number) for number in match["numbers"].split(".")]
    while True:
        numbers[-1] += 1
        stamp = match["lead"] + ".".join(map(str, numbers))
        stamp += f"/{_day(on, long=_has_long_year(match['day']))}" if match["day"] else ""
        if stamp.casefold() not in known:
            return stamp


def _free(stamp: str, on: date, known: Collection[str]) -> str:
    return stamp if stamp.casefold() not in known else next_stamp(stamp, on, known)


def _has_long_year(day: str) -> bool:
    return bool(re.search(r"\d{4}$", day))


def _day(on: date, *, long: bool = False) -> str:
    return f"{on.month}/{on.year if long else f'{on:%y}'}"
