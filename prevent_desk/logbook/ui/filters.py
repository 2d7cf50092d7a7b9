"""The lines over a log: words, period, filters; what it comes to, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.logbook.model.period import By, Period, late_words
from prevent_desk.logbook.model.query import Filter, Query
from prevent_desk.logbook.ui.period_edit import PeriodEdit
from prevent_desk.logbook.ui.tick_menu import FilterChip
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import Combo, SearchBox
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

LIST, CALENDAR = "list", "calendar"
_AROUND_WORDS = 26
"""Border and padding of the box of words, in px."""
TYPING_MS = 150
"""Words are asked for when nobody typed for so long."""


class LogFilters(QWidget):
    """Shows a query and tells when another one is asked.

    Attributes:
        box: The words.
        period_edit: The period.
        chips: The filters, by key.
        late_chip: Only late entries of the period.
        view: List or calendar.

    Signals:
        asked: Something else is asked; carries the query.
        view_chosen: LIST or CALENDAR.
        counts_wanted: A filter's list is about to be shown.
        moved: Up or Down in the box: rows to move by.
        entered: Enter in the box.
    """

    asked = Signal(object)
    view_chosen = Signal(str)
    counts_wanted = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(
        self,
        placeholder: str,
        filters: Sequence[Filter],
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        has_days: bool = True,
    ) -> None:
        """Make it, asking for everything.

        Args:
            placeholder: In the box: "Filter sessions".
            filters: What can be filtered by.
            today: The desk's clock.
            parent: Its owner.
            has_days: Whether there is a calendar.
        """
        super().__init__(parent)
        self._query = Query()
        self._filters = list(filters)
        self._is_calendar = False
        self.box = SearchBox(placeholder, "Ctrl F")
        self.period_edit = PeriodEdit(today)
        self.by_combo = Combo()
        self.by_combo.setAccessibleName("Which day counts")
        for by in By:
            self.by_combo.addItem(by.words.capitalize(), by.value)
        self.chips = {one.key: FilterChip(one) for one in filters}
        self.late_chip = ChipButton("", "clock", "amber", checkable=True)
        self.ids_chip = ChipButton("", "x", "accent")
        self.clear_button = Button("Clear", "funnel-x", kind="link", small=True)
        self.clear_button.setToolTip("Esc takes the last filter off")
        self.clear_button.setAccessibleName("Clear the filters")
        self.count_label = QLabel()
        self.count_label.setProperty("t", "support")
        # In two lines where one is too short: what a total is made of is never cut off.
        self.totals_label = WrapLabel("", "small")
        self.view = Segmented(
            [Choice(LIST, "List", "list"), Choice(CALENDAR, "Calendar", "calendar")],
            "Shown as",
        )
        self.view.setToolTip("Alt+C")
        self.view.set_value(LIST)
        self.view.setVisible(has_days)
        self.view.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._place, self._head = QHBoxLayout(), QHBoxLayout()
        self._month: QWidget | None = None
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.take)
        self._wire()
        theme.changed.connect(self._fit)
        self._fit()
        self.show_query(Query())

    def put(self, button: Button) -> None:
        """Put a button before the choice of views, where Tab comes to it too."""
        self._place.addWidget(button)
        QWidget.setTabOrder(self.clear_button, button)

    def put_month(self, head: QWidget) -> None:
        """Put the head of a calendar where a list has its count."""
        self._month = head
        self._head.addWidget(head)
        head.hide()

    def query(self) -> Query:
        """Return what is asked, with words still being typed taken in."""
        return replace(self._query, words=self.box.text().strip())

    def show_query(self, query: Query) -> None:
        """Show what is asked, without telling."""
        self._typing.stop()
        self._query = query
        if self.box.text().strip() != query.words.strip():
            self.box.blockSignals(True)
            self.box.setText(query.words)
            self.box.blockSignals(False)
        self.period_edit.set_period(query.period)
        self.by_combo.setCurrentIndex(self.by_combo.findData(query.by.value))
        self.by_combo.setVisible(not query.period.is_all and not self._is_calendar)
        self.clear_button.setVisible(not query.is_whole)
        for one in self._filters:
            self.chips[one.key].show_filter(one, query.chosen.get(one.key, frozenset()))
        chosen = len(query.ids) if query.ids is not None else 0
        self.ids_chip.show_state(f"{chosen:,} chosen", "x", "accent")
        self.ids_chip.setAccessibleName(f"{chosen:,} chosen records, show all again")
        self.ids_chip.setVisible(query.ids is not None)
        self.late_chip.blockSignals(True)
        self.late_chip.setChecked(query.late)
        self.late_chip.blockSignals(False)
        self.late_chip.setVisible(query.late and not self._is_calendar)
        self._refit()

    def show_view(self, view: str) -> None:
        """Show which view is on show; a calendar has its month for a period and a count."""
        self.view.set_value(view)
        self._is_calendar = view == CALENDAR
        for part in (self.period_edit, self.count_label, self.totals_label):
            part.setVisible(not self._is_calendar)
        if self._month is not None:
            self._month.setVisible(self._is_calendar)
        self.show_query(self.query())

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Offer the options there are now; their keys stay the same."""
        self._filters = list(filters)
        self.show_query(self.query())

    def show_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Show how many records each option would leave."""
        for key, chip in self.chips.items():
            chip.show_counts(counts.get(key, {}))

    def show_late(self, number: int) -> None:
        """Say how many of what is found came late; offer to show them alone."""
        self.late_chip.show_state(f"{number:,} late", "clock", "amber")
        query = self._query
        self.late_chip.setToolTip(late_words(number, query.period, query.by))
        self.late_chip.setVisible((number > 0 or query.late) and not self._is_calendar)
        self._refit()

    def say_count(self, words: str) -> None:
        """Say how many are shown."""
        self.count_label.setText(words)

    def say_totals(self, words: str) -> None:
        """Say what they come to."""
        self.totals_label.setText(words)

    def take(self) -> None:
        """Ask for the words typed so far, where they are others."""
        self._typing.stop()
        if self.box.text().strip() != self._query.words.strip():
            self._ask(replace(self._query, words=self.box.text().strip()))

    def forget_typing(self) -> None:
        """Put off nothing any more."""
        self._typing.stop()

    def step_back(self) -> bool:
        """Take the last filter off; False where none is on."""
        query = self.query()
        if query.ids is not None:
            query = replace(query, ids=None)
        elif query.late:
            query = replace(query, late=False)
        elif any(query.chosen.values()):
            query = query.choosing(list(query.chosen)[-1], frozenset())
        elif not query.period.is_all:
            query = query.within(Period())
        elif query.words:
            query = replace(query, words="")
        else:
            return False
        self._ask(query)
        return True

    def clear(self) -> None:
        """Take every filter off."""
        self._ask(self.query().cleared())

    # Inside

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.box, self.period_edit, self.by_combo):
            first.addWidget(widget)
        self._chip_holder = QWidget()
        chips = FlowLayout(self._chip_holder, gap=8)
        for chip in (*self.chips.values(), self.late_chip, self.ids_chip, self.clear_button):
            chips.addWidget(chip)
        # In the middle by stretches: an alignment flag would ignore a second line of chips.
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._chip_holder)
        middle.addStretch(1)
        first.addLayout(middle, 1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addLayout(self._head, 1)
        second.addWidget(self.count_label)
        second.addWidget(self.totals_label, 1)
        second.addLayout(self._place)
        second.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 7, 14, 7)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._typing.start())
        self.box.moved.connect(self.moved)
        self.box.returnPressed.connect(self._entered)
        self.period_edit.period_chosen.connect(lambda period: self._ask(self._with(period)))
        self.by_combo.activated.connect(
            lambda _row: self._ask(replace(self.query(), by=By(self.by_combo.currentData())))
        )
        for chip in self.chips.values():
            chip.chosen.connect(lambda key, codes: self._ask(self.query().choosing(key, codes)))
            chip.opened.connect(self.counts_wanted)
        self.late_chip.toggled.connect(lambda on: self._ask(replace(self.query(), late=on)))
        self.ids_chip.clicked.connect(lambda: self._ask(replace(self.query(), ids=None)))
        self.clear_button.clicked.connect(self.clear)
        self.view.chosen.connect(self.view_chosen)

    def _with(self, period: Period) -> Query:
        query = self.query().within(period)
        return replace(query, late=False) if period.is_all else query

    def _entered(self) -> None:
        self.take()
        self.entered.emit()

    def _ask(self, query: Query) -> None:
        if query != self._query:
            self.show_query(query)
            self.asked.emit(query)

    def _refit(self) -> None:
        layout = self._chip_holder.layout()
        if layout is not None:
            layout.invalidate()
        self._chip_holder.updateGeometry()

    def _fit(self) -> None:
        metrics, margins = theme.metrics("body"), self.box.textMargins()
        asked = metrics.horizontalAdvance(self.box.placeholderText()) + theme.px(_AROUND_WORDS)
        self.box.setFixedWidth(max(theme.px(190), asked + margins.left() + margins.right()))
        wide = theme.metrics("body").horizontalAdvance("30 Sep 2024 to 31 Dec 2025")
        self.period_edit.setFixedWidth(wide + theme.px(44))
