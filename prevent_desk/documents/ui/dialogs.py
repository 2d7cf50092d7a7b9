"""What is asked of a document and of a version."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.marking import LIMIT
from prevent_desk.documents.model.records import Document, NewDocument, NewVersion, Version
from prevent_desk.documents.service.register import next_draft
from prevent_desk.documents.ui.around import Around
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.outgoing import kept_files
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel


class FileField(QWidget):
    """The file of a version: chosen, named, taken off again; kept inside the vault on saving.

    Attributes:
        name, content: Of the file chosen; empty where none is.
    """

    def __init__(self, known: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.content = "", b""
        self._known = known
        self.words = WrapLabel("", "support")
        self.choose_button = Button("Choose &file…", "folder-open", small=True)
        self.off_button = Button("Take off", "x", kind="link", small=True)
        row = FlowLayout(self, gap=8)
        row.addWidget(self.choose_button)
        row.addWidget(self.off_button)
        row.addWidget(self.words)
        self.choose_button.clicked.connect(self._choose)
        self.off_button.clicked.connect(lambda: self.set_file("", b""))
        self.setFocusProxy(self.choose_button)
        self._say()

    def set_file(self, name: str, content: bytes) -> None:
        """Take a file; an empty name takes it off."""
        self.name, self.content = name, content
        self._say()

    def _choose(self) -> None:
        found = kept_files.chosen(self, "The file of this version")
        if found is not None:
            self.set_file(*found)

    def _say(self) -> None:
        self.off_button.setVisible(bool(self.name))
        self.words.setText(self.name or self._known or "No file yet")


class _VersionFields:
    """The fields of a version, in whichever dialog asks for one."""

    def __init__(self, dialog: EntryDialog, around: Around, now: NewVersion, file: str) -> None:
        self._today = around.clock.today
        self.number = QLineEdit(now.version)
        self.agreed = DateEdit(self._today, is_past=True)
        self.agreed.set_day(now.agreed)
        self.agreed_by = QLineEdit(now.agreed_by)
        self.review = DateEdit(self._today)
        self.review.set_day(now.review)
        self.changes = TextEdit(now.changes, lines=2)
        self.file = FileField(file)
        field = dialog.field
        dialog.put(
            field("version", "&Version", self.number, optional=True),
            field("agreed", "A&greed on", self.agreed, optional=True),
        )
        dialog.put(
            field("agreed_by", "Agreed &by", self.agreed_by, optional=True),
            field("review", "Next &review", self.review, optional=True),
        )
        dialog.put(field("changes", "What is ne&w in it", self.changes, optional=True))
        dialog.put(FormField("File", self.file, optional=True))

    def version(self) -> NewVersion:
        """Return what stands in the fields."""
        return NewVersion(
            self.number.text(), self.agreed.day(), self.agreed_by.text(), self.review.day(),
            self.changes.toPlainText(), self.file.name, self.file.content,
        )  # fmt: skip

    def is_empty(self) -> bool:
        """Return whether nothing was said of a version."""
        return self.version() == NewVersion("")

    def wrong(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        agreed, review = self.agreed.day(), self.review.day()
        found = {}
        if agreed is not None and agreed > self._today():
            found["agreed"] = "That day lies ahead: leave it empty until it is agreed."
        if review is not None and agreed is None:
            found["review"] = "A draft has no review: say when it was agreed."
        if review is not None and agreed is not None and review < agreed:
            found["review"] = "The review lies before the day it was agreed."
        return found


class DocumentDialog(EntryDialog):
    """Asks what a document is; of a new one, its first version too.

    Attributes:
        made: The document's number once it is kept.
    """

    def __init__(
        self, around: Around, known: Document | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"records/document/{known.id if known else 'new'}"
        super().__init__("A document", around.desk, key, parent or around.owner)
        self.say(
            "What changes in the document?" if known else "Which document is it?",
            f"A version without the day it was agreed is a draft. Its file is kept in the vault. "
            f"{LIMIT}",
        )
        self._around, self._known = around, known
        self.made = known.id if known else 0
        self.title_edit = QLineEdit(known.title if known else "")
        self.kind_box = Combo()
        for term in around.services.lists_of_terms()["document_kind"].terms:
            self.kind_box.addItem(term.label, term.code)
        if known is not None:
            self.kind_box.setCurrentIndex(self.kind_box.findData(known.kind))
        self._places = {one.called: one.id for one in around.services.contacts.organisations.all()}
        self.owner_box = Combo()
        self.owner_box.setEditable(True)
        self.owner_box.addItems(["", *self._places])
        self.owner_box.setCurrentText(known.owner if known else "")
        line = self.owner_box.lineEdit()
        if line is not None:
            line.setPlaceholderText("Ours")
        self.note_edit = TextEdit(known.note if known else "", lines=2)
        self.put(self.field("title", "&Title", self.title_edit))
        self.put(
            self.field("kind", "&Kind", self.kind_box),
            self.field("owner", "W&hose it is", self.owner_box, optional=True),
        )
        first = NewVersion("1.0")
        self.first = _VersionFields(self, around, first, "") if known is None else None
        self.put(self.field("note", "&Note", self.note_edit, optional=True))
        self.write = self._write
        self.end("Keep" if known else "&Add document")
        self.title_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing or wrong."""
        title = "" if self.title_edit.text().strip() else "Type what it is called."
        return {"title": title, **(self.first.wrong() if self.first else {})}

    def _write(self) -> None:
        owner = self.owner_box.currentText().strip()
        place = self._places.get(owner)
        new = NewDocument(
            str(self.kind_box.currentData()), self.title_edit.text(), place,
            "" if place is not None else owner, self.note_edit.toPlainText(),
        )  # fmt: skip
        documents = self._around.services.documents
        if self._known is not None:
            documents.change(self._known.id, new)
            return
        first = self.first.version() if self.first and not self.first.is_empty() else None
        self.made = documents.add(new, first)


class VersionDialog(EntryDialog):
    """Asks for a version: a new one, or what is different of one that is there."""

    def __init__(
        self,
        around: Around,
        document: Document,
        known: Version | None = None,
        *,
        agree: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            around: Of the room.
            document: Whose version it is.
            known: The version that is changed; None for a further one.
            agree: Begin with today as the day it was agreed.
            parent: It opens over its window.
        """
        key = f"records/version/{document.id}/{known.id if known else 'new'}"
        super().__init__("A version", around.desk, key, parent or around.owner)
        question = "Who agreed it, and when is it reviewed?" if agree else "Which version is it?"
        self.say(question, f"{document.title}. {LIMIT}")
        self._around, self._document, self._known = around, document, known
        now = next_draft(document)
        if known is not None:
            day = around.clock.today() if agree and known.agreed is None else known.agreed
            now = NewVersion(known.version, day, known.agreed_by, known.review, known.changes)
        self.version = _VersionFields(self, around, now, known.file_name if known else "")
        self.write = self._write
        self.end("Agreed" if agree else "Keep" if known else "&Add version")
        (self.version.agreed_by if agree else self.version.number).setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong."""
        return self.version.wrong()

    def _write(self) -> None:
        documents, new = self._around.services.documents, self.version.version()
        if self._known is None:
            documents.add_version(self._document.id, new)
        else:
            documents.change_version(self._known.id, new)
