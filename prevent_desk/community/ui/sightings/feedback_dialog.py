"""An answer to whoever reported a sighting: words, a draft for the mail program, a note of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLineEdit

from prevent_desk.community.model.sightings import Sighting
from prevent_desk.community.model.sightings_feedback import answer_words, subject
from prevent_desk.community.ui.around import Around
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.marking import DEFAULT
from prevent_desk.exports import files, mail
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH = 620


class FeedbackDialog(EntryDialog):
    """Makes the answer, saves it as a draft where wished, and notes that they were told.

    Attributes:
        saved: The draft; None where none was made.
        open_file: Opens it in the mail program; replaced in tests.
    """

    def __init__(self, around: Around, one: Sighting) -> None:
        super().__init__(
            f"{one.called}: answer", around.desk, f"community/sighting/{one.id}/answer",
            around.owner, width=_WIDTH,
        )  # fmt: skip
        self.say(
            "Tell whoever reported it what became of it",
            "A draft for your mail program; nothing is sent. It names nobody else who reported.",
        )
        self.saved: Path | None = None
        self.open_file = _open
        self._around, self._one = around, one
        organisation = (
            around.services.contacts.organisations.by_id().get(one.organisation_id)
            if one.organisation_id is not None
            else None
        )
        email = one.reporter_email or (organisation.email if organisation else "")
        self.email = QLineEdit(email)
        repeat = around.services.places.repeat_of(one.id)
        self.words = TextEdit(one.feedback or answer_words(one, repeat), lines=6, most_lines=12)
        self.day = DateEdit(around.clock.today, is_past=True)
        self.day.set_day(around.clock.today())
        self.draft = QCheckBox("Make a &draft for the mail program")
        self.draft.setChecked(True)
        self.folder = FolderLine(remembered_folder(around.desk))
        self.put(self.field("email", "T&o", self.email, optional=True))
        self.put(self.field("words", "&What they are told", self.words))
        self.put(self.draft)
        self.put(FormField("&Folder", self.folder))
        self.put(self.field("day", "Told o&n", self.day))
        self._editors["draft"] = self.draft
        self.draft.toggled.connect(self.folder.setEnabled)
        self.end("&Note answer")
        self.write = self._write

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by field."""
        email = self.email.text().strip()
        return {
            "email": "" if not email or is_address(email) else "That is no e-mail address.",
            "words": "" if self.words.toPlainText().strip() else "Say what they are told.",
            "day": "" if self.day.day() else "On which day are they told?",
        }

    def _write(self) -> None:
        words, day = self.words.toPlainText().strip(), self.day.day()
        marking = str(self._around.desk.setting("desk/marking", DEFAULT) or DEFAULT)
        if self.draft.isChecked():
            self.folder.remember(self._around.desk)
            email = self.email.text().strip()
            text = f"{marking}\n\n{words}\n"
            made = mail.draft(("", email) if email else None, subject(self._one, marking), text)
            path = _free(self.folder.folder / f"answer on sighting {self._one.number}.eml")
            files.save(path, made)
            self.saved = path
        self._note(words, day or self._around.clock.today())
        if self.saved is not None:
            path = self.saved
            self._around.desk.toast(
                f"Draft saved; answer on {self._one.called.lower()} noted", undo=True, icon="mail",
                link="Open the draft", act=lambda: self.open_file(path),
            )  # fmt: skip
        else:
            self._around.desk.toast(f"Answer on {self._one.called.lower()} noted", undo=True)

    def _note(self, words: str, day: date) -> None:
        try:
            self._around.services.sightings.say_feedback(self._one.id, words, day)
        except BaseException:
            # A draft of an answer that is not in the log would be sent and forgotten.
            if self.saved is not None:
                files.remove([self.saved])
                self.saved = None
            raise


def _free(path: Path) -> Path:
    """Return a name that no file in the folder has."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
