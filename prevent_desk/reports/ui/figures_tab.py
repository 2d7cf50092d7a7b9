"""The figures of a period: which period, by which day, beside which; each opens its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.pane_parts import Pane
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.period import ALL, By, Period, Preset, preset, preset_of
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.period_edit import PeriodEdit
from prevent_desk.reports.model.reported import Beside, Line, Report, as_text
from prevent_desk.reports.ui.around import Around
from prevent_desk.reports.ui.export_dialog import FiguresExportDialog
from prevent_desk.reports.ui.figure_list import FigureList
from prevent_desk.reports.ui.figure_pane import fill
from prevent_desk.ui import clipboard, jobs, messages, theme
from prevent_desk.ui.jobs import Job
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_FOLLOW_MS = 80
_KEPT = "reports/figures"


class FiguresTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`.

    A position: `{"first": "2019-05-01", "last": "2019-07-31", "by": "event", "beside": "before",
    "figure": "Training/sessions"}`; the period may be a name instead: `{"period": "last quarter"}`.

    Attributes:
        report: What is on show; None while it is counted for the first time.
    """

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.report: Report | None = None
        self._job: Job[Report] | None = None
        self._stale = True
        self._wanted_figure = ""
        self.period_edit = PeriodEdit(around.clock.today)
        self.by = Segmented(
            [Choice(By.EVENT.value, "Day of event"), Choice(By.RECORDED.value, "Day recorded")],
            "Count by",
        )
        self.beside = Combo()
        self.beside.setAccessibleName("Compared with")
        for one in Beside:
            self.beside.addItem(one.words, one.value)
        self.nothing_chip = ChipButton("Zeros too", "circle-dashed", checkable=True)
        self.told_label = ElidedLabel("", "support")
        self.late_banner = Banner()
        self.list = FigureList()
        self.empty = EmptyState()
        self.progress = ProgressCard()
        self.progress.hide()
        self.pane = Pane("The figure")
        self.copy_button = Button("Cop&y as text", "copy")
        self.out_button = Button("Take &out", "file-output", kind="primary")
        self._stack = QStackedWidget()
        for view in (self.list, self.empty, QWidget()):
            self._stack.addWidget(view)
        for button in self.buttons():
            # Nothing is there to be taken before it was counted.
            button.setEnabled(False)
        self._lay_out()
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        self._recall()
        self._stack.setCurrentIndex(self._stack.count() - 1)

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the figure."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether any figure is on show."""
        return self.report is not None and bool(self.list.rows.records())

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (self.copy_button, self.out_button)

    def count(self) -> int:
        """Return 0: the number of figures says nothing."""
        return 0

    def shown_count(self) -> str:
        """Return when the figures were counted."""
        return self.report.as_at_words if self.report is not None else ""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the figures now."""
        line = self.list.current()
        found = []
        if line is not None and line.figure.page:
            shown = f"Open the records of {line.title.lower()}"
            found.append(Command(shown, lambda: self.open_line(line), "external-link", "Enter"))
        for name in Preset:
            days = preset(name, self.around.clock.today())
            found.append(Command(f"Figures of {name.value}", partial(self.ask, days), "calendar"))
        return [
            *found,
            Command("Copy the figures as text", self.copy, "copy"),
            Command("Take the figures out as Excel", self.export, "file-spreadsheet", "", "export"),
        ]

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: figures are not made."""
        return None

    def filter_here(self) -> None:
        """Put the keyboard into the period."""
        self.period_edit.setFocus()
        self.period_edit.select_all()

    def position(self) -> dict[str, Any]:
        """Return period, day, comparison and figure."""
        period, line = self.period_edit.period(), self.list.current()
        found: dict[str, Any] = {"by": self.by.value(), "beside": self.beside.currentData()}
        found |= {"first": period.first.isoformat()} if period.first else {}
        found |= {"last": period.last.isoformat()} if period.last else {}
        return found | ({"figure": line.key} if line is not None else {})

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a period, and a figure of it."""
        if {"first", "last", "period"} & position.keys():
            self.period_edit.set_period(self._period(position))
        by, beside = position.get("by"), position.get("beside")
        if by in {one.value for one in By}:
            self.by.set_value(str(by))
        place = self.beside.findData(beside)
        if place >= 0:
            self.beside.setCurrentIndex(place)
        self._wanted_figure = str(position.get("figure", ""))
        self._count()

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now."""
        self._follow.stop()
        self._drop_job()

    def reload(self) -> None:
        """Count anew, now or when it is next looked at."""
        self._stale = True
        if self.isVisible():
            self._count()

    # Acts

    def ask(self, period: Period) -> None:
        """Show the figures of a period."""
        self.period_edit.set_period(period)
        self._asked()

    def open_line(self, line: Line) -> None:
        """Open the records of a line's figure."""
        self.open_figure(line.figure)

    def open_figure(self, figure: Figure) -> None:
        """Open the records a figure counts."""
        if figure.page:
            self.around.desk.open_page(figure.page, figure.position)

    def open_late(self, line: Line) -> None:
        """Open those of its records that came late."""
        query = Query(ids=frozenset(line.figure.late)).to_json()
        self.around.desk.open_page(line.figure.page, {**line.figure.position, "query": query})

    def copy(self) -> None:
        """Put the figures on the clipboard, as text."""
        if self.report is not None:
            clipboard.put_text(as_text(self.report))
            self.around.desk.toast("Figures copied; they leave the clipboard in 30 seconds",
                                    icon="copy")  # fmt: skip

    def export(self) -> None:
        """Take the figures out as a workbook."""
        if self.report is not None:
            FiguresExportDialog(self.around, self.report, self.window()).exec()

    # Inside

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        for widget in (self.period_edit, self.by, self.beside, self.nothing_chip):
            row.addWidget(widget)
        row.addWidget(self.told_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        told = QHBoxLayout()
        told.setContentsMargins(18, 0, 14, 0)
        told.addWidget(self.late_banner)
        told.addWidget(self.progress)
        column.addLayout(told)
        column.addWidget(self._stack, 1)
        self.late_banner.hide()

    def _wire(self) -> None:
        self.period_edit.period_chosen.connect(lambda _period: self._asked())
        self.period_edit.refused.connect(self._say_refused)
        self.by.chosen.connect(lambda _value: self._asked())
        self.beside.activated.connect(lambda _row: self._asked())
        self.nothing_chip.toggled.connect(lambda _on: self._show())
        self.list.opened.connect(self.open_line)
        self.list.current_changed.connect(lambda _line: self._follow.start())
        self.list.menu_asked.connect(self._show_menu)
        self.list.stepped_back.connect(self.period_edit.setFocus)
        self.empty.first_clicked.connect(self._count_again)
        self.progress.cancelled.connect(self._cancel)
        self.copy_button.clicked.connect(lambda: self.copy())
        self.out_button.clicked.connect(lambda: self.export())
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        wide = theme.metrics("body").horizontalAdvance("30 Sep 2024 to 31 Dec 2025")
        self.period_edit.setFixedWidth(wide + theme.px(44))

    def _recall(self) -> None:
        kept = self.around.desk.setting(_KEPT, {})
        kept = kept if isinstance(kept, dict) else {}
        today = self.around.clock.today()
        period = self._period(kept) if kept else preset(Preset.THIS_QUARTER, today)
        self.period_edit.set_period(period)
        by = kept.get("by")
        self.by.set_value(by if by in {one.value for one in By} else By.EVENT.value)
        self.beside.setCurrentIndex(max(0, self.beside.findData(kept.get("beside"))))

    def _period(self, kept: dict[str, Any]) -> Period:
        name = kept.get("period")
        if name in {one.value for one in Preset}:
            return preset(Preset(name), self.around.clock.today())
        return Query.from_json({"first": kept.get("first"), "last": kept.get("last")}).period

    def _asked(self) -> None:
        """Keep what is asked and count it; a period with a name is kept by its name."""
        kept = self.position()
        kept.pop("figure", None)
        name = preset_of(self.period_edit.period(), self.around.clock.today())
        if name is not None:
            kept = {"period": name.value, "by": kept["by"], "beside": kept["beside"]}
        self.around.desk.remember(_KEPT, kept)
        self._count()

    def _count(self) -> None:
        """Count beside the window; what is on show stays until the new figures are there."""
        self._drop_job()
        self._stale = False
        reports, period = self.around.reports, self.period_edit.period()
        by, beside = By(self.by.value()), Beside(self.beside.currentData())

        def work(progress: jobs.Report, stopped: jobs.Stopped) -> Report:
            return reports.report(period, by, beside, progress, stopped)

        self.progress.start("Counting", "Cancel leaves the figures on show as they are.")
        self._job = jobs.run(
            work, self, done=self._counted, failed=self._failed, progress=self.progress.report,
            cancelled=self._cancelled,
        )  # fmt: skip

    def _counted(self, report: Report) -> None:
        self._job = None
        self.progress.finish()
        self.report = report
        self._show()
        self.around.desk.page_changed()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.progress.finish()
        messages.show_failure(self, error)

    def _cancelled(self) -> None:
        """Show what was counted before; ask for the period again where nothing was."""
        self._job = None
        self.progress.finish()
        if self.report is not None:
            self.period_edit.set_period(self.report.period)
            self.by.set_value(self.report.by.value)
            return
        self.empty.show_text("Nothing was counted", "It was stopped.", icon="chart-column")
        self.empty.set_buttons("Count them")
        self._stack.setCurrentWidget(self.empty)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None
            self._stale = True
        self.progress.finish()

    def _show(self) -> None:
        report = self.report
        if report is None:
            return
        self.list.show_report(report, with_nothing=self.nothing_chip.isChecked())
        if self._wanted_figure and self.list.go_to_key(self._wanted_figure):
            self._wanted_figure = ""
        has_any = bool(self.list.rows.records())
        self.told_label.setText(report.other.words if report.other else "")
        self.nothing_chip.setVisible(any(line.is_nothing for line in report.lines))
        self.late_banner.show_text(report.late_line, "blue", icon="clock")
        for button in (self.copy_button, self.out_button):
            button.setEnabled(has_any)
        if not has_any:
            self._say_empty(report)
        self._stack.setCurrentWidget(self.list if has_any else self.empty)
        self._show_pane()

    def _count_again(self) -> None:
        """Count what was stopped; where there was nothing, all there is."""
        if self.report is None:
            self._count()
        else:
            self.ask(ALL)

    def _say_empty(self, report: Report) -> None:
        if report.period.is_all:
            self.empty.show_text(
                "Nothing to count yet",
                "What is logged under Training, Community and Records is counted here.",
                icon="chart-column",
            )
            self.empty.set_buttons("")
        else:
            words = f"Nothing was logged for {report.period.words}, {report.by.words}."
            self.empty.show_text("No figures in this period", words, icon="chart-column")
            self.empty.set_buttons("Show all dates")

    def _say_refused(self, words: str) -> None:
        self.late_banner.show_text(words, "red")

    def _show_pane(self) -> None:
        line, report = self.list.current(), self.report
        pane = self.pane
        pane.begin()
        if line is not None and report is not None:
            fill(pane, line, report, self)
        pane.done()
        self.changed.emit()

    def _show_menu(self, line: Line, place: Any) -> None:  # noqa: ANN401 - a QPoint
        menu = QMenu(self)
        if line.figure.page and line.figure.ids:
            menu.addAction("Open its records").triggered.connect(lambda: self.open_line(line))
        if line.figure.late and "query" in line.figure.position:
            menu.addAction("Open the late entries").triggered.connect(lambda: self.open_late(line))
        menu.addAction("Copy all figures as text").triggered.connect(lambda: self.copy())
        menu.popup(place)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Count what is out of date."""
        super().showEvent(event)
        if self._stale:
            self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        super().hideEvent(event)
        self._follow.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the figures."""
        super().focusInEvent(event)
        view = self._stack.currentWidget() or self.list
        view.setFocus(event.reason())
