"""The view that takes things in, over a real store, and files for it made by other hands."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.form import write_blank
from prevent_desk.exports.word.form import write_blank as write_word
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.receiving.view import ReceivingView
from prevent_desk.ui.acts import Acts
from tests.exports.filling import by_pypdf
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk

FORMS = Forms()
PAPER = FormPaper("OFFICIAL-SENSITIVE when completed", datetime(2025, 11, 25, tzinfo=UTC))
FIELDS = {
    "given_name": "Kris",
    "family_name": "Hallam",
    "aliases": "Chris; K-Man",
    "birth": "12.05.2008",
    "gender": "male",
    "address": "14 Bridgewater Court",
    "town": "London",
    "postcode": "EC1Y 0RT",
    "phones": "07700 900123",
    "household-1-name": "Ewa Hallam",
    "household-1-relation": "Mother",
    "household-2-name": "Żaneta Hallam",
    "household-2-relation": "Sister",
    "city_link": "student",
    "home_area": "Hackney",
    "concern": "On Monday he told two pupils that “something big” would happen.\n\n"
    "He has drawn the same symbol on three exercise books since September.",
    "known_how": "both",
    "urgency": "days",
    "complex_needs": "His father left in the spring. He is often alone until nine.",
    "health_conditions-asd": "Yes",
    "anonymous": "no",
    "identified_name": "Nuala Brennock",
    "identified_role": "Head of year 11",
    "identified_organisation": "Barbican Sixth Form",
    "identified_phone": "020 7946 0001",
    "noticed": "3 Nov 2025",
    "discussed_lead": "yes",
    "discussed_lead-evidence": "With our safeguarding lead on 4 November.",
    "under_18": "yes",
    "parents_informed": "no",
    "parents_informed-evidence": "We were advised to wait.",
}


@cache
def blank() -> bytes:
    form = FORMS.form(REFERRAL)
    return write_blank(form, FORMS.vocabularies(), PAPER, fillable=True).pdf


@cache
def blank_word() -> bytes:
    return write_word(FORMS.form(REFERRAL), FORMS.vocabularies(), PAPER)


@cache
def filled() -> bytes:
    """Return a form as a school fills it, by pypdf."""
    return by_pypdf(blank(), FIELDS)


def mail(
    text: str = "Dear colleague,\n\nI am worried about one of our students.",
    *,
    sender: str = "Nuala Brennock <n.brennock@school.example>",
    subject: str = "A worry about a student",
    attached: tuple[tuple[str, bytes], ...] = (),
) -> bytes:
    """Return an e-mail as a mail program saves it."""
    message = EmailMessage()
    message["From"], message["To"] = sender, "Prevent desk <prevent@council.example>"
    message["Subject"], message["Date"] = subject, "Mon, 24 Nov 2025 16:40:00 +0000"
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


class ReceivingRoom(QWidget):
    """Holds the view as the room does; keeps what views were asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("pane", "surface")
        self.desk = desk
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.shell = DeskStandIn(desk.store)
        self.acts = Acts(self.shell, self)
        self.around = Around(
            desk.services, self.shell, desk.clock, self.acts,
            lambda key, at: self.opened.append((key, at)), self,
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.view = ReceivingView(self.around, self)
        layout.addWidget(self.view)
        self.resize(1190, 560)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
