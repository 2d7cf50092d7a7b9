"""The text of an e-mail that was copied out of a mail program: who wrote it, when, and its words.

Programs copy the head in their own ways ("From:", "Von:", "*From:*", "Sent:"); what is not
recognised stays in the words, so that nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused

_HEAD = re.compile(
    r"^[>*\s]*(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments)\s*:\**\s*(.*)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = re.compile(
    r"(\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9} \d{1,2}, \d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2})"
)
_AMERICAN = re.compile(r"([A-Za-z]{3,9}) (\d{1,2}), (\d{4})")
_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?\b", re.IGNORECASE)
_LOOKED_AT = 12
"""Lines in which the head is looked for."""


@dataclass(frozen=True, slots=True)
class PastedMail:
    """What an e-mail's text tells.

    Attributes:
        name, address: Of who wrote it; empty where the text does not say.
        at: When it was sent, local time; at midnight where only the day is told.
        subject: Empty for none.
        words: Everything that is no head.
    """

    name: str
    address: str
    at: datetime | None
    subject: str
    words: str

    @property
    def has_head(self) -> bool:
        """Whether it told who or when."""
        return bool(self.name or self.address or self.at)


def read(text: str, today: date) -> PastedMail:
    """Read the text of an e-mail."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    told: dict[str, str] = {}
    rest: list[str] = []
    for place, line in enumerate(lines):
        found = _HEAD.match(line) if place < _LOOKED_AT and len(rest) < 3 else None
        key = found[1].lower() if found else ""
        if found and key not in told:
            told[key] = found[2].strip(" *")
        else:
            rest.append(line)
    if "from" not in told and "sent" not in told and "date" not in told:
        # No head at all: a line that only looks like one belongs to the words.
        return PastedMail("", "", None, "", text.strip())
    name, address = _sender(told.get("from", ""))
    at = _moment(told.get("sent") or told.get("date", ""), today)
    when = told.get("sent") or told.get("date", "")
    # What is not taken out stays with the words.
    kept = [f"Sent: {when}"] if when and at is None else []
    kept += [f"Cc: {told['cc']}"] if told.get("cc") else []
    rest = [*kept, *rest]
    subject = told.get("subject", "")
    return PastedMail(name, address, at, subject, "\n".join(rest).strip())


def _sender(told: str) -> tuple[str, str]:
    found = _ADDRESS.search(told)
    address = found[0] if found else ""
    name = re.sub(r"[<\[(]?(?:mailto:)?" + re.escape(address) + r"[>\])]?", "", told)
    name = name.strip(" \"'<>[]()*;,") if address else told.strip(" \"'*")
    before, comma, after = name.partition(",")
    if comma and after.strip() and len(before.split()) == 1:
        name = f"{after.strip()} {before.strip()}"
    return name, address


def _moment(told: str, today: date) -> datetime | None:
    found = _DAY.search(told)
    if not found:
        return None
    american = _AMERICAN.fullmatch(found[1])
    written = f"{american[2]} {american[1]} {american[3]}" if american else found[1]
    try:
        day = parse_date(written.replace(".,", " ").replace(",", " "), today)
    except Refused:
        return None
    clock = _TIME.search(told[found.end() :]) or _TIME.search(told[: found.start()])
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[3]:
        hour = hour % 12 + (12 if clock[3].lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - local
