"""How documents are said on screen."""

from __future__ import annotations

from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.documents.model.records import Document, Standing, Version
from prevent_desk.documents.service.log import STANDINGS, TONES

ICONS = {
    Standing.LATE: "alarm-clock",
    Standing.DRAFT: "file-pen",
    Standing.SOON: "clock",
    Standing.NO_REVIEW: "circle-alert",
    Standing.IN_FORCE: "circle-check",
    Standing.WITHDRAWN: "archive",
}


def standing_chip(one: Document, today: date) -> tuple[str, str, str]:
    """Return how a document stands, as a chip: words, icon, tone."""
    standing = one.standing(today)
    words = STANDINGS[standing]
    if one.review is not None and standing in {Standing.LATE, Standing.SOON}:
        days = abs((one.review - today).days)
        if standing is Standing.LATE:
            words = f"Review {days} {'day' if days == 1 else 'days'} late"
        else:
            words = "Review today" if days == 0 else f"Review in {days} days"
    return words, ICONS[standing], TONES[standing]


def agreed_words(version: Version) -> str:
    """Return where and when a version was agreed: "Agreed 12 Jun 2025, Safer City board"."""
    if version.agreed is None:
        return "Draft"
    where = f", {version.agreed_by}" if version.agreed_by else ""
    return f"Agreed {say_short(version.agreed)}{where}"
