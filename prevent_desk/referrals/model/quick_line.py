"""What is meant by a line typed at the foot of the timeline: "/c yesterday 14:20 Spoke to the DSL".

A kind at the start (/c call, /m e-mail, /n note, /f face to face, /w working note), then a day and
a time of day in words, then the words themselves. A day alone belongs to the words ("Yesterday he
said …") unless a colon sets it apart: nothing that was typed may be lost to a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.timeline import Kind

KEYS = {
    "c": Kind.CALL,
    "m": Kind.MAIL,
    "n": Kind.NOTE,
    "f": Kind.MEETING,
    "w": Kind.WORKING_NOTE,
}
"""The letter after "/" for each kind."""

_KIND = re.compile(r"^\s*/([a-zA-Z])(?=\s|$)\s*")
_TIME = r"(?:at\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
_TIMED = re.compile(
    rf"^(?P<day>[^:,.\n]{{0,24}}?)[\s,]*\b{_TIME}(?![\d.:])[\s:,–-]*", re.IGNORECASE
)
_APART = re.compile(r"^(?P<day>[^:\n]{1,24}):\s+")
_PAST_DAYS = re.compile(r"^(?:last |on )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*$", re.IGNORECASE)
_AGO = re.compile(r"^(\d{1,3}) (day|week)s? ago$", re.IGNORECASE)
_AHEAD = re.compile(r"\d{4}|\d[/.-]\d+[/.-]\d|^(tomorrow|tmr|next|this|in)\b", re.IGNORECASE)
"""Words that name a day to come on purpose, or a day with its year."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Quick:
    """What a typed line means.

    Attributes:
        kind: None where none was named: whatever is chosen beside the line.
        on: None where no moment was named: now.
        body: The words without kind and moment.
        wrong: Why it cannot be kept, in one sentence; empty where it can.
    """

    kind: Kind | None
    on: datetime | None
    body: str
    wrong: str = ""


def read(text: str, now: datetime) -> Quick:
    """Read a typed line.

    Args:
        text: As typed.
        now: This moment, local time, without a zone.
    """
    kind, rest = _kind(text)
    if kind is None and (unknown := _KIND.match(text)):
        letters = ", ".join(f"/{key} {known.words.lower()}" for key, known in KEYS.items())
        return Quick(None, None, rest, f"“/{unknown[1]}” is no kind of line. There are {letters}.")
    on, body = _moment(rest, now)
    if on is not None and on > now:
        return Quick(kind, on, body, "That is still to come; the timeline tells what happened.")
    return Quick(kind, on, body.strip())


def _kind(text: str) -> tuple[Kind | None, str]:
    found = _KIND.match(text)
    kind = KEYS.get(found[1].lower()) if found else None
    return (kind, text[found.end() :]) if found and kind else (None, text)


def _moment(text: str, now: datetime) -> tuple[datetime | None, str]:
    """Return the moment a line begins with and the rest of it; None and all of it for none."""
    if found := _TIMED.match(text):
        day = past_day(found["day"], now.date()) if found["day"].strip() else now.date()
        if day is not None:
            at = time(int(found["hour"]), int(found["minute"]))
            return datetime.combine(day, at), text[found.end() :]
    if found := _APART.match(text):
        day = past_day(found["day"], now.date())
        if day is not None:
            at = now.time() if day == now.date() else time()
            return datetime.combine(day, at), text[found.end() :]
    return None, text


def past_day(text: str, today: date) -> date | None:
    """Return the day some words name, looking back: "mon" is the last Monday; None for no day."""
    words = " ".join(text.strip().strip(",").split())
    if found := _PAST_DAYS.match(words):
        back = (today.weekday() - _DAYS.index(found[1].lower())) % 7
        return today - timedelta(days=back or 7)
    if found := _AGO.match(words):
        return today - timedelta(days=int(found[1]) * (7 if found[2].lower() == "week" else 1))
    try:
        day = parse_date(words, today)
    except Refused:
        return None
    if day > today and not _AHEAD.search(words):
        # Without a year the nearest such day may lie ahead; what happened lies behind.
        return _same_day(day, day.year - 1)
    return day


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
