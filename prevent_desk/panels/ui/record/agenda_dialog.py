"""Asks on which panel's agenda a case is put, and what for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import DeskError
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.records import Meeting
from prevent_desk.ui.messages import words_for
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField

Put = Callable[[int, str, str], object]
"""Puts it on: the meeting, the purpose, and why what is missing is passed over."""


class AgendaDialog(Dialog):
    """A refusal is said in the dialog, with room for the reason to pass it over."""

    def __init__(
        self,
        ref: str,
        meetings: Sequence[Meeting],
        purpose: str,
        put: Put,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Put on an agenda", parent=parent.window() if parent else None)
        self.say(f"On which agenda is {ref} put?", "It stands there by its reference.")
        self._put = put
        self.meeting_combo: QComboBox = Combo()
        for meeting in meetings:
            words = f"{say_date(meeting.starts.date())}, {meeting.starts:%H:%M}"
            self.meeting_combo.addItem(words, meeting.id)
        self.purpose_combo: QComboBox = Combo()
        for code, words in PURPOSES.items():
            self.purpose_combo.addItem(words, code)
        self.purpose_combo.setCurrentIndex(max(0, self.purpose_combo.findData(purpose)))
        self.passed_edit = QLineEdit()
        self.passed_field = FormField(
            "&Why this is passed over", self.passed_edit, hint="It stays visible in the record."
        )
        self.banner = Banner()
        self.banner.hide()
        self.passed_field.hide()
        self.body.addWidget(FormField("&Panel", self.meeting_combo))
        self.body.addWidget(FormField("&For", self.purpose_combo))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.passed_field)
        self.add_cancel()
        self.put_button = self.add_verb("Put on the agenda", accepts=False)
        self.put_button.clicked.connect(self.put)

    def put(self) -> None:
        """Put it on, and close."""
        try:
            self._put(
                self.meeting_combo.currentData(),
                self.purpose_combo.currentData(),
                " ".join(self.passed_edit.text().split()),
            )
        except DeskError as error:
            told = words_for(error)
            self.banner.show_text(error.sentence() or told.title, "amber")
            self.passed_field.show()
            self.passed_edit.setFocus()
            return
        self.accept()
