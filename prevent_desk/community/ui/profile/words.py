"""How a campaign's stakeholders are said on screen."""

from __future__ import annotations

from datetime import date

from prevent_desk.community.model.profile import (
    STANDINGS,
    TONES,
    Coming,
    Day,
    LineKind,
    Stakeholder,
    Standing,
)
from prevent_desk.core.dates import say_short
from prevent_desk.readers import shipped

ICONS = {
    Standing.NO_CONTACT: "circle-alert",
    Standing.LATE: "alarm-clock",
    Standing.WAITING: "hourglass",
    Standing.NOT_SENT: "circle-dashed",
    Standing.RETURNED: "circle-check",
    Standing.DECLINED: "circle-pause",
}
LINE_WORDS = {
    LineKind.SENT: "Form sent",
    LineKind.REMINDED: "Reminded",
    LineKind.CALLED: "Call",
    LineKind.RETURNED: "Returned",
    LineKind.DECLINED: "Will not answer",
    LineKind.NOTE: "Note",
}
LINE_ICONS = {
    LineKind.SENT: "mail",
    LineKind.REMINDED: "mail",
    LineKind.CALLED: "phone",
    LineKind.RETURNED: "inbox",
    LineKind.DECLINED: "circle-pause",
    LineKind.NOTE: "message-square-plus",
}
COMING = {Coming.INVITED: "Invited", Coming.ATTENDED: "Came", Coming.APOLOGY: "Apologies"}


def standing_chip(one: Stakeholder, today: date) -> tuple[str, str, str]:
    """Return how a stakeholder stands, as a chip: words, icon, tone."""
    standing = one.standing(today)
    words = STANDINGS[standing]
    if standing is Standing.LATE and one.due is not None:
        days = (today - one.due).days
        words = f"{days} {'day' if days == 1 else 'days'} late"
    elif standing is Standing.WAITING and one.due is not None:
        words = f"Due {say_short(one.due)}"
    elif standing is Standing.RETURNED and one.returned is not None:
        words = f"Returned {say_short(one.returned)}"
    return words, ICONS[standing], TONES[standing]


def day_words(day: Day) -> str:
    """Return what a day is called: "Awareness day, 17 Jun 2025"."""
    title = day.title or shipped.vocabularies()["profile_day"].label(day.kind)
    return f"{title}, {say_short(day.on)}"
