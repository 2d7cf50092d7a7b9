"""Reads a partner's report in: what each row would do, rows put right, photos, one Undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.community.model.report_lines import Kind, Line, counts
from prevent_desk.community.model.report_parts import Part
from prevent_desk.community.model.report_reading import told
from prevent_desk.community.model.report_rows import ReportFile, ReportRow
from prevent_desk.community.model.sightings import SIGHTING, NewSighting
from prevent_desk.community.reading.sighting_reports import read_report
from prevent_desk.community.service.sighting_reports import Taken
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings.dialog import SightingDialog
from prevent_desk.community.ui.sightings.words import kind_words
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.readers import shipped
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH, _HEIGHT, _CAPTION = 920, 600, 60
_KINDS = {
    Kind.NEW: "New",
    Kind.KNOWN: "Came before",
    Kind.WRONG: "Cannot be read",
}
_TONES = {Kind.NEW: "green", Kind.KNOWN: "text", Kind.WRONG: "red"}


class ReportsDialog(Dialog):
    """Reads a file in limited children; nothing is written before the last button.

    Attributes:
        file: What was read; None until it was.
        taken: What was taken in; None until it was.
    """

    def __init__(self, around: Around, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            "Read a report in",
            "Nothing is in the log until you take it in.",
            (parent or around.owner).window(),
            width=_WIDTH,
        )
        self.file: ReportFile | None = None
        self.taken: Taken | None = None
        self._around, self._path = around, path
        self._lines: list[Line] = []
        self._mended: dict[str, NewSighting] = {}
        self._ticked: set[str] = set()
        self._job: Job[Any] | None = None
        self.banner = Banner()
        self.progress = ProgressCard()
        self.only_box = ComboPicker("Which rows", "Every row")
        self.table = TickTable()
        self.model: TickModel[Line] = TickModel(_COLUMNS, self)
        self.table.set_up(self.model, "What each row would do")
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.words_label = WrapLabel("", "support")
        self.photos_label = WrapLabel("", "small")
        self.pages = QStackedWidget()
        self._reading = QWidget()
        waiting = QVBoxLayout(self._reading)
        waiting.addWidget(self.progress)
        waiting.addStretch(1)
        self._preview = self._preview_page()
        for page in (self._reading, self._preview):
            self.pages.addWidget(page)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.pages, 1)
        self.mend_button = Button("&Put right…", "pencil")
        self.add_beside(self.mend_button)
        self.cancel_button = self.add_cancel()
        self.take_button = self.add_verb("Take in", accepts=False)
        self.banner.hide()
        self.mend_button.hide()
        self.take_button.setEnabled(False)
        self.take_button.clicked.connect(self.take_in)
        self.mend_button.clicked.connect(self.mend)
        self.model.ticked.connect(self._count)
        self.table.doubleClicked.connect(lambda _index: self.mend())
        self.table.selectionModel().currentRowChanged.connect(self._say_row)
        self.only_box.picked.connect(lambda _value: self._show_lines())
        self.progress.cancelled.connect(self._cancel)
        self._read()

    # What is chosen

    def lines(self) -> list[Line]:
        """Return what every row would do."""
        return list(self._lines)

    def chosen(self) -> list[Line]:
        """Return the rows to take in."""
        return [line for line in self._lines if line.place in self._ticked]

    def mend(self) -> None:
        """Put the current row right in the form of a sighting."""
        line, file = self._current(), self.file
        if self._job is not None or line is None or file is None or line.kind is Kind.KNOWN:
            return
        row = next((one for one in file.rows if one.place == line.place), None)
        if row is None:
            return
        start = line.new or _begun(row, file, self._around)
        SightingDialog(
            self._around, row=start, parent=self,
            kept_as=f"community/report/{file.name}/{line.place}",
            take_row=partial(self._mended_row, line.place),
        ).exec()  # fmt: skip

    def take_in(self) -> None:
        """Take in what is ticked, in one act."""
        file, chosen = self.file, self.chosen()
        if file is None or self._job is not None:
            return
        reports = self._around.services.sighting_reports

        def work(report: Report, stopped: Stopped) -> Taken:
            # Kept at once: a Cancel that comes after it was written has come too late.
            self.taken = reports.take_in(file, chosen, report=report, stopped=stopped)
            return self.taken

        self._start("Taking the rows in", "Cancel leaves everything as it was.", work,
                    lambda _taken: self.accept(), self._not_taken)  # fmt: skip

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
        column.addWidget(self.photos_label)
        return page

    def _read(self) -> None:
        path, reports = self._path, self._around.services.sighting_reports

        def work(report: Report, stopped: Stopped) -> tuple[ReportFile, list[Line]]:
            file = read_report(path, report=report, stopped=stopped)
            return file, reports.preview(file, report=report, stopped=stopped)

        self._start(
            "Reading the file", "In processes of their own that may do nothing else.", work,
            self._was_read, self._failed,
        )  # fmt: skip

    def _start(
        self,
        title: str,
        words: str,
        work: Work[Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Do something beside the window, with its progress in place of the rows."""
        self.progress.start(title, words)
        self.pages.setCurrentWidget(self._reading)
        self.take_button.setEnabled(False)
        self.mend_button.setEnabled(False)

        def ended(answer: Any) -> None:  # noqa: ANN401 - as the work gives it
            self._end_job()
            done(answer)

        def broken(error: BaseException) -> None:
            self._end_job()
            failed(error)

        self._job = jobs.run(
            work, self, done=ended, failed=broken, progress=self.progress.report,
            cancelled=self._cancelled,
        )  # fmt: skip

    def _end_job(self) -> None:
        self._job = None
        self.progress.finish()

    def _cancel(self) -> None:
        """Stop what is being done; before there are rows, leave altogether."""
        if self.file is None or self._job is None:
            self.reject()
        else:
            self._job.cancel()

    def _cancelled(self) -> None:
        self._end_job()
        if self.taken is not None:
            self.accept()
            return
        self.banner.show_text("Stopped. Nothing was taken in.", "blue")
        self._show_rows()

    def _failed(self, error: BaseException) -> None:
        told_of = messages.words_for(error)
        self.banner.show_text(f"{told_of.title} {told_of.words}".strip(), "red")
        self.take_button.hide()
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()

    def _not_taken(self, error: BaseException) -> None:
        self._show_rows()
        messages.show_failure(self, error)
        self._judge()

    def _was_read(self, read: tuple[ReportFile, list[Line]]) -> None:
        self.file, lines = read
        self.banner.show_text(" ".join(self.file.notes), "amber")
        self.mend_button.show()
        self._ticked = {line.place for line in lines if line.kind is Kind.NEW and not line.doubtful}
        if self.file.mail is not None and len(self.file.rows) == 1:
            # Somebody looks at words of a message before they are a sighting.
            self._ticked = set()
        self._say_photos()
        self._judged(lines)

    def _say_photos(self) -> None:
        file = self.file
        number = len(file.photos) if file is not None else 0
        if not number or file is None:
            self.photos_label.hide()
            return
        photos = "1 photo" if number == 1 else f"{number} photos"
        said = (
            f"{photos} came with it and go{'es' if number == 1 else ''} to the sighting, "
            "as the picture alone: no place, time or camera."
            if len(file.rows) == 1
            else f"{photos} came with it. Which row they are of is not told, so they stay out."
        )
        self.photos_label.setText(said)

    def _judge(self, mended: str = "") -> None:
        """Work out again what each row would do; a row put right is ticked where it is new."""
        file, rows = self.file, dict(self._mended)
        if file is None:
            return
        reports = self._around.services.sighting_reports

        def work(report: Report, stopped: Stopped) -> list[Line]:
            return reports.preview(file, rows, report=report, stopped=stopped)

        def done(lines: list[Line]) -> None:
            if any(line.place == mended and line.kind is Kind.NEW for line in lines):
                self._ticked.add(mended)
            self._judged(lines)

        self._start("Comparing the rows", "Nothing is in the log yet.", work, done, self._failed)

    def _judged(self, lines: list[Line]) -> None:
        self._lines = lines
        found = counts(lines)
        words = ", ".join(f"{found[kind]:,} {_KINDS[kind].lower()}" for kind in Kind if found[kind])
        sender = self.file.mail if self.file is not None else None
        came = (
            f" From {sender.sender}, {say_short(sender.at.date())}." if sender and sender.at else ""
        )
        self.say("What is to be taken in?", f"{words}.{came}")
        self.only_box.set_values([(kind.value, _KINDS[kind]) for kind in Kind if found[kind]])
        self._show_rows()

    def _show_rows(self) -> None:
        self._show_lines()
        self.pages.setCurrentWidget(self._preview)
        self.table.setFocus()

    def _show_lines(self) -> None:
        only, was = self.only_box.value(), self._current()
        shown = [line for line in self._lines if only in {None, line.kind.value}]
        self.model.show_records(shown, lambda line: line.place in self._ticked)
        place = next(
            (at for at, line in enumerate(shown) if was is not None and line.place == was.place), 0
        )
        if shown:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._count()

    def _current(self) -> Line | None:
        row = self.table.currentIndex().row()
        rows = self.model.rows()
        return rows[row] if 0 <= row < len(rows) else None

    def _count(self) -> None:
        shown = self.model.rows()
        on = {line.place for line in self.model.chosen()}
        may = {line.place for line in shown if line.kind is Kind.NEW}
        self._ticked = (self._ticked - {line.place for line in shown}) | (on & may)
        if on - may:
            # What cannot be taken in is not ticked, whoever tries.
            places = [at for at, line in enumerate(shown) if line.place in on - may]
            self.model.tick(places, on=False)
            return
        number = len(self._ticked)
        self.take_button.setText(f"&Take in {SIGHTING.counted(number)}" if number else "&Take in")
        self.take_button.setEnabled(number > 0)
        self._say_row()

    def _say_row(self, *_: QModelIndex) -> None:
        line = self._current()
        self.words_label.setText(f"{line.place}: {line.words}" if line is not None else "")
        self.mend_button.setEnabled(line is not None and line.kind is not Kind.KNOWN)

    def _mended_row(self, place: str, new: NewSighting) -> None:
        self._mended[place] = new
        self._judge(place)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the row right on F2 and Enter, as in a table."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_F2 or (enter and self.table.hasFocus()):
            self.mend()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; what is still being read is thrown away."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a table."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))


def _begun(row: ReportRow, file: ReportFile, around: Around) -> NewSighting:
    """Return as much of a row that cannot be read as can be: what was refused is left out."""
    parts = dict(row.parts)
    lists, today = shipped.vocabularies(), around.clock.today()
    for part in row.parts:
        # One at a time: a row may be wrong in several places.
        alone = told(ReportRow(row.place, parts), file.came, lists, today)
        if alone.new is not None:
            return alone.new
        without = {key: text for key, text in parts.items() if key is not part}
        if len(told(ReportRow(row.place, without), file.came, lists, today).wrong) < len(
            alone.wrong
        ):
            parts = without
    found = told(ReportRow(row.place, parts), file.came, lists, today).new
    return found or _rough(parts, file, around)


def _rough(parts: dict[Part, str], file: ReportFile, around: Around) -> NewSighting:
    lists = shipped.vocabularies()
    return NewSighting(
        lists["sighting_kind"].code_of(parts.get(Part.KIND, "")) or "other",
        around.clock.today(),
        street=parts.get(Part.STREET, ""),
        place=parts.get(Part.PLACE, ""),
        words=parts.get(Part.WORDS, ""),
        finder=parts.get(Part.FINDER, ""),
        reporter_email=parts.get(Part.EMAIL, ""),
        source=file.came,
    )


def _as_told(line: Line, part: Part) -> str:
    return line.parts.get(part, "")[:40] or "–"


def _where(line: Line) -> str:
    if line.new is not None:
        return line.new.street or line.new.place
    return _as_told(line, Part.STREET)


_COLUMNS: list[Column[Line]] = [
    Column("Row", lambda line: line.place),
    Column("Seen", lambda line: say_date(line.new.seen) if line.new else _as_told(line, Part.SEEN)),
    Column(
        "What", lambda line: kind_words(line.new.kind) if line.new else _as_told(line, Part.KIND)
    ),
    Column("Where", lambda line: _where(line)),
    Column(
        "It would be",
        lambda line: _KINDS[line.kind],
        tone=lambda line: "amber" if line.doubtful else _TONES[line.kind],
    ),
    Column("Why", lambda line: line.words, tooltip=lambda line: line.words),
]
