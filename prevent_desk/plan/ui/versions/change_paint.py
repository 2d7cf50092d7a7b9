"""How a change is drawn: where it is, how it was, how it is now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.plan.model.legend import NOT_SET, Stage
from prevent_desk.plan.model.versions.compare import Change, What
from prevent_desk.plan.model.versions.said import WORDS
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.versions.change_model import AFTER, CHANGE_ROLE, WHERE, part_of
from prevent_desk.ui import painting, theme
from prevent_desk.ui.difference_words import Laid, Setter

MOST_LINES = 10
"""Lines of a cell until its row is opened."""

_ALL_LINES = 10_000
_ACROSS, _DOWN = 12, 10
_BAR = 3
_GAP = 4
_TONES = {
    What.ADDED: ("green", "plus"),
    What.REMOVED: ("red", "minus"),
    What.MOVED: ("blue", "move-down"),
    What.WORDS: ("grey", "pencil"),
    What.PROGRESS: ("amber", "contrast"),
}

_Index = QModelIndex | QPersistentModelIndex


def chip_of(what: What) -> tuple[str, str]:
    """Return tone and icon of a kind of change."""
    return _TONES[what]


class ChangePainter(QStyledItemDelegate):
    """Draws rows of changes, and says how high each has to be.

    Attributes:
        opened: Rows of which every line is shown.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._setter = Setter()
        self._runs: dict[int, tuple[Run, ...]] = {}
        self.opened: set[int] = set()
        theme.changed.connect(self._setter.forget)

    def forget(self) -> None:
        """Show other changes: every row is closed, and no words are known."""
        self.opened.clear()
        self._runs.clear()

    def height(self, row: int, change: Change, widths: tuple[int, int, int]) -> int:
        """Return how high a row is with its columns so wide."""
        most = _ALL_LINES if row in self.opened else MOST_LINES
        texts = [
            self._text_height(change, column, width - 2 * _ACROSS, most)
            for column, width in enumerate(widths)
            if column != WHERE
        ]
        return max(self._where_height(change, widths[WHERE] - 2 * _ACROSS), *texts) + 2 * _DOWN

    def hides_lines(self, change: Change, widths: tuple[int, int, int]) -> bool:
        """Say whether a row has more lines than it shows closed."""
        return any(
            self._laid(change, column, widths[column] - 2 * _ACROSS, MOST_LINES).hidden
            for column in (1, AFTER)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return nothing: heights are given by the table."""
        return QSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        change: Change = index.data(CHANGE_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line")
        inside = rect.adjusted(_ACROSS, _DOWN, -_ACROSS, -_DOWN)
        painter.save()
        painter.setClipRect(rect)
        if index.column() == WHERE:
            if chosen:
                painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
            self._draw_where(painter, inside, change)
        else:
            most = _ALL_LINES if index.row() in self.opened else MOST_LINES
            self._draw_text(painter, inside, change, index.column(), most)
        painter.restore()

    # Where

    def _where_height(self, change: Change, width: int) -> int:
        name = self._name(change, width).height
        return name + theme.metrics("small").height() + 5 + painting.chip_height("row")

    def _name(self, change: Change, width: int) -> Laid:
        return self._setter.laid(_plain(change.name), width, 2, role="h3")

    def _draw_where(self, painter: QPainter, room: QRect, change: Change) -> None:
        laid = self._name(change, room.width())
        y = room.y()
        painter.save()
        painter.setClipRect(room.x(), y, room.width(), laid.height)
        laid.draw(painter, room.x(), y)
        painter.restore()
        y += laid.height
        high = theme.metrics("small").height()
        line = QRect(room.x(), y, room.width(), high)
        painting.draw_line(painter, line, part_of(change), "small", "text2")
        tone, icon = _TONES[change.what]
        chip = QRect(room.x(), y + high + 5, room.width(), painting.chip_height("row"))
        painting.draw_chip(painter, chip, WORDS[change.what], icon=icon, tone=tone, size="row")

    # Before and after

    def _text_height(self, change: Change, column: int, width: int, most: int) -> int:
        if change.what is What.PROGRESS:
            reason = self._reason(change, column, width)
            return painting.chip_height("row") + (reason.height + _GAP if reason.height else 0)
        laid = self._laid(change, column, width, most)
        return laid.height + (theme.metrics("small").height() + 2 if laid.hidden else 0)

    def _draw_text(
        self, painter: QPainter, room: QRect, change: Change, column: int, most: int
    ) -> None:
        if change.what is What.PROGRESS and change.stages is not None:
            words = change.after if column == AFTER else change.before
            _draw_stage(painter, room, change.stages[column == AFTER], words)
            reason = self._reason(change, column, room.width())
            reason.draw(painter, room.x(), room.y() + painting.chip_height("row") + _GAP)
            return
        laid = self._laid(change, column, room.width(), most)
        painter.save()
        painter.setClipRect(room.x(), room.y(), room.width(), laid.height)
        laid.draw(painter, room.x(), room.y())
        painter.restore()
        if laid.hidden:
            high = theme.metrics("small").height()
            line = QRect(room.x(), room.y() + laid.height + 2, room.width(), high)
            said = f"{laid.hidden} more lines (Space)"
            painting.draw_line(painter, line, said, "small", "accenttext")

    def _reason(self, change: Change, column: int, width: int) -> Laid:
        """Return the reason given for a stage, as it was or with what is new in it."""
        was, now = (one.row.reason if one else "" for one in (change.was, change.now))
        if column == AFTER:
            return self._setter.laid(runs(was, now), width, _ALL_LINES)
        return self._setter.laid(_plain(was) if was else (), width, _ALL_LINES, "text2")

    def _laid(self, change: Change, column: int, width: int, most: int) -> Laid:
        if column == AFTER:
            if change.what is What.REMOVED:
                return self._setter.laid(_plain("No longer in the plan."), width, most, "text2")
            return self._setter.laid(self._runs_of(change), width, most)
        if change.what is What.ADDED:
            return self._setter.laid(_plain("Not in the plan."), width, most, "text2")
        return self._setter.laid(_plain(change.before or "–"), width, most, "text2")

    def _runs_of(self, change: Change) -> tuple[Run, ...]:
        # By the object: two changes may be equal, and comparing texts takes as long as their words.
        found = self._runs.get(id(change))
        if found is None:
            found = self._runs[id(change)] = change.runs()
        return found

    def helpEvent(self, *_: object) -> bool:
        """Show no tips: everything is in the row."""
        return False

    def editorEvent(self, event: QEvent, *_: object) -> bool:
        """Take no part in the mouse."""
        return False


def _draw_stage(painter: QPainter, room: QRect, stage: Stage | None, words: str) -> None:
    box = QRect(room.x(), room.y(), room.width(), painting.chip_height("row"))
    painting.draw_chip(
        painter,
        box,
        words or NOT_SET,
        icon=stages.glyph(stage),
        tone=stages.tone(stage),
        size="row",
    )


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(Mark.SAME, text),)
