"""Takes contacts out as a workbook, as CSV or as vCards: everybody, or those of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from prevent_desk.contacts.exports.targets import TARGETS
from prevent_desk.contacts.model.directory import (
    EVERYTHING,
    MERGE,
    NOTE,
    Directory,
    Form,
)
from prevent_desk.contacts.model.lists import Belonging, UseKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.words import counted
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child

_FORMS = {
    Form.WORKBOOK: "Excel workbook",
    Form.CSV: "CSV, for other programs",
    Form.CARDS: "vCards, for Outlook and telephones",
}
_MARKED_AT = {
    Form.WORKBOOK: "On every page.",
    Form.CSV: "In the name of the file: such a file has no place for it.",
    Form.CARDS: "In the note of every card.",
}
_USES = {Form.WORKBOOK: UseKind.MERGE, Form.CSV: UseKind.CSV}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    form: Form
    marking: str
    with_notes: bool


class TakeOutContactsDialog(TakeOutDialog):
    """Takes contacts out; a workbook is protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        parent: QWidget | None = None,
        *,
        of: Belonging | None = None,
        form: Form = Form.WORKBOOK,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin with a kind of file.

        Args:
            around: Services, shell and clock.
            parent: The page.
            of: A list as it is now; None takes everybody.
            form: The kind of file at first.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take contacts out",
            "Those of the list, as a file." if of else "Everybody who is there, as a file.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._of, self._make = around, of, make
        frame = self.build_frame()
        self.form_box = Combo()
        offered = [Form.WORKBOOK, Form.CSV] if of else list(Form)
        for kind in offered:
            self.form_box.addItem(_FORMS[kind], kind.value)
        self.form_box.setCurrentIndex(max(0, self.form_box.findData(form.value)))
        self.notes_check = QCheckBox("&Notes about people, as typed")
        self.notes_check.setVisible(of is None)
        self.open_words = WrapLabel("Nothing protects this kind of file: anybody can read it.")
        column = QVBoxLayout(frame.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormField("&Kind of file", self.form_box))
        column.addWidget(self.notes_check)
        column.addWidget(self.open_words)
        self.form_box.currentIndexChanged.connect(self._form_changed)
        self.marking_combo.currentTextChanged.connect(self._name_marked)
        self.notes_check.toggled.connect(self.changed)
        self.sheet = SheetView("First lines of the contacts")
        frame.preview_stack.addWidget(self.sheet)
        self._fit_protection()
        self.begin()

    # What the frame asks

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self._kind(), self.marking(), self.notes_check.isChecked())

    def kind_words(self) -> str:
        """Return what the file is called."""
        words = "contacts"
        if self._of is not None:
            words = "mail merge" if self._kind() is Form.WORKBOOK else "list"
        # A line above the headings would be read as a contact: the name is where it can stand.
        return f"{words} {self.marking()}" if self._kind() is Form.CSV else words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self._kind().value

    def in_the_way(self) -> str:
        """Return that there is nobody to take out, where there is not."""
        if self._of is not None:
            is_anybody, where = bool(self._of.members), "on it"
        else:
            is_anybody, where = self._around.services.people.how_many() > 0, "there yet"
        return "" if is_anybody else f"Nobody is {where}, so there is nothing to take out."

    def work(self) -> Work[Prepared]:
        """Return the work of making the file; thousands of people are read as a part of it."""
        wanted, make = self.wanted(), self._make
        listed = self._around.services.directories.listed
        members = [one.contact for one in self._of.members] if self._of else None
        title, headings = self._of.kept.name if self._of else "Contacts", self._headings()
        told = (self._id, self._clock.today(), self._clock.now(), self._desk.is_practice())

        def work(report: Report, stopped: Stopped) -> Prepared:
            report(0, 0, "Reading the contacts")
            rows = tuple(listed(members))
            directory = Directory(title, rows, headings, wanted.marking, *told, wanted.with_notes)
            data = make(TARGETS[wanted.form], (directory,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, directory)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that contacts were taken out; a list keeps its use."""
        kind, services = self._kind(), self._around.services
        if self._of is None:
            services.directories.note_export(
                self._id, kind.value, self.wanted().marking, len(_directory(prepared).rows)
            )
            return
        services.lists.used(self._of.kept.id, _USES[kind], self._of.as_used(), self._id)
        self._desk.saved()
        self._around.acts.changed.emit()

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its first lines."""
        directory = _directory(prepared)
        columns = [Column(field.heading, field.text) for field in directory.fields()]
        count = counted(len(directory.rows), "person", "people")
        self.sheet.show_rows(count, columns, directory.rows)
        return self.sheet

    # Inside

    def _kind(self) -> Form:
        return Form(self.form_box.currentData())

    def _headings(self) -> tuple[str, ...]:
        fields = MERGE if self._of is not None else EVERYTHING
        if self.notes_check.isChecked():
            fields = (*fields, NOTE)
        return tuple(field.heading for field in fields)

    def _name_marked(self, _text: str) -> None:
        if self._kind() is Form.CSV and self._was_named == self.name_edit.text():
            self.name_kind()

    def name_kind(self) -> None:
        """Give the file the name of its kind, and remember that nobody typed it."""
        super().name_kind()
        self._was_named = self.name_edit.text()

    def _form_changed(self, _row: int) -> None:
        self._fit_protection()
        self.name_kind()
        self.changed()

    def _fit_protection(self) -> None:
        can = self._kind() is Form.WORKBOOK
        self.form.password_check.setVisible(can)
        self.form.password_check.setChecked(can)
        self.form.marking_field.setProperty("hint", _MARKED_AT[self._kind()])
        self.open_words.setVisible(not can)


def _directory(prepared: Prepared) -> Directory:
    return cast("Directory", prepared.contents)
