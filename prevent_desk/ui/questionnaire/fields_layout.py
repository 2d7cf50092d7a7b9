"""Fields side by side in up to three columns, their inputs in one line whatever stands above."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.questionnaire.field import QuestionField

COLUMNS = 3
NARROWEST_PX = 180
"""At 100 % text; with less room there are fewer columns."""
GAP_X, GAP_Y = 12, 12


class FieldsLayout(QLayout):
    """Lays fields in rows; a wide one has a row to itself, hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Asked again and again by the layouts around it; forgotten whenever something changed. Qt
        # says so while it makes the layout already.
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def invalidate(self) -> None:
        """Forget what was reckoned."""
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item; None (as Qt wants it) beyond the last."""
        if 0 <= index < len(self._items):
            return self._items[index]
        return None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Take an item out; None beyond the last."""
        if 0 <= index < len(self._items):
            return self._items.pop(index)
        return None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Take the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Be as high as the rows at a width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Lay the fields."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the room of two columns."""
        width = 2 * theme.px(NARROWEST_PX) + GAP_X
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """Return the width of one column."""
        return QSize(theme.px(NARROWEST_PX), 0)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        room = rect.width() + GAP_X
        columns = max(1, min(COLUMNS, room // (theme.px(NARROWEST_PX) + GAP_X)))
        y = rect.y()
        for row in self._rows(columns):
            width = rect.width() if row[0].is_wide else room // columns - GAP_X
            head = max(field.head_height(width) for field in row)
            high = max(head + field.body_height(width) for field in row)
            if move:
                for place, field in enumerate(row):
                    field.set_head(head)
                    x = rect.x() + place * (room // columns)
                    field.setGeometry(QRect(x, y, width, high))
            y += high + GAP_Y
        return max(0, y - GAP_Y - rect.y())

    def _rows(self, columns: int) -> Iterator[list[QuestionField]]:
        row: list[QuestionField] = []
        for item in self._items:
            field = item.widget()
            if not isinstance(field, QuestionField) or item.isEmpty():
                continue
            if row and (field.is_wide or len(row) == columns):
                yield row
                row = []
            row.append(field)
            if field.is_wide:
                yield row
                row = []
        if row:
            yield row
