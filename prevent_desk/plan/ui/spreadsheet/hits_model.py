"""The places where words were found, as a table: each as it is and as it would be, with a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from prevent_desk.plan.model.spreadsheet.replacing import Hit, Shown
from prevent_desk.plan.ui.spreadsheet.titled import TitledModel
from prevent_desk.ui import painting, theme
from prevent_desk.ui.delegates import RowDelegate

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WHERE, IS, WOULD_BE = range(3)
_TITLES = ("Place", "Now", "Would be")


@dataclass(frozen=True, slots=True)
class FoundHit:
    """One place.

    Attributes:
        cell: The number of its cell among those searched.
        where: "O1-05 · Comments".
        shown: The words with those around them.
        taken: Whether it shall be replaced.
        wrong: Why its cell could not hold the words afterwards; empty when it can.
    """

    cell: int
    hit: Hit
    where: str
    shown: Shown
    taken: bool = True
    wrong: str = ""

    def words(self, by: str) -> str:
        """Return the place with other words in it."""
        return f"{self.shown.before}{by}{self.shown.after}"


class HitsModel(TitledModel):
    """The places, their ticks, and the words that would stand there."""

    altered = Signal()
    """A tick changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_TITLES, parent)
        self.by = ""
        self._hits: list[FoundHit] = []

    def hits(self) -> list[FoundHit]:
        """Return every place."""
        return list(self._hits)

    def show_hits(self, found: Sequence[FoundHit], by: str) -> None:
        """Show other places; a tick taken away stays away where the place is the same."""
        off = {(one.where, one.hit) for one in self._hits if not one.taken}
        self.beginResetModel()
        self.by = by
        self._hits = [
            replace(one, taken=not one.wrong and (one.where, one.hit) not in off) for one in found
        ]
        self.endResetModel()

    def mark_wrong(self, wrong: dict[int, str]) -> None:
        """Say which cells could not hold the words; their places cannot be ticked."""
        self._hits = [
            replace(one, wrong=wrong.get(one.cell, ""), taken=one.taken and one.cell not in wrong)
            for one in self._hits
        ]
        self._tell()

    def take(self, row: int, *, on: bool) -> None:
        """Tick a place or not."""
        one = self._hits[row]
        self._hits[row] = replace(one, taken=on and not one.wrong)
        self._tell()
        self.altered.emit()

    def take_all(self, *, on: bool) -> None:
        """Tick every place or none."""
        self._hits = [replace(one, taken=on and not one.wrong) for one in self._hits]
        self._tell()
        self.altered.emit()

    def _tell(self) -> None:
        if self._hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._hits) - 1, WOULD_BE))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self._hits)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that a place that fits can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == WHERE and not self._hits[index.row()].wrong:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a place shows and says."""
        one = self._hits[index.row()]
        words = (one.where, one.words(one.shown.found), one.wrong or one.words(self.by))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return words[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == WHERE:
            return Qt.CheckState.Checked if one.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_TITLES[index.column()]}, {words[index.column()]}"
        if role == Qt.ItemDataRole.ForegroundRole and not one.taken:
            return theme.colour("text3")
        return None

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401 - Qt's
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != WHERE:
            return False
        self.take(index.row(), on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class HitsDelegate(RowDelegate):
    """Marks the words themselves: struck red as they are, underlined green as they would be."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground by the style and the words in three pieces."""
        one = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if index.column() == WHERE or not isinstance(one, FoundHit) or one.wrong:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("sel"))
        painting.hairline(painter, option.rect, Qt.Edge.BottomEdge)
        by = model.by if isinstance(model, HitsModel) else ""
        is_now = index.column() == IS
        words = one.shown.found if is_now else by
        face = QFont(theme.font("small"))
        marked = QFont(face)
        marked.setStrikeOut(is_now)
        marked.setUnderline(not is_now)
        tone = "red" if is_now else "green"
        room = option.rect.adjusted(8, 0, -8, 0)
        plain = "text" if one.taken else "text3"
        painter.save()
        painter.setClipRect(room)
        x = room.left()
        before, after = self._around(room.width(), one, words, face)
        for said, look, ink in (
            (before, face, plain),
            (words, marked, tone if one.taken else plain),
            (after, face, plain),
        ):
            if look is marked and one.taken and said:
                wide = QFontMetrics(look).horizontalAdvance(said)
                ground = QRect(x, room.top() + 6, wide, room.height() - 12)
                painter.fillRect(ground, theme.colour(f"{tone}bg"))
            painter.setFont(look)
            painter.setPen(theme.colour(ink))
            spot = QRect(x, room.top(), 10_000, room.height())
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), said)
            x += QFontMetrics(look).horizontalAdvance(said)
        painter.restore()

    def _around(self, room: int, one: FoundHit, words: str, face: QFont) -> tuple[str, str]:
        """Return what stands before and after, cut so that the words themselves are in sight."""
        metrics = QFontMetrics(face)
        left = max(0, room - metrics.horizontalAdvance(words))
        least = metrics.horizontalAdvance("…") if one.shown.after else 0
        before = metrics.elidedText(
            one.shown.before, Qt.TextElideMode.ElideLeft, max(0, left - least)
        )
        left = max(0, left - metrics.horizontalAdvance(before))
        return before, metrics.elidedText(one.shown.after, Qt.TextElideMode.ElideRight, left)
