"""What is said of a file: its title, what it is, a note, and whether it shows who told."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.referrals.model.kept_files import KINDS, EpisodeFile
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed."""

    title: str
    kind: str
    note: str
    is_referrers: bool


class EditDialog(Dialog):
    """Asks what a file is."""

    def __init__(self, file: EpisodeFile, parent: QWidget | None = None) -> None:
        super().__init__("A file", parent=parent.window() if parent else None)
        self.say("What is this file?")
        self.title_edit = QLineEdit(file.title)
        self.title_field = FormField("&Title", self.title_edit)
        self.kind_box = Combo()
        for code, words in KINDS.items():
            self.kind_box.addItem(words, code)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(file.kind)))
        self.note_edit = TextEdit(file.note, lines=2)
        self.referrers_check = QCheckBox("It shows &who the referrer is")
        self.referrers_check.setChecked(file.is_referrers)
        self.body.addWidget(self.title_field)
        self.body.addWidget(FormField("&Kind", self.kind_box))
        self.body.addWidget(FormField("&Note", self.note_edit, optional=True))
        self.body.addWidget(self.referrers_check)
        self.body.addWidget(
            WrapLabel(
                "Then it is not found by its words, and stays out of everything printed or sent "
                "where the referrer asked not to be named.",
                "small",
            )
        )
        self.add_cancel()
        self.keep_button = self.add_verb("Keep", accepts=False)
        self.keep_button.clicked.connect(self._keep)
        self.title_edit.setFocus()

    def said(self) -> Said:
        """Return what was typed."""
        return Said(
            self.title_edit.text(),
            str(self.kind_box.currentData()),
            self.note_edit.toPlainText(),
            self.referrers_check.isChecked(),
        )

    def _keep(self) -> None:
        if self.title_edit.text().strip():
            self.accept()
            return
        self.title_field.set_error("Say in a few words what it is.")
        self.title_edit.setFocus()
