"""A pasted e-mail before it is taken in: who and when are taken out, to be confirmed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model import pasted_mail
from prevent_desk.referrals.model.pasted_mail import PastedMail
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class MailDialog(Dialog):
    """Shows what a pasted e-mail holds; every field can be mended, and emptied to leave it out."""

    def __init__(self, text: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            "Take in this e-mail?",
            "Its words go into the concern. Who wrote it goes to the referrer, apart from it.",
            parent=parent.window() if parent else None,
            width=620,
        )
        self._clock = clock
        self.text_edit = TextEdit(lines=6, most_lines=12, placeholder="Paste the e-mail here")
        self.name_edit, self.address_edit = QLineEdit(), QLineEdit()
        self.at_edit = QLineEdit()
        self.at_edit.setReadOnly(True)
        self.body.addWidget(FormField("&Words", self.text_edit))
        self.body.addWidget(FormField("Wh&o wrote it", self.name_edit, optional=True))
        self.body.addWidget(FormField("E-mail &address", self.address_edit, optional=True))
        self._at_field = FormField("Sent", self.at_edit)
        self.body.addWidget(self._at_field)
        self.add_cancel()
        self.take_button = self.add_verb("Take it in")
        self._mail = PastedMail("", "", None, "", "")
        self._read(text)
        self.text_edit.textChanged.connect(self._pasted)
        (self.take_button if text.strip() else self.text_edit).setFocus()

    def words(self) -> str:
        """Return what goes into the concern, with its subject and day as the first line."""
        told = []
        if self._mail.subject:
            told.append(f"E-mail “{self._mail.subject}”")
        if self._mail.at:
            told.append(say_short(self._mail.at.date()))
        words = self.text_edit.toPlainText().strip()
        return "\n".join(part for part in (", ".join(told), words) if part)

    def teller(self) -> dict[str, Answer]:
        """Return what it tells of who wrote it, by question key."""
        found: dict[str, Answer] = {"medium": "email"}
        if name := self.name_edit.text().strip():
            found["identified_name"] = name
        if address := self.address_edit.text().strip():
            found["identified_email"] = address
        return found

    def received(self) -> str:
        """Return when it was sent, as an answer; empty where it does not say."""
        return f"{self._mail.at:%Y-%m-%dT%H:%M}" if self._mail.at else ""

    def _pasted(self) -> None:
        # Pasted over the field: a head that comes with it is taken out as well.
        found = pasted_mail.read(self.text_edit.toPlainText(), self._clock.today())
        if found.has_head:
            self._read(self.text_edit.toPlainText())

    def _read(self, text: str) -> None:
        self._mail = pasted_mail.read(text, self._clock.today())
        self.text_edit.blockSignals(True)
        self.text_edit.setPlainText(self._mail.words)
        self.text_edit.blockSignals(False)
        self.name_edit.setText(self._mail.name)
        self.address_edit.setText(self._mail.address)
        at = self._mail.at
        self.at_edit.setText(f"{say_short(at.date())}, {at:%H:%M}" if at else "")
        self._at_field.setVisible(at is not None)
