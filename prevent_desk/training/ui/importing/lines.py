"""The rows of a list as the preview shows them, ticked where they are to be taken in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.labels import WrapLabel

_TICK, _WHO, _WHERE, _LEAST = 34, 210, 170, 60
_LOOKED_AT = 500

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the preview.

    Attributes:
        key: What it is known by.
        kind: What the filter goes by: "new", "wrong".
        is_said: The kind in words; `tone` colours it.
        can_be_taken: Whether it has a box to tick.
        line: What it was made of.
    """

    key: Hashable
    who: str
    place: str
    kind: str
    is_said: str
    tone: str
    where: str
    words: str
    can_be_taken: bool
    line: Any


class LinesModel(TickModel[Row]):
    """Rows of which only those that would do anything can be ticked."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Offer a box only where it does something."""
        flags = super().flags(index)
        if index.column() == 0 and not self.record(index.row()).can_be_taken:
            return flags & ~Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows; no tick where none can be set."""
        can = index.isValid() and self.record(index.row()).can_be_taken
        if role == Qt.ItemDataRole.CheckStateRole and not can:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0 and not can:
            return super().data(index, Qt.ItemDataRole.DisplayRole)
        return super().data(index, role)

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Tick lines, or take their ticks away; told once for all of them."""
        wanted = [number for number in numbers if self.record(number).can_be_taken]
        if not wanted:
            return
        (self._ticked.update if on else self._ticked.difference_update)(wanted)
        self.dataChanged.emit(self.index(min(wanted), 0), self.index(max(wanted), 0))
        self.ticked.emit()


class LinesTable(TickTable):
    """The table; Space ticks those of the chosen rows that can be, Enter asks for what a row needs.

    Signals:
        opened: Enter on a row.
    """

    opened = Signal()

    def _share(self) -> None:
        """Keep the widths the view gives: the last column takes what is left."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask on Enter, tick on Space."""
        model = self.model()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        if event.key() == Qt.Key.Key_Space and isinstance(model, LinesModel):
            # By stretches: asked for row by row, 10,000 take a third of a second.
            selection = self.selectionModel().selection()
            parts = [selection.at(number) for number in range(selection.count())]
            chosen = (row for part in parts for row in range(part.top(), part.bottom() + 1))
            able = [number for number in chosen if model.record(number).can_be_taken]
            model.tick(able, on=not all(map(model.is_ticked, able)))
            return
        super().keyPressEvent(event)


class LinesView(QWidget):
    """The rows, a filter by kind over them, and the words of the current one below.

    Signals:
        ticked: Another choice.
        moved: Another row is the current one.

    Attributes:
        beside: Where a dialog puts buttons of its own.
    """

    ticked = Signal()
    moved = Signal()

    def __init__(self, where: str, parent: QWidget | None = None, *, who: str = "Who") -> None:
        """Make it.

        Args:
            where: Heads the column beside what a row is: "Department".
            parent: What it stands in.
            who: Heads the first column.
        """
        super().__init__(parent)
        self._rows: list[Row] = []
        self._chosen: set[Hashable] = set()
        self.only_box = ComboPicker("Which rows", "Every row")
        self.all_button = Button("&Tick these", "check-check", small=True)
        self.none_button = Button("&Untick these", "", small=True)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(8)
        self.table = LinesTable()
        columns = _columns(where, who)
        self.model = LinesModel(columns, self)
        self.table.set_up(self.model, "What each row would do")
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)
        self.words_label = WrapLabel("", "support")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.only_box)
        top.addWidget(self.all_button)
        top.addWidget(self.none_button)
        top.addStretch(1)
        top.addLayout(self.beside)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.words_label)
        self.setFocusProxy(self.table)
        self.model.ticked.connect(self._take_ticks)
        self.table.selectionModel().currentRowChanged.connect(self._say_row)
        self.only_box.picked.connect(lambda _value: self._show())
        self.all_button.clicked.connect(lambda: self._tick_shown(on=True))
        self.none_button.clicked.connect(lambda: self._tick_shown(on=False))

    def show_rows(
        self, rows: Sequence[Row], ticked: Iterable[Hashable], kinds: Sequence[tuple[str, str]]
    ) -> None:
        """Show rows.

        Args:
            rows: In their order.
            ticked: Keys of those that are ticked.
            kinds: What the filter offers: kind and words.
        """
        self._rows, self._chosen = list(rows), set(ticked)
        before = self.only_box.value()
        self.only_box.set_values(kinds)
        self.only_box.set_value(before if before in {kind for kind, _words in kinds} else None)
        self._show()

    def chosen(self) -> list[Row]:
        """Return the rows that are ticked, in their order."""
        return [row for row in self._rows if row.key in self._chosen]

    def rows(self) -> list[Row]:
        """Return every row."""
        return list(self._rows)

    def current(self) -> Row | None:
        """Return the current row."""
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def go_to(self, key: Hashable) -> None:
        """Make a row the current one, where it is shown."""
        number = self.model.row_of(lambda row: row.key == key)
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, 0))

    # Inside

    def _show(self) -> None:
        only = self.only_box.value()
        shown = [row for row in self._rows if only in {None, row.kind}]
        self.model.show_records(shown, lambda row: row.key in self._chosen)
        self._fit(shown)
        can = any(row.can_be_taken for row in shown)
        self.all_button.setEnabled(can)
        self.none_button.setEnabled(can)
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._say_row(QModelIndex(), QModelIndex())

    def _fit(self, shown: Sequence[Row]) -> None:
        """Make columns as wide as their words, within reason; the last takes what is left.

        Where it needs less than that, a long department or course is not cut either.
        """
        metrics, pad = self.table.fontMetrics(), theme.px(24)

        def widest(texts: Iterable[str]) -> int:
            return max((metrics.horizontalAdvance(text) for text in texts), default=0) + pad

        looked = shown[:_LOOKED_AT]
        headings = [str(self.model.headerData(at, Qt.Orientation.Horizontal)) for at in range(4)]
        told = (
            [row.who for row in looked],
            [row.place for row in looked],
            [row.is_said for row in looked],
            [row.where for row in looked],
        )
        wanted = [
            max(widest([*words, heading]), theme.px(_LEAST) + pad)
            for words, heading in zip(told, headings, strict=True)
        ]
        widths = [
            min(width, theme.px(most) + pad)
            for width, most in zip(wanted, (_WHO, _WHERE, _WHERE, _WHERE), strict=True)
        ]
        widths[0] += theme.px(_TICK)
        left = self.table.viewport().width() - sum(widths) - widest(row.words for row in looked)
        widths[-1] += max(0, min(wanted[-1] - widths[-1], left))
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, width)

    def _tick_shown(self, *, on: bool) -> None:
        self.model.tick(range(self.model.rowCount()), on=on)

    def _take_ticks(self) -> None:
        shown = {row.key for row in self.model.rows()}
        self._chosen = (self._chosen - shown) | {row.key for row in self.model.chosen()}
        self.ticked.emit()

    def _say_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.record(now.row()) if now.isValid() else None
        self.words_label.setText(f"{row.place}: {row.words}" if row else "")
        self.moved.emit()


def _columns(where: str, who: str) -> list[Column[Row]]:
    return [
        Column(who, lambda row: row.who),
        Column("Row", lambda row: row.place),
        Column("It is", lambda row: row.is_said, tone=lambda row: row.tone),
        Column(where, lambda row: row.where, tooltip=lambda row: row.where),
        Column("What it would do", lambda row: row.words, tooltip=lambda row: row.words),
    ]
