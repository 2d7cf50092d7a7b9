"""The box in which a cell is typed: it lies over the cell and grows with the words.

Not a delegate's editor: Qt closes those when the focus goes, and ours stays open, with the reason
under it, for as long as what it holds cannot be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QSyntaxHighlighter,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.dates import parse_date, say_date
from prevent_desk.core.errors import Refused
from prevent_desk.plan.ui.columns import Column, Kind
from prevent_desk.ui import theme


class Leave(Enum):
    """Where the cursor goes when a cell is kept."""

    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)


_KEYS = {
    (Qt.Key.Key_Return, False): Leave.DOWN,
    (Qt.Key.Key_Enter, False): Leave.DOWN,
    (Qt.Key.Key_Return, True): Leave.UP,
    (Qt.Key.Key_Enter, True): Leave.UP,
    (Qt.Key.Key_Tab, False): Leave.RIGHT,
    (Qt.Key.Key_Backtab, True): Leave.LEFT,
    (Qt.Key.Key_Backtab, False): Leave.LEFT,
}


class CellEditor(QFrame):
    """Edits the text of one cell."""

    kept = Signal(object, bool)
    """The words shall be kept; carries `Leave`, and whether for all chosen rows."""
    given_up = Signal()
    """Esc: the cell stays as it was."""
    typed = Signal()
    """The words changed."""

    def __init__(self, column: Column, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.before = text
        self.today = date.min
        self._area = QRect()
        self._cell = QRect()
        self.box = _Box(self)
        self.box.setAccessibleName(column.heading)
        self.box.setPlainText(text)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("t", "small")
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addWidget(self.note)
        self.note.setContentsMargins(6, 2, 6, 4)
        if column.kind is Kind.ACTION:
            self._bold = _FirstLineBold(self.box.document())
        self.box.textChanged.connect(self._changed)
        self.box.installEventFilter(self)
        self.setFocusProxy(self.box)

    def text(self) -> str:
        """Return the words as they stand."""
        return self.box.toPlainText()

    def cursor_place(self) -> int:
        """Return the place of the text cursor."""
        return self.box.textCursor().position()

    def put(self, text: str, cursor: int | None = None) -> None:
        """Put other words in, with the cursor at a place or at the end."""
        self.box.setPlainText(text)
        at = self.box.textCursor()
        at.setPosition(min(len(text) if cursor is None else cursor, len(text)))
        self.box.setTextCursor(at)

    def is_changed(self) -> bool:
        """Return whether the words differ from what the cell holds."""
        return self.text() != self.before

    def open_list(self) -> None:
        """Open the list of known names, where the column has one."""
        self.box.offer_all()

    def show_error(self, sentence: str) -> None:
        """Say under the words why they cannot be kept; goes away with the next key."""
        self._say(sentence, tone="red")

    def show_doubt(self, sentence: str) -> None:
        """Say under the words why they may be a slip; they can be kept all the same."""
        self._say(sentence, tone="amber")

    def show_note(self, sentence: str) -> None:
        """Say something helpful under the words."""
        self._say(sentence, tone="")

    def offer(self, names: Sequence[str]) -> None:
        """Complete what is typed after the last comma from these names."""
        self.box.complete_from(names)

    def lie_over(self, cell: QRect, area: QRect) -> None:
        """Take the place of a cell inside an area of the viewport, as high as the words need."""
        self._cell, self._area = cell, area
        self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box: focus border, red where the words cannot be kept."""
        painter = QPainter(self)
        is_wrong = self.note.isVisible() and self.note.property("tone") == "red"
        painter.setPen(QPen(theme.colour("redsolid" if is_wrong else "focus"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that end editing, and keep the words when the focus leaves."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Esc belongs to the box while it is open, whatever else it does on the page.
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            passing = {
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.MenuBarFocusReason,
            }
            if event.reason() not in passing and self.isVisible():
                self.kept.emit(Leave.STAY, False)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return True
        if enter and pressed == Qt.KeyboardModifier.AltModifier:
            self.box.insertPlainText("\n")
            return True
        if enter and pressed == Qt.KeyboardModifier.ControlModifier:
            self.kept.emit(Leave.STAY, True)
            return True
        plain = pressed in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        shift = pressed == Qt.KeyboardModifier.ShiftModifier
        leave = _KEYS.get((Qt.Key(event.key()), shift)) if plain else None
        if leave is None:
            return False
        if not (enter and self.box.take_completion()):
            self.kept.emit(leave, False)
        return True

    def _changed(self) -> None:
        self.note.hide()
        if self.column.kind is Kind.DATE and self.text().strip():
            self._echo()
        self._grow()
        self.update()
        self.typed.emit()

    def _echo(self) -> None:
        try:
            day = parse_date(self.text(), self.today)
        except Refused:
            return
        days = (day - self.today).days
        gap = "today" if days == 0 else f"in {days} days" if days > 0 else f"{-days} days ago"
        self.show_note(f"{say_date(day)}, {gap}")

    def _say(self, sentence: str, *, tone: str) -> None:
        theme.restyle(self.note, tone=tone)
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self._grow()
        self.update()

    def _grow(self) -> None:
        if self._area.isNull():
            return
        wide = min(max(self._cell.width() + 1, theme.px(150)), self._area.width() - 8)
        left = max(0, min(self._cell.left() - 1, self._area.width() - wide))
        self.setFixedWidth(wide)
        # isVisible would be False while the grid itself is not shown yet.
        shown = not self.note.isHidden()
        note = self.note.heightForWidth(wide - 4) + 6 if shown else 0
        wanted = self.box.wanted_height(wide - 4) + note + 6
        high = min(max(self._cell.height() + 1, wanted), self._area.height() - 8)
        lowest = self._area.bottom() - high - 1
        top = max(self._area.top(), min(self._cell.top() - 1, lowest))
        self.setGeometry(left, top, wide, high)
        if wanted <= high:
            # The box was smaller when the cursor was put at its end, and scrolled to it.
            self.box.verticalScrollBar().setValue(0)
        self.raise_()


class _Box(QPlainTextEdit):
    """The text itself; knows how high it would like to be, and completes names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("k", "bare")
        self.setFont(theme.font("small"))
        self.document().setDefaultFont(theme.font("small"))
        self.document().setDocumentMargin(5)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer: QCompleter | None = None
        self._is_completing = False

    def wanted_height(self, width: int) -> int:
        """Return the px that all words need at a width."""
        lines = 0
        metrics = self.fontMetrics()
        room = max(20, width - 14)
        for paragraph in self.toPlainText().split("\n"):
            flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
            box = metrics.boundingRect(0, 0, room, 100_000, flags, paragraph or " ")
            lines += max(1, round(box.height() / metrics.lineSpacing()))
        return lines * metrics.lineSpacing() + 14

    def complete_from(self, names: Sequence[str]) -> None:
        """Offer these names for the word after the last comma."""
        self._completer = QCompleter(list(names), self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.activated[str].connect(self._complete)  # type: ignore[index]
        self.textChanged.connect(self._offer)

    def offer_all(self) -> None:
        """Open the whole list, as Alt+Down does."""
        if self._completer is not None:
            self._completer.setCompletionPrefix("")
            self._pop_up()

    def take_completion(self) -> bool:
        """Take the marked name of an open list; False when none is marked."""
        popup = self._popup()
        if popup is None or not popup.isVisible() or not popup.currentIndex().isValid():
            return False
        self._complete(str(popup.currentIndex().data()))
        popup.hide()
        return True

    def _offer(self) -> None:
        if self._completer is None or self._is_completing or not self.hasFocus():
            return
        part = self._part().strip()
        self._completer.setCompletionPrefix(part)
        names = self._completer.completionCount()
        if part and names and not (names == 1 and self._completer.currentCompletion() == part):
            self._pop_up()
        elif (popup := self._popup()) is not None:
            popup.hide()

    def _popup(self) -> QAbstractItemView | None:
        return self._completer.popup() if self._completer is not None else None

    def _pop_up(self) -> None:
        if self._completer is not None:
            rect = self.cursorRect()
            rect.setWidth(max(theme.px(200), self.width()))
            rect.moveLeft(0)
            self._completer.complete(rect)

    def _part(self) -> str:
        before = self.toPlainText()[: self.textCursor().position()]
        return before.replace("\n", ",").rsplit(",", 1)[-1]

    def _complete(self, name: str) -> None:
        self._is_completing = True
        cursor = self.textCursor()
        part = self._part()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left,
            QTextCursor.MoveMode.KeepAnchor,
            len(part) - (len(part) - len(part.lstrip())),
        )
        cursor.insertText(name)
        self.setTextCursor(cursor)
        self._is_completing = False


class _FirstLineBold(QSyntaxHighlighter):
    """Shows that the first line of an action is its title."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Make the first line bold."""
        if self.currentBlock().blockNumber() == 0:
            bold = QFont(theme.font("strong"))
            self.setFormat(0, len(text), bold)
