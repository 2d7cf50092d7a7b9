"""How a row of differences is painted and how high it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.plan.model.partners.records import Difference, Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.cell_text import Laid, Texts, abridged, plain
from prevent_desk.plan.ui.returns.keep_box import Stamps
from prevent_desk.plan.ui.returns.model import Column, DifferencesModel
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import BAR

_Index = QModelIndex | QPersistentModelIndex

PAD = 9
"""Room above and below the words of a row, in px at 100 % text."""

SIDE = 12
"""Room left of the words of a cell; the first column keeps the page's margin of 18."""

_MARGIN = 18
_GAP = 4
_MOST_LINES = 10
_WHOLE = 10_000
_CONTROL = 30


class ColumnsHeader(QHeaderView):
    """Headings that stand over the words of their columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw a heading where its column's words begin."""
        painter.fillRect(rect, theme.colour("sunken"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line2")
        left = _MARGIN if logicalIndex == Column.WHERE else SIDE
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painting.draw_line(painter, rect.adjusted(left, 0, -4, 0), words, "strong", "text2")


class RowPaint(QStyledItemDelegate):
    """Paints the cells of a difference and measures its row."""

    def __init__(self, model: DifferencesModel, stamps: Stamps, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._stamps = model, stamps
        self._texts = Texts()
        self._runs: dict[tuple[str, str], tuple[Run, ...]] = {}

    def forget(self) -> None:
        """Paint everything anew: another return, or another theme."""
        self._texts.forget()
        self._runs.clear()
        self._stamps.forget()

    def height(self, row: int, widths: dict[Column, int], *, whole: bool) -> int:
        """Return how high a row is in px, `whole` with all its lines."""
        found = self._model.difference(row)
        if found is None:
            return theme.px(80)
        name = self._name(found, self._room(widths[Column.WHERE], Column.WHERE))
        highest = name.height + theme.metrics("small").height() + _GAP + painting.chip_height("row")
        for column in (Column.SENT, Column.THEIRS, Column.MINE):
            high = self._laid(found, column, self._room(widths[column], column), whole).height
            if column is Column.THEIRS and found.problem:
                high += self._problem(found, self._room(widths[column], column)).height + _GAP
            highest = max(highest, high)
        hint = self._hint(row, self._room(widths[Column.KEEP], Column.KEEP))
        control = theme.px(_CONTROL) + _GAP if found.choices else 0
        return max(highest, control + hint.height) + 2 * theme.px(PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground, then the column's own words."""
        found = self._model.difference(index.row())
        if found is None:
            return
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        column = Column(index.column())
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, theme.colour("sel" if chosen else "surface"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        if chosen and column is Column.WHERE:
            painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("accent"))
        room = self.inner(box, column)
        if column is Column.WHERE:
            self._paint_where(painter, room, found, chosen=chosen)
        elif column is Column.KEEP:
            self._paint_keep(painter, room, index.row(), found, chosen=chosen)
        else:
            self._paint_words(painter, room, found, column, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box.adjusted(0, 0, 0, -1))
        painter.restore()

    def inner(self, box: QRect, column: Column) -> QRect:
        """Return where the words of a cell stand in it."""
        left = _MARGIN if column is Column.WHERE else SIDE
        right = _MARGIN if column is Column.KEEP else 4
        pad = theme.px(PAD)
        return box.adjusted(left, pad, -right, -pad)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show a name that is cut as its tooltip."""
        found = self._model.difference(index.row())
        if found is not None and index.column() == Column.WHERE:
            name = said.where(found)
            room = 2 * self.inner(option.rect, Column.WHERE).width() - theme.px(40)
            cut = theme.metrics("h3").horizontalAdvance(name) > room
            QToolTip.showText(event.globalPos(), name if cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return nothing of use: the view gives the rows their heights."""
        return QSize(0, theme.px(80))

    # The columns

    def _paint_where(
        self, painter: QPainter, room: QRect, found: Difference, *, chosen: bool
    ) -> None:
        small = theme.metrics("small").height()
        name = self._name(found, room.width())
        name.draw(painter, room.x(), room.y(), chosen=chosen)
        line = QRect(room.x(), room.y() + name.height, room.width(), small)
        painting.draw_line(
            painter, line, said.cell(found), "small", "onsel2" if chosen else "text2"
        )
        look = said.KINDS[found.kind]
        chip = QRect(room.x(), line.bottom() + 1 + _GAP, room.width(), painting.chip_height("row"))
        painting.draw_chip(painter, chip, look.words, icon=look.icon, tone=look.tone, size="row")

    def _paint_words(
        self, painter: QPainter, room: QRect, found: Difference, column: Column, *, chosen: bool
    ) -> None:
        laid = self._laid(found, column, room.width(), chosen)
        laid.draw(painter, room.x(), room.y(), chosen=chosen)
        if column is Column.THEIRS and found.problem:
            y = room.y() + laid.height + _GAP
            side = theme.px(14)
            icons.paint(painter, "circle-alert", room.x(), y + 1, side, "red")
            self._problem(found, room.width()).draw(painter, room.x() + side + 5, y, chosen=False)

    def _paint_keep(
        self, painter: QPainter, room: QRect, row: int, found: Difference, *, chosen: bool
    ) -> None:
        y = room.y()
        if found.choices:
            if not chosen:
                picture = self._stamps.picture(
                    found,
                    self._model.decision(row),
                    lambda: self._model.legend,
                    room.width(),
                )
                painter.drawPixmap(room.x(), y, picture)
            y += theme.px(_CONTROL) + _GAP
        self._hint(row, room.width()).draw(painter, room.x(), y, chosen=chosen)

    # Words

    def _room(self, width: int, column: Column) -> int:
        return self.inner(QRect(0, 0, width, 80), column).width()

    def _laid(self, found: Difference, column: Column, width: int, whole: bool) -> Laid:
        pieces = self._pieces(found, column)
        if not whole:
            pieces = abridged(pieces)
        if column is Column.SENT or (column is Column.MINE and found.mine == found.sent):
            kept = "".join(run.text for run in pieces if run.mark is not Mark.NEW)
            pieces = plain(kept or said.NOTHING)
        ink = "text2" if column is Column.SENT else "text"
        return self._texts.laid(pieces, width, ink=ink, most_lines=_WHOLE if whole else _MOST_LINES)

    def _pieces(self, found: Difference, column: Column) -> tuple[Run, ...]:
        if column is Column.SENT:
            return self._unchanged(found, found.sent)
        if column is Column.THEIRS:
            if found.kind is Kind.ADDED:
                return (Run(Mark.NEW, found.theirs),)
            if found.kind in {Kind.MISSING, Kind.FIX} or found.theirs == found.sent:
                return plain(said.they_say(found))
            return self._changed(found.sent, found.theirs)
        shown = said.mine_now(found)
        if shown != found.mine:
            return plain(shown)
        if found.mine == found.sent:
            return self._unchanged(found, found.mine)
        return self._changed(found.sent, found.mine)

    def _unchanged(self, found: Difference, text: str) -> tuple[Run, ...]:
        """Return words that stand as sent, parted where the other side changed them.

        So what is cut from a long text is cut alike in all columns; what is new is left out then.
        """
        other = found.mine if found.theirs == found.sent else found.theirs
        if found.field is None or not other or found.kind is Kind.FIX:
            return plain(text or said.NOTHING)
        return self._changed(found.sent, other)

    def _changed(self, before: str, after: str) -> tuple[Run, ...]:
        found = self._runs.get((before, after))
        if found is None:
            found = self._runs[before, after] = runs(before, after) or plain(said.NOTHING)
        return found

    def _name(self, found: Difference, width: int) -> Laid:
        """Return the row's name in at most two lines; the second ends in "…" where it is cut."""
        words, metrics = said.where(found), theme.metrics("h3")
        if metrics.horizontalAdvance(words) > 2 * width - theme.px(40):
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, 2 * width - theme.px(40))
        return self._texts.laid(plain(words), width, role="h3")

    def _problem(self, found: Difference, width: int) -> Laid:
        return self._texts.laid(plain(found.problem), width - theme.px(14) - 5, ink="red")

    def _hint(self, row: int, width: int) -> Laid:
        ink = "red" if self._model.is_refused(row) else "text2"
        return self._texts.laid(plain(self._model.hint(row)), width, ink=ink)
