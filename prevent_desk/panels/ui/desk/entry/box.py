"""Where the words of a line are typed: one line that grows, Enter keeps, Shift+Enter breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from prevent_desk.panels.model import phrases
from prevent_desk.panels.model.notes import Speaker, Taken, pasted, take
from prevent_desk.panels.model.phrases import Phrase
from prevent_desk.panels.ui.desk.entry.phrase_list import PhraseList
from prevent_desk.ui.spelling import SpellingUnderline
from prevent_desk.ui.widgets.editors import TextEdit

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LineBox(TextEdit):
    """The words of one line.

    Attributes:
        phrases: The quick phrases of the desk.
        present: Who may be meant by initials at the beginning.
        spelling: Underlines what is not English; None where it is not wanted.

    Signals:
        kept: Enter: the line is done.
        taken: A kind or a speaker was typed at the beginning.
        given_back: The beginning was put back as it was typed.
        escaped: Esc: away from here; nothing is discarded.
        up: The arrow up, in the first row.
        speaker_wanted: Ctrl+Space: choose who speaks.
    """

    kept = Signal()
    taken = Signal(object)
    given_back = Signal(object)
    escaped = Signal()
    up = Signal()
    speaker_wanted = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(lines=1, most_lines=5, placeholder=placeholder, parent=parent)
        self.phrases: Sequence[Phrase] = ()
        self.present: Sequence[Speaker] = ()
        self.spelling: SpellingUnderline | None = None
        self.more_menu: Callable[[QMenu], object] = lambda _menu: None
        self._taken: Taken | None = None
        self._is_putting_back = False
        self._list = PhraseList(self)
        self._list.chosen.connect(self._put_phrase)
        self.textChanged.connect(self._look)
        self.cursorPositionChanged.connect(self._offer)
        self.setAccessibleName("What was said")

    def words(self) -> str:
        """Return what stands here."""
        return self.toPlainText()

    def show_words(self, words: str, cursor: int | None = None) -> None:
        """Show other words; what could be undone in here before is forgotten."""
        self._is_putting_back = True
        self._taken = None
        self.setPlainText(words)
        self._is_putting_back = False
        self.move_cursor(len(words) if cursor is None else cursor)

    def move_cursor(self, place: int) -> None:
        """Put the cursor at a place of the words."""
        at = self.textCursor()
        at.setPosition(max(0, min(place, len(self.words()))))
        self.setTextCursor(at)

    # Inside

    def _look(self) -> None:
        """Take a kind or a speaker off the beginning, once its space was typed."""
        if self._is_putting_back or self.textCursor().position() > 6:
            return
        found = take(self.words(), self.present)
        if found is None or self.textCursor().position() != len(found.text):
            return
        at = QTextCursor(self.document())
        at.setPosition(len(found.text), QTextCursor.MoveMode.KeepAnchor)
        self._is_putting_back = True
        at.removeSelectedText()
        self._is_putting_back = False
        self._taken = found
        self.taken.emit(found)

    def _give_back(self) -> bool:
        """Put a beginning that was taken off back as it was typed; Backspace asks for it."""
        found = self._taken
        at = self.textCursor()
        if found is None or at.hasSelection() or at.position() != 0:
            return False
        self._taken = None
        self._is_putting_back = True
        at.insertText(found.text)
        self._is_putting_back = False
        self.given_back.emit(found)
        return True

    def _offer(self) -> None:
        """Show the phrases that letters after a semicolon may mean."""
        at = self.textCursor()
        letters = None if at.hasSelection() else phrases.typed_letters(self._before())
        found = [] if letters is None else phrases.matching(self.phrases, letters)
        if found and self.hasFocus():
            self._list.show_phrases(found)
        else:
            self._list.hide()

    def _before(self) -> str:
        at = self.textCursor()
        return at.block().text()[: at.positionInBlock()]

    def _put_phrase(self, phrase: Phrase) -> None:
        letters = phrases.typed_letters(self._before())
        if letters is None:
            return
        at = self.textCursor()
        back = QTextCursor.MoveMode.KeepAnchor
        at.movePosition(QTextCursor.MoveOperation.Left, back, len(letters) + 1)
        at.insertText(phrase.words + " ")
        self._list.hide()

    # Qt

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the desk while there is nothing of this box to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.document().isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep, break, choose, go up; what is left is typed."""
        key, bare = event.key(), event.modifiers() in _BARE
        if self._list.isVisible() and bare and self._list.take_key(key):
            return
        if key in _ENTER and bare:
            if not event.isAutoRepeat():
                self.kept.emit()
        elif key == Qt.Key.Key_Escape and bare:
            self.escaped.emit()
        elif key == Qt.Key.Key_Up and bare and self._is_in_first_row():
            self.up.emit()
        elif key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.speaker_wanted.emit()
        elif key == Qt.Key.Key_Backspace and bare and self._give_back():
            return
        elif _is_alt_letter(event):
            # A shortcut there is none for: typed, it would stand in the minutes on X11. AltGr
            # comes with Ctrl on Windows and without Alt elsewhere, Alt and digits as one letter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer no phrases while something else has the keyboard."""
        super().focusOutEvent(event)
        self._list.hide()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste plain words, without signs nobody sees; see `pasted`."""
        self.insertPlainText(pasted(source.text()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer spellings first, then what every editor offers, then what the line offers."""
        menu = self.createStandardContextMenu()
        if self.spelling is not None:
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = self.textCursor() if by_keys else self.cursorForPosition(event.pos())
            self.spelling.add_to(menu, at)
        self.more_menu(menu)
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu.exec(where)
        menu.deleteLater()

    def _is_in_first_row(self) -> bool:
        top = self.cursorRect(QTextCursor(self.document())).top()
        return self.cursorRect().top() <= top


def _is_alt_letter(event: QKeyEvent) -> bool:
    letter = event.text()
    alone = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return alone and bool(letter) and letter.isprintable()
