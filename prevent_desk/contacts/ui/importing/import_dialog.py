"""Takes contacts in from a file: read, columns, what each row would do, choose, one Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.import_rows import ContactFile, Part
from prevent_desk.contacts.model.importing import Kind, Line, counts
from prevent_desk.contacts.reading.file import read_contact_file
from prevent_desk.contacts.service.imports import Taken
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.importing.columns import ColumnsEdit
from prevent_desk.contacts.ui.words import counted
from prevent_desk.core.errors import DeskError
from prevent_desk.readers import refusals
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH, _HEIGHT, _CAPTION = 900, 600, 60
_WHO, _TICK = 220, 60
_KINDS = {
    Kind.NEW: "New",
    Kind.CHANGED: "Changed",
    Kind.SAME: "Already there",
    Kind.WRONG: "Cannot be read",
}
_TONES = {Kind.NEW: "green", Kind.CHANGED: "blue", Kind.SAME: "text", Kind.WRONG: "red"}


class ImportDialog(Dialog):
    """Reads a file in a limited child; nothing is written before the last button.

    Attributes:
        file: What was read; None until it was.
        taken: What was taken in; None until it was.
    """

    def __init__(self, around: Around, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            "Take contacts in",
            "Nothing is in the desk until you take it in.",
            (parent or around.owner).window(),
            width=_WIDTH,
        )
        self.file: ContactFile | None = None
        self.taken: Taken | None = None
        self._around, self._path = around, path
        self._lines: list[Line] = []
        self._ticked: set[str] = set()
        self._job: Job[Any] | None = None
        self._is_taking = False
        self._build()
        self._wire()
        self._read()

    def _build(self) -> None:
        self.banner = Banner()
        self.progress = ProgressCard()
        self.password_edit = PassphraseEdit("Password of the file")
        self.password_field = FormField("&Password of the file", self.password_edit)
        self.password_field.add_beside(self.password_edit.caps_notice)
        self._locked = QWidget()
        lock = QVBoxLayout(self._locked)
        lock.setContentsMargins(0, 0, 0, 0)
        lock.addWidget(self.password_field)
        lock.addStretch(1)
        self.columns = ColumnsEdit()
        self.only_box = ComboPicker("Which rows", "Every row")
        self.table = TickTable()
        self.model: TickModel[Line] = TickModel(_COLUMNS, self)
        self.table.set_up(self.model, "What each row would do")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.words_label = WrapLabel("", "support")
        self.pages = QStackedWidget()
        self._waiting = QWidget()
        self._preview = self._preview_page()
        for page in (self._waiting, self._locked, self.columns, self._preview):
            self.pages.addWidget(page)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.pages, 1)
        self.back_button = Button("&Back to columns", "chevron-left")
        self.add_beside(self.back_button)
        self.cancel_button = self.add_cancel()
        self.next_button = self.add_verb("Preview", accepts=False)
        self.banner.hide()
        self.progress.hide()
        self.back_button.hide()

    def _wire(self) -> None:
        self.next_button.clicked.connect(self._next)
        self.back_button.clicked.connect(self._show_columns)
        self.password_edit.submitted.connect(self._unlock)
        self.model.ticked.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._say_row)
        self.only_box.picked.connect(lambda _value: self._show_lines())
        self.progress.cancelled.connect(self._cancel_job)

    # What is chosen

    def lines(self) -> list[Line]:
        """Return what every row would do."""
        return list(self._lines)

    def chosen(self) -> list[Line]:
        """Return the rows to take in."""
        return [line for line in self._lines if line.told.place in self._ticked]

    # Inside

    def _preview_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.only_box)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.words_label)
        return page

    def _read(self, password: str = "") -> None:
        path = self._path

        def work(report: Report, stopped: Stopped) -> ContactFile:
            return read_contact_file(path, password=password, report=report, stopped=stopped)

        self._start(
            f"Reading {path.name}", "In a process of its own that may do nothing else.", work,
            self._was_read,
        )  # fmt: skip

    def _start(
        self, title: str, note: str, work: jobs.Work[Any], done: Callable[[Any], object]
    ) -> None:
        """Do something beside the window; what is on show waits."""
        self.progress.start(title, note)
        self._wait(on=True)

        def ended(answer: Any) -> None:  # noqa: ANN401 - what the work made
            self._end_job()
            done(answer)

        self._job = jobs.run(
            work, self, done=ended, failed=self._failed, progress=self.progress.report,
            cancelled=self._cancelled,
        )  # fmt: skip

    def _wait(self, *, on: bool) -> None:
        for widget in (self.pages, self.back_button, self.next_button):
            widget.setEnabled(not on)

    def _end_job(self) -> None:
        self._job, self._is_taking = None, False
        self.progress.finish()
        self._wait(on=False)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancelled(self) -> None:
        self._end_job()
        if self.taken is not None:
            self._told(self.taken)
        elif self.file is None:
            self.reject()
        else:
            self.banner.show_text("Stopped. Nothing was written.", "blue")
            self._say_chosen_where_shown()

    def _failed(self, error: BaseException) -> None:
        self._end_job()
        code = error.code if isinstance(error, DeskError) else ""
        if code in {refusals.PASSWORD, refusals.WRONG_PASSWORD}:
            self._ask_password(again=code == refusals.WRONG_PASSWORD)
            return
        told = messages.words_for(error)
        shown = f" ({told.code})" if told.code else ""
        self.banner.show_text(f"{told.title} {told.words}{shown}".strip(), "red")
        if self.file is None:
            self.pages.setCurrentWidget(self._waiting)
            self.next_button.hide()
            self.cancel_button.setText("Close")
            self.cancel_button.setFocus()
        else:
            self._say_chosen_where_shown()

    def _ask_password(self, *, again: bool) -> None:
        self.say(
            f"{self._path.name} is protected by a password",
            "Type the one that came with it. It opens the file for this once and is not kept.",
        )
        self.pages.setCurrentWidget(self._locked)
        self.next_button.setText("Open")
        if again:
            self.password_edit.line.selectAll()
            self.password_field.set_error(
                "It does not open with this one. Capital and small letters are not the same."
            )
        self.password_edit.setFocus()

    def _unlock(self) -> None:
        if self._job is not None:
            return
        if not self.password_edit.text():
            self.password_field.set_error("Type the password that came with the file.")
            self.password_edit.setFocus()
            return
        self.password_field.clear_error()
        self._read(self.password_edit.text())

    def _was_read(self, file: ContactFile) -> None:
        self.file = file
        # Kept no longer than it takes to open the file.
        self.password_edit.clear()
        self.banner.show_text(" ".join(file.notes), "amber")
        if file.is_cards:
            self._compare([Part(heading) for heading in file.headings])
            return
        self.columns.show_file(file)
        self._show_columns()

    def _show_columns(self) -> None:
        self.say("What do its columns tell?", "Guessed from their headings. Change what is wrong.")
        self.pages.setCurrentWidget(self.columns)
        self.back_button.hide()
        self.next_button.setText("Preview")
        self.next_button.setEnabled(True)
        if self.columns.boxes:
            self.columns.boxes[0].setFocus()

    def _next(self) -> None:
        if self._job is not None:
            return
        if self.pages.currentWidget() is self._locked:
            self._unlock()
            return
        if self.pages.currentWidget() is self._preview:
            self._take_in()
            return
        mapped = self.columns.mapped()
        if not {Part.NAME, Part.GIVEN, Part.FAMILY} & set(mapped):
            self.banner.show_text("Say which column holds the names.", "amber")
            return
        self.banner.show_text(" ".join(self.file.notes) if self.file else "", "amber")
        self._compare(mapped)

    def _compare(self, mapped: Sequence[Part | None]) -> None:
        file, imports = self.file, self._around.services.imports
        if file is None:
            return

        def work(report: Report, stopped: Stopped) -> list[Line]:
            return imports.preview(file, mapped, report, stopped)

        self._start("Comparing every row", "Nothing is written.", work, self._show_preview)

    def _show_preview(self, lines: list[Line]) -> None:
        self._lines = lines
        self._ticked = {
            line.told.place
            for line in lines
            if line.kind in {Kind.NEW, Kind.CHANGED} and not line.doubtful
        }
        found = counts(self._lines)
        words = ", ".join(f"{found[kind]:,} {_KINDS[kind].lower()}" for kind in Kind if found[kind])
        self.say("What is to be taken in?", f"{words or 'No row tells anything'}.")
        self.only_box.set_values([(kind.value, _KINDS[kind]) for kind in Kind if found[kind]])
        self.only_box.set_value(None)
        self.pages.setCurrentWidget(self._preview)
        self.back_button.setVisible(self.file is not None and not self.file.is_cards)
        self._show_lines()
        self.table.setFocus()

    def _show_lines(self) -> None:
        only = self.only_box.value()
        shown = [line for line in self._lines if only in {None, line.kind.value}]
        self.model.show_records(shown, lambda line: line.told.place in self._ticked)
        # The table's own measure forgets the room of the tick.
        texts = [line.told.name or line.told.place for line in shown]
        widest = max(
            (self.table.fontMetrics().horizontalAdvance(text) for text in texts), default=0
        )
        self.table.setColumnWidth(0, min(widest, theme.px(_WHO)) + theme.px(_TICK))
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say_chosen()

    def _say_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.record(now.row()) if now.isValid() else None
        self.words_label.setText(f"{line.told.place}: {line.words}" if line else "")

    def _count(self) -> None:
        """Keep the ticks of the rows on show; a row that would do nothing takes none."""
        shown = {line.told.place for line in self.model.rows()}
        wanted = {
            line.told.place for line in self.model.chosen() if line.kind in {Kind.NEW, Kind.CHANGED}
        }
        idle = [
            number
            for number, line in enumerate(self.model.rows())
            if self.model.is_ticked(number) and line.told.place not in wanted
        ]
        self._ticked = (self._ticked - shown) | wanted
        if idle:
            self.model.tick(idle, on=False)
            return
        self._say_chosen()

    def _say_chosen(self) -> None:
        count = len(self._ticked)
        words = counted(count, "row", "rows")
        self.next_button.setText(f"Take {words} in" if count else "Take in")
        self.next_button.setEnabled(count > 0)

    def _say_chosen_where_shown(self) -> None:
        if self.pages.currentWidget() is self._preview:
            self._say_chosen()

    def _take_in(self) -> None:
        imports, chosen, name = self._around.services.imports, self.chosen(), self._path.name

        def work(report: Report, stopped: Stopped) -> Taken:
            # Kept at once: a Cancel that comes after COMMIT has come too late.
            self.taken = imports.take_in(chosen, name, report, stopped)
            return self.taken

        self._is_taking = True
        self._start("Taking the rows in", "Cancel leaves everything as it was.", work, self._told)

    def _told(self, taken: Taken) -> None:
        parts = [f"{taken.added:,} new", f"{taken.changed:,} changed"]
        if taken.organisations:
            parts.append(counted(taken.organisations, "new organisation", "new organisations"))
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast(f"Contacts taken in: {', '.join(parts)}", undo=True)
        self.accept()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen rows."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))

    def reject(self) -> None:
        """Close; rows being taken in are stopped first, and it is told what became of them."""
        if self._job is not None and self._is_taking:
            self._job.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; a file still being read is let go."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().done(result)


_COLUMNS: list[Column[Line]] = [
    Column("Who", lambda line: line.told.name or line.told.place),
    Column("Row", lambda line: line.told.place),
    Column("It is", lambda line: _KINDS[line.kind], tone=lambda line: _TONES[line.kind]),
    Column("Organisation", lambda line: line.told.organisation),
    Column("What it would do", lambda line: line.words, tooltip=lambda line: line.words),
]
