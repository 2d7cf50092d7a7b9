"""Tables and lists over records: declared columns, or a long list loaded page by page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from prevent_desk.ui import theme

Record = TypeVar("Record")
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
"""The record of a row, for delegates."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
"""What a row is sorted by in a column."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


# Without slots: with them `Column[Record](...)` fails on Python 3.11.
@dataclass(frozen=True)
class Column(Generic[Record]):
    """One column of a table.

    Attributes:
        heading: Its title.
        get: The words of a cell.
        align: "left" for text, "right" for numbers.
        sort_key: What it is sorted by; the words when not given.
        spoken: The whole cell as one sentence for screen readers; heading and words when not given.
        tooltip: More about a cell; none when not given.
        tone: Token of the text's colour; "text" when not given.
    """

    heading: str
    get: Callable[[Record], str]
    align: Literal["left", "right"] = "left"
    sort_key: Callable[[Record], Any] | None = None
    spoken: Callable[[Record], str] | None = None
    tooltip: Callable[[Record], str] | None = None
    tone: Callable[[Record], str] | None = None


class _ColumnsModel(QAbstractTableModel, Generic[Record]):
    """What both models share: columns, and a cell's roles."""

    def __init__(self, columns: Sequence[Column[Record]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    def record(self, row: int) -> Record:
        """Return the record of a row."""
        raise NotImplementedError

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows, says, or is sorted by."""
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.get(record)
        if role == RECORD_ROLE:
            return record
        if role == SORT_ROLE:
            return column.sort_key(record) if column.sort_key else column.get(record).casefold()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = column.get(record)
            return column.spoken(record) if column.spoken else f"{column.heading}, {words}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip:
            return column.tooltip(record) or None
        if role == Qt.ItemDataRole.ForegroundRole and column.tone:
            return theme.colour(column.tone(record))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return a column's heading, aligned like its cells."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


class RowsModel(_ColumnsModel[Record]):
    """A table over records that are all at hand."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        rows: Sequence[Record] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._rows = list(rows)

    def set_rows(self, rows: Sequence[Record]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> list[Record]:
        """Return the records in the order shown."""
        return list(self._rows)

    def record(self, row: int) -> Record:
        """Return the record of a row."""
        return self._rows[row]

    def row_of(self, wanted: Callable[[Record], bool]) -> int:
        """Return the first row whose record is wanted; -1 when there is none."""
        return next((row for row, record in enumerate(self._rows) if wanted(record)), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; records that are equal there keep their order."""
        if not 0 <= column < len(self._columns):
            return
        chosen = self._columns[column]
        key = chosen.sort_key or (lambda record: chosen.get(record).casefold())
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()]) for index in before]
        self._rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        places = {id(record): row for row, record in enumerate(self._rows)}
        after = [self.index(places[id(record)], index.column()) for index, record in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


class PagedModel(_ColumnsModel[Record]):
    """A long list that knows its count and loads 100 rows when one of them is looked at.

    Not `fetchMore`: with it the scroll bar lies and the end of 50,000 rows is 245 fetches away.
    """

    PAGE = 100
    KEPT = 60

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        load: Callable[[int, int], Sequence[Record]] | None = None,
        count: int = 0,
        parent: QObject | None = None,
    ) -> None:
        """Make the model.

        Args:
            columns: The columns.
            load: Called with offset and limit. Its order must end in a unique key, else pages
                repeat rows.
            count: How many rows there are in all.
            parent: Its owner.
        """
        super().__init__(columns, parent)
        self._load, self._count = load, count
        self._pages: OrderedDict[int, Sequence[Record]] = OrderedDict()

    def show_list(self, load: Callable[[int, int], Sequence[Record]], count: int) -> None:
        """Show another list, from its start."""
        self.beginResetModel()
        self._load, self._count = load, count
        self._pages.clear()
        self.endResetModel()

    def record(self, row: int) -> Record:
        """Return the record of a row, loading its page when it is not at hand."""
        number, place = divmod(row, self.PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._load(number * self.PAGE, self.PAGE) if self._load else ()
            self._pages[number] = page
            if len(self._pages) > self.KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are in all."""
        return 0 if parent.isValid() else self._count


def _alignment(column: Column[Record]) -> Qt.AlignmentFlag:
    right = column.align == "right"
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
