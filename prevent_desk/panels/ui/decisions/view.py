"""The register of decisions: found by words, decision, days and dissent; each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.panels.model.register import ANY, DecisionLine, Filters, chosen
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.decisions.book_dialog import Book, BookDialog, Shown
from prevent_desk.panels.ui.decisions.decision_list import DecisionList
from prevent_desk.panels.ui.decisions.told import section_of
from prevent_desk.panels.ui.minutes.reading_pane import ReadingPane
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.read_beside import ReadBeside
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import ComboPicker, SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule

VIEW = "decisions"


class DecisionsView(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`; positions: {"item": 5, "words": "mentor"}."""

    title = "Decisions"
    icon = "scale"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._is_stale = False
        self._whole: list[DecisionLine] = []
        self._lines: list[DecisionLine] = []
        self._wanted: int | None = None
        self._reading: ReadBeside[list[DecisionLine]] = ReadBeside(
            self, self._came, lambda: around.services.store.is_open
        )
        self._build_filters()
        self.list = DecisionList()
        self.reading = ReadingPane()
        self.reading.setAccessibleName(self.tr("The decision in full"))
        self.case_button = Button("Open the &record", "inbox")
        self.minutes_button = Button("Open the &minutes", "file-text")
        self.book_button = Button("&Excel…", "file-spreadsheet")
        self._lay()
        self.list.current_changed.connect(self._show_line)
        self.list.opened.connect(lambda _line: self.open_case())
        self.case_button.clicked.connect(self.open_case)
        self.minutes_button.clicked.connect(self.open_minutes)
        self.book_button.clicked.connect(self.take_out)
        self.empty.first_clicked.connect(self.clear_filters)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, self.words_box.setFocus)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.list)
        self.reload()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the view's own name."""
        return (Command(self.title, partial(self._around.open_view, VIEW, {})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the decision on show."""
        found = [Command("Take the register of decisions out", self.take_out, "file-spreadsheet")]
        line = self.list.current()
        if line is not None:
            found.append(Command(f"Open the record of {line.ref}", self.open_case, "inbox"))
            found.append(Command("Open the minutes of this decision", self.open_minutes))
        if self.filters().is_narrow:
            found.append(Command("Clear filters", self.clear_filters, "funnel-x"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: decisions are made at the desk."""
        return None

    def position(self) -> dict[str, Any]:
        """Return the decision on show, and what is looked for."""
        line = self.list.current()
        item_id = self._wanted or (line.item_id if line is not None else None)
        where = {"item": item_id} if item_id is not None else {}
        return {**where, "words": self.words_box.text()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a decision; filters that hide it are cleared."""
        self.words_box.setText(str(position.get("words", "")))
        item_id = position.get("item")
        self._wanted = item_id if isinstance(item_id, int) else None
        self.reload()

    def flush(self) -> None:
        """Nothing is typed here that is kept."""

    def reload(self) -> None:
        """Read the register again; out of sight only once it is in sight again."""
        if self.isVisible() or not self.window().isVisible():
            self._read()
        else:
            self._is_stale = True

    def _read(self) -> None:
        self._is_stale = False
        self._reading.ask(self._around.services.registers.decisions)

    def _came(self, whole: list[DecisionLine]) -> None:
        """Take in the register as it was read, and show what of it is looked for."""
        self._whole = whole
        self.code_picker.set_values(
            sorted({(line.code, line.decision) for line in whole if line.code}, key=lambda x: x[1])
        )
        agencies = sorted({who for line in whole for who in line.dissenters})
        self.dissent_picker.set_values([(ANY, "Any dissent"), *((one, one) for one in agencies)])
        self.show_found()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.list.go_to_key(wanted):
            self.clear_filters()
            self.list.go_to_key(wanted)

    def show_found(self) -> None:
        """Show what is looked for, of what was read."""
        self._lines = chosen(self._whole, self.filters())
        self.list.show_lines(self._lines)
        self._say_empty()
        self._show_line(self.list.current())
        self._around.desk.page_changed()

    def shown_count(self) -> str:
        """Return "12 of 40 decisions shown"."""
        return f"{len(self._lines):,} of {len(self._whole):,} decisions shown"

    # Acts

    def filters(self) -> Filters:
        """Return what is looked for."""
        return Filters(
            words=self.words_box.text(),
            code=str(self.code_picker.value() or ""),
            dissenter=str(self.dissent_picker.value() or ""),
            since=self.since_edit.day(),
            until=self.until_edit.day(),
            without_reasons=self.reasons_chip.isChecked(),
        )

    def clear_filters(self) -> None:
        """Show everything."""
        for edit in (self.since_edit, self.until_edit):
            edit.set_day(None)
        self.code_picker.set_value(None)
        self.dissent_picker.set_value(None)
        self.reasons_chip.setChecked(False)
        self.words_box.clear()
        self.show_found()

    def open_case(self) -> None:
        """Open the record of the case."""
        line = self.list.current()
        if line is not None and line.episode_id is not None:
            position = {"view": "desk", "episode": line.episode_id, "tab": "panel"}
            self._around.desk.open_page("Referrals", position)

    def open_minutes(self) -> None:
        """Open the minutes that hold the decision."""
        line = self.list.current()
        if line is not None:
            self._around.open_view("minutes", {"meeting": line.meeting_id})

    def take_out(self) -> None:
        """Take the decisions on show out as a workbook."""
        desk, clock = self._around.desk, self._around.clock
        order = BookOrder(
            "Register of decisions", "", "", clock.today(), clock.now(), desk.is_practice(),
            period_words(self.since_edit.day(), self.until_edit.day()), tuple(self._lines),
        )  # fmt: skip
        rows = tuple(
            (say_short(one.on), one.ref, one.decision, one.rationale) for one in self._lines
        )
        shown = Shown(("Panel", "Reference", "Decision", "Rationale"), rows, self.shown_count())
        BookDialog(self._around, Book(order, shown), self).exec()

    # Inside

    def _build_filters(self) -> None:
        self.words_box = SearchBox(self.tr("Search decisions"), "Ctrl F")
        self.code_picker = ComboPicker(self.tr("Decision"), self.tr("Every decision"))
        self.dissent_picker = ComboPicker(self.tr("Dissent"), self.tr("Dissent or none"))
        self.since_edit = DateEdit(self._around.clock.today)
        self.until_edit = DateEdit(self._around.clock.today)
        self.reasons_chip = ChipButton(self.tr("No rationale"), "circle-alert", checkable=True)
        for edit, name in ((self.since_edit, "From"), (self.until_edit, "To")):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(f"{name}: 1 apr")
            edit.date_chosen.connect(lambda _day: self.show_found())
            edit.returnPressed.connect(self.show_found)
        self.words_box.textChanged.connect(self.show_found)
        for picker in (self.code_picker, self.dissent_picker):
            picker.picked.connect(lambda _value: self.show_found())
        self.reasons_chip.clicked.connect(self.show_found)

    def _say_empty(self) -> None:
        self._pages.setCurrentWidget(self._splitter if self._lines else self.empty)
        if self._lines:
            return
        since, until = self.since_edit.day(), self.until_edit.day()
        if since and until and since > until:
            self.empty.set_filtered(
                "The first day comes after the last", period_words(since, until)
            )
        elif self._whole:
            self.empty.set_filtered("No decision fits", self.words_box.text().strip())
        else:
            self.empty.show_text(
                "No decisions yet",
                "What panels decide is listed here with its reasons.",
                icon="scale",
            )
            self.empty.set_buttons("")

    def _show_line(self, line: DecisionLine | None) -> None:
        for button in (self.case_button, self.minutes_button):
            button.setEnabled(line is not None)
        if line is not None:
            self.reading.show_minutes(line.ref, line.decision, (section_of(line),))

    def _lay(self) -> None:
        title = ElidedLabel(self.title, "h1")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 14, 6)
        head.setSpacing(8)
        head.addWidget(title, 1)
        for button in (self.case_button, self.minutes_button, self.book_button):
            head.addWidget(button)
        filters = QWidget()
        flow = FlowLayout(filters)
        for widget, wide in (
            (self.words_box, 260),
            (self.code_picker, 0),
            (self.dissent_picker, 0),
            (self.since_edit, 130),
            (self.until_edit, 130),
            (self.reasons_chip, 0),
        ):
            if wide:
                widget.setMinimumWidth(theme.px(wide))
            flow.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 14, 8)
        row.addWidget(filters)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self.reading)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        self.list.setMinimumWidth(theme.px(300))
        self.empty = EmptyState("scale")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(Rule())
        column.addWidget(self._pages, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())


def period_words(since: date | None, until: date | None) -> str:
    """Return the days a book is about: "1 Apr 2025 to 31 Mar 2026"."""
    if since and until:
        return f"{say_short(since)} to {say_short(until)}"
    if since:
        return f"From {say_short(since)} on"
    return f"Up to {say_short(until)}" if until else "All panels"
