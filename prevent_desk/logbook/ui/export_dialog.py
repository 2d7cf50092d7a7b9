"""Takes a log out as a workbook: exactly the records that are listed, headed by what was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.logbook.exports.targets import BOOK
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import LogSheet
from prevent_desk.logbook.service.log_source import LogSource
from prevent_desk.logbook.service.sheets import asked, sheet_of
from prevent_desk.logbook.ui.around import LogAround
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    marking: str


class LogExportDialog(TakeOutDialog):
    """Takes out what is listed, protected unless that is turned off."""

    def __init__(
        self,
        around: LogAround,
        source: LogSource[Any],
        query: Query,
        parent: QWidget | None = None,
        *,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin.

        Args:
            around: Shell and clock.
            source: The log.
            query: What is listed.
            parent: The page.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            f"Take {source.noun.many} out",
            "What is listed, as a workbook headed by what was asked for.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._source, self._query, self._make = source, query, make
        self._count = source.count(query)
        form = self.build_frame()
        self.asked_label = WrapLabel("\n".join(asked(source, query, self._count)), "support")
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.asked_label)
        self.sheet = SheetView(f"First lines of the {source.noun.many}")
        form.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.marking())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self._source.title.lower()

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def in_the_way(self) -> str:
        """Return that nothing is listed, where nothing is."""
        return "" if self._count else "Nothing is listed, so there is nothing to take out."

    def work(self) -> Work[Prepared]:
        """Return the work of reading what is listed, and of making the workbook."""
        wanted, make, source, query = self.wanted(), self._make, self._source, self._query
        export_id, clock, practice = self._id, self._clock, self._desk.is_practice()

        def work(report: Report, stopped: Stopped) -> Prepared:
            def read(done: int, of: int, what: str) -> None:
                if stopped():
                    raise StoppedError
                report(done, of, what)

            made = clock.today(), clock.now(), practice
            log = sheet_of(source, query, wanted.marking, export_id, made, read)
            data = make(BOOK, (log,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, log)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that the log was taken out."""
        self._source.note_export(self._id, self.wanted().marking, self._count)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its first lines."""
        log = prepared.contents
        if isinstance(log, LogSheet):
            columns: list[Column[Sequence[str]]] = [
                Column(heading, itemgetter(place))
                for place, (heading, _width) in enumerate(log.columns)
            ]
            self.sheet.show_rows(self._source.noun.counted(len(log.rows)), columns, log.rows)
        return self.sheet
