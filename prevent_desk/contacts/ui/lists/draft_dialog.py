"""Drafts one message to a whole list: an .eml with everybody in Bcc, which opens unsent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.lists import Belonging, UseKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.words import counted
from prevent_desk.core.marking import wrong_marking
from prevent_desk.exports import files, mail
from prevent_desk.outgoing.records import export_id
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.marking_combo import last_marking, marking_combo

_WIDTH, _NUMBER = 640, "export/number"


class DraftDialog(DraftedDialog):
    """Asks for subject and words; saves the draft and opens it in the mail program.

    Attributes:
        saved: Where the draft is; None until it is.
        open_file: Opens it; replaced in tests.
    """

    def __init__(self, around: Around, shown: Belonging, parent: QWidget | None = None) -> None:
        super().__init__(
            "Draft an e-mail to a list", around.desk, f"contacts/list-mail/{shown.kept.id}",
            parent or around.owner, width=_WIDTH,
        )  # fmt: skip
        addresses = shown.addresses()
        count = counted(len(addresses), "address", "addresses")
        self.say(
            f"Draft an e-mail to {shown.kept.name}",
            f"{count} in Bcc: nobody sees the others. It opens in your mail program; "
            "you send it yourself.",
        )
        self.saved: Path | None = None
        self.open_file: Callable[[Path], object] = _open
        self._around, self._shown = around, shown
        self._addresses = [address for _name, address in addresses]
        self.subject_edit = QLineEdit()
        self.words_edit = TextEdit(lines=8, most_lines=14)
        self.marking_combo = marking_combo(last_marking(around.desk))
        self.folder_line = FolderLine(remembered_folder(around.desk))
        self.subject_field = FormField("&Subject", self.subject_edit)
        self.marking_field = FormField("Mar&king", self.marking_combo)
        self.put(self.subject_field)
        self.put(FormField("&Message", self.words_edit, optional=True))
        self.put(self.marking_field, FormField("&Folder", self.folder_line))
        missing = len(shown.without_address)
        if missing:
            words = counted(missing, "person has", "people have")
            self.footer_note.setText(f"{words} no address to write to")
        self.write = self._save
        self.finish("Make draft", {"subject": self.subject_edit, "words": self.words_edit})
        self.subject_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing."""
        if not self.subject_edit.text().strip():
            self.subject_field.set_error("The message needs a subject.")
            self.subject_edit.setFocus()
            return False
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return False
        return True

    def draft(self) -> bytes:
        """Return the draft as an .eml file's bytes."""
        marking = " ".join(self.marking_combo.currentText().split())
        text = self.words_edit.toPlainText()
        lines = [marking, "", text] if text.strip() else [marking, ""]
        if self._around.desk.is_practice():
            lines += ["", "Practice desk: all people are invented."]
        subject = f"{marking}: {self.subject_edit.text().strip()}"
        return mail.draft(None, subject, "\n".join(lines), bcc=self._addresses)

    # Inside

    def _save(self) -> None:
        desk, lists = self._around.desk, self._around.services.lists
        number = int(desk.setting(_NUMBER, 0)) + 1
        name = files.suggested_name("list mail", export_id(number), ".eml")
        saved = files.save_all(self.folder_line.folder, [(name, self.draft())])
        try:
            lists.used(self._shown.kept.id, UseKind.DRAFT, self._shown.as_used(), export_id(number))
        except BaseException:
            files.remove(saved)
            raise
        desk.remember(_NUMBER, number)
        self.folder_line.remember(desk)
        self.saved = saved[0]
        desk.saved()
        self._around.acts.changed.emit()
        desk.toast(f"Saved {saved[0].name}, not sent", icon="mail")
        self.open_file(saved[0])


def _open(path: Path) -> object:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
